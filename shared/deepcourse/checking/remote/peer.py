"""One side of the conversation: it asks, and while it waits for the answer it answers what the other side asks.

Both sides follow the same rule, so that calls nest: the judge calls the student's function, which calls a function
that the judge gave it, which may call the student's again.
"""

import select
import time
from socket import socket
from typing import Any

from deepcourse.checking.remote.wire import HEADER, Books, WireError, lengths, pack, unpack

ASKED, ANSWERED = "?", "!"
DEEPEST_CALLS = 60  # calls inside calls
MARKS = 2_000  # arrays that are known again


class Closed(Exception):  # noqa: N818  no error: the conversation is over
    """The other side has closed the socket, or its process has ended."""


class Late(Exception):  # noqa: N818  the waiting is over, not the conversation
    """The other side has not answered in time."""


class Peer(Books):
    """A conversation over a connected stream socket."""

    def __init__(self, connection: socket) -> None:
        self.socket, self.depth = connection, 0
        self.deadline: float | None = None
        self.buffer = b""
        self.lent: dict[int, Any] = {}
        self.numbers: dict[int, int] = {}
        self.next = 1
        connection.settimeout(None)

    def ask(self, message: Any) -> Any:
        """Return the answer to a message. Raises WireError (it cannot be sent, or nonsense came), Closed or Late."""
        self.send(ASKED, message)
        return self.wait()

    def wait(self) -> Any:
        """Return the answer that comes; whatever is asked before it comes is answered."""
        while True:
            kind, body = self.receive()
            if kind == ANSWERED:
                return body
            self.answer(body)

    def answer(self, message: Any) -> None:
        """Answer one message of the other side."""
        if self.depth >= DEEPEST_CALLS:
            raise WireError(f"more than {DEEPEST_CALLS} calls inside calls")
        self.depth += 1
        try:
            self.send(ANSWERED, self.answer_to(message))
        finally:
            self.depth -= 1

    def answer_to(self, message: Any) -> Any:
        """Return the answer to a message."""
        raise NotImplementedError(f"{type(self).__name__} answers nothing")

    def send(self, kind: str, body: Any) -> None:
        """Send a message or an answer."""
        frame = pack((kind, body), self)
        try:
            self._send_all(frame)
        except (BrokenPipeError, ConnectionError, OSError) as error:
            raise Closed(str(error)) from None

    def _send_all(self, frame: bytes) -> None:
        view = memoryview(frame)
        while view:
            self._wait_until_ready(writing=True)
            sent = self.socket.send(view)
            view = view[sent:]

    def receive(self) -> tuple[str, Any]:
        """Return (kind, body) of the next frame."""
        text, arrays = lengths(self._read(HEADER.size))
        data = self._read(text + arrays)
        message = unpack(data[:text], data[text:], self)
        if type(message) is not tuple or len(message) != 2 or message[0] not in (ASKED, ANSWERED):
            raise WireError("a frame is neither a question nor an answer")
        return message

    def _read(self, count: int) -> bytes:
        """Return so many bytes; what came beyond them waits for the next time."""
        if len(self.buffer) < count:
            pieces, have = [self.buffer], len(self.buffer)
            while have < count:
                self._wait_until_ready()
                pieces.append(self._some(max(65536, min(count - have, 2**20))))
                have += len(pieces[-1])
            self.buffer = b"".join(pieces)
        first, self.buffer = self.buffer[:count], self.buffer[count:]
        return first

    def _some(self, most: int) -> bytes:
        try:
            piece = self.socket.recv(most)
        except OSError as error:
            raise Closed(str(error)) from None
        if not piece:
            raise Closed("the other side has closed the socket")
        return piece

    def _wait_until_ready(self, writing: bool = False) -> None:
        """Return once the socket can be read or written; raise Late where the deadline comes first."""
        if self.deadline is None:
            return
        left = max(0.0, self.deadline - time.monotonic())
        sockets = [self.socket]
        ready = select.select([] if writing else sockets, sockets if writing else [], [], left)
        if not (ready[0] or ready[1]) or (left == 0.0 and self.depth):
            raise Late

    # --- what is lent ----------------------------------------------------------------------------------------------

    def number_of(self, value: Any) -> int:
        """Return the number by which the other side knows a value that stays here."""
        number = self.numbers.get(id(value))
        if number is None:
            number, self.next = self.next, self.next + 1
            self.lent[number], self.numbers[id(value)] = value, number
        return number

    def forget(self, after: int = 0) -> None:
        """Forget what was lent with a number above `after`."""
        for number in [n for n in self.lent if n > after]:
            self.numbers.pop(id(self.lent.pop(number)), None)

    def own(self, number: Any) -> Any:
        """Return what was lent by that number."""
        if type(number) is not int or number not in self.lent:
            raise WireError("something is named that is not lent, or no longer")
        return self.lent[number]
