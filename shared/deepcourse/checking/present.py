"""Show a report: a table in the notebook, plain text elsewhere, both saying the same.

Panel           something with both forms, that Jupyter or a terminal shows
report_panel    the result of a check
hint_panel      a hint
note_panel      a sentence beside what a cell shows
"""

import contextlib
import re
import sys
from collections.abc import Collection, Iterator
from contextvars import ContextVar
from functools import lru_cache
from html import escape
from typing import Any

from deepcourse.checking.compare import describe, in_words, number
from deepcourse.checking.key import KEPT
from deepcourse.checking.points import RULE
from deepcourse.checking.verdict import CORRECT, INCORRECT, NOT_ATTEMPTED, Report, Verdict
from deepcourse.exercises.decision import DecisionExercise
from deepcourse.exercises.declaration import Exercise, Misconception

MARKS = {CORRECT: "✓", INCORRECT: "✗", NOT_ATTEMPTED: "–"}
COLOURS = {CORRECT: "#007a5a", INCORRECT: "#c0392b", NOT_ATTEMPTED: "#6b6b6b"}  # white letters on them can be read
BADGE = "color:#ffffff;background:{colour};padding:1px 6px;border-radius:3px"  # the same in light and dark themes
SHORT = 60  # characters: what is shorter is said again, so that nobody has to look for it above
MOST_PROBLEMS = 2  # sentences on one case that are shown
LARGEST_SHOWN = 12  # entries of an argument that is still shown whole
STYLE = (
    "border-left:4px solid {colour};padding:6px 12px;margin:4px 0;max-width:60em;"
    "font-family:var(--jp-content-font-family,sans-serif);font-size:14px;line-height:1.45"
)
_kept: ContextVar[list["Panel"] | None] = ContextVar("kept", default=None)  # gets panels instead of the reader


class Panel:
    """A message with two forms; Jupyter takes the table, a terminal the text."""

    def __init__(self, html: str, text: str) -> None:
        self.html, self.text = html, text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}

    def __repr__(self) -> str:
        return self.text

    def show(self) -> None:
        """Display the panel in a notebook, print it elsewhere; never on stderr. A grader keeps it instead."""
        panels = _kept.get()
        if panels is not None:
            panels.append(self)
            return
        if shell_of_a_notebook():
            sys.modules["IPython"].display.display(self)
        else:
            print(self.text)


