"""Storing: what nbgrader's own grading would have entered, in one step, whatever happens meanwhile."""

import json

import nbformat
import pytest
from nbgrader.api import Gradebook

from deepcourse.grading.book.store import Store
from deepcourse.grading.edition.convert import convert
from deepcourse.grading.intake.submissions import find_submissions
from nbgraders import Autograde
from samples import RIGHT, WEEK


@pytest.fixture
def executed(course, hand_in):
    """A submission, its notebook as nbgrader executes it, and what nbgrader entered; the gradebook is empty again."""
    hand_in("ada", double=RIGHT["double"])
    submission = find_submissions(course)[0]
    before = (course.path / "gradebook.db").read_bytes()
    convert(Autograde, course, assignment_id=WEEK, student_id="ada", notebook_id="tiny")
    notebook, entered = nbformat.read(submission.graded, as_version=4), grades(course)
    submission.graded.unlink()
    (course.path / "gradebook.db").write_bytes(before)
    return submission, notebook, entered


def grades(course):
    with Gradebook(f"sqlite:///{course.path / 'gradebook.db'}", course.name) as book:
        return [
            (student.id, submission.name, notebook.name, notebook.score, notebook.late_submission_penalty,
             sorted((grade.name, grade.auto_score, grade.needs_manual_grade) for grade in notebook.grades),
             sorted((comment.name, comment.auto_comment) for comment in notebook.comments))
            for student in book.students
            for submission in student.submissions
            for notebook in submission.notebooks
        ]  # fmt: skip


def test_the_gradebook_holds_what_nbgrader_would_have_entered(course, executed):
    submission, notebook, entered = executed
    with Store(course) as store:
        store.put(submission, notebook)
    assert entered
    assert grades(course) == entered
    assert nbformat.read(submission.graded, as_version=4) == notebook


def test_storing_twice_changes_nothing(course, executed):
    submission, notebook, entered = executed
    with Store(course) as store:
        store.put(submission, notebook)
        store.put(submission, notebook)
    assert grades(course) == entered


def test_an_error_half_way_leaves_the_gradebook_as_it_was(course, executed, monkeypatch):
    submission, notebook, _ = executed
    monkeypatch.setattr("deepcourse.grading.book.store.replace_file", lambda *_: 1 / 0)
    with Store(course) as store:
        with pytest.raises(ZeroDivisionError):
            store.put(submission, notebook)
        assert grades(course) == []
        monkeypatch.undo()
        store.put(submission, notebook)
    assert grades(course)


def test_a_manual_score_survives_a_new_grading(course, executed):
    submission, notebook, _ = executed
    with Store(course) as store:
        store.put(submission, notebook)
        grade = store.book.find_grade("double-check", "tiny", WEEK, "ada")
        grade.manual_score = 1.5
        store.book.db.commit()
        store.put(submission, notebook)
        found = store.book.find_grade("double-check", "tiny", WEEK, "ada")
        assert (found.manual_score, found.needs_manual_grade) == (1.5, True)


def test_late_hand_ins_are_given_nbgraders_penalty(course, executed):
    submission, notebook, _ = executed
    (course.path / "late.py").write_text(
        "from nbgrader.plugins import BasePlugin\n\n\n"
        "class Halved(BasePlugin):\n"
        "    def late_submission_penalty(self, student_id, score, total_seconds_late):\n"
        "        return score / 2\n"
    )
    submission.path.with_name("timestamp.txt").write_text("2026-05-02 10:00:00 UTC")
    with open(course.path / "nbgrader_config.py", "a") as file:
        file.write("\nimport sys\nsys.path.insert(0, c.CourseDirectory.root)\n")
        file.write("c.AssignLatePenalties.plugin_class = 'late.Halved'\n")
    with Store(course) as store:
        store.book.update_or_create_assignment(WEEK, duedate="2026-05-01 10:00:00 UTC")
        store.put(submission, notebook)
        found = store.book.find_submission_notebook("tiny", WEEK, "ada")
        assert found.score > 0
        assert found.late_submission_penalty == found.score / 2


def test_a_notebook_that_was_not_handed_in_has_no_points(course, executed):
    submission, notebook, _ = executed
    with Store(course) as store:
        store.book.update_or_create_notebook("second", WEEK)
        store.book.update_or_create_grade_cell("extra", "second", WEEK, cell_type="code", max_score=3)
        store.put(submission, json_copy(notebook))
        assert store.book.find_grade("extra", "second", WEEK, "ada").auto_score == 0


def json_copy(notebook):
    return nbformat.from_dict(json.loads(json.dumps(notebook)))
