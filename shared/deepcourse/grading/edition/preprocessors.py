"""Our steps in nbgrader's conversions; `config` puts them in their places.

NamedStub           a cleared solution says what is to be written: raise NotImplementedError("write propagate")
PutBackTests        test cells that a student deleted are run all the same
RunFast             a submission is graded without its long experiments
MakeHarmless        a graded notebook runs nothing in the browser of whoever opens it
TellHiddenTests     a feedback page says in a sentence what a hidden test found, and shows nothing else of it
"""

import ast
import html
import json
import re
import textwrap
from typing import Any, cast

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor, OverwriteCells
from nbgrader.utils import is_grade

from deepcourse.grading.edition.harmless import harmless

Resources = dict[str, Any]  # what nbconvert hands from step to step
DEFINITION = re.compile(r"(?P<indent>\s*)(?:async\s+def|def|class)\s+(?P<name>\w+)")


class NamedStub(ClearSolutions):
    """Clears solutions as nbgrader does, and names in each gap what is to be written there."""

    def _replace_solution_region(self, cell: NotebookNode, language: str) -> bool:
        """Replace each solution region of a cell by its stub; return True if there was one."""
        if cell.cell_type != "code" or language != "python":
            return bool(super()._replace_solution_region(cell, language))
        kept: list[str] = []
        region: list[str] = []
        begun: str | None = None
        for line in cell.source.split("\n"):
            if self.begin_solution_delimeter in line and begun is None:
                begun, region = line, []
            elif self.end_solution_delimeter in line and begun is not None:
                kept += stub(kept, begun, region)
                begun = None
            else:
                (kept if begun is None else region).append(line)
        regions = cell.source.count(self.begin_solution_delimeter)
        if begun is not None or regions != cell.source.count(self.end_solution_delimeter):
            raise RuntimeError(f"cell {cell.get('id')!r}: BEGIN SOLUTION and END SOLUTION do not pair up")
        cell.source = "\n".join(kept)
        return regions > 0


def stub(before: list[str], begun: str, region: list[str]) -> list[str]:
    """Return the lines that take the place of a solution.

    before  the lines of the cell before the solution, earlier solutions already replaced
    begun   the line BEGIN SOLUTION, whose indent the stub gets
    region  the lines of the solution
    """
    indent = begun[: len(begun) - len(begun.lstrip())]
    inside = enclosing(before, len(indent))
    answers = blank_return(region) if inside else blank_answers(region)
    lines = answers or [f'raise NotImplementedError("write {inside or preceding([*before, *region])}")']
    return [indent + line for line in lines]


def enclosing(before: list[str], indent: int) -> str:
    """Return the name of the function or method that a line of this indent belongs to; "" where there is none.

    >>> enclosing(["class Value:", "    def __init__(self):", "        pass", "    def backward(self):"], 8)
    'Value.backward'
    """
    names: list[str] = []
    for match in filter(None, map(DEFINITION.match, reversed(before))):
        if len(match["indent"]) < indent:
            names.insert(0, match["name"])
            indent = len(match["indent"])
    return ".".join(names)


def preceding(lines: list[str]) -> str:
    """Return the name of the last definition at the left margin, or words for a cell that has none."""
    names = [match["name"] for match in filter(None, map(DEFINITION.match, lines)) if not match["indent"]]
    return names[-1] if names else "this cell"


def blank_answers(region: list[str]) -> list[str]:
    """Return the lines of a solution that only assigns answers to names, with `...` in the place of each answer.

    A dictionary keeps its keys: they are the questions. The list is empty where the solution does anything else.

    >>> blank_answers(['answers = {"rate": "b", "gap": "a"}'])
    ['answers = {', '    "rate": ...,', '    "gap": ...,', '}']
    """
    source = textwrap.dedent("\n".join(region))
    try:
        statements = ast.parse(source).body
    except SyntaxError:  # a magic, or half of a statement
        return []
    assignments = [statement for statement in statements if isinstance(statement, ast.Assign)]
    targets = [target for assignment in assignments for target in assignment.targets]
    if len(assignments) < len(statements) or not all(isinstance(target, ast.Name) for target in targets):
        return []
    return [line for assignment in assignments for line in _blank_answer(source, assignment)]


def _blank_answer(source: str, statement: ast.Assign) -> list[str]:
    names = " = ".join(map(ast.unparse, statement.targets))
    keys = statement.value.keys if isinstance(statement.value, ast.Dict) else [None]
    questions = [ast.get_source_segment(source, key) for key in keys if key]
    if len(questions) < len(keys):  # no dictionary, or one with another unpacked in it
        return [f"{names} = ...  # write {names}"]
    return [f"{names} = {{", *(f"    {question}: ...," for question in questions), "}"]


