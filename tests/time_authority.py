"""A time stamp authority of the tests' own: real certificates and answers by openssl, over loopback."""

from __future__ import annotations

import shutil
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

OPENSSL = shutil.which("openssl")
by_openssl = pytest.mark.skipif(OPENSSL is None, reason="no openssl, which is the authority here")
_KEYS = {
    "rsa": ("-newkey", "rsa:2048"),
    "p256": ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
    "p384": ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"),
}
_SETTINGS = """[tsa]
default_tsa = here
[here]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
certs = {folder}/root.pem
signer_key = {folder}/tsa.key
signer_digest = {digest}
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.2
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = {digest}
"""
_PURPOSE = """extendedKeyUsage = critical,{purpose}
keyUsage = critical,digitalSignature
basicConstraints = critical,CA:FALSE
"""


class Authority:
    """A root, a certificate for time stamps under it, and the answers of ``openssl ts``."""

    def __init__(
        self, folder: Path, key: str = "rsa", digest: str = "sha256", purpose: str = "timeStamping"
    ) -> None:
        self.folder, self.queries = folder, list[bytes]()
        self.lock = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "serial").write_text("01\n")
        (folder / "settings").write_text(_SETTINGS.format(folder=folder, digest=digest))
        (folder / "purpose").write_text(_PURPOSE.format(purpose=purpose))
        root = ("-x509", "-nodes", "-days", "3650", "-subj", "/CN=Hollow Oak Root", "-keyout", "root.key")
        self._openssl(
            "req", *root, *_KEYS[key], "-out", "root.pem", "-addext", "keyUsage=critical,keyCertSign"
        )
        asked = (
            "-nodes",
            "-subj",
            "/O=Hollow Oak/CN=Hollow Oak Time",
            "-keyout",
            "tsa.key",
            "-out",
            "tsa.csr",
        )
        self._openssl("req", *_KEYS[key], *asked)
        under = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "3000")
        self._openssl("x509", "-req", "-in", "tsa.csr", *under, "-extfile", "purpose", "-out", "tsa.pem")

    @property
    def root(self) -> bytes:
        """The certificate that a reader trusts, PEM."""
        return (self.folder / "root.pem").read_bytes()

    def answer(self, query: bytes) -> bytes:
        """The TimeStampResp to a TimeStampReq."""
        with self.lock:
            self.queries.append(query)
            (self.folder / "query").write_bytes(query)
            self._openssl("ts", "-reply", "-config", "settings", "-queryfile", "query", "-out", "reply")
            return (self.folder / "reply").read_bytes()

    def accepts(self, token: bytes, data: bytes) -> bool:
        """Whether openssl finds that the token is of this data, by this root."""
        (self.folder / "token").write_bytes(token)
        (self.folder / "data").write_bytes(data)
        words = ("-verify", "-token_in", "-in", "token", "-data", "data", "-CAfile", "root.pem")
        return self._run("ts", *words).returncode == 0

    def _openssl(self, *words: str) -> None:
        done = self._run(*words)
        assert done.returncode == 0, done.stderr

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        assert OPENSSL is not None
        return subprocess.run(
            [OPENSSL, *words], cwd=self.folder, capture_output=True, text=True, check=False, timeout=60
        )


class Counter:
    """What stands at the address: ``answer`` gives (status, content type, bytes) for a question."""

    def __init__(self, authority: Authority | None) -> None:
        self.authority, self.heads = authority, list[dict[str, str]]()
        self.status, self.kind, self.body = 200, "application/timestamp-reply", b""
        self.more: dict[str, str] = {}

    def reply(self, query: bytes) -> bytes:
        """The authority's own answer, unless another one was put there."""
        return self.body or (self.authority.answer(query) if self.authority else b"")


@contextmanager
def served(counter: Counter) -> Iterator[str]:
    """The counter's address on loopback while it is open."""
    raise_loopback()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            counter.heads.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
            body = counter.reply(query)
            self.send_response(counter.status)
            self.send_header("Content-Type", counter.kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in counter.more.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(body)

        do_GET = do_POST  # noqa: N815 - called so by http.server

        def log_message(self, *_words: object) -> None:
            """Nothing is said."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/stamp"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def raise_loopback() -> None:
    """The gate takes every network away, loopback too; where that may be, it is put up again. Else: skip."""
    if _connects():
        return
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
            found = fcntl.ioctl(any_socket, 0x8913, struct.pack("16sh14x", b"lo", 0))
            flags = struct.unpack("16sh14x", found)[1]
            fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh14x", b"lo", flags | 1))
    if not _connects():
        pytest.skip("there is no loopback here")


def _connects() -> bool:
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        there.listen()
        try:
            socket.create_connection(there.getsockname(), 5).close()
        except OSError:
            return False
    return True
