"""A small invented class that hands in the exemplar, graded by the same code as a real one.

demonstrate     make the class, grade it, show the scores beside what is expected
hand_ins        what each of its students hands in, and the points that this must give
answer          a function of the package, as the cell in which a student would have written it
"""

import ast
import copy
import inspect
import json
import shutil
import sys
import textwrap
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from click import ClickException
from rich.console import Console
from rich.table import Table

from deepcourse.checking.judge import judge
from deepcourse.checking.key import key_to
from deepcourse.checking.points import points_for
from deepcourse.exercises import Exercise, exercises_of
from deepcourse.exercises.decision import DecisionExercise
from deepcourse.grading.book.scores import GRADED, TOTAL, as_text
from deepcourse.grading.course.places import CONFIG, Course
from deepcourse.grading.edition.release import release_week
from deepcourse.grading.grade import grade_course

COURSE, WEEK, NOTEBOOK = "course1_nn", "week2_logistic_regression", "logistic_regression"
MARKER = ".deepcourse-demo"  # in a folder that the demo may empty
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
BROKEN_CELL = "print('I was trying something here'"

Points = Mapping[tuple[str, str], float | None]  # {(student, exercise): points}


@dataclass
class HandIn:
    """What one student hands in: new sources of cells, a cell before the first, or something else than a notebook.

    `cut_after` names the exercise after which the file ends; `content` is what it holds instead of a notebook.
    `expected` is {exercise: points}; None where the notebook cannot be judged. Exercises are named as their cells.
    """

    student: str
    about: str
    expected: dict[str, float] | None
    answers: dict[str, str] = field(default_factory=dict)
    first_cell: str = ""
    cut_after: str = ""
    content: bytes = b""

    def expects(self, exercise: Exercise) -> float | None:
        """Return the points that the notebook should get for an exercise; None where it cannot be judged."""
        return self.expected[exercise.slug] if self.expected is not None else None


def demonstrate(root: Path, folder: Path, console: Console) -> list[str]:
    """Make the class in `folder`, grade it and show the scores; return a sentence for each that is not as expected."""
    course = make_course(root, folder)
    release_week(course, WEEK)
    handed_in = hand_ins(solutions(course))
    for hand_in in handed_in:
        submit(course, hand_in)
    graded = grade_course(course, console)
    points = {(s.student, s.exercise): s.points for s in graded.scores if s.status == GRADED}
    console.print(comparison(handed_in, points))
    lines = [f"{hand_in.student}: {hand_in.about}" for hand_in in handed_in]
    lines += ["", *(f"not judged: {problem}" for problem in graded.problems), ""]
    lines += [f"feedback pages: {course.feedback}", f"formgrader: deepcourse lab {COURSE} --instructor --root {folder}"]
    console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
    return differences(handed_in, points)


def make_course(root: Path, folder: Path) -> Course:
    """Return a new `Course` in `folder` that holds the exemplar's source and nothing else."""
    source = root / COURSE / "source" / WEEK / f"{NOTEBOOK}.ipynb"
    if not source.exists():
        raise ClickException(f"the demo needs {source}, which is not there")
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise ClickException(f"{folder} holds other things; name a folder that is empty or does not exist")
    shutil.rmtree(folder, ignore_errors=True)
    course = Course(folder / COURSE)
    (course.path / "source" / WEEK).mkdir(parents=True)
    (folder / MARKER).touch()
    shutil.copy(root / COURSE / CONFIG, course.path)
    shutil.copy(source, course.path / "source" / WEEK)
    return course


def solutions(course: Course, week: str = WEEK) -> dict[str, str]:
    """Return {exercise: source of its solution} of a week's first notebook; an exercise is named as its cell."""
    cells = json.loads(course.sources(week)[0].read_text(encoding="utf-8"))["cells"]
    marked = [cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("solution")]
    return {cell["id"]: "".join(cell["source"]) for cell in marked}


