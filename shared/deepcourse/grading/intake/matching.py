"""Which handed-in cell is which released cell: by id, by grade_id, by its text, and an answer by what it defines.

match       {released cell's id: the handed-in cells that are it, in their order}
defines     the name that a cell's source defines at the left margin
unmoved     the longest part of a list of places that is in order
"""

import ast
import re
from bisect import bisect_left

DEFINED = re.compile(r"^(?:async[ \t]+def|def|class)[ \t]+(\w+)|^(\w+)[ \t]*=(?!=)", re.MULTILINE)


def mark_of(cell):
    """Return nbgrader's metadata of a released cell; an empty dictionary where it has none."""
    return cell.metadata.get("nbgrader", {})


def is_answer(cell):
    """Return True for a released cell that students write."""
    return bool(mark_of(cell).get("solution"))


def plain(source):
    """Return a source without what editors change by themselves: spaces at the ends of lines, empty lines around."""
    return "\n".join(line.rstrip() for line in source.split("\n")).strip("\n")


def defines(source):
    r"""Return the name of the first function or class at the left margin, else that of the first variable.

    >>> defines("eps = 1e-8\ndef double(x):\n    return 2 * x"), defines("answers = {}"), defines("print(1)")
    ('double', 'answers', '')
    """
    return next(iter(names_defined(source)), "")


def names_defined(source):
    """Return the names that a source defines at the left margin, functions and classes first."""
    found = DEFINED.findall(source)
    return [one for one, _ in found if one] + [one for _, one in found if one]


def match(released, cells):
    """Return {id of a released cell: [handed-in cells that are it]} and the list of the student's own cells.

    released    the released notebook's cells
    cells       the handed-in `Cell`s
    """
    homes = {cell.id: [] for cell in released}
    by_grade_id = {mark_of(cell)["grade_id"]: cell.id for cell in released if mark_of(cell)}
    own = []
    for cell in cells:
        home = cell.id if cell.id in homes else by_grade_id.get(cell.grade_id)
        (own if home is None else homes[home]).append(cell)
    own = _by_text(released, homes, own)
    _by_definition(released, homes, own, cells)
    taken = {id(cell) for found in homes.values() for cell in found}
    return homes, [cell for cell in own if id(cell) not in taken]


def _by_text(released, homes, own):
    """Give cells without a known id to released cells of the same text that nothing was found for; return the rest."""
    texts = {}
    for cell in released:
        if not homes[cell.id] and plain(cell.source):
            texts.setdefault((cell.cell_type, plain(cell.source)), []).append(cell.id)
    rest = []
    for cell in own:
        free = texts.get((cell.type, plain(cell.source)))
        homes[free.pop(0)].append(cell) if free else rest.append(cell)
    return rest


def _by_definition(released, homes, own, cells):
    """Give answers that are missing, or still blank, the cells elsewhere that define what they should."""
    locked = {cell.id: cell for cell in released if mark_of(cell).get("locked")}
    changed = [
        one for home, cell in locked.items() for one in homes[home] if plain(one.source) != plain(cell.source)
    ]  # some write the function into the cell of its test
    elsewhere = sorted([*own, *changed], key=lambda cell: cell.number)
    for answer in filter(is_answer, released):
        stub, name = answer.source, defines(answer.source)
        if name and all(is_blank(cell.source, stub) for cell in homes[answer.id]):
            there = [cell for cell in elsewhere if name in names_defined(unfenced(cell.source))]
            homes[answer.id] = sorted([*homes[answer.id], *there], key=lambda cell: cell.number)


def is_blank(source, stub):
    r"""Return True where a source says no more than the stub of its cell; comments and docstrings count for nothing.

    >>> is_blank("def f():  # how?\n    raise NotImplementedError", "def f():\n    raise NotImplementedError")
    True
    """
    source = unfenced(source)
    return plain(source) in ("", plain(stub)) or (_bare(source) is not None and _bare(source) == _bare(stub))


def _bare(source):
    """Return what a source does, without its docstrings, in a form that can be compared; None where it is no Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            del body[0]
    return ast.dump(tree)


def unfenced(source):
    r"""Return code without the fence that markdown puts around it.

    >>> unfenced("```python\nx = 1\n```")
    'x = 1'
    """
    lines = source.strip().split("\n")
    fenced = len(lines) > 1 and lines[0].startswith("```") and lines[-1].strip() == "```"
    return "\n".join(lines[1:-1]) if fenced else source


def unmoved(places):
    """Return the positions of the longest increasing part of a list of different numbers.

    >>> unmoved([0, 1, 5, 2, 3])
    {0, 1, 3, 4}
    """
    ends, last, before = [], [], [None] * len(places)
    for position, place in enumerate(places):
        length = bisect_left(ends, place)
        before[position] = last[length - 1] if length else None
        ends[length : length + 1], last[length : length + 1] = [place], [position]
    found, position = set(), last[-1] if last else None
    while position is not None:
        found.add(position)
        position = before[position]
    return found
