"""The list of a course's students, as a learning platform or a spreadsheet exports it.

read_roster     the students of a CSV file
Roster.find     the student whom a name, number or folder means
"""

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from click import ClickException

from deepcourse.grading.intake.names import foldings
from deepcourse.grading.intake.reading import UnreadableError, read_bounded

COLUMNS = {  # what a column holds: the headers that it is known by, as `foldings` writes them
    "student": {"username", "user", "login", "sisloginid", "student", "benutzername", "anmeldename", "uid"},
    "number": {"id", "idnumber", "studentid", "userid", "sisuserid", "matrikelnummer", "number", "matriculation"},
    "email": {"email", "emailaddress", "mail", "emailadresse"},
    "first": {"firstname", "givenname", "vorname", "first"},
    "last": {"lastname", "surname", "familyname", "nachname", "last"},
    "name": {"name", "fullname", "displayname"},
    "folder": {"folder", "directory", "ordner"},
}


@dataclass
class Roster:
    """The students; `known` leads from every form of a name to those who bear it."""

    students: list[str] = field(default_factory=list)
    known: dict[str, set[str]] = field(default_factory=dict)

    def find(self, name: str) -> str:
        """Return the one student whom a name means, "" where nobody or several bear it."""
        students = {student for form in foldings(name) for student in self.known.get(form, ())}
        return students.pop() if len(students) == 1 else ""


def read_roster(path: Path) -> Roster:
    """Return the `Roster` in a CSV file; its delimiter and its columns are found by what they look like.

    Raises ClickException, with the headers that were found, where none of them names a student.
    """
    try:
        text = read_bounded(path, most=20_000_000).decode("utf-8-sig")
    except (UnreadableError, UnicodeDecodeError) as error:
        raise ClickException(f"{path} is no roster: {error}; save it as CSV in UTF-8") from error
    header = text.partition("\n")[0]
    delimiter = max(",;\t|", key=header.count)
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    columns = {what: name for name in (rows[0] if rows else {}) if name for what in COLUMNS if _is(what, name)}
    if not columns.keys() & {"student", "number", "email", "name", "last", "folder"}:
        raise ClickException(
            f"{path} has no column that names a student (username, id, email, name); its header: {header}"
        )
    roster = Roster()
    for row in rows:
        _enter(roster, {what: (row.get(column) or "").strip() for what, column in columns.items()})
    return roster


def _is(what: str, header: str) -> bool:
    return not foldings(header).isdisjoint(COLUMNS[what])


def _enter(roster: Roster, row: dict[str, str]) -> None:
    """Add a student, by every form of name that files may bear."""
    first, last = row.get("first", ""), row.get("last", "")
    whole = row.get("name") or f"{first} {last}".strip()
    student = (
        row.get("student") or row.get("email", "").partition("@")[0] or row.get("number") or row.get("folder") or whole
    )
    student = folder_name(student)
    if not student:
        return
    roster.students.append(student)
    turned = " ".join([*whole.replace(",", " ").split()[1:], *whole.replace(",", " ").split()[:1]])
    names = [student, whole, turned, f"{last} {first}", f"{first} {last}", row.get("email", ""), row.get("folder", "")]
    names += [row.get("number", ""), row.get("student", "")]
    for form in {form for name in names for form in foldings(name)}:
        roster.known.setdefault(form, set()).add(student)


def folder_name(name: str) -> str:
    """Return a name as that of a folder: no path, nothing hidden, no sign that a system or nbgrader reads otherwise.

    >>> folder_name("../Ada/ Lovelace"), folder_name("ada+test@x.org")
    ('Ada Lovelace', 'ada-test@x.org')
    """
    return re.sub(r"\s+", " ", re.sub(r"[^\w .@-]", " " if "/" in name else "-", name)).strip(" .-")[:80]
