"""A host on this machine that serves a folder as any static host does: types and headers as told, texts compressed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.hosting import HEADERS, TYPES

PACKED = (("br", ".br"), ("gzip", ".gz"))


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer goes out in one piece; a browser would wait for the second
    root: Path

    def do_GET(self) -> None:
        """Answers with a file of the folder, compressed as the browser accepts it, or with 404."""
        path = self.root / unquote(urlsplit(self.path).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        accepted = self.headers.get("Accept-Encoding", "")
        coding, ending = next(
            ((name, end) for name, end in PACKED if name in accepted and Path(f"{path}{end}").is_file()), ("", "")
        )
        found = path.is_file()
        content = Path(f"{path}{ending}").read_bytes() if found else b""
        self.send_response(200 if found else 404)
        headers = HEADERS | {"Content-Type": TYPES.get(path.suffix[1:], "text/plain"), "Content-Length": len(content)}
        for name, value in (headers | ({"Content-Encoding": coding} if coding else {})).items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Keeps quiet."""


class _Host(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Keeps quiet: a browser that leaves a page hangs up."""


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Serves a folder on loopback; yields its address, with the last slash."""
    server = _Host(("127.0.0.1", 0), type("Answer", (_Answer,), {"root": root}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
