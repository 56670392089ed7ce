"""What an instructor wants to know of a graded class.

summary         the distribution of the points, and what went wrong in which exercise
show_report     the same as tables, with repairs and what a person should look at
"""

from collections import Counter
from dataclasses import dataclass, field
from statistics import quantiles

from rich.markup import escape
from rich.table import Table

from deepcourse.grading.book.score import TOTAL
from deepcourse.grading.judging.verdicts import NOT_JUDGED

BINS, WIDEST = 10, 30
PUT_BACK = "was missing; it was put back"


@dataclass(frozen=True)
class Handled:
    """One graded notebook: who, the `Judged` of its test cells, and the sentences on its repair."""

    student: str
    judged: tuple = ()
    repairs: tuple[str, ...] = ()


@dataclass
class Summary:
    """The figures of one notebook's class; `histogram` has a count for each tenth of the points."""

    students: int
    not_judged: int
    quartiles: tuple[float, float, float] | None  # the middle one is the median
    largest: float
    histogram: list[int] = field(default_factory=lambda: [0] * BINS)
    exercises: dict[str, tuple[float, list]] = field(default_factory=dict)  # share that failed, [(mistake, how many)]


def summary(scores, handled=()):
    """Return the `Summary` of one notebook's `Score`s, and of what was `Handled` in judging it.

    What could not be judged is counted by itself: it is no zero.
    """
    totals = [score for score in scores if score.exercise == TOTAL]
    points = [score.points for score in totals if score.points is not None]
    largest = max((score.max_points for score in totals if score.max_points), default=0.0)
    found = Summary(len(totals), len(totals) - len(points), _quartiles(points), largest)
    for one in points if largest else ():
        found.histogram[min(BINS - 1, max(0, int(BINS * one / largest)))] += 1
    for exercise in dict.fromkeys(score.exercise for score in scores if score.exercise != TOTAL):
        found.exercises[exercise] = (_share_failed(scores, exercise), _mistakes(handled, exercise))
    return found


def _quartiles(points):
    if not points:
        return None
    return tuple(quantiles(points, n=4, method="inclusive")) if len(points) > 1 else (points[0],) * 3


def _share_failed(scores, exercise):
    judged = [s for s in scores if s.exercise == exercise and s.points is not None]
    return sum(s.points < s.max_points for s in judged) / len(judged) if judged else 0.0


def _mistakes(handled, exercise):
    """Return [(misconception, how many students made it)], the most frequent first: a student counts once."""
    counted = Counter()
    for one in handled:
        tests = [test for cell in one.judged if cell.exercise == exercise for test in cell.tests]
        counted.update({name for test in tests for name in test.misconceptions})
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def condensed(repairs):
    """Return the sentences on a repair, those on cells that were merely put back as one."""
    back = [told for told in repairs if told.endswith(PUT_BACK)]
    if len(back) < 4:
        return list(repairs)
    return [told for told in repairs if told not in back] + [f"{len(back)} cells were missing; they were put back"]


def show_report(name, scores, handled, console):
    """Print the summary of one notebook, then repairs and integrity reports, to a rich console."""
    found = summary(scores, handled)
    console.print(name, style="bold", markup=False, highlight=False)
    console.print(_distribution(found), markup=False, highlight=False)
    console.print(_exercises_table(found))
    told = [(one.student, told) for one in handled for told in condensed(one.repairs)]
    looks = [(one.student, f"{cell.cell}: {told}") for one in handled for cell in one.judged for told in cell.integrity]
    lost = [(one.student, cell) for one in handled for cell in one.judged if cell.state == NOT_JUDGED]
    unjudged = [(student, f"{cell.cell}: {cell.sentence}") for student, cell in lost]
    for title, rows in (("Repairs", told), ("Please look at these", looks), ("Not judged", unjudged)):
        if rows:
            console.print(_rows_table(title, rows))


def _distribution(found):
    lines = [f"{found.students} students" + (f", {found.not_judged} not judged" if found.not_judged else "")]
    if found.quartiles:
        low, median, high = found.quartiles
        lines[0] += f"; median {median:.4g} of {found.largest:g}, half of them from {low:.4g} to {high:.4g}"
        scale = max(1.0, max(found.histogram) / WIDEST)
        for place, count in enumerate(found.histogram):
            begin, end = (found.largest * edge / BINS for edge in (place, place + 1))
            bar = "█" * round(count / scale) or "▏" * bool(count)
            lines.append(f"{begin:>6.4g} –{end:>6.4g}  {bar} {count or ''}".rstrip())
    return "\n".join(lines)


def _exercises_table(found):
    table = Table("exercise", "lost points", "most frequent mistakes")
    for exercise, (share, mistakes) in found.exercises.items():
        told = "; ".join(f"{name.replace('_', ' ')} ({count})" for name, count in mistakes[:3])
        table.add_row(escape(exercise.replace("-", " ")), f"{share:.0%}", escape(told))
    return table


def _rows_table(title, rows):
    table = Table("student", "what", title=title, title_justify="left")
    for student, told in rows:
        table.add_row(escape(student), escape(told))
    return table
