"""The scores as CSV files, which spreadsheets and learning platforms import.

write_csv       the long form: a line for each student, notebook and exercise
write_wide      the wide form of one notebook: a row for each student
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from deepcourse.grading.book.scores import TOTAL, Score
from deepcourse.grading.course.files import replace_file

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with these a spreadsheet takes a text for a formula


def write_csv(path: Path, scores: Iterable[Score]) -> None:
    """Write scores to a CSV file; points that are not there stay empty, they are no zeros."""
    text = io.StringIO(newline="")
    names = [field.name for field in fields(Score)]
    table = csv.DictWriter(text, names, quoting=csv.QUOTE_ALL, lineterminator="\n")
    table.writeheader()
    table.writerows(_plain(asdict(score)) for score in scores)
    replace_file(path, text.getvalue())


def write_wide(path: Path, scores: Sequence[Score], students: Iterable[str] = ()) -> None:
    """Write one notebook's scores to a CSV file: a row for each student, a column for each exercise, then the total.

    `students` are those of a roster: who handed in nothing has a row too. Points that are not there stay empty.
    """
    exercises = [name for name in dict.fromkeys(score.exercise for score in scores) if name != TOTAL]
    points = {(score.student, score.exercise): score.points for score in scores}
    text = io.StringIO(newline="")
    table = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    table.writerow(["student", *map(defused, exercises), TOTAL])
    for student in sorted({score.student for score in scores} | set(students)):
        row = [points.get((student, name)) for name in [*exercises, TOTAL]]
        table.writerow([defused(student), *("" if number is None else f"{number:.10g}" for number in row)])
    replace_file(path, text.getvalue())


def _plain(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return a line with its numbers as a person writes them, 10 and 7.5, and its texts as texts in a spreadsheet."""
    return {key: _text(value) for key, value in line.items()}


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return defused(value)
    return f"{value:.10g}" if isinstance(value, float) else value


def defused(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> defused("=1+1"), defused("ada")
    ("'=1+1", 'ada')
    """
    return f"'{text}" if text.startswith(FORMULA) else text