def shell_of_a_notebook() -> Any:
    """Return the shell of the kernel that this runs in, None where it is no notebook."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return shell if hasattr(shell, "kernel") else None


@contextlib.contextmanager
def kept() -> Iterator[list[Panel]]:
    """Yield a list that gets the panels which are shown inside the block, instead of the reader."""
    panels: list[Panel] = []
    before = _kept.set(panels)
    try:
        yield panels
    finally:
        _kept.reset(before)


def headline(report: Report) -> str:
    """Return the one line that says how it stands."""
    name, total = report.exercise.name, len(report.verdicts)
    right = sum(v.state == CORRECT for v in report.verdicts)
    what = "answers" if isinstance(report.exercise, DecisionExercise) else "tests"
    return {
        CORRECT: f"{name}: correct, all {total} visible {what} pass",
        INCORRECT: f"{name}: not yet, {right} of {total} visible {what} pass",
        NOT_ATTEMPTED: f"{name}: not attempted yet",
    }[report.state]


def promise(exercise: Exercise) -> str:
    """Return the sentence on the hidden tests: how many there are and of which kinds."""
    if isinstance(exercise, DecisionExercise):
        return "At grading, each right answer counts."
    drawn = exercise.draws
    rare = hidden_count(exercise) - drawn
    names = "; ".join(p.name for p in exercise.properties)
    kinds = [
        (drawn, "with new random inputs"),
        (rare, "with rare inputs"),
        (len(exercise.properties), f"of the general kind, with new inputs ({names})"),
    ]
    counted = ", ".join(f"{count} {kind}" for count, kind in kinds if count)
    return f"Grading runs {sum(count for count, _ in kinds)} more tests, hidden ones: {counted}. They give {RULE}."


@lru_cache(KEPT)
def hidden_count(exercise: Exercise) -> int:
    """Return how many hidden cases an exercise has; which seed draws them makes no difference."""
    return len(exercise.hidden_cases(0))


def sentence_on(report: Report, misconception: Misconception) -> str:
    """Return the sentence that names a mistake, and what it explains."""
    places = report.explained_by(misconception)
    what = f"For {in_words(places)} the same" if places else "The same result"
    return f"{what} comes out when {misconception.sentence}."


def short_list(problems: list[str]) -> list[str]:
    """Return the first sentences on a case, and how many more there are: one array is enough to see what is wrong."""
    more = len(problems) - MOST_PROBLEMS
    if more <= 1:
        return problems
    return [*problems[:MOST_PROBLEMS], f"and {more} more differences, in last_failure.problems"]


def observed(report: Report) -> list[str]:
    """Return what is seen in all failing cases, where no known mistake explains them."""
    return [f"Seen: {sentence}." for sentence in report.observations]


def lines_of(verdict: Verdict, said: set[Any], known: Collection[Misconception] = ()) -> list[str]:
    """Return the sentences of one verdict, mistakes first; what has been `said` above is said again only if short.

    Mistakes that are `known` to explain all cases stand above with their sentence: where there are several, a word
    tells them apart here. Of other mistakes the sentence is told here.
    """
    problems = verdict.problems
    if tuple(problems) in said and len(" ".join(problems)) > SHORT:
        problems = ["the same as above"]
    said.add(tuple(problems))
    names = [
        f"→ {misconception.name.replace('_', ' ')}"
        for misconception in verdict.misconceptions
        if misconception in known and len(known) > 1
    ]
    names += [f"→ in this case the same comes out when {m.sentence}" for m in verdict.misconceptions if m not in known]
    mark = "Note: " if verdict.case else ""
    notes = [f"{mark}{note}" for note in verdict.notes if note not in said or not mark]
    said.update(verdict.notes)
    return [*short_list(problems), *names, *notes]


def advice(report: Report) -> str:
    """Return what to do next, or an empty text."""
    name = report.exercise.name
    if report.state == NOT_ATTEMPTED:
        stub = "raise NotImplementedError(...)"
        return (
            f"Write it in the cell above, in place of the line {stub}, if one stands there: Python stops at it. "
            f"Then run that cell, and this one. hint({name}) helps."
        )
    if report.state == INCORRECT and not isinstance(report.exercise, DecisionExercise):
        return f"last_failure.again() runs the first failed case again. hint({name}) gives a hint."
    return ""


def report_panel(report: Report, in_use: str = "") -> Panel:
    """Return the `Panel` of a check; `in_use` is a sentence on whose function the cells below use."""
    named = [sentence_on(report, misconception) for misconception in report.misconceptions] or observed(report)
    last = [line for line in (promise(report.exercise), advice(report), in_use) if line]
    return Panel(report_html(report, named, last), report_text(report, named, last))


def report_text(report: Report, named: list[str], last: list[str]) -> str:
    """Return the report as plain text."""
    lines = [f"{MARKS[report.state]} {headline(report)}", *(f"  → {sentence}" for sentence in named)]
    said: set[Any] = set()
    for verdict in report.verdicts if report.state != NOT_ATTEMPTED else ():
        lines.append(f"  {MARKS[verdict.state]} {verdict.name}")
        lines += [f"      {line}" for line in lines_of(verdict, said, report.misconceptions)]
    return "\n".join([*lines, *(f"  {line}" for line in last)]).replace("`", "")


def report_html(report: Report, named: list[str], last: list[str]) -> str:
    """Return the report as a table; everything that came from the student is escaped."""
    colour = COLOURS[report.state]
    badge = BADGE.format(colour=colour)
    parts = [f'<div style="{STYLE.format(colour=colour)}">',
             f'<b style="{badge}">{MARKS[report.state]} {escape(headline(report))}</b>']  # fmt: skip
    parts += [f'<div style="margin:4px 0"><b>→ {as_html(sentence)}</b></div>' for sentence in named]
    if report.state != NOT_ATTEMPTED:
        said: set[Any] = set()
        rows = [row_html(verdict, lines_of(verdict, said, report.misconceptions)) for verdict in report.verdicts]
        parts += ['<table style="margin:6px 0;border-collapse:collapse">', *rows, "</table>"]
    parts += [f"<div>{as_html(line)}</div>" for line in last]
    return "".join([*parts, "</div>"])


def as_html(sentence: str) -> str:
    """Return a sentence as HTML: escaped, and what stands between backticks as code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", escape(sentence))


def row_html(verdict: Verdict, lines: list[str]) -> str:
    """Return one row: the mark, the name of the test, and what is to be said about it."""
    cell = "text-align:left;vertical-align:top;padding:2px 10px 2px 0;white-space:normal"
    words = "<br>".join(map(as_html, lines)) or escape(verdict.state)
    badge = BADGE.format(colour=COLOURS[verdict.state])
    return (
        f'<tr style="background:transparent"><td style="{cell}"><b style="{badge}">'
        f'{MARKS[verdict.state]}</b></td><td style="{cell}">{escape(verdict.name)}</td>'
        f'<td style="{cell}">{words}</td></tr>'
    )


def hint_panel(exercise: Exercise, which: int) -> Panel:
    """Return the `Panel` of one hint, counted from 1."""
    text = f"Hint {which} of {len(exercise.hints)} for {exercise.name}: {exercise.hints[which - 1]}"
    text += " (There are no more hints.)" if which == len(exercise.hints) else ""
    return Panel(f'<div style="{STYLE.format(colour="#E69F00")}">{as_html(text)}</div>', text.replace("`", ""))


def note_panel(text: str) -> Panel:
    """Return the `Panel` of a sentence that belongs to no check."""
    return Panel(f'<div style="{STYLE.format(colour=COLOURS[NOT_ATTEMPTED])}">{escape(text)}</div>', text)


def show_value(value: Any) -> str:
    """Return a value as text, whole if it is small, else described.

    >>> show_value(0.5), show_value({"a": None})
    ('0.5', "{'a': None}")
    """
    if hasattr(value, "shape") and value.shape:
        whole = value.size <= LARGEST_SHOWN
        return f"{describe(value)} = {value.tolist()}" if whole else describe(value)
    if isinstance(value, float):
        return number(value)
    return repr(value) if len(repr(value)) <= 200 else describe(value)
