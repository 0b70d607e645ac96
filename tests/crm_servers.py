"""CRMs of the tests' own, on loopback: one answers as it is told, one keeps notes as Tryton does."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.time_authority import raise_loopback

Reply = Callable[[str, str, dict[str, str], Any], tuple[int, Any]]


class HangUp(Exception):
    """Raised by a reply: the line is cut without an answer."""


@contextmanager
def answering(reply: Reply) -> Iterator[str]:
    """The address, while it is open, of a server that answers with ``reply(method, path, headers, body)``."""
    raise_loopback()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            heads = {name.lower(): value for name, value in self.headers.items()}
            try:
                status, said = reply(self.command, self.path, heads, json.loads(sent) if sent else None)
            except HangUp:
                self.close_connection = True
                return
            data = said if isinstance(said, bytes) else json.dumps(said).encode()
            with suppress(OSError):
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        do_GET = do_PATCH = do_PUT = do_POST  # noqa: N815 - called so by http.server

        def log_message(self, *_words: object) -> None:
            """Nothing is said."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class PlaysTryton:
    """Keeps notes of opportunities and answers in the shape that a Tryton 8.2 server was seen to answer in.

    ``before`` and ``after`` are called with the number of the note that is being added, before it is kept
    and after, which is before anybody hears of it; what they raise is what happens.
    """

    user, password, database = "nora", "open sesame", "desk"

    def __init__(self, path: str = "/rpc/") -> None:
        self.path = path
        self.opportunities = {"OP-7": 7, "OP-8": 8}
        self.notes: list[tuple[str, str]] = []
        self.asked: list[str] = []
        self.before: Callable[[int], object] = lambda _number: None
        self.after: Callable[[int], object] = lambda _number: None
        self._lock = threading.Lock()

    def reply(self, _method: str, path: str, heads: dict[str, str], body: Any) -> tuple[int, Any]:
        """For ``answering``."""
        if path != f"/{self.database}{self.path}":
            return 405, b"<!doctype html><title>405 Method Not Allowed</title>"
        method, params = body["method"], body["params"]
        self.asked.append(method)
        if method == "common.db.login":
            if params[:2] != [self.user, {"password": self.password}]:
                return 401, b"<!doctype html><title>401 Unauthorized</title>"
            return 200, {"id": 1, "result": [1, "f00", "default"]}
        session = base64.b64encode(f"{self.user}:1:f00".encode()).decode()
        if heads.get("authorization") != f"Session {session}":
            return 401, b"<!doctype html><title>401 Unauthorized</title>"
        return 200, {"id": 1, **self._answer(method, params)}

    def _answer(self, method: str, params: list[Any]) -> dict[str, Any]:
        if method == "model.res.user.get_preferences":
            return {"result": {"company": 1, "language": "en"}}
        if method == "model.res.user.read":
            return {"result": [{"id": 1, "rec_name": "Nora Vance"}]}
        if method == "model.sale.opportunity.search":
            return {"result": self._opportunities(params[0])}
        if method == "model.ir.note.search":
            return {"result": self._search(params[0])}
        if method == "model.ir.note.create":
            return self._create(params[0])
        return {"error": ["KeyError", method]}

    def _opportunities(self, where: list[Any]) -> list[int]:
        wanted = {tuple(clause) for clause in where[1:]}
        return [
            key
            for number, key in self.opportunities.items()
            if ("number", "=", number) in wanted or ("id", "=", key) in wanted
        ]

    def _search(self, where: list[Any]) -> list[int]:
        resource, like = where[0][2], where[1][2].strip("%").replace("\\", "")
        return [at for at, (on, text) in enumerate(self.notes, 1) if on == resource and like in text]

    def _create(self, values: list[dict[str, str]]) -> dict[str, Any]:
        message = values[0]["message"]
        if "\0" in message:
            return {"error": ["UserError", ["A NUL is not taken.", ""]]}
        with self._lock:
            number = len(self.notes) + 1
            self.before(number)
            self.notes.append((values[0]["resource"], message))
            self.after(number)
        return {"result": [number]}
