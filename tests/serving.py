"""A static server for tests and measurements: one folder under a sub-path, compressed as a common host would."""

import contextlib
import gzip
import mimetypes
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMPRESSED = (".html", ".js", ".mjs", ".css", ".json", ".svg", ".xml", ".wasm", ".txt")
mimetypes.add_type("text/javascript", ".mjs")
mimetypes.add_type("application/wasm", ".wasm")


@dataclass
class Served:
    """A running server: its address, what was asked of it, and the folder it serves (may be changed while it runs)."""

    url: str
    folder: Path
    prefix: str
    requests: list[tuple[str, int]] = field(default_factory=list)
    """Path and bytes of each answer, in order."""


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _handler(served: Served, cache: dict[tuple[Path, int, bool], bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_args: object) -> None:
            """Say nothing: tests read `requests`."""

        def find(self) -> Path | None:
            """The file a request names, or None."""
            path = unquote(urlsplit(self.path).path)
            if not path.startswith(served.prefix):
                return None
            target = (served.folder / path.removeprefix(served.prefix)).resolve()
            if target.is_dir():
                target /= "index.html"
            return target if target.is_file() and target.is_relative_to(served.folder.resolve()) else None

        def do_GET(self) -> None:
            """Answer with the file, compressed where a host would."""
            target = self.find()
            if target is None:
                self.answer(404, b"not found", "text/plain", packed=False, age=0)
                return
            packed = target.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", "")
            key = (target, target.stat().st_mtime_ns, packed)
            if key not in cache:
                body = target.read_bytes()
                cache[key] = gzip.compress(body, 6) if packed else body
            kind = mimetypes.guess_type(target.name)[0] or "application/octet-stream"
            self.answer(200, cache[key], kind, packed=packed, age=0 if target.suffix in {".html", ".json"} else 600)

        def answer(self, status: int, body: bytes, kind: str, *, packed: bool, age: int) -> None:
            """Send one response and note it."""
            served.requests.append((self.path, len(body)))
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Cache-Control", f"max-age={age}" if age else "no-cache")
                if packed:
                    self.send_header("Content-Encoding", "gzip")
                self.end_headers()
                self.wfile.write(body)

    return Handler


@contextlib.contextmanager
def serve(folder: Path, prefix: str = "/greenroom/", port: int = 0) -> Iterator[Served]:
    """Serve a folder under `prefix` until the block ends; gives the address and the log of requests."""
    served = Served("", folder, prefix)
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(served, {}))
    server.daemon_threads = True
    served.url = f"http://127.0.0.1:{server.server_address[1]}{prefix}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
