"""The notebook that submissions are judged by: its test cells, and what they may use in the grader's process.

SourceNotebook  what judging needs of it, read once
names_in        the names that a test cell asks for
"""

import ast
import contextlib
import importlib.util
from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from deepcourse.grading.course.exercise_cells import exercises_in

MAY_BE_IMPORTED = ("numpy", "math", "deepcourse")  # by test cells, in the grader's process


class SourceNotebook:
    """A notebook with its hidden tests.

    tests       {grade_id: source} of the test cells
    exercises   {grade_id of a test cell: grade_id of the solution cell that it tests}
    names       {name: module, or what was taken from one} of what its cells import and a test may use
    """

    def __init__(self, notebook: NotebookNode) -> None:
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        self.tests = {cell.metadata.nbgrader.grade_id: cell.source for cell in cells if is_test(cell)}
        self.exercises = {test: exercise for exercise, tests in exercises_in(notebook).items() for test in tests}
        self.names: dict[str, Any] = {}
        for cell in cells:
            if not is_solution(cell):
                self.names |= imported_by(cell.source)

    def has_test(self, cell: NotebookNode) -> bool:
        """Return True where a cell of a submission stands for one of the tests."""
        return is_test(cell) and cell.metadata.nbgrader.grade_id in self.tests

    def is_hidden(self, test: str) -> bool:
        """Return True where students do not see the source of a test cell."""
        return "BEGIN HIDDEN TESTS" in self.tests[test]


def is_test(cell: NotebookNode) -> bool:
    """Return True for a cell that gives points and is not written by students."""
    return is_grade(cell) and not is_solution(cell)


def imported_by(source: str) -> dict[str, Any]:
    """Return {name: module, or what was taken from one} of the imports of a cell that a test may use."""
    names: dict[str, Any] = {}
    with contextlib.suppress(SyntaxError):  # a magic: no such cell has imports that a test needs
        for statement in ast.parse(source).body:
            if isinstance(statement, (ast.Import, ast.ImportFrom)) and all(map(may_be_imported, modules_in(statement))):
                exec(compile(ast.Module([statement], []), "<imports>", "exec"), names)
    names.pop("__builtins__", None)
    return names


def modules_in(statement: ast.Import | ast.ImportFrom) -> list[str]:
    """Return the names of the modules that an import names."""
    if isinstance(statement, ast.ImportFrom):
        return [statement.module or ""]
    return [alias.name for alias in statement.names]


def may_be_imported(module: str) -> bool:
    """Return True for the modules that a test cell may use in the grader's process, where they are installed."""
    return module.split(".")[0] in MAY_BE_IMPORTED and importlib.util.find_spec(module) is not None


def names_in(source: str) -> list[str]:
    """Return the names that a source reads and does not itself define, in order."""
    nodes = list(ast.walk(ast.parse(source)))
    defined = set(_defined(nodes))
    read = (node.id for node in nodes if isinstance(node, ast.Name))
    return list(dict.fromkeys(name for name in read if name not in defined))


def _defined(nodes: list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.Name() if not isinstance(node.ctx, ast.Load):
                yield node.id
            case ast.FunctionDef() | ast.ClassDef():
                yield node.name
            case ast.arg():
                yield node.arg
            case ast.Import() | ast.ImportFrom():
                yield from ((alias.asname or alias.name).split(".")[0] for alias in node.names)
