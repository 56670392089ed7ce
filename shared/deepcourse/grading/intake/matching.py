"""Which handed-in cell is which released cell: by id, by grade_id, by its text, and an answer by what it defines.

match       which handed-in cells are which released ones, and which are the student's own
defines     the name that a cell's source defines at the left margin
unmoved     the longest part of a list of places that is in order
"""

import ast
import re
from bisect import bisect_left
from typing import Any, NamedTuple

from nbformat import NotebookNode

from deepcourse.grading.intake.reading import Cell

DEFINED = re.compile(r"^(?:async[ \t]+def|def|class)[ \t]+(\w+)|^(\w+)[ \t]*=(?!=)", re.MULTILINE)

Homes = dict[str, list[Cell]]  # id of a released cell: the handed-in cells that are it, in their order


class Matched(NamedTuple):
    """Which handed-in cells are which released ones; `own` are the student's own, in their order."""

    homes: Homes
    own: list[Cell]


def mark_of(cell: NotebookNode) -> dict[str, Any]:
    """Return nbgrader's metadata of a released cell; an empty dictionary where it has none."""
    return cell.metadata.get("nbgrader", {})


def is_answer(cell: NotebookNode) -> bool:
    """Return True for a released cell that students write."""
    return bool(mark_of(cell).get("solution"))


def plain(source: str) -> str:
    """Return a source without what editors change by themselves: spaces at the ends of lines, empty lines around."""
    return "\n".join(line.rstrip() for line in source.split("\n")).strip("\n")


def defines(source: str) -> str:
    r"""Return the name of the first function or class at the left margin, else that of the first variable.

    >>> defines("eps = 1e-8\ndef double(x):\n    return 2 * x"), defines("answers = {}"), defines("print(1)")
    ('double', 'answers', '')
    """
    return next(iter(names_defined(source)), "")


def names_defined(source: str) -> list[str]:
    """Return the names that a source defines at the left margin, functions and classes first."""
    pairs = DEFINED.findall(source)  # of each definition one name is empty
    return [function for function, _ in pairs if function] + [variable for _, variable in pairs if variable]


def match(released: list[NotebookNode], cells: list[Cell]) -> Matched:
    """Return the handed-in cells as `Matched` to the released ones.

    released    the released notebook's cells
    cells       the handed-in `Cell`s
    """
    homes: Homes = {cell.id: [] for cell in released}
    by_grade_id = {mark_of(cell)["grade_id"]: cell.id for cell in released if mark_of(cell)}
    own: list[Cell] = []
    for cell in cells:
        home = cell.id if cell.id in homes else by_grade_id.get(cell.grade_id)
        (own if home is None else homes[home]).append(cell)
    own = _by_text(released, homes, own)
    _by_definition(released, homes, own)
    taken = {id(cell) for home in homes.values() for cell in home}
    return Matched(homes, [cell for cell in own if id(cell) not in taken])


def _by_text(released: list[NotebookNode], homes: Homes, own: list[Cell]) -> list[Cell]:
    """Give cells without a known id to released cells of the same text that nothing was found for; return the rest."""
    texts: dict[tuple[str, str], list[str]] = {}
    for cell in released:
        if not homes[cell.id] and plain(cell.source):
            texts.setdefault((cell.cell_type, plain(cell.source)), []).append(cell.id)
    rest: list[Cell] = []
    for other in own:
        free = texts.get((other.type, plain(other.source)))
        (homes[free.pop(0)] if free else rest).append(other)
    return rest


def _by_definition(released: list[NotebookNode], homes: Homes, own: list[Cell]) -> None:
    """Give answers that are missing, or still blank, the cells elsewhere that define what they should."""
    locked = {cell.id: cell for cell in released if mark_of(cell).get("locked")}
    changed = [
        one for name, cell in locked.items() for one in homes[name] if plain(one.source) != plain(cell.source)
    ]  # some write the function into the cell of its test
    elsewhere = sorted([*own, *changed], key=lambda cell: cell.number)
    for answer in filter(is_answer, released):
        stub, name = answer.source, defines(answer.source)
        if name and all(is_blank(cell.source, stub) for cell in homes[answer.id]):
            there = [cell for cell in elsewhere if name in names_defined(unfenced(cell.source))]
            homes[answer.id] = sorted([*homes[answer.id], *there], key=lambda cell: cell.number)


def is_blank(source: str, stub: str) -> bool:
    r"""Return True where a source says no more than the stub of its cell; comments and docstrings count for nothing.

    >>> is_blank("def f():  # how?\n    raise NotImplementedError", "def f():\n    raise NotImplementedError")
    True
    """
    source = unfenced(source)
    return plain(source) in ("", plain(stub)) or (_bare(source) is not None and _bare(source) == _bare(stub))


def _bare(source: str) -> str | None:
    """Return what a source does, without its docstrings, in a form that can be compared; None where it is no Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if not isinstance(body, list) or not body:
            continue
        if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
            del body[0]
    return ast.dump(tree)


def unfenced(source: str) -> str:
    r"""Return code without the fence that markdown puts around it.

    >>> unfenced("```python\nx = 1\n```")
    'x = 1'
    """
    lines = source.strip().split("\n")
    fenced = len(lines) > 1 and lines[0].startswith("```") and lines[-1].strip() == "```"
    return "\n".join(lines[1:-1]) if fenced else source


def unmoved(places: list[int]) -> set[int]:
    """Return the positions of the longest increasing part of a list of different numbers.

    >>> unmoved([0, 1, 5, 2, 3])
    {0, 1, 3, 4}
    """
    ends: list[int] = []  # the smallest last place of an increasing part of each length
    last: list[int] = []  # where that stands
    before: list[int | None] = [None] * len(places)
    for position, place in enumerate(places):
        length = bisect_left(ends, place)
        before[position] = last[length - 1] if length else None
        ends[length : length + 1], last[length : length + 1] = [place], [position]
    firm: set[int] = set()
    current = last[-1] if last else None
    while current is not None:
        firm.add(current)
        current = before[current]
    return firm
