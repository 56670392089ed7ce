"""Every source notebook, released and graded: 100 points for its solutions, 0 for a blank one, nothing leaks.

And a student who runs the blank one from top to bottom gets to its end.
"""

import json
import re
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from deepcourse.exercises import exercises_of
from deepcourse.exercises.decision import DecisionExercise
from deepcourse.grading.book.scores import TOTAL
from deepcourse.grading.course.execute import execute
from deepcourse.grading.course.places import CONFIG, Course
from deepcourse.grading.demo import solutions
from deepcourse.grading.edition.release import release_week
from deepcourse.grading.grade import grade_course
from samples import ROOT, read, sources

NOTEBOOKS = sorted(ROOT.glob("course*/source/*/*.ipynb"))
CELL_SECONDS = 1200  # against a cell that never ends; on a busy machine a slow one may take minutes
pytestmark = pytest.mark.slow


class Graded:
    """A notebook's course, with two submissions graded: `solved` and `blank`."""

    def __init__(self, source, folder):
        self.source, self.name, self.week = source, source.stem, source.parent.name
        self.course = Course(folder / source.parents[2].name)
        (self.course.path / "source" / self.week).mkdir(parents=True)
        shutil.copy(source, self.course.path / "source" / self.week)
        shutil.copy(source.parents[2] / CONFIG, self.course.path)
        release_week(self.course, self.week)
        self.released = read(self.course.release / self.week / source.name)
        solved = solutions(self.course, self.week)
        self.submit("blank", {})
        self.submit("solved", {name.replace("_", "-"): code for name, code in solved.items()})
        scores = grade_course(self.course, Console(quiet=True)).scores
        self.points = {(s.student, s.exercise.replace("-", "_")): (s.points, s.max_points) for s in scores}

    def submit(self, student, answers):
        notebook = json.loads(json.dumps(self.released))
        for cell in notebook["cells"]:
            cell["source"] = answers.get(cell["id"], cell["source"])
        path = self.course.submitted / student / self.week / self.source.name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")

    def graded(self, student):
        return read(self.course.autograded / student / self.week / self.source.name)

    def run_blank(self):
        """Run the release as its reader does; return what went wrong, and the notebook with its outputs."""
        path, quiet = self.course.release / self.week / self.source.name, Console(quiet=True)
        [done] = execute(self.course.path, [path], quiet, fast=True, jobs=1, timeout=CELL_SECONDS)
        return done.faults, read(done.executed)

    def page(self, student):
        return (self.course.feedback / student / self.week / f"{self.name}.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("alembic_asked_once")
@pytest.mark.parametrize("source", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_released_and_graded_as_it_should_be(source, tmp_path):
    """All that is promised of it, of one grading: that is what costs, and every worker would grade it again."""
    notebook, broken = Graded(source, tmp_path), []
    for promise in PROMISES:
        try:
            promise(notebook)
        except AssertionError as error:
            error.add_note(f"the promise: {promise.__name__.replace('_', ' ')}")
            broken.append(error)
    if broken:
        raise ExceptionGroup(f"{source.stem}: {len(broken)} promises are broken", broken)


# --- the promises ---------------------------------------------------------------------------------------------------


def the_solutions_get_all_points(notebook):
    names = [exercise.name for exercise in exercises_of(notebook.name)]
    got = {name: notebook.points["solved", name] for name in names}
    assert got == {e.name: (e.points, e.points) for e in exercises_of(notebook.name)}
    assert notebook.points["solved", TOTAL] == (100, 100)


def a_blank_notebook_gets_none_and_every_exercise_is_not_attempted(notebook):
    assert notebook.points["blank", TOTAL] == (0, 100)
    cells = {cell["id"]: cell for cell in notebook.graded("blank")["cells"]}
    for exercise in exercises_of(notebook.name):
        for part in ("check", "grade"):
            errors = [out for out in cells[f"{exercise.name.replace('_', '-')}-{part}"]["outputs"] if "ename" in out]
            assert [(e["ename"], e["evalue"]) for e in errors] == [
                ("NotAttempted", f"{exercise.name}: not attempted yet")
            ]


def a_blank_notebook_runs_from_top_to_bottom(notebook):
    """No cell raises or writes to stderr, and each check says that its exercise is not attempted."""
    faults, executed = notebook.run_blank()
    assert faults == ()
    cells = {cell["id"]: cell for cell in executed["cells"]}
    for exercise in exercises_of(notebook.name):
        [panel, *_] = cells[f"{exercise.slug}-check"]["outputs"]
        told = "".join(panel["data"]["text/plain"])
        assert f"{exercise.name}: not attempted yet" in told
        replaced = not isinstance(exercise, DecisionExercise)
        assert (f"the cells below use the package's {exercise.name}." in told) == replaced


def nothing_is_written_to_stderr(notebook):
    """A test cell that writes there gets 0. Where an answer is missing, a figure after it may warn that it is empty."""
    assert [cell["id"] for cell in notebook.graded("solved")["cells"] if writes_to_stderr(cell)] == []
    blank = notebook.graded("blank")["cells"]
    assert [
        cell["id"] for cell in blank if cell["metadata"].get("nbgrader", {}).get("grade") and writes_to_stderr(cell)
    ] == []


def writes_to_stderr(cell):
    return any(output.get("name") == "stderr" for output in cell.get("outputs", []))


def secret_lines(source):
    """Return the lines of solutions and of hidden tests, stripped, that are long enough to be recognised."""
    regions = re.findall(r"### BEGIN (?:SOLUTION|HIDDEN TESTS)\n(.*?)### END", "\n".join(source.values()), re.DOTALL)
    lines = {line.strip() for region in regions for line in region.splitlines()}
    return {line for line in lines if len(line) > 12 and not line.startswith(("return {", '"'))}


def the_student_edition_holds_no_solution_and_no_hidden_line(notebook):
    secrets = secret_lines(sources(read(notebook.source)))
    assert len(secrets) > 10
    shown = "\n".join(sources(notebook.released).values())
    told_in_text = "\n".join(cell_text for cell_text in texts(notebook.released))
    assert [line for line in secrets if line in shown and line not in told_in_text] == []
    assert not re.search("BEGIN|HIDDEN TESTS|SOLUTION", shown)


def texts(notebook):
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]


def the_student_edition_names_what_is_to_be_written(notebook):
    cells = sources(notebook.released)
    for exercise in exercises_of(notebook.name):
        stub = cells[exercise.name.replace("_", "-")]
        if isinstance(exercise, DecisionExercise) and not exercise.asked_one_by_one:
            assert all(f'"{question.name}": ...,' in stub for question in exercise.questions)
            assert "NotImplementedError" not in stub
        else:
            method = r"(\.\w+)?"  # of a class
            assert re.search(rf'raise NotImplementedError\("write {exercise.name}{method}"\)', stub)


def feedback_pages_show_no_hidden_line_and_no_inside_of_the_checker(notebook):
    for student in ("solved", "blank"):
        page = notebook.page(student)
        assert "BEGIN HIDDEN" not in page
        assert not re.search(r"grade\(\w+,\s*(notebook|seed)", re.sub("<[^>]+>", "", page))
        assert "site-packages" not in page
        assert str(Path(ROOT / "shared")) not in page
    assert "not attempted yet" in notebook.page("blank")


def every_exercise_is_in_the_release_with_its_points(notebook):
    cells = {cell["id"]: cell["metadata"].get("nbgrader", {}) for cell in notebook.released["cells"]}
    for exercise in exercises_of(notebook.name):
        name = exercise.name.replace("_", "-")
        assert cells[name]["solution"]
        assert cells[f"{name}-check"]["points"] == exercise.points_visible
        assert cells[f"{name}-grade"]["points"] == exercise.points_hidden
        assert cells[f"{name}-check"]["locked"]
        assert cells[f"{name}-task"]["locked"]


PROMISES = [
    the_solutions_get_all_points,
    a_blank_notebook_gets_none_and_every_exercise_is_not_attempted,
    a_blank_notebook_runs_from_top_to_bottom,
    nothing_is_written_to_stderr,
    the_student_edition_holds_no_solution_and_no_hidden_line,
    the_student_edition_names_what_is_to_be_written,
    feedback_pages_show_no_hidden_line_and_no_inside_of_the_checker,
    every_exercise_is_in_the_release_with_its_points,
]
