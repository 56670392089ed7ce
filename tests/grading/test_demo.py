"""The invented class: it hands in what it says, and gets what it should."""

import html
import re

import pytest
from click import ClickException
from rich.console import Console

from deepcourse.exercises import exercises_of
from deepcourse.grading import demo
from deepcourse.grading.course.places import Course
from deepcourse.grading.grade import grade_course
from deepcourse.grading.intake.submissions import find_submissions
from samples import ROOT, read

EXERCISES = exercises_of(demo.NOTEBOOK)
by_name = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
GRADE_CELLS = [f"{e.slug}-{part}" for e in EXERCISES for part in ("check", "grade")]


def same(exercise, one, other):
    """Return True where two answers give the same on every visible case of an exercise."""
    from deepcourse.checking.compare import differences
    from deepcourse.checking.run import run

    for case in exercise.visible_cases():
        got, expected = run(exercise, one, case), run(exercise, other, case)
        if got.failed or differences(got.value, expected.value, exercise):
            return False
    return True


@by_name
def test_a_mistake_becomes_a_cell_that_makes_it_and_does_not_name_it(exercise):
    mistake = exercise.misconceptions[0].variant
    cell = demo.answer(exercise, mistake)
    student = {}
    exec(compile(cell, "cell", "exec"), student)
    assert same(exercise, student[exercise.name], mistake)
    assert not same(exercise, student[exercise.name], exercise.reference)
    assert exercise.misconceptions[0].sentence[:20] not in cell


@by_name
def test_another_way_becomes_a_cell_that_runs_alone(exercise):
    for alternative in exercise.alternatives:
        student = {}
        exec(compile(demo.answer(exercise, alternative), "cell", "exec"), student)
        assert same(exercise, student[exercise.name], exercise.reference)


def test_a_score_that_is_not_expected_is_told():
    [full, *_] = demo.hand_ins({exercise.slug: "" for exercise in EXERCISES})
    points = {(full.student, e.slug): e.points for e in EXERCISES}
    assert demo.differences([full], points) == []
    points[full.student, "propagate"] = 3.0
    assert demo.differences([full], points) == ["all-solved, propagate: 3, but 24 was expected"]
    del points[full.student, "propagate"]
    assert demo.differences([full], points) == ["all-solved, propagate: not judged, but 24 was expected"]


def test_a_damaged_file_that_gets_points_is_told():
    damaged = demo.HandIn("damaged", "", None)
    assert demo.differences([damaged], {}) == []
    assert len(demo.differences([damaged], {("damaged", "propagate"): 0.0})) == 1


def test_a_folder_with_other_things_is_not_emptied(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ClickException, match="holds other things"):
        demo.make_course(ROOT, tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


@pytest.mark.slow
def test_every_score_is_as_expected(demonstrated):
    """The command compares them, and fails where one is not."""
    _, done = demonstrated
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_nothing_hidden_gets_into_release_or_feedback(demonstrated):
    course = Course(demonstrated[0] / demo.COURSE)
    pages = [*course.feedback.rglob("*.html"), *course.release.rglob("*.ipynb")]
    assert len(pages) == 8
    texts = {page: html.unescape(re.sub(r"<[^>]*>", "", page.read_text())) for page in pages}
    hidden = {line for line in hidden_lines(course) if len(line) > 10}
    assert len(hidden) >= len(EXERCISES)
    assert [(page.parts[-3], line) for page, text in texts.items() for line in hidden if line in text] == []


def hidden_lines(course):
    """Return the lines of the source's hidden tests."""
    cells = ["".join(cell["source"]) for cell in read(course.sources()[0])["cells"]]
    regions = [re.search("### BEGIN HIDDEN TESTS\n(.*)### END HIDDEN TESTS", cell, re.DOTALL) for cell in cells]
    return {line.strip() for region in regions if region for line in region[1].splitlines()}


@pytest.mark.slow
def test_a_blank_notebook_is_not_attempted_in_every_exercise(demonstrated):
    course = Course(demonstrated[0] / demo.COURSE)
    [blank] = [one for one in find_submissions(course) if one.student == "blank"]
    cells = {cell["id"]: cell for cell in read(blank.graded)["cells"]}
    raised = {name: [output.get("ename") for output in cells[name]["outputs"]][-1] for name in GRADE_CELLS}
    assert raised == dict.fromkeys(GRADE_CELLS, "NotAttempted")


@pytest.mark.slow
def test_a_second_grading_leaves_the_class_as_it_is(demonstrated):
    course = Course(demonstrated[0] / demo.COURSE)
    graded = [submission.graded for submission in find_submissions(course) if submission.graded.exists()]
    assert len(graded) == len(find_submissions(course)) - 1  # one of them is no notebook
    before = {path: path.stat().st_mtime_ns for path in graded}
    grade_course(course, Console(quiet=True))
    assert {path: path.stat().st_mtime_ns for path in before} == before
