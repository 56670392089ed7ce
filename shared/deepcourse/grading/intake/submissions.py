"""What was handed in: every notebook under submitted/, and for those that cannot be judged, why.

Submission          one notebook of one student
find_submissions    all of them, of a course, a week or a student
check_student       refuse the name of a student who has handed in nothing
"""

import stat
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from click import ClickException

from deepcourse.grading.course.places import Course
from deepcourse.grading.intake.names import released_name
from deepcourse.nearest import did_you_mean, nearest


@dataclass(frozen=True)
class Submission:
    """One notebook that one student handed in; `problem` is a sentence where it cannot be judged.

    `meant` is the released name that a misnamed file stands for, and `repairs` are sentences on that.
    """

    course: Course
    week: str
    student: str
    path: Path
    problem: str = ""
    meant: str = ""
    repairs: tuple[str, ...] = ()

    @property
    def notebook(self) -> str:
        """Return the notebook's name, without its ending."""
        return self.meant or self.path.stem

    @property
    def released(self) -> Path:
        """Return the path of the notebook in the student edition."""
        return self.course.release / self.week / f"{self.notebook}.ipynb"

    @property
    def page(self) -> Path:
        """Return the path of the feedback page."""
        return self.course.feedback / self.student / self.week / f"{self.notebook}.html"

    @property
    def graded(self) -> Path:
        """Return the path of the graded notebook."""
        return self.course.autograded / self.student / self.week / f"{self.notebook}.ipynb"

    @property
    def memory(self) -> Path:
        """Return the path of the note on what was graded; beside the notebooks nbgrader would hand it to students."""
        return self.course.autograded / ".graded" / self.student / self.week / f"{self.notebook}.json"

    def __str__(self) -> str:
        return f"{self.student}: {self.path.relative_to(self.course.root)}"


def find_submissions(course: Course, week: str | None = None, student: str | None = None) -> list[Submission]:
    """Return the `Submission`s of a course, sorted by week, notebook and student; all or those asked for.

    A file whose name a browser or system has changed counts as the notebook that it means. What is in a file is left
    to `repair`: here it is a problem only if it must not be read.
    """
    if not course.submitted.is_dir():
        return []
    weeks = course.weeks()
    paths = (path for path in course.submitted.rglob("*.ipynb") if not _hidden(path, course.submitted))
    submissions = _latest([_submission(course, weeks, path) for path in paths])
    chosen = [one for one in submissions if week in (None, one.week) and student in (None, one.student)]
    return sorted(chosen, key=lambda one: (one.week, one.notebook, one.student))


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def check_student(courses: Iterable[Course], student: str | None) -> None:
    """Raise ClickException, with the nearest name, where `student` is given and has handed in nothing anywhere."""
    known = {path.name for course in courses for path in course.submitted.glob("*") if path.is_dir()}
    if student is None or student in known:
        return
    advice = did_you_mean(student, known) or "submissions lie in <course>/submitted/<student>/<week>/"
    raise ClickException(f"{student!r} has handed in nothing; {advice}")


def _submission(course: Course, weeks: list[str], path: Path) -> Submission:
    """Return the `Submission` that a file is; `weeks` are those of the course."""
    parts = path.relative_to(course.submitted).parts
    student = parts[0] if len(parts) > 1 else "(unknown)"
    week = parts[1] if len(parts) > 2 else "(unknown)"
    submission = Submission(course, week, student, path)
    if len(parts) != 3:
        return replace(submission, problem=_astray(parts))
    released = [other.stem for other in sorted((course.release / week).glob("*.ipynb"))]
    meant = released_name(path.stem, released) if week in weeks else ""
    if meant and meant != path.stem:
        sentence = f"the file was called {path.name}; it is graded as {meant}.ipynb"
        submission = replace(submission, meant=meant, repairs=(sentence,))
    elif problem := _unexpected(course, week, weeks, path.stem, released):
        return replace(submission, problem=problem)
    if not stat.S_ISREG(path.lstat().st_mode):
        return replace(submission, problem="it is no file of its own but a link, a folder or a device")
    return submission


def _latest(submissions: list[Submission]) -> list[Submission]:
    """Return the submissions without the other copies of a notebook: the rightly named one counts, else the last."""
    best: dict[tuple[str, str, str], Submission] = {}
    for one in sorted(
        submissions, key=lambda one: (not one.problem, not one.meant, one.path.lstat().st_mtime, one.path.name)
    ):
        key = (one.week, one.student, one.notebook)
        other = best.get(key)
        sentences: tuple[str, ...] = ()
        if other:  # what was said of its own name goes
            sentences = (f"{other.path.name} is there too, and is not graded", *other.repairs[bool(other.meant) :])
        best[key] = replace(one, repairs=(*one.repairs, *sentences))
    return list(best.values())


def _astray(parts: tuple[str, ...]) -> str:
    student = parts[0] if len(parts) > 1 else "<student>"
    week = parts[1] if len(parts) > 2 else "<week>"
    return f"it lies in the wrong folder; notebooks are looked for in submitted/{student}/{week}/"


def _unexpected(course: Course, week: str, weeks: list[str], notebook: str, released: list[str]) -> str:
    """Return a sentence where no released notebook has this week and name, else ""."""
    if week not in weeks:
        return f"{course.name} has no notebooks for a week {week!r}; its weeks are: {', '.join(weeks) or 'none'}"
    if not released:
        return f"there is no student edition to compare with; say: deepcourse release {course.name} --week {week}"
    if notebook in released:
        return ""
    near = nearest(notebook, released)
    advice = f"rename it to {near}.ipynb if that is what it is; " if near else ""
    return f"no notebook of this week has that name; {advice}the names are: {', '.join(released)}"
