"""Rebuild a handed-in notebook on the released one: what is graded comes from the release, answers from the student.

repair      the bytes of a notebook in, a `Repaired` out
Repaired    the notebook, a sentence for each thing that was put right, or why nothing can be judged
"""

import ast
import copy
import re
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode, validate
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from deepcourse.grading.intake.matching import (
    Matched,
    defines,
    is_answer,
    is_blank,
    mark_of,
    match,
    plain,
    unfenced,
    unmoved,
)
from deepcourse.grading.intake.reading import Cell, UnreadableError, read_cells

NEW = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
TAGS = {"skip-execution", "raises-exception"}  # with them a cell is not run, or its error is none
GOOD_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Repaired:
    """A notebook and what was repaired in it, for student and instructor; or a `problem`, and no notebook."""

    notebook: NotebookNode | None
    repairs: tuple[str, ...] = ()
    problem: str = ""


def repair(content: bytes, released: NotebookNode, sources: dict[str, str] | None = None) -> Repaired:
    """Return the `Repaired` notebook of a submission.

    content     the bytes of the file
    released    the notebook of the student edition, as nbformat reads it
    sources     {grade_id: source} of locked cells that are to hold something else than in the student edition:
                their hidden tests
    """
    try:
        read = read_cells(content)
    except UnreadableError as error:
        return Repaired(None, problem=str(error))
    matched = match(released.cells, read.cells)
    if not any(matched.homes[cell.id] for cell in released.cells if mark_of(cell)):
        reasons = [*read.sentences[:3], "no exercise of this notebook is in it; is it the right file?"]
        return Repaired(None, tuple(read.sentences), "; ".join(reasons))
    work = _Work(released, matched, read.sentences)
    notebook = work.rebuilt()
    for cell in notebook.cells:
        cell.source = (sources or {}).get(mark_of(cell).get("grade_id", ""), cell.source)
    work.tell_kernel(read.metadata)
    return Repaired(notebook, tuple(dict.fromkeys(work.sentences)))


