"""Put what a learning platform exports where it is graded: <course>/submitted/<student>/<week>/<notebook>.ipynb.

collect     bring all notebooks of a folder or archive there
Collected   one of them: who, which notebook, and what was done
show        the table
"""

import re
from dataclasses import dataclass

from rich.markup import escape
from rich.table import Table

from deepcourse.grading.course.files import replace_file
from deepcourse.grading.intake.names import folded, released_name
from deepcourse.grading.intake.roster import folder_name
from deepcourse.grading.intake.unpack import notebooks_in

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
    order: tuple = ()
    content: bytes = b""


def collect(source, roster, course, week=None, force=False, dry_run=False):
    """Return the list of `Collected` for all notebooks in `source`; unless `dry_run`, they lie in submitted/ then.

    Of several files of one student the latest attempt counts. Where another submission lies already, the new one takes
    its place only if `force`; the old one is kept beside, in a hidden folder that grading does not read.
    """
    refused = []
    names = {path.stem: path.parent.name for path in course.sources(week)}
    found = [_collected(one, roster, names) for one in notebooks_in(source, refused)]
    latest = {}
    for one in sorted((one for one in found if one.notebook), key=lambda one: one.order):
        earlier = latest.get((one.student, one.notebook))
        if earlier:
            earlier.done, earlier.note = BESIDE, _joined(earlier.note, f"{one.file} is later and counts")
        latest[one.student, one.notebook] = one
    for one in latest.values():
        _place(course, one, force, dry_run)
    not_read = (told.partition(": ") for told in refused)
    return [*found, *(Collected(file, "", "", "", REFUSED, why) for file, _, why in not_read)]


def _collected(found, roster, names):
    """Return who handed a file in, and which notebook it is, by the ways in which platforms name files."""
    stem, who, number, late = found.path.stem, "", "", False
    folders = found.path.parts[:-1]
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
    one = Collected(str(found.path), student or folder_name(who or stem), names.get(notebook, ""), notebook)
    one.known = bool(student)
    one.order = (int(next(filter(None, attempt.groups()))) if attempt else 0, found.changed, one.file)
    one.note = _joined("handed in late" * late, "" if student else "not in the roster: named after the file")
    one.content = found.content
    if not notebook:
        one.done, one.note = REFUSED, _joined(one.note, f"no notebook has that name; known are: {', '.join(names)}")
    return one


def _only(names, stem):
    """Return the notebook whose name is within a file's name, where there is one alone."""
    within = [name for name in names if folded(name) in folded(stem)]
    return max(within, key=len) if within else ""


def _joined(*notes):
    return "; ".join(note for note in notes if note)


def _place(course, one, force, dry_run):
    """Put a file in its place, and say what that did."""
    folder = course.submitted / one.student / one.week
    place = folder / f"{one.notebook}.ipynb"
    if any(path.is_symlink() for path in (place, folder, folder.parent)):
        one.done, one.note = REFUSED, _joined(one.note, "a link lies in its place")
        return
    there = place.read_bytes() if place.is_file() else None
    one.done = NEW if there is None else SAME if there == one.content else REPLACED if force else REFUSED
    if one.done == REFUSED:
        one.note = _joined(one.note, "another submission lies there; --force puts this one in its place")
    if dry_run or one.done in (SAME, REFUSED):
        return
    if one.done == REPLACED:
        earlier = folder / ".earlier"
        kept = earlier / f"{one.notebook}-{len(list(earlier.glob('*'))) + 1}.ipynb"
        replace_file(kept, there)
        one.note = _joined(one.note, f"the one before is kept as {kept.relative_to(course.submitted)}")
    replace_file(place, one.content)


def show(collected, course, console):
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
