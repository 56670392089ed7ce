"""Grade what lies in a course's submitted/ folder: run, score, feedback pages, table, CSV.

grade_course    all of it for one course
Graded          what came of it
show            the tables, and what could not be judged
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field

from rich.markup import escape
from rich.table import Table

from deepcourse.grading.files import only_one, read_json, sha256, write_json
from deepcourse.grading.progress import bar
from deepcourse.grading.release import stale_weeks
from deepcourse.grading.score import TOTAL, forget, grade_submission, is_graded, read_scores, write_page
from deepcourse.grading.stage import Submission, find_submissions


@dataclass
class Graded:
    """What came of grading a course."""

    submissions: list[Submission] = field(default_factory=list)
    scores: list = field(default_factory=list)
    problems: list[str] = field(default_factory=list)  # sentences that name student and file
    notes: list[str] = field(default_factory=list)  # what is worth knowing, and no problem
    unchanged: int = 0  # submissions that had been graded before, as they are
