"""What was handed in: every notebook under submitted/, and for those that cannot be judged, why.

Submission          one notebook of one student
find_submissions    all of them, of a course, a week or a student
damage              what is wrong with a notebook's file
"""

import json
import stat
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from click import ClickException

from deepcourse.grading.course.places import Course
from deepcourse.grading.intake.names import released_name
from deepcourse.nearest import did_you_mean


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
    def notebook(self):
        """Return the notebook's name, without its ending."""
        return self.meant or self.path.stem

    @property
    def released(self):
        """Return the path of the notebook in the student edition."""
        return self.course.release / self.week / f"{self.notebook}.ipynb"

    @property
    def page(self):
        """Return the path of the feedback page."""
        return self.course.feedback / self.student / self.week / f"{self.notebook}.html"

    @property
    def graded(self):
        """Return the path of the graded notebook."""
        return self.course.autograded / self.student / self.week / f"{self.notebook}.ipynb"

    @property
    def memory(self):
        """Return the path of the note on what was graded; beside the notebooks nbgrader would hand it to students."""
        return self.course.autograded / ".graded" / self.student / self.week / f"{self.notebook}.json"

    def __str__(self):
        return f"{self.student}: {self.path.relative_to(self.course.root)}"


def find_submissions(course, week=None, student=None, repairing=False):
    """Return the `Submission`s of a course, sorted by week, notebook and student; all or those asked for.

    With `repairing`, a file whose name a browser or system has changed counts as the notebook that it means, and what
    is in a file is left to `repair`: here it is a problem only if it must not be read.
    """
    if not course.submitted.is_dir():
        return []
    paths = (path for path in course.submitted.rglob("*.ipynb") if not _hidden(path, course.submitted))
    found = [(_repairable if repairing else _submission)(course, path) for path in paths]
    found = _latest(found) if repairing else found
    found = [one for one in found if week in (None, one.week) and student in (None, one.student)]
    return sorted(found, key=lambda one: (one.week, one.notebook, one.student))


def _hidden(path, folder):
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def check_student(courses, student):
    """Raise ClickException, with the nearest name, where `student` is given and has handed in nothing anywhere."""
    known = {path.name for course in courses for path in course.submitted.glob("*") if path.is_dir()}
    if student is None or student in known:
        return
    question = did_you_mean(student, known, otherwise="submissions lie in <course>/submitted/<student>/<week>/")
    raise ClickException(f"{student!r} has handed in nothing; {question}")


def _submission(course, path, damaged=None):
    parts = path.relative_to(course.submitted).parts
    student = parts[0] if len(parts) > 1 else "(unknown)"
    week = parts[1] if len(parts) > 2 else "(unknown)"
    if len(parts) != 3:
        return Submission(course, week, student, path, _astray(parts))
    return Submission(course, week, student, path, _unexpected(course, week, path) or (damaged or damage)(path))


def _repairable(course, path):
    """Return the `Submission` of a file that is repaired before it is judged."""
    one = _submission(course, path, lambda path: "")
    released = [other.stem for other in sorted((course.release / one.week).glob("*.ipynb"))]
    meant = released_name(path.stem, released)
    if meant and meant != path.stem and one.week in course.weeks() and path.parent.name == one.week:
        told = f"the file was called {path.name}; it is graded as {meant}.ipynb"
        one = replace(one, problem="", meant=meant, repairs=(told,))
    if not one.problem and not stat.S_ISREG(path.lstat().st_mode):
        one = replace(one, problem="it is no file of its own but a link, a folder or a device")
    return one


def _latest(found):
    """Return the submissions without the other copies of a notebook: the rightly named one counts, else the last."""
    best = {}
    for one in sorted(
        found, key=lambda one: (not one.problem, not one.meant, one.path.lstat().st_mtime, one.path.name)
    ):
        key = (one.week, one.student, one.notebook)
        other = best.get(key)
        told = (
            (f"{other.path.name} is there too, and is not graded", *other.repairs[bool(other.meant) :]) if other else ()
        )
        best[key] = replace(one, repairs=(*one.repairs, *told))
    return list(best.values())


def _astray(parts):
    student = parts[0] if len(parts) > 1 else "<student>"
    week = parts[1] if len(parts) > 2 else "<week>"
    return f"it lies in the wrong folder; notebooks are looked for in submitted/{student}/{week}/"


def _unexpected(course, week, path):
    """Return a sentence where no released notebook has this week and name, else ""."""
    if week not in course.weeks():
        weeks = ", ".join(course.weeks()) or "none"
        return f"{course.name} has no notebooks for a week {week!r}; its weeks are: {weeks}"
    released = [one.stem for one in sorted((course.release / week).glob("*.ipynb"))]
    if not released:
        return f"there is no student edition to compare with; say: deepcourse release {course.name} --week {week}"
    if path.stem in released:
        return ""
    near = get_close_matches(path.stem, released, 1)
    told = f"rename it to {near[0]}.ipynb if that is what it is; " if near else ""
    return f"no notebook of this week has that name; {told}the names are: {', '.join(released)}"


def damage(path):
    """Return a sentence on what is wrong with a notebook's file, with the place; "" where it can be read."""
    if path.is_symlink() or not path.is_file():
        return "it is no file of its own but a link or a folder"
    content = path.read_bytes()
    if not content.strip():
        return "the file is empty"
    try:
        return _no_notebook(json.loads(content.decode("utf-8")))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return f"the file is not text: byte {error.start + 1}, in line {line}, is not UTF-8"
    except json.JSONDecodeError as error:
        return _no_json(content.decode("utf-8"), error)
    except RecursionError:
        return "the file is damaged: brackets are nested deeper than in any notebook"


def _no_json(text, error):
    place = f"line {error.lineno}, column {error.colno}"
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return f"the file was cut off: it ends inside a notebook, after {place}"
    return f"the file is damaged at {place}: {error.msg}"


def _no_notebook(content):
    """Return a sentence where JSON is no notebook that can be graded, else ""."""
    import nbformat

    if not isinstance(content, dict) or "nbformat" not in content:
        return "the file is JSON, but no notebook: it has no nbformat"
    try:
        notebook = nbformat.reads(json.dumps(content), as_version=4)
        nbformat.validate(notebook)
    except Exception as error:  # nbformat and jsonschema have many, and any of them says the same here
        return f"the file is JSON, but no notebook: {str(error).strip().splitlines()[0]}"
    return "" if notebook.cells else "the notebook has no cells"
