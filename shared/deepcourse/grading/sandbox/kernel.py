"""One running kernel for one submission: what the other parts of the grader see.

sandboxed_kernel    a kernel shut in by bubblewrap
plain_kernel        one that is not, for machines without it and instructors who said --unsafe
Kernel              either of them, running
Unfinished          a cell did not run to its end
KernelDied          ... because the kernel ended
CellTimeout         ... because it took longer than it may
"""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.session import Session
from nbformat import NotebookNode

from deepcourse.grading.sandbox.limits import Limits
from deepcourse.grading.sandbox.outputs import Outputs
from deepcourse.grading.sandbox.plain import Plain
from deepcourse.grading.sandbox.pool import Forked, Pool

GRACE_SECONDS = 2.0  # for a cell to stop when it is interrupted, and for outputs to arrive after the reply
LOOK_SECONDS = 0.1  # how often a silent kernel is looked at
MESSAGE_BYTES, MESSAGES = 16 * 2**20, 20  # the largest message that is read, and how many may wait
START_SECONDS = 60
Process = Forked | Plain
Message = dict[str, Any]


class Unfinished(Exception):  # noqa: N818  (it and those below say what happened; students read their names)
    """A cell did not run to its end; the message is a sentence that says why. `outputs`: what it showed before."""

    def __init__(self, sentence: str, outputs: Iterable[NotebookNode] = ()) -> None:
        super().__init__(sentence)
        self.outputs = list(outputs)


class KernelDied(Unfinished):
    """The kernel ended; the message says how."""


class CellTimeout(Unfinished):
    """The cell took longer than it may; the kernel is still alive (`Kernel.alive`) if the cell could be stopped."""


@contextmanager
def sandboxed_kernel(folder: Path, limits: Limits | None = None, pool: Pool | None = None) -> Iterator[Kernel]:
    """Give a `Kernel` that is shut in, with a copy of `folder` as its folder; raises OSError where that fails.

    pool: where kernels are forked; without one, a pool is started for this kernel alone (a second).
    """
    if pool is None:
        with Pool() as pool, sandboxed_kernel(folder, limits, pool) as kernel:
            yield kernel
        return
    limits = limits or Limits()
    with running(pool.fork(folder, limits), limits) as kernel:
        yield kernel


@contextmanager
def plain_kernel(folder: Path, limits: Limits | None = None) -> Iterator[Kernel]:
    """Give a `Kernel` with the same face that is not shut in: of the limits, only those of time and output hold."""
    limits = limits or Limits()
    with running(Plain(folder), limits) as kernel:
        yield kernel


@contextmanager
def running(process: Process, limits: Limits) -> Iterator[Kernel]:
    """Give the `Kernel` of a process, and end that with everything that it started."""
    try:
        kernel = Kernel(process, limits)
        try:
            yield kernel
        finally:
            kernel.close()
    finally:
        process.close()


