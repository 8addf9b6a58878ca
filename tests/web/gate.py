"""A network that can go away: forwards connections to a server, or cuts and refuses them all."""

import contextlib
import socket
import threading

CHUNK = 65_536


class Gate:
    """Listens on a port of its own, which stays the same while it is shut and opened again."""

    def __init__(self, to: tuple[str, int]) -> None:
        self._to = to
        self._port = 0
        self._listening: socket.socket | None = None
        self._open: set[socket.socket] = set()

    def __enter__(self) -> "Gate":
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.shut()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def open(self) -> None:
        listening = socket.create_server(("127.0.0.1", self._port))
        self._port = listening.getsockname()[1]
        self._listening = listening
        threading.Thread(target=self._accept, args=(listening,), daemon=True).start()

    def shut(self) -> None:
        if self._listening is not None:
            _cut(self._listening)
            self._listening = None
        for each in list(self._open):
            _cut(each)
        self._open.clear()

    def _accept(self, listening: socket.socket) -> None:
        while True:
            try:
                near, _ = listening.accept()
            except OSError:
                return
            far = socket.create_connection(self._to)
            self._open |= {near, far}
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._forward, args=(one, other), daemon=True).start()

    def _forward(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while some := one.recv(CHUNK):
                other.sendall(some)
        for each in (one, other):
            _cut(each)
            self._open.discard(each)


def _cut(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
