"""A web server of pictures on loopback, where a platform can really fetch them."""

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from platforms.ports import MediaItem
from tests.films import add_film
from tests.platforms.specimens import jpeg


class Pictures:
    """A web server of pictures on loopback, where a platform can really fetch them."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.fetched: list[str] = []
        pictures = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.strip("/").partition(".")[0]
                pictures.fetched.append(name)
                content = pictures.files.get(name)
                self.send_response(404 if content is None else 200)
                self.send_header("content-length", str(len(content or b"")))
                self.end_headers()
                self.wfile.write(content or b"")

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def add(
        self, number: int = 1, *, width: int = 1080, height: int = 1080, **fields: object
    ) -> MediaItem:
        """A picture of its own for each number, held by its sha256."""
        content = jpeg(width, height, number)
        sha256 = hashlib.sha256(content).hexdigest()
        self.files[sha256] = content
        return MediaItem(
            sha256=sha256,
            content_type="image/jpeg",
            width=width,
            height=height,
            size=len(content),
            url=f"{self.url}/{sha256}.jpg",
        ).model_copy(update=fields)

    film = add_film

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
