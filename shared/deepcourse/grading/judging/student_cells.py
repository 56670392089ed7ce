"""The student's cells of one notebook: run in a kernel, and in a new one where they have ended the last.

StudentCells    those that have run, and the kernel in which they did
NotRun          why one was not run
error_output    an error as a cell shows it
"""

import contextlib
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_output

from deepcourse.checking.legible import legible
from deepcourse.grading.sandbox.kernel import CellTimeout, Kernel, Unfinished

OUTPUT_BYTES = 20_000_000  # of all cells of a notebook; of one cell, the kernel's limits say

Kernels = Callable[[], AbstractContextManager[Kernel]]


class NotRun(Exception):  # noqa: N818  the student reads this name
    """A cell of the student's was not run; the message says why."""


class StudentCells:
    """The cells of one notebook that the student may have written; to be used in a `with`, which ends the kernel.

    kernels     called without arguments, gives a context manager whose value is a fresh kernel
    seconds     what one cell may take; all of them have `allowed` together, however many kernels they end
    """

    def __init__(self, kernels: Kernels, seconds: float, allowed: float) -> None:
        self.kernels, self.seconds, self.allowed = kernels, seconds, allowed
        self.left, self.room = allowed, OUTPUT_BYTES
        self.kernel: Kernel | None = None
        self.stack = contextlib.ExitStack()
        self.done: list[NotebookNode] = []
        self.killers: set[int] = set()  # the `id`s of cells that must not run again

    def __enter__(self) -> "StudentCells":
        return self

    def __exit__(self, *raised: object) -> None:
        self.stack.close()

    def run(self, cell: NotebookNode) -> list[NotebookNode]:
        """Return the outputs of a cell; an error is one of them, and so is the death of the kernel."""
        outputs = self._attempt(cell)
        self.done.append(cell)
        self.room -= sum(len(str(output)) for output in outputs)
        if self.room < 0:
            outputs = [error_output(NotRun(f"the notebook showed more than {OUTPUT_BYTES:,} bytes; this is left out"))]
        return [from_dict(output) for output in outputs]

    def _attempt(self, cell: NotebookNode) -> list[NotebookNode]:
        try:
            with self._timed():
                return self._ready().execute(cell.source, min(self.seconds, self.left))
        except (NotRun, Unfinished) as error:
            self.killers.add(id(cell))
            if isinstance(error, Unfinished) and not (isinstance(error, CellTimeout) and self._alive()):
                self.kernel = None
            return [error_output(error)]

    def living_kernel(self) -> Kernel:
        """Return the kernel in which all cells so far have run; raises NotRun where there is no time for a new one."""
        if self.kernel is not None and self.kernel.alive:
            return self.kernel
        with self._timed():
            return self._ready()

    def lose_kernel(self) -> None:
        """Let go of a kernel that cannot be talked to any more."""
        with contextlib.suppress(Exception):
            if self.kernel is not None:
                self.kernel.kill()
        self.kernel = None

    def _alive(self) -> bool:
        return self.kernel is not None and self.kernel.alive

    @contextlib.contextmanager
    def _timed(self) -> Iterator[None]:
        """Take the time of the block from what the notebook has left; raises NotRun where nothing is."""
        if self.left <= 0:
            raise NotRun(f"the cells of this notebook have used up the {self.allowed:g} seconds that they have")
        begun = time.monotonic()
        try:
            yield
        finally:
            self.left -= time.monotonic() - begun

    def _ready(self) -> Kernel:
        """Return a kernel in which all cells so far have run, without those that end it."""
        if self.kernel is not None and self.kernel.alive:
            return self.kernel
        self.stack.close()
        self.kernel = self.stack.enter_context(self.kernels())
        begun = time.monotonic()
        for cell in [cell for cell in self.done if id(cell) not in self.killers]:
            if time.monotonic() - begun > max(self.left, 0.0):
                self.left = 0.0
                raise NotRun(f"running the cells again took more than what is left of {self.allowed:g} seconds")
            if not self._survives(self.kernel, cell):
                self.killers.add(id(cell))
                self.kernel = None
                return self._ready()
        return self.kernel

    def _survives(self, kernel: Kernel, cell: NotebookNode) -> bool:
        """Run a cell once more in a fresh kernel; return False where that ends the kernel."""
        try:
            kernel.execute(cell.source, self.seconds)
        except Unfinished:
            return False
        return True


def error_output(error: BaseException) -> NotebookNode:
    """Return an error as the output of a cell: its name and its sentence, and nothing of the program's inside."""
    name, sentence = type(error).__name__, legible(str(error))
    return new_output("error", ename=name, evalue=sentence, traceback=[f"{name}: {sentence}"])