class _Work:
    """One rebuilding: what was found for each released cell, and the sentences so far."""

    def __init__(self, released: NotebookNode, matched: Matched, sentences: list[str]) -> None:
        self.released, self.sentences = released, sentences
        self.homes, self.own = matched
        self.used_ids = {cell.id for cell in released.cells}
        self.places = {cell.id: place for place, cell in enumerate(released.cells)}
        self.kept: list[tuple[Cell, str]] = []  # those that belong to the student alone, and the type that they get

    def rebuilt(self) -> NotebookNode:
        """Return the notebook: the released cells in their order, the student's own behind those they stood behind."""
        notebook = copy.deepcopy(self.released)
        notebook.nbformat, notebook.nbformat_minor = 4, max(5, notebook.nbformat_minor)
        chosen = {cell.id: self.choose(cell) for cell in notebook.cells}
        for cell in notebook.cells:
            self.fill(cell, chosen[cell.id])
        self.kept += [(cell, cell.type) for cell in self.own]
        behind = self.anchors(chosen)
        notebook.cells = [
            one
            for place, cell in enumerate([None, *notebook.cells])
            for one in [*([cell] if cell else []), *behind.get(place, [])]
        ]
        return notebook

    def choose(self, cell: NotebookNode) -> Cell | None:
        """Return the handed-in cell that counts for a released one, None where there is none."""
        copies = self.homes[cell.id]
        if len(copies) < 2:
            return copies[0] if copies else None
        locked = bool(mark_of(cell).get("locked"))
        written = [other for other in copies if not is_blank(other.source, cell.source)]
        counts = written[-1] if written and not locked else copies[0]
        others = [other for other in written if other is not counts and plain(other.source) != plain(counts.source)]
        if is_answer(cell) or len(written) > 1:
            kept = "; the earlier ones are kept beside it" if others else ""
            self.tell(cell, f"was there {len(copies)} times; cell {counts.number}, the last one written, counts{kept}")
        # what is written in a locked one is kept when it is filled
        self.kept += [(other, "raw" if locked else other.type) for other in others]
        return counts

    def fill(self, cell: NotebookNode, handed_in: Cell | None) -> None:
        """Give a released cell what the student wrote in it, and tell what differs otherwise."""
        if handed_in is None:
            if mark_of(cell) or cell.cell_type == "code":
                self.tell(cell, "was missing; it was put back")
            return
        self.tell_metadata(cell, handed_in)
        if mark_of(cell).get("locked") and not is_answer(cell):
            self.fill_locked(cell, handed_in)
        elif cell.cell_type == "code" and plain(handed_in.source) != plain(cell.source):
            self.fill_code(cell, handed_in)
        elif cell.cell_type != "code" and (is_answer(cell) or not mark_of(cell)):
            cell.source = handed_in.source
            self.attach(cell, handed_in)

    def fill_locked(self, cell: NotebookNode, handed_in: Cell) -> None:
        """Leave a locked cell as it was released; what was written in it is kept beside it, unless it counts."""
        if plain(handed_in.source) == plain(cell.source):
            return
        self.tell(cell, "must not be changed, and was; its released text is graded")
        counts = {id(one) for home in self.released.cells if is_answer(home) for one in self.homes[home.id]}
        if plain(handed_in.source) and id(handed_in) not in counts:
            self.kept.append((handed_in, "raw"))

    def fill_code(self, cell: NotebookNode, handed_in: Cell) -> None:
        """Put a student's code into a released cell; where it cannot run and is no answer, the released one stays."""
        source = unfenced(handed_in.source) if handed_in.type != "code" else handed_in.source
        if is_answer(cell) or not _broken(source):
            cell.source = source
        else:
            self.tell(cell, "is no Python as it was changed; the released cell is run too, before it")
            self.kept.append((handed_in, handed_in.type))

    def tell_metadata(self, cell: NotebookNode, handed_in: Cell) -> None:
        """Add a sentence for the type, the name, the points, the flags and the tags that a cell came with."""
        mark, given = mark_of(cell), handed_in.mark
        if handed_in.type != cell.cell_type:
            self.tell(cell, f"was handed in as {handed_in.type}; it is {cell.cell_type} again")
        if mark and handed_in.id != cell.id and handed_in.grade_id != mark["grade_id"]:
            self.tell(cell, f"had lost its name; cell {handed_in.number} was recognised by what is written in it")
        elif mark and given.get("grade_id", mark["grade_id"]) != mark["grade_id"]:
            self.tell(cell, f"had the name {given['grade_id']!r:.60}; it was recognised by its id")
        elif mark and not given and handed_in.id == cell.id:
            self.tell(cell, "had lost the metadata for grading; they were put back")
        if given and given.get("points", 0) != mark.get("points", 0):
            self.tell(cell, f"came with {given.get('points', 0)!r:.40} points; it has {mark.get('points', 0):g}")
        if given and any(
            given.get(flag, mark.get(flag)) != mark.get(flag) for flag in ("grade", "locked", "solution", "task")
        ):
            self.tell(cell, "came with other flags for grading; those of the release count")
        tags = sorted(set(handed_in.tags) & TAGS - set(cell.metadata.get("tags", [])))
        if tags:
            self.tell(cell, f"was tagged {', '.join(tags)}; the tag was taken away")

    def attach(self, cell: NotebookNode, handed_in: Cell) -> None:
        """Keep the pictures in a text of the student's; those that are no pictures are told and left out."""
        trial = NotebookNode(nbformat=4, nbformat_minor=5, metadata={}, cells=[copy.deepcopy(cell)])
        if not handed_in.attachments or cell.cell_type == "code":
            return
        trial.cells[0].attachments = NotebookNode(handed_in.attachments)
        try:
            validate(trial)
        except Exception:  # jsonschema's errors, or whatever odd data make it stumble over
            self.sentences.append(f"cell {handed_in.number} had attachments that are none; they were left out")
        else:
            cell.attachments = trial.cells[0].attachments

    def anchors(self, chosen: dict[str, Cell | None]) -> dict[int, list[NotebookNode]]:
        """Return {place: the student's own cells behind that released cell}, and tell which cells had been moved.

        Place 0 is before the first cell. What was moved is no measure of where a cell of the student's stood.
        """
        standing = sorted((cell.number, self.places[home] + 1) for home, cell in chosen.items() if cell)
        firm = unmoved([place for _, place in standing])
        astray = [self.released.cells[place - 1] for n, (_, place) in enumerate(standing) if n not in firm]
        moved = [self.name(cell) for cell in astray if mark_of(cell) and len(self.homes[cell.id]) == 1]
        if moved:
            names = ", ".join(moved[:6]) + (f" and {len(moved) - 6} more" if len(moved) > 6 else "")
            self.sentences.append(f"moved cells are back in their places: {names}")
        behind: dict[int, list[NotebookNode]] = {}
        known = [standing[number] for number in sorted(firm)]
        for cell, kind in sorted(self.kept, key=lambda pair: pair[0].number):
            place = max((place for number, place in known if number <= cell.number), default=0)
            if any(cell is counting for counting in chosen.values()) and kind == "raw":
                place = max(0, place - 1)
            behind.setdefault(place, []).append(self.own_cell(cell, kind))
        return behind

    def own_cell(self, cell: Cell, kind: str) -> NotebookNode:
        """Return a cell of the student's own: never graded, never hidden from running."""
        if cell.grade_id and not any(cell is other for home in self.homes.values() for other in home):
            self.sentences.append(
                f"cell {cell.number} was marked for grading as {cell.grade_id!r:.60}; no such cell was released"
            )
        name = cell.id if GOOD_ID.fullmatch(cell.id) and cell.id not in self.used_ids else f"own-{cell.number}"
        while name in self.used_ids:
            name += "-again"
        self.used_ids.add(name)
        new = NEW[kind](cell.source, id=name)
        self.attach(new, cell)
        return new

    def tell_kernel(self, metadata: dict[str, Any]) -> None:
        """Add a sentence where the notebook asks for another kernel than the released one."""
        given, right = metadata.get("kernelspec"), self.released.metadata.get("kernelspec", {})
        name = given.get("name") if isinstance(given, dict) else None
        if name is not None and name != right.get("name"):
            self.sentences.append(
                f"the notebook asks for the kernel {name!r:.60}; it is run with {right.get('name')!r}"
            )

    def tell(self, cell: NotebookNode, what: str) -> None:
        """Add a sentence on a released cell."""
        self.sentences.append(f"{self.name(cell)} {what}")

    @staticmethod
    def name(cell: NotebookNode) -> str:
        """Return what sentences call a released cell."""
        defined = defines(cell.source) if is_answer(cell) else ""
        return f"the cell {cell.id}" + (f" ({defined})" if defined and defined != cell.id else "")


def _broken(source: str) -> bool:
    """Return True where a source is no Python, IPython's own additions allowed."""
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        compile(
            TransformerManager().transform_cell(source),
            "<cell>",
            "exec",
            flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT,
            dont_inherit=True,
        )
    except Exception:  # of Python, or of IPython where a cell must be rewritten too often
        return True
    return False
