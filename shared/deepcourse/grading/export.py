"""The scores as a CSV file, in long form: a line for each student, notebook and exercise.

write_csv       write it, in one step
"""

import csv
import io
from dataclasses import asdict, fields

from deepcourse.grading.files import replace_file
from deepcourse.grading.score import Score


def write_csv(path, scores):
    """Write `Score`s to a CSV file; points that are not there stay empty, they are no zeros."""
    text = io.StringIO(newline="")
    names = [field.name for field in fields(Score)]
    table = csv.DictWriter(text, names, quoting=csv.QUOTE_ALL, lineterminator="\n")
    table.writeheader()
    table.writerows(_plain(asdict(score)) for score in scores)
    replace_file(path, text.getvalue())


def _plain(line):
    """Return a line with its numbers as a person writes them: 10 and 7.5."""
    return {key: f"{value:.10g}" if isinstance(value, float) else value for key, value in line.items()}
