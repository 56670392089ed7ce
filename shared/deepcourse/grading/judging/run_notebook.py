"""Run a notebook with the student's cells in a kernel and the test cells in this process, where nobody can reach them.

run_notebook    the notebook with its outputs, and a `Judged` for each test cell
"""

import ast
import builtins
import contextlib
import copy
import importlib
import io
import logging
import math
import time

import nbformat
import numpy as np
from nbformat.v4 import new_output
from nbgrader.utils import determine_grade, is_grade, is_solution

from deepcourse import checking
from deepcourse.checking import session
from deepcourse.checking.legible import legible
from deepcourse.checking.present import kept
from deepcourse.checking.remote.proxy import Remote
from deepcourse.checking.run import LostError
from deepcourse.exercises import notebooks
from deepcourse.grading.edition.preprocessors import hidden_sentence
from deepcourse.grading.judging import verdicts as judged
from deepcourse.grading.judging.integrity import uses_of_reference
from deepcourse.grading.judging.verdicts import Judged, Test

GENUINE = {name: getattr(checking, name) for name in checking.__all__} | {"checking": checking}
SERVE = "import os as _os\nfrom deepcourse.checking.remote.serve import serve as _serve\n"
SERVE += "_serve(int(_os.environ['DEEPCOURSE_CHANNEL']))"
OUTPUT_BYTES = 20_000_000  # of all cells of a notebook; of one cell, the kernel's limits say
QUIET = logging.getLogger("deepcourse.nbgrader")


class NotJudged(Exception):  # noqa: N818  the student reads this name
    """A test could not be run; the message says why."""


class NoPoints(Exception):  # noqa: N818  likewise
    """A test cell ended with something that is no number of points; the message says what."""


class NotRun(Exception):  # noqa: N818  likewise
    """A cell of the student's was not run; the message says why."""


def run_notebook(notebook, kernels, source, opened="", cell_seconds=120, notebook_seconds=900):
    """Return (the executed notebook, a list of `Judged`).

    kernels   called without arguments, gives a context manager whose value is a fresh kernel (`grading.sandbox.kernel`)
    source    the notebook with the hidden tests: test cells and imports are taken from it, whatever was handed in
    opened    the name of the notebook, by which `check` finds its exercises

    All cells of the student have `notebook_seconds` together, however many kernels they end.
    """
    return Run(copy.deepcopy(notebook), kernels, source, opened, cell_seconds, notebook_seconds).run()