class Kernel:
    """A running kernel. It may say anything: what is not a well-formed answer to the question is not heard."""

    def __init__(self, process: Process, limits: Limits) -> None:
        self.process, self.limits = process, limits
        self.seconds_left = limits.notebook_seconds
        connection = process.connection
        self.session = Session(key=connection["key"].encode(), signature_scheme=connection["signature_scheme"])
        self.context = zmq.Context()
        self.shell = self._socket(zmq.DEALER, "shell_port")
        self.iopub = self._socket(zmq.SUB, "iopub_port")
        if not self._in_touch(START_SECONDS):
            raise KernelDied(f"The kernel did not answer within {START_SECONDS} seconds.")

    def _socket(self, kind: int, port: str) -> zmq.Socket:
        connected = self.context.socket(kind)
        connected.linger, connected.rcvhwm, connected.maxmsgsize = 0, MESSAGES, MESSAGE_BYTES
        if kind == zmq.SUB:
            connected.subscribe(b"")
        connected.connect(f"ipc://{self.process.connection['ip']}-{self.process.connection[port]}")
        return connected

    def _in_touch(self, seconds: float) -> bool:
        """Return whether, within some seconds, the kernel answers and its outputs arrive here."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not self.alive:
                raise KernelDied(self._how_it_ended())
            asked = self.session.send(self.shell, "kernel_info_request", {})["header"]["msg_id"]
            heard = set()
            while self._poll(LOOK_SECONDS * 5):
                heard |= {s for s in (self.shell, self.iopub) for m in self._messages(s) if parent_of(m) == asked}
                if len(heard) == 2:
                    return True
        return False

    def _poll(self, seconds: float) -> list[zmq.Socket]:
        return zmq.select([self.shell, self.iopub], [], [], max(seconds, 0))[0]

    def _messages(self, source: zmq.Socket) -> Iterator[Message]:
        """Yield the well-formed, signed messages that are there."""
        for _ in range(MESSAGES):
            try:
                frames = source.recv_multipart(zmq.NOBLOCK)
            except zmq.Again:
                return
            try:
                _, frames = self.session.feed_identities(frames)
                message = self.session.deserialize(frames)
            except Exception:  # the sender is not trusted: whatever is wrong with it, it says nothing
                continue
            if isinstance(message.get("content"), dict) and isinstance(message.get("parent_header"), dict):
                yield message

    @property
    def alive(self) -> bool:
        """Whether the kernel still runs."""
        return self.process.alive()

    def execute(self, source: str, seconds: float | None = None) -> list[NotebookNode]:
        """Return what a cell shows, as nbformat outputs; raises KernelDied or CellTimeout with a sentence.

        seconds: how long it may take at most; what the notebook may still take is another bound.
        """
        if not self.alive:
            raise KernelDied(self._how_it_ended())
        allowed = min(self.limits.cell_seconds if seconds is None else seconds, self.seconds_left)
        cell = Cell(self, source)
        begin = time.monotonic()
        try:
            done = cell.run_until(begin + allowed)
        finally:
            self.seconds_left = max(0.0, self.seconds_left - (time.monotonic() - begin))
        if done:
            if not cell.idle:  # a message was too large: ZeroMQ has hung up for good
                self.iopub.close()
                self.iopub = self._socket(zmq.SUB, "iopub_port")
                self._in_touch(GRACE_SECONDS)
            return cell.outputs.finished()
        stopped = self._stop(cell)
        after = "" if stopped else " It did not stop when it was interrupted, so its kernel was ended."
        raise CellTimeout(f"The cell took longer than {allowed:.4g} seconds.{after}", cell.outputs.finished())

    def _stop(self, cell: Cell) -> bool:
        self.process.interrupt()
        try:
            stopped = cell.run_until(time.monotonic() + GRACE_SECONDS)
        except KernelDied:
            return False
        if not stopped:
            self.kill()
        return stopped

    def interrupt(self) -> bool:
        """Stop what runs; returns whether the kernel answers again within a grace."""
        self.process.interrupt()
        end = time.monotonic() + GRACE_SECONDS
        asked = self.session.send(self.shell, "kernel_info_request", {})["header"]["msg_id"]
        while self.alive and time.monotonic() < end:
            if self.shell in self._poll(LOOK_SECONDS) and asked in map(parent_of, self._messages(self.shell)):
                return True
        return False

    def kill(self) -> None:
        """End the kernel and everything that it started."""
        self.process.kill()

    @contextmanager
    def conversation(self, source: str) -> Iterator[socket.socket]:
        """Give the judge's socket while `source` runs in the kernel and answers there.

        The kernel finds its end's number in DEEPCOURSE_CHANNEL. The socket was made before the student's code ran, so
        nobody but the student's process can be at its other end; what that wrote into it beforehand is thrown away.
        """
        if not self.alive:
            raise KernelDied(self._how_it_ended())
        channel = self.process.channel
        with suppress(BlockingIOError):
            channel.setblocking(False)
            while channel.recv(65536):
                continue
        channel.setblocking(True)
        cell = Cell(self, source)
        try:
            yield channel
        finally:
            with suppress(KernelDied):
                if self.alive and not cell.run_until(time.monotonic() + GRACE_SECONDS):
                    self._stop(cell)

    def close(self) -> None:
        """End the kernel and this connection to it."""
        self.process.kill()
        self.context.destroy(linger=0)

    def _how_it_ended(self) -> str:
        return how_it_ended(self.process.ended, self.limits, killed=self.process.killed)


class Cell:
    """One execution of a cell."""

    def __init__(self, kernel: Kernel, source: str) -> None:
        self.kernel, self.outputs = kernel, Outputs(kernel.limits.output_bytes_per_cell)
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}}
        content |= {"allow_stdin": False, "stop_on_error": False}
        self.asked = kernel.session.send(kernel.shell, "execute_request", content)["header"]["msg_id"]
        self.replied, self.idle = 0.0, False  # when the reply came

    def run_until(self, end: float) -> bool:
        """Return whether the cell ended before `end`; raises KernelDied where the kernel ended first."""
        kernel = self.kernel
        while not (self.replied and self.idle):
            now = time.monotonic()
            if self.replied and now > self.replied + GRACE_SECONDS:
                self.outputs.cut = True  # its last message was too large to be read
                return True
            if now > end:
                return bool(self.replied)
            ready = kernel._poll(min(LOOK_SECONDS, end - now))
            self._hear(ready)
            if not ready and not kernel.alive:
                raise KernelDied(kernel._how_it_ended(), self.outputs.finished())
        return True

    def _hear(self, ready: list[zmq.Socket]) -> None:
        for source in ready:
            for message in self.kernel._messages(source):
                if parent_of(message) != self.asked:
                    continue
                if source is self.kernel.iopub:
                    self._show(message)
                elif message["msg_type"] == "execute_reply":
                    self.replied = time.monotonic()

    def _show(self, message: Message) -> None:
        if message["msg_type"] == "status":
            self.idle = self.idle or message["content"].get("execution_state") == "idle"
        else:
            self.outputs.take(message["msg_type"], message["content"])


def parent_of(message: Message) -> Any:
    """Return the id of the message that this one answers."""
    return message["parent_header"].get("msg_id")


def how_it_ended(code: int | None, limits: Limits, killed: bool = False) -> str:
    """Return a sentence that says how a kernel ended; code: as subprocess.Popen.returncode.

    >>> how_it_ended(3, Limits())
    "The student's code ended the kernel with exit status 3."
    """
    if killed and code is None:
        return "The kernel was ended by the grader."
    reasons = {
        -signal.SIGXCPU: f"The kernel used more than {limits.cpu_seconds} seconds of computing time.",
        -signal.SIGKILL: "The kernel was killed: it used too much memory or computing time, or killed itself.",
        -signal.SIGSEGV: "The kernel crashed (segmentation fault): it ran out of memory or of stack.",
        -signal.SIGABRT: "The kernel aborted: it ran out of memory, or a library gave up.",
        -signal.SIGXFSZ: f"The kernel wrote a file of more than {limits.file_bytes:,} bytes.",
    }
    if code is not None and code >= 0:
        return f"The student's code ended the kernel with exit status {code}."
    return reasons.get(code or 0, f"The kernel was ended by signal {-code if code else 'unknown'}.")
