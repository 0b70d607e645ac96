"""One window a desk: a second start calls the first one to the front and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

RAISE, CAPTURE = "raise", "capture"
WORDS = (RAISE, CAPTURE)
PATIENCE_MS = 1_500
_LONGEST = 32


def name_of(desk: Path) -> str:
    """The name of the local socket of a desk: says nothing about where it lies."""
    digest = hashlib.sha256(str(desk.absolute()).encode("utf-8", "surrogateescape")).hexdigest()
    return f"se-desk-{digest[:20]}"


def call_first(desk: Path, word: str = RAISE) -> bool:
    """Ask the window that has this desk open to do ``word``; False where there is none."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(desk))
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(word.encode("ascii") + b"\n")
    heard = socket.waitForBytesWritten(PATIENCE_MS) and socket.waitForReadyRead(PATIENCE_MS)
    socket.disconnectFromServer()
    return bool(heard)


class Listener(QObject):
    """Hears second starts. Only processes of the same person can reach it."""

    heard = Signal(str)

    def __init__(self, desk: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)
        if not self._server.listen(name_of(desk)):
            QLocalServer.removeServer(name_of(desk))  # left behind by a window that was killed
            self._server.listen(name_of(desk))

    def close(self) -> None:
        """Hear no more."""
        self._server.close()

    def _meet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda s=socket: self._hear(s))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            return
        word = bytes(socket.readLine(_LONGEST).data()).decode("ascii", "replace").strip()
        socket.write(b"ok\n")
        socket.flush()
        if word in WORDS:
            self.heard.emit(word)