class Run:
    """One notebook of one student, while it is run."""

    def __init__(self, notebook, kernels, source, opened, cell_seconds, notebook_seconds):
        self.notebook, self.kernels, self.opened, self.seconds = notebook, kernels, opened, cell_seconds
        self.allowed, self.left, self.room = notebook_seconds, notebook_seconds, OUTPUT_BYTES
        self.tests, self.belongs = tests_of(source), exercises_of_tests(source)
        self.names = GENUINE | imports_of(source)
        self.done, self.killers, self.dead = [], set(), {}
        self.stack, self.kernel, self.count = contextlib.ExitStack(), None, 0
        self.judged = []

    def run(self):
        """Run all cells in order; return the notebook and what was judged."""
        session.begin(self.opened if self.opened in notebooks() else None)
        with self.stack:
            for cell in self.notebook.cells:
                if cell.cell_type == "code":
                    self.count += 1
                    cell.execution_count = self.count
                    cell.outputs = self.judge(cell) if self.is_test(cell) else self.execute(cell)
        return self.notebook, self.judged

    def is_test(self, cell):
        """Return True for the test cells that this process runs."""
        return is_grade(cell) and not is_solution(cell) and cell.metadata.nbgrader.grade_id in self.tests

    # --- the student's cells ---------------------------------------------------------------------------------------

    def execute(self, cell):
        """Return the outputs of a student's cell; an error is one of them, and so is the death of the kernel."""
        outputs, once = self.attempt(cell.source)
        if once:
            self.killers.add(id(cell))
        self.done.append(cell)
        self.room -= sum(len(str(output)) for output in outputs)
        if self.room < 0:
            outputs = [error_output(NotRun(f"the notebook showed more than {OUTPUT_BYTES:,} bytes; this is left out"))]
        return [nbformat.from_dict(output) for output in outputs]

    def attempt(self, source):
        """Return (outputs, whether the cell must not run again) of one source; what stopped it is told as an error."""
        try:
            with self.timed():
                self.ready()
                return self.kernel.execute(source, min(self.seconds, self.left)), False
        except NotRun as error:
            return [error_output(error)], True
        except Exception as error:
            kind = type(error).__name__
            if kind not in ("KernelDied", "CellTimeout"):
                raise
            alive = kind == "CellTimeout" and self.kernel.alive
            self.kernel = self.kernel if alive else None
            return [error_output(error)], True

    @contextlib.contextmanager
    def timed(self):
        """Take the time of the block from what the notebook has left; raises NotRun where nothing is."""
        if self.left <= 0:
            raise NotRun(f"the cells of this notebook have used up the {self.allowed:g} seconds that they have")
        begun = time.monotonic()
        try:
            yield
        finally:
            self.left -= time.monotonic() - begun

    def ready(self):
        """Have a kernel in which all cells so far have run, without those that end it."""
        if self.kernel is not None and self.kernel.alive:
            return
        self.stack.close()
        self.kernel = self.stack.enter_context(self.kernels())
        begun = time.monotonic()
        for cell in [c for c in self.done if id(c) not in self.killers]:
            if time.monotonic() - begun > max(self.left, 0.0):
                self.left = 0.0
                raise NotRun(f"running the cells again took more than what is left of {self.allowed:g} seconds")
            if not self.survives(cell):
                self.killers.add(id(cell))
                self.kernel = None
                self.ready()
                return

    def survives(self, cell):
        """Run a cell once more in a fresh kernel; return False where that ends the kernel."""
        try:
            self.kernel.execute(cell.source, self.seconds)
        except Exception as error:
            if type(error).__name__ not in ("KernelDied", "CellTimeout"):
                raise
            return False
        return True

    # --- the test cells --------------------------------------------------------------------------------------------

    def judge(self, cell):
        """Return the outputs of a test cell, and keep what it found."""
        name = cell.metadata.nbgrader.grade_id
        exercise = self.belongs.get(name, name)
        reports, outputs = [], []
        try:
            if exercise in self.dead:
                raise NotJudged(self.dead[exercise])
            outputs, reports = self.answers(self.tests[name])
        except LostError as error:
            self.dead[exercise] = str(error)
            outputs = [error_output(NotJudged(str(error)))]
            self.lose()
        except Exception as error:
            outputs = [error_output(error)]
        cell.outputs = outputs = [nbformat.from_dict(output) for output in outputs]
        self.judged.append(self.verdict(cell, exercise, reports, outputs))
        return outputs

    def lose(self):
        """Let go of a kernel that cannot be talked to any more."""
        with contextlib.suppress(Exception):
            self.kernel.kill()
        self.kernel = None

    def answers(self, source):
        """Return (outputs, reports) of a test cell's source, run here with the student's functions standing in."""
        if self.kernel is None or not self.kernel.alive:
            try:
                with self.timed():
                    self.ready()
            except NotRun as error:
                raise NotJudged(str(error)) from None
        with self.kernel.conversation(SERVE) as channel:
            remote = Remote(channel, self.kernel.process.interrupt, self.kernel.kill)
            try:
                return self.told(source, remote)
            finally:
                with contextlib.suppress(LostError):
                    remote.close()

    def told(self, source, remote):
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
            outputs.append(new_output("execute_result", shown, execution_count=self.count))
        return [*tables, *text, *outputs], reports

    def verdict(self, cell, exercise, reports, outputs):
        """Return the `Judged` of a test cell: its points are those that nbgrader reads from the outputs."""
        points, most = determine_grade(cell, QUIET)
        errors = [output for output in outputs if output.output_type == "error"]
        hidden = "BEGIN HIDDEN TESTS" in self.tests[cell.metadata.nbgrader.grade_id]
        quoted = not hidden or (errors and errors[-1].ename == "NameError")  # a name that the student did not define
        failed = (errors[-1].evalue if quoted else hidden_sentence(outputs)) if errors else ""
        failed = failed or (f"The tests were stopped by {errors[-1].ename}." if errors else "")
        return Judged(
            cell=cell.metadata.nbgrader.grade_id,
            exercise=exercise,
            points=float(points),
            max_points=float(most),
            state=state_of(points, most, errors),
            sentence=failed or ("" if points == most else partly(reports) or f"{points:g} of {most:g} points"),
            hidden=hidden,
            tests=tuple(test for report in reports for test in tests_in(report)),
            misconceptions=tuple(dict.fromkeys(m.sentence for report in reports for m in report.misconceptions)),
            integrity=self.integrity(exercise, reports),
        )

    def integrity(self, exercise, reports):
        """Return what a person should look at: the reference was named in the solution, or called while it ran."""
        solution = [c for c in self.done if c.metadata.get("nbgrader", {}).get("grade_id") == exercise]
        others = [c.source for c in self.done if c not in solution]
        read = [told for r in reports for c in solution for told in uses_of_reference(r.exercise, c.source, others)]
        seen = [told for r in reports for v in r.verdicts if v.outcome for told in v.outcome.called_reference]
        seen = [legible(one) for one in seen]
        told = {one for earlier in self.judged if earlier.exercise == exercise for one in earlier.integrity}
        return tuple(one for one in dict.fromkeys(read + seen) if one not in told)  # once for each exercise


