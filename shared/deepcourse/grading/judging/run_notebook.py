"""Run a notebook with the student's cells in a kernel and the test cells in this process, where nobody can reach them.

run_notebook    the notebook with its outputs, and a `Judged` for each test cell
"""

import ast
import builtins
import contextlib
import copy
import io
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_output

from deepcourse import checking
from deepcourse.checking import session
from deepcourse.checking.legible import legible
from deepcourse.checking.present import kept
from deepcourse.checking.remote.proxy import Remote
from deepcourse.checking.run import LostError
from deepcourse.checking.verdict import Report
from deepcourse.exercises import notebooks
from deepcourse.grading.judging.cell_verdict import points_of, verdict_on
from deepcourse.grading.judging.integrity import uses_of_reference
from deepcourse.grading.judging.source_notebook import SourceNotebook, names_in
from deepcourse.grading.judging.student_cells import Kernels, NotRun, StudentCells, error_output
from deepcourse.grading.judging.verdicts import Judged

GENUINE = {name: getattr(checking, name) for name in checking.__all__} | {"checking": checking}
SERVE = "import os as _os\nfrom deepcourse.checking.remote.serve import serve as _serve\n"
SERVE += "_serve(int(_os.environ['DEEPCOURSE_CHANNEL']))"


class NotJudged(Exception):  # noqa: N818  the student reads this name
    """A test could not be run; the message says why."""


def run_notebook(
    notebook: NotebookNode,
    kernels: Kernels,
    source: NotebookNode,
    opened: str = "",
    cell_seconds: float = 120,
    notebook_seconds: float = 900,
) -> tuple[NotebookNode, list[Judged]]:
    """Return (the executed notebook, a list of `Judged`).

    kernels   called without arguments, gives a context manager whose value is a fresh kernel (`grading.sandbox.kernel`)
    source    the notebook with the hidden tests: test cells and imports are taken from it, whatever was handed in
    opened    the name of the notebook, by which `check` finds its exercises

    All cells of the student have `notebook_seconds` together, however many kernels they end.
    """
    executed, tests = copy.deepcopy(notebook), SourceNotebook(source)
    session.begin(opened if opened in notebooks() else None)
    with StudentCells(kernels, cell_seconds, notebook_seconds) as student:
        judging = Judging(tests, student)
        cells = [cell for cell in executed.cells if cell.cell_type == "code"]
        for number, cell in enumerate(cells, 1):
            cell.execution_count = number
            cell.outputs = judging.outputs(cell) if tests.has_test(cell) else student.run(cell)
    return executed, judging.judged


class Judging:
    """The test cells of one submission, run here; `judged` has what they found so far."""

    def __init__(self, source: SourceNotebook, student: StudentCells) -> None:
        self.source, self.student = source, student
        self.names = GENUINE | source.names
        self.dead: dict[str, str] = {}  # exercises whose answers ended the conversation: {exercise: how}
        self.judged: list[Judged] = []

    def outputs(self, cell: NotebookNode) -> list[NotebookNode]:
        """Return the outputs of a test cell, and keep what it found."""
        name = cell.metadata.nbgrader.grade_id
        exercise = self.source.exercises[name]
        reports: list[Report] = []
        try:
            if exercise in self.dead:
                raise NotJudged(self.dead[exercise])
            outputs, reports = self.answers(self.source.tests[name], cell.execution_count)
        except LostError as error:
            self.dead[exercise] = str(error)
            outputs = [error_output(NotJudged(str(error)))]
            self.student.lose_kernel()
        except Exception as error:
            outputs = [error_output(error)]
        cell.outputs = [nbformat.from_dict(output) for output in outputs]
        hidden, integrity = self.source.is_hidden(name), self.integrity(exercise, reports)
        self.judged.append(verdict_on(cell, exercise, hidden, reports, integrity))
        return cell.outputs

    def answers(self, source: str, number: int) -> tuple[list[NotebookNode], list[Report]]:
        """Return (outputs, reports) of a test cell's source, run here with the student's functions standing in.

        number: of the cell among those with code, which its value shows
        """
        try:
            kernel = self.student.living_kernel()
        except NotRun as error:
            raise NotJudged(str(error)) from None
        with kernel.conversation(SERVE) as channel:
            remote = Remote(channel, kernel.process.interrupt, kernel.kill)
            try:
                return self.run(source, remote, number)
            finally:
                with contextlib.suppress(LostError):
                    remote.close()

    def run(self, source: str, remote: Remote, number: int) -> tuple[list[NotebookNode], list[Report]]:
        """Return (outputs, reports) of a source whose unknown names are asked for over `remote`."""
        out, outputs, result = io.StringIO(), [], None
        with session.collected() as reports, kept() as panels, contextlib.redirect_stdout(out):
            try:
                space = {"__name__": "tests"} | self.names
                asked = [n for n in names_in(source) if n not in space and not hasattr(builtins, n)]
                space |= {name: remote.function(name) for name in asked}
                result = points_of(last_value(source, space))
                given = set(asked) | {"__builtins__"}
                self.names |= {n: v for n, v in space.items() if n not in given}
            except LostError:
                raise
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                outputs.append(error_output(error))
            if remote.lost:
                raise remote.lost
        tables = [new_output("display_data", data=panel._repr_mimebundle_()) for panel in panels]
        text = [new_output("stream", name="stdout", text=legible(out.getvalue()))] if out.getvalue() else []
        if result is not None:
            shown = {"text/plain": repr(result)}
            outputs.append(new_output("execute_result", shown, execution_count=number))
        return [*tables, *text, *outputs], reports

    def integrity(self, exercise: str, reports: list[Report]) -> list[str]:
        """Return what a person should look at: the reference was named in the solution, or called while it ran."""
        done = self.student.done
        solution = [cell for cell in done if cell.metadata.get("nbgrader", {}).get("grade_id") == exercise]
        others = [cell.source for cell in done if cell not in solution]
        read = [
            sentence
            for report in reports
            for cell in solution
            for sentence in uses_of_reference(report.exercise, cell.source, others)
        ]
        outcomes = [verdict.outcome for report in reports for verdict in report.verdicts if verdict.outcome]
        seen = [legible(sentence) for outcome in outcomes for sentence in outcome.called_reference]
        before = {sentence for cell in self.judged if cell.exercise == exercise for sentence in cell.integrity}
        return [sentence for sentence in dict.fromkeys(read + seen) if sentence not in before]  # once an exercise


def last_value(source: str, space: dict[str, Any]) -> Any:
    """Run a source; return the value of its last line, as a notebook shows it."""
    tree = ast.parse(source)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        exec(compile(tree, "<test cell>", "exec"), space)
        return None
    exec(compile(ast.Module(tree.body[:-1], []), "<test cell>", "exec"), space)
    return eval(compile(ast.Expression(last.value), "<test cell>", "eval"), space)