def hand_ins(solved: Mapping[str, str]) -> list[HandIn]:
    """Return the `HandIn`s of the class; `solved` holds the solutions of the source."""
    exercises = exercises_of(NOTEBOOK)
    full = {e.slug: e.points for e in exercises}
    half = [e.slug for e in exercises[: len(exercises) // 2]]
    mistaken = {e.slug: answer(e, e.misconceptions[0].variant) for e in exercises}
    other = {e.slug: answer(e, e.alternatives[0]) for e in exercises if e.alternatives}
    some = {name: points if name in half else 0.0 for name, points in full.items()}
    mistakes = {e.slug: points_for_mistake(e, e.misconceptions[0].variant) for e in exercises}
    return [
        HandIn("all-solved", "the solutions of the source", full, dict(solved)),
        HandIn("half-solved", "the solutions of the first half", some, {name: solved[name] for name in half}),
        HandIn("blank", "the student edition as it is", dict.fromkeys(full, 0.0)),
        HandIn("misconceptions", "a known mistake in every exercise", mistakes, mistaken),
        HandIn("other-ways", "right, and written differently", full, {**solved, **other}),
        HandIn(
            "broken-cell", "solved; an own first cell that is no Python", full, dict(solved), first_cell=BROKEN_CELL
        ),
        HandIn("cut-off", "solved; the file ends after the first half", some, dict(solved), cut_after=half[-1]),
        HandIn("no-notebook", "a picture, renamed to .ipynb", None, content=PICTURE),
    ]


def points_for_mistake(exercise: Exercise, mistake: Callable[..., Any]) -> float:
    """Return the points of a known mistake: of a table, those of the right answers in it, counted here.

    Of a function the hidden tests may give a share. They are drawn from another seed than the notebook's: these
    mistakes fail whatever is drawn, or in rare cases only.
    """
    if not isinstance(exercise, DecisionExercise):
        return points_for(judge(key_to(exercise, 0), mistake), exercise.points_hidden, hidden=True)
    chosen = mistake()
    share = np.mean([chosen[question.name] == question.answer for question in exercise.questions])
    return float(np.round(exercise.points_visible * share, 2) + np.round(exercise.points_hidden * share, 2))


def answer(exercise: Exercise, function: Callable[..., Any]) -> str:
    """Return a function or class of the package as the source of an answer cell: imports, helpers, its new name."""
    if isinstance(exercise, DecisionExercise):
        return f"def {exercise.name}():\n    return {function()!r}\n"
    imports: list[str] = []
    pasted: dict[str, str] = {}
    collect(function, imports, pasted)
    own = pasted.pop(function.__name__).replace(f" {function.__name__}(", f" {exercise.name}(", 1)
    return "\n".join(dict.fromkeys(imports)) + "\n\n\n" + "\n\n\n".join([*pasted.values(), own])


def collect(thing: Any, imports: list[str], pasted: dict[str, str]) -> None:
    """Add to `imports` what a function needs from elsewhere, and to `pasted` its source and that of its helpers."""
    source = textwrap.dedent(inspect.getsource(thing))
    first = ast.parse(source).body[0].lineno  # of the definition: what declares it, above, is no part of an answer
    source = "".join(source.splitlines(keepends=True)[first - 1 :])
    tree = ast.parse(source)
    pasted[thing.__name__] = without_docstring(source, tree.body[0])
    home = sys.modules[thing.__module__]
    for name in sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & vars(home).keys()):
        needed = getattr(home, name)
        if isinstance(needed, types.ModuleType):
            imports.append(f"import {needed.__name__} as {name}")
        elif getattr(needed, "__module__", None) != home.__name__:
            imports.append(f"from {needed.__module__} import {needed.__name__} as {name}")
        elif name not in pasted:
            collect(needed, imports, pasted)


def without_docstring(source: str, definition: Any) -> str:
    """Return the source of a function without its docstring: a mistake's docstring says what the mistake is."""
    first = definition.body[0]
    if ast.get_docstring(definition) is None:
        return source
    lines = source.splitlines()
    return "\n".join(lines[: first.lineno - 1] + lines[first.end_lineno :])


def submit(course: Course, hand_in: HandIn) -> None:
    """Write what a student hands in to the course's submitted/ folder."""
    released = course.release / WEEK / f"{NOTEBOOK}.ipynb"
    notebook = copy.deepcopy(json.loads(released.read_text(encoding="utf-8")))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = hand_in.answers.get(cell["id"], cell["source"])
    if hand_in.first_cell:
        notebook["cells"].insert(0, own_cell(hand_in.first_cell))
    text = json.dumps(notebook, indent=1)
    path = course.submitted / hand_in.student / WEEK / released.name
    path.parent.mkdir(parents=True)
    end = text.index(f'"id": "{hand_in.cut_after}-grade"') if hand_in.cut_after else len(text)
    path.write_bytes(hand_in.content or text[:end].encode("utf-8"))


def own_cell(source: str) -> dict[str, Any]:
    """Return a code cell that a student has added."""
    return {
        "cell_type": "code",
        "id": "own",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def comparison(handed_in: Iterable[HandIn], points: Points) -> Table:
    """Return the table of points, exercise by exercise, with the expected total beside."""
    exercises = exercises_of(NOTEBOOK)
    table = Table("student")
    for name in [*(exercise.name for exercise in exercises), "total", "expected"]:
        table.add_column(name.replace("_", " "), justify="right")
    for hand_in in handed_in:
        whole = None if hand_in.expected is None else sum(hand_in.expected.values())
        pairs = [(points.get((hand_in.student, e.slug)), hand_in.expects(e)) for e in exercises]
        pairs.append((points.get((hand_in.student, TOTAL)), whole))
        table.add_row(hand_in.student, *(_compared(got, expected) for got, expected in pairs), as_text(whole))
    return table


def _compared(got: float | None, expected: float | None) -> str:
    return as_text(got) if _same(got, expected) else f"[red]{as_text(got)}, not {as_text(expected)}[/]"


def _same(got: float | None, expected: float | None) -> bool:
    if got is None or expected is None:
        return got is expected
    return abs(got - expected) < 1e-6


def differences(handed_in: Iterable[HandIn], points: Points) -> list[str]:
    """Return a sentence for each score that is not the expected one."""
    sentences = []
    for hand_in in handed_in:
        for exercise in exercises_of(NOTEBOOK):
            got, expected = points.get((hand_in.student, exercise.slug)), hand_in.expects(exercise)
            if not _same(got, expected):
                place = f"{hand_in.student}, {exercise.name}"
                sentences.append(f"{place}: {as_text(got)}, but {as_text(expected)} was expected")
    return sentences