def blank_return(region: list[str]) -> list[str]:
    """Return the lines of a solution that only returns a table of letters, with `...` in the place of each letter.

    The list is empty where the solution does anything else.

    >>> blank_return(['    return {"rate": "b"}'])
    ['return {', '    "rate": ...,', '}']
    """
    source = textwrap.dedent("\n".join(region))
    try:
        [function] = ast.parse(f"def answers():\n{textwrap.indent(source, ' ')}").body
    except SyntaxError:
        return []
    statements = cast(ast.FunctionDef, function).body
    table = statements[0].value if len(statements) == 1 and isinstance(statements[0], ast.Return) else None
    if not isinstance(table, ast.Dict) or not table.keys:
        return []
    parts = [part.value for part in [*table.keys, *table.values] if isinstance(part, ast.Constant)]
    if len(parts) < 2 * len(table.keys) or not all(type(part) is str for part in parts):
        return []
    return ["return {", *(f"    {json.dumps(question)}: ...," for question in parts[: len(table.keys)]), "}"]


class PutBackTests(OverwriteCells):
    """Overwrites locked cells as nbgrader does; missing test cells come back whatever else is missing."""

    def add_missing_grade_cells(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the notebook with each missing test cell behind the nearest cell that stood before it."""
        known = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
        points = {cell.name: cell.max_score for cell in known.grade_cells}
        place = 0
        for source in known.source_cells:
            there = {_grade_id(cell): number for number, cell in enumerate(nb.cells, 1)}
            if source.name in points and source.name not in there:
                back = self.missing_cell_transform(source, points[source.name])
                back.id = source.name
                nb.cells.insert(place, back)
            place = there.get(source.name, place + (source.name in points))
        return nb, resources


def _grade_id(cell: NotebookNode) -> str | None:
    name: str | None = cell.metadata.get("nbgrader", {}).get("grade_id")
    return name


class RunFast(NbGraderPreprocessor):
    """Sets FAST = True in the cell tagged `parameters`: the points do not depend on the long experiments."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Resources, cell_index: int
    ) -> tuple[NotebookNode, Resources]:
        """Return the cell, its FAST set if it is the one with the parameters, and the resources as they were."""
        if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", []):
            fast = "FAST = True  # set by grading: it leaves the long experiments out"
            cell.source = re.sub(r"^FAST\s*=.*$", fast, cell.source, flags=re.MULTILINE)
        return cell, resources


class MakeHarmless(NbGraderPreprocessor):
    """Leaves nothing in a graded notebook that runs in a browser; points are read before, and stay."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the notebook, its outputs and Markdown harmless, and the resources as they were."""
        return harmless(nb), resources


class TellHiddenTests(NbGraderPreprocessor):
    """Replaces what a cell with hidden tests put out: a traceback there shows the tests, and NumPy the values."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Resources, cell_index: int
    ) -> tuple[NotebookNode, Resources]:
        """Return the cell, its outputs replaced by a sentence if it holds hidden tests, and the resources."""
        if cell.cell_type == "code" and is_grade(cell) and "BEGIN HIDDEN TESTS" in cell.source:
            sentence = hidden_sentence(cell.outputs)
            shown = {"text/plain": sentence, "text/html": f"<p>{html.escape(sentence)}</p>"}  # HTML breaks long lines
            cell.outputs = [new_output("display_data", data=shown)]
        return cell, resources


def hidden_sentence(outputs: list[NotebookNode]) -> str:
    """Return one sentence on what hidden tests found: their own, where they failed with one of a single line.

    Longer messages (NumPy's, say) hold the values of the tests, and other errors may quote them: of those only the
    kind is told.
    """
    errors = [output for output in outputs if output.output_type == "error"]
    if not errors:
        return hidden_success(outputs)
    kind, message = errors[-1].ename, errors[-1].evalue.strip()
    if kind not in VERDICTS:
        return f"The hidden tests were stopped by {kind}."
    return message if message and "\n" not in message else "A hidden test failed."


def hidden_success(outputs: list[NotebookNode]) -> str:
    """Return one sentence on hidden tests that raised nothing; nbgrader reads points from a value, none from stderr.

    Of what an answer displays while it is tested nothing is told: it could be a test. The last display is the grader's.
    """
    if any(output.get("name") == "stderr" for output in outputs):
        return "The hidden tests wrote to stderr."
    if not any(output.output_type == "execute_result" for output in outputs):
        return "All hidden tests pass."
    told = [output.data.get("text/plain", "") for output in outputs if output.output_type == "display_data"]
    explained = told[-1] if told and "\n" not in told[-1] else ""
    return " ".join(filter(None, ["A part of the hidden tests passes.", explained]))


VERDICTS = {"AssertionError", "Incorrect", "NotAttempted", "NotJudged"}  # errors by which a test says what it found
REPLACED = {ClearSolutions: NamedStub, OverwriteCells: PutBackTests}  # nbgrader's steps whose places ours take
