"""What an instructor wants to know of a graded class.

summary         the distribution of the points, and what went wrong in which exercise
show_report     the same as tables, with repairs and what a person should look at
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import NamedTuple

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from deepcourse.grading.book.scores import TOTAL, Score
from deepcourse.grading.judging.verdicts import NOT_JUDGED, Judged

BINS, WIDEST = 10, 30
PUT_BACK = "was missing; it was put back"


@dataclass(frozen=True)
class Handled:
    """One graded notebook: who, the `Judged` of its test cells, and the sentences on its repair."""

    student: str
    judged: tuple[Judged, ...] = ()
    repairs: tuple[str, ...] = ()


class Failures(NamedTuple):
    """How an exercise went: the share of students who lost points, and [(mistake, how many made it)]."""

    share: float
    mistakes: list[tuple[str, int]]


@dataclass
class Summary:
    """The figures of one notebook's class; `histogram` has a count for each tenth of the points."""

    students: int
    not_judged: int
    quartiles: tuple[float, float, float] | None  # the middle one is the median
    largest: float
    histogram: list[int] = field(default_factory=lambda: [0] * BINS)
    exercises: dict[str, Failures] = field(default_factory=dict)


def summary(scores: Sequence[Score], handled: Sequence[Handled] = ()) -> Summary:
    """Return the `Summary` of one notebook's `Score`s, and of what was `Handled` in judging it.

    What could not be judged is counted by itself: it is no zero.
    """
    totals = [score for score in scores if score.exercise == TOTAL]
    points = [score.points for score in totals if score.points is not None]
    largest = max((score.max_points for score in totals if score.max_points), default=0.0)
    figures = Summary(len(totals), len(totals) - len(points), _quartiles(points), largest)
    for total in points if largest else ():
        figures.histogram[min(BINS - 1, max(0, int(BINS * total / largest)))] += 1
    for exercise in dict.fromkeys(score.exercise for score in scores if score.exercise != TOTAL):
        figures.exercises[exercise] = Failures(_share_failed(scores, exercise), _mistakes(handled, exercise))
    return figures


def _quartiles(points: Sequence[float]) -> tuple[float, float, float] | None:
    if not points:
        return None
    low, median, high = quantiles(points, n=4, method="inclusive") if len(points) > 1 else [points[0]] * 3
    return low, median, high


def _share_failed(scores: Sequence[Score], exercise: str) -> float:
    mine = [(s.points, s.max_points) for s in scores if s.exercise == exercise]
    failed = [points < most for points, most in mine if points is not None and most is not None]
    return sum(failed) / len(failed) if failed else 0.0


def _mistakes(handled: Iterable[Handled], exercise: str) -> list[tuple[str, int]]:
    """Return [(misconception, how many students made it)], the most frequent first: a student counts once."""
    counted = Counter[str]()
    for submission in handled:
        tests = [test for cell in submission.judged if cell.exercise == exercise for test in cell.tests]
        counted.update({name for test in tests for name in test.misconceptions})
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def condensed(repairs: Sequence[str]) -> list[str]:
    """Return the sentences on a repair, those on cells that were merely put back as one."""
    back = [sentence for sentence in repairs if sentence.endswith(PUT_BACK)]
    if len(back) < 4:
        return list(repairs)
    return [sentence for sentence in repairs if sentence not in back] + [
        f"{len(back)} cells were missing; they were put back"
    ]


def show_report(name: str, scores: Sequence[Score], handled: Sequence[Handled], console: Console) -> None:
    """Print the summary of one notebook, then repairs and integrity reports, to a rich console."""
    figures = summary(scores, handled)
    console.print(name, style="bold", markup=False, highlight=False)
    console.print(_distribution(figures), markup=False, highlight=False)
    console.print(_exercises_table(figures))
    repairs = [(submission.student, sentence) for submission in handled for sentence in condensed(submission.repairs)]
    cells = [(submission.student, cell) for submission in handled for cell in submission.judged]
    looks = [(student, f"{cell.cell}: {sentence}") for student, cell in cells for sentence in cell.integrity]
    unjudged = [(student, f"{cell.cell}: {cell.sentence}") for student, cell in cells if cell.state == NOT_JUDGED]
    for title, rows in (("Repairs", repairs), ("Please look at these", looks), ("Not judged", unjudged)):
        if rows:
            console.print(_rows_table(title, rows))


def _distribution(figures: Summary) -> str:
    lines = [f"{figures.students} students" + (f", {figures.not_judged} not judged" if figures.not_judged else "")]
    if figures.quartiles:
        low, median, high = figures.quartiles
        lines[0] += f"; median {median:.4g} of {figures.largest:g}, half of them from {low:.4g} to {high:.4g}"
        scale = max(1.0, max(figures.histogram) / WIDEST)
        for place, count in enumerate(figures.histogram):
            begin, end = (figures.largest * edge / BINS for edge in (place, place + 1))
            bar = "█" * round(count / scale) or "▏" * bool(count)
            lines.append(f"{begin:>6.4g} –{end:>6.4g}  {bar} {count or ''}".rstrip())
    return "\n".join(lines)


def _exercises_table(figures: Summary) -> Table:
    table = Table("exercise", "lost points", "most frequent mistakes")
    for exercise, (share, mistakes) in figures.exercises.items():
        frequent = "; ".join(f"{name.replace('_', ' ')} ({count})" for name, count in mistakes[:3])
        table.add_row(escape(exercise.replace("-", " ")), f"{share:.0%}", escape(frequent))
    return table


def _rows_table(title: str, rows: Iterable[tuple[str, str]]) -> Table:
    table = Table("student", "what", title=title, title_justify="left")
    for student, sentence in rows:
        table.add_row(escape(student), escape(sentence))
    return table
