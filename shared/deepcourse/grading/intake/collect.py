"""Put what a learning platform exports where it is graded: <course>/submitted/<student>/<week>/<notebook>.ipynb.

collect     bring all notebooks of a folder or archive there
Collected   one of them: who, which notebook, and what was done
show        the table
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from deepcourse.grading.course.files import replace_file
from deepcourse.grading.course.places import Course
from deepcourse.grading.intake.names import folded, released_name
from deepcourse.grading.intake.roster import Roster, folder_name
from deepcourse.grading.intake.unpack import Found, Refused, notebooks_in

MOODLE = re.compile(r"(?P<who>.+?)_(?P<number>\d+)_assignsubmission_\w+")
CANVAS = re.compile(r"(?P<who>[^_]+)_(?:LATE_)?(?P<number>\d+)_\d+_(?P<file>.+)", re.IGNORECASE)
ATTEMPT = re.compile(r"(?:-(\d+)|[ _]*\((\d+)\))$")
NEW, SAME, REPLACED, BESIDE, REFUSED = "new", "there already", "replaced", "earlier attempt", "not taken"


@dataclass
class Collected:
    """A file of the export; `done` is one of the words above, `note` says what a person should know."""

    file: str
    student: str
    week: str
    notebook: str
    done: str = ""
    note: str = ""
    known: bool = True
    order: tuple[Any, ...] = ()
    content: bytes = b""


def collect(
    source: Path, roster: Roster, course: Course, week: str | None = None, force: bool = False, dry_run: bool = False
) -> list[Collected]:
    """Return the list of `Collected` for all notebooks in `source`; unless `dry_run`, they lie in submitted/ then.

    Of several files of one student the latest attempt counts. Where another submission lies already, the new one takes
    its place only if `force`; the old one is kept beside, in a hidden folder that grading does not read.
    """
    refused: list[Refused] = []
    names = {path.stem: path.parent.name for path in course.sources(week)}
    collected = [_collected(file, roster, names) for file in notebooks_in(source, refused)]
    latest: dict[tuple[str, str], Collected] = {}
    for attempt in sorted((one for one in collected if one.notebook), key=lambda one: one.order):
        earlier = latest.get((attempt.student, attempt.notebook))
        if earlier:
            earlier.done, earlier.note = BESIDE, _joined(earlier.note, f"{attempt.file} is later and counts")
        latest[attempt.student, attempt.notebook] = attempt
    for taken in latest.values():
        _place(course, taken, force, dry_run)
    return [*collected, *(Collected(file, "", "", "", REFUSED, reason) for file, reason in refused)]


def _collected(file: Found, roster: Roster, names: dict[str, str]) -> Collected:
    """Return who handed a file in, and which notebook it is, by the ways in which platforms name files."""
    stem, who, number, late = file.path.stem, "", "", False
    folders = file.path.parts[:-1]
    moodle = next(filter(None, map(MOODLE.fullmatch, folders)), None)
    canvas = CANVAS.fullmatch(stem)
    if moodle:
        who, number = moodle["who"], moodle["number"]
    elif canvas:
        late, stem = "_LATE_" in stem.upper(), canvas["file"]
        who, number = canvas["who"], canvas["number"]
    elif folders:
        who = next((part for part in folders if roster.find(part)), folders[0])
    attempt = ATTEMPT.search(stem)
    notebook = released_name(stem, list(names)) or _only(names, stem)
    student = roster.find(who) or (roster.find(number) if number else "")
    taken = Collected(str(file.path), student or folder_name(who or stem), names.get(notebook, ""), notebook)
    taken.known = bool(student)
    taken.order = (int(next(filter(None, attempt.groups()))) if attempt else 0, file.changed, taken.file)
    taken.note = _joined("handed in late" * late, "" if student else "not in the roster: named after the file")
    taken.content = file.content
    if not notebook:
        sentence = f"no notebook has that name; known are: {', '.join(names)}"
        taken.done, taken.note = REFUSED, _joined(taken.note, sentence)
    return taken


def _only(names: dict[str, str], stem: str) -> str:
    """Return the notebook whose name is within a file's name, where there is one alone."""
    within = [name for name in names if folded(name) in folded(stem)]
    return max(within, key=len) if within else ""


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)


def _place(course: Course, taken: Collected, force: bool, dry_run: bool) -> None:
    """Put a file in its place, and say what that did."""
    folder = course.submitted / taken.student / taken.week
    place = folder / f"{taken.notebook}.ipynb"
    if any(path.is_symlink() for path in (place, folder, folder.parent)):
        taken.done, taken.note = REFUSED, _joined(taken.note, "a link lies in its place")
        return
    there = place.read_bytes() if place.is_file() else None
    taken.done = NEW if there is None else SAME if there == taken.content else REPLACED if force else REFUSED
    if taken.done == REFUSED:
        taken.note = _joined(taken.note, "another submission lies there; --force puts this one in its place")
    if dry_run or taken.done in (SAME, REFUSED):
        return
    if there is not None:
        earlier = folder / ".earlier"
        kept = earlier / f"{taken.notebook}-{len(list(earlier.glob('*'))) + 1}.ipynb"
        replace_file(kept, there)
        taken.note = _joined(taken.note, f"the one before is kept as {kept.relative_to(course.submitted)}")
    replace_file(place, taken.content)


def show(collected: list[Collected], course: Course, console: Console) -> None:
    """Print a table of what was collected, and below it how much."""
    table = Table("student", "notebook", "file", "what was done", "note", title=course.name, title_justify="left")
    for one in sorted(collected, key=lambda one: (one.known, one.student, one.notebook, one.order)):
        style = {REFUSED: "red", BESIDE: "dim"}.get(one.done, None if one.known else "yellow")
        table.add_row(*map(escape, (one.student, one.notebook, one.file, one.done, one.note)), style=style)
    console.print(table)
    counts = [
        f"{sum(one.done == what for one in collected)} {what}" for what in dict.fromkeys(c.done for c in collected)
    ]
    console.print(", ".join(counts) or "no notebooks found", markup=False, highlight=False)