def tests_of(source):
    """Return {grade_id: source} of a notebook's test cells that are code."""
    cells = [c for c in source.cells if c.cell_type == "code" and is_grade(c) and not is_solution(c)]
    return {cell.metadata.nbgrader.grade_id: cell.source for cell in cells}


def exercises_of_tests(source):
    """Return {grade_id of a test cell: grade_id of the solution cell before it}."""
    belongs, solution = {}, None
    for cell in source.cells:
        told = cell.metadata.get("nbgrader", {})
        if told.get("solution"):
            solution = told["grade_id"]
        elif told.get("grade") and solution:
            belongs[told["grade_id"]] = solution
    return belongs


def imports_of(source):
    """Return {name: module or what was taken from it} of what the source itself imports from NumPy and this package."""
    found = {}
    for cell in (c for c in source.cells if c.cell_type == "code" and not is_solution(c)):
        with contextlib.suppress(SyntaxError):
            for node in ast.parse(cell.source).body:
                if isinstance(node, (ast.Import, ast.ImportFrom)) and all(map(known, modules_in(node))):
                    scope = {}
                    exec(compile(ast.Module([node], []), "<imports>", "exec"), scope)
                    found |= {n: v for n, v in scope.items() if n != "__builtins__"}
    return found


def modules_in(node):
    """Return the names of the modules that an import names."""
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]


def known(module):
    """Return True for the modules that a test cell may use in this process."""
    return module.split(".")[0] in ("numpy", "math", "deepcourse") and importlib.util.find_spec(module) is not None


def names_in(source):
    """Return the names that a source reads and does not itself define, in order."""
    nodes = list(ast.walk(ast.parse(source)))
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    stored |= {node.name for node in nodes if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    stored |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    stored |= {(a.asname or a.name).split(".")[0] for n in nodes if isinstance(n, (ast.Import, ast.ImportFrom))
               for a in n.names}  # fmt: skip
    return list(dict.fromkeys(n.id for n in nodes if isinstance(n, ast.Name) and n.id not in stored))


def last_value(source, space):
    """Run a source; return the value of its last line, as a notebook shows it."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<test cell>", "exec"), space)
    return eval(compile(ast.Expression(last.value), "<test cell>", "eval"), space) if last else None


def error_output(error):
    """Return an error as the output of a cell: its name and its sentence, and nothing of the program's inside."""
    name, told = type(error).__name__, legible(str(error))
    return new_output("error", ename=name, evalue=told, traceback=[f"{name}: {told}"])


def state_of(points, most, errors):
    """Return the state of a test cell."""
    if errors and errors[-1].ename in ("NotAttempted", "NotJudged"):
        return judged.NOT_ATTEMPTED if errors[-1].ename == "NotAttempted" else judged.NOT_JUDGED
    if points == most:
        return judged.CORRECT
    return judged.PARTLY if points else judged.INCORRECT


def partly(reports):
    """Return the sentence on a table of answers of which some are right."""
    wrong = [f"{v.name}: {v.problems[0] if v.problems else v.state}" for r in reports for v in r.failures]
    return legible("; ".join(wrong))


def points_of(value):
    """Return the points that a test cell ends with, or None; raises NoPoints where the answers made them no number.

    nbgrader reads points from how they are written, and gives all of them for what is none: True, an array, nan.
    """
    number = value.item() if isinstance(value, np.number) else value
    if number is None or (type(number) in (int, float) and math.isfinite(number) and number >= 0):
        return number
    raise NoPoints(f"with these answers the points are no number, but {type(value).__name__}")


def tests_in(report):
    """Return the `Test`s of a report."""
    return [Test(v.name, v.state, tuple(v.problems), tuple(m.name for m in v.misconceptions)) for v in report.verdicts]
