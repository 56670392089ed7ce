"""What a worker does with one submission: repair it, run it in the sandbox, judge it. Plain data in, plain data out.

Job         what it needs to know; nothing of it is a path, so that a worker may be another machine
Result      what came of it
handle      one into the other
"""

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import nbformat

from deepcourse.grading.edition.harmless import harmless
from deepcourse.grading.edition.preprocessors import RunFast
from deepcourse.grading.intake.repair import repair
from deepcourse.grading.judging.run_notebook import run_notebook
from deepcourse.grading.judging.verdicts import Judged
from deepcourse.grading.sandbox import Limits, warm
from deepcourse.grading.sandbox.kernel import Kernel, plain_kernel, sandboxed_kernel


@dataclass(frozen=True)
class Job:
    """One submission to be judged.

    notebook    its name, by which `check` finds the exercises
    content     the bytes that were handed in
    released    the student edition of the notebook, as JSON text
    tests       {grade_id: source} of the locked cells, with their hidden tests
    sandboxed   whether it runs shut in; False is for instructors who said --unsafe
    """

    notebook: str
    content: bytes
    released: str
    tests: dict[str, str]
    limits: Limits
    sandboxed: bool = True


@dataclass(frozen=True)
class Result:
    """The executed notebook as JSON text, a `Judged` for each test cell, repairs; or a problem and nothing else."""

    notebook: str = ""
    judged: tuple[Judged, ...] = ()
    repairs: tuple[str, ...] = ()
    problem: str = ""


def handle(job: Job) -> Result:
    """Return the `Result` of a `Job`."""
    released = nbformat.reads(job.released, as_version=4)
    repaired = repair(job.content, released, job.tests)
    if repaired.notebook is None:
        return Result(repairs=repaired.repairs, problem=repaired.problem)
    for cell in repaired.notebook.cells:
        RunFast().preprocess_cell(cell, {}, 0)
    for cell in released.cells:
        cell.source = job.tests.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    with tempfile.TemporaryDirectory() as files:
        kernels = partial(_sandboxed if job.sandboxed else plain_kernel, Path(files), job.limits)
        executed, judged = run_notebook(
            repaired.notebook, kernels, released, job.notebook, job.limits.cell_seconds, job.limits.notebook_seconds
        )
    own = {cell.source for cell in released.cells if cell.cell_type == "markdown"}
    return Result(nbformat.writes(harmless(executed, own)), tuple(judged), repaired.repairs)


@contextlib.contextmanager
def _sandboxed(files: Path, limits: Limits) -> Iterator[Kernel]:
    """Give a kernel from the warm process, which is started anew if it has ended."""
    with contextlib.ExitStack() as stack:
        try:
            kernel = stack.enter_context(sandboxed_kernel(files, limits, warm.pool()))
        except OSError:
            warm.close()
            kernel = stack.enter_context(sandboxed_kernel(files, limits, warm.pool()))
        yield kernel
