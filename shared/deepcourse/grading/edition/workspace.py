"""A student's workspace: copies of the student edition, and never a word of the student's overwritten.

fill        bring new and changed notebooks of a course into a workspace
Filled      what that did
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

from deepcourse.grading.course.files import read_json, replace_file, sha256, write_json
from deepcourse.grading.course.places import Course

MANIFEST = ".deepcourse.json"  # in the workspace: file -> fingerprint of what was last put there


@dataclass
class Filled:
    """What filling a workspace did: paths relative to it, with "/"."""

    put: list[str] = field(default_factory=list)  # new, or brought up to date
    beside: dict[str, str] = field(default_factory=dict)  # the student's file -> the new version beside it


def fill(workspace: Path, course: Course, today: date | None = None) -> Filled:
    """Copy a course's student edition into a workspace, as <course>/<week>/<file>; return a `Filled`.

    A file that differs from what was last put there has been touched: it stays, and a new version goes beside it, once.
    """
    filled, manifest = Filled(), read_json(workspace / MANIFEST)
    for source in _files(course):
        name = f"{course.name}/{source.relative_to(course.release).as_posix()}"
        _bring(source, workspace, name, manifest.get(name), filled, today or date.today())
        if manifest.get(name) != sha256(source):
            manifest[name] = sha256(source)
            write_json(workspace / MANIFEST, manifest)
    return filled


def _files(course: Course) -> list[Path]:
    """Return the files of the student edition: notebooks, and the data that lie beside them."""
    paths = sorted(path for path in course.release.rglob("*") if path.is_file())
    return [path for path in paths if not any(part.startswith(".") for part in path.relative_to(course.release).parts)]


def _bring(source: Path, workspace: Path, name: str, put_before: str | None, filled: Filled, today: date) -> None:
    """Bring one file into the workspace, and write down what was done."""
    place, new = workspace / name, sha256(source)
    there = sha256(place) if place.exists() else None
    if there == new:
        return
    if there in (None, put_before):
        replace_file(place, source.read_bytes())
        filled.put.append(name)
    elif new != put_before:
        beside = _free_name(place, today)
        replace_file(beside, source.read_bytes())
        filled.beside[name] = beside.relative_to(workspace).as_posix()


def _free_name(place: Path, today: date) -> Path:
    """Return a path beside `place` that says what it is, and that nothing has yet."""
    stem = f"{place.stem} (new version {today.isoformat()}"
    names = (f"{stem}){place.suffix}" if n == 1 else f"{stem}, {n}){place.suffix}" for n in count(1))
    return next(path for path in map(place.with_name, names) if not path.exists())


def first_notebook(workspace: Path, course: Course) -> str:
    """Return the first notebook of a course in its teaching order, relative to the workspace, "" if there is none."""
    for source in course.sources():
        name = Path(course.name, source.parent.name, source.name)
        if (workspace / name).exists():
            return name.as_posix()
    return ""
