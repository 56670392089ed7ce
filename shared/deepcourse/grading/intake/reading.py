"""Read the file of a notebook that anybody may have written: bounded, and as much of it as can be saved.

read_bounded    the bytes of a file that is one, and not too large
read_cells      what is in it, or why that cannot be graded
Read            its cells, its metadata, a sentence for each thing that was put right
Cell            one cell as it was handed in, without outputs
"""

import codecs
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from deepcourse.grading.intake.salvage import parse

LARGEST_FILE = 100_000_000  # bytes; a notebook without outputs has some ten thousand
LARGEST_TEXT = 10_000_000  # characters of all cells together
MOST_CELLS = 5_000
MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
OTHER_FILES = (
    (b"PK\x03\x04", "a zip archive (or a document of an office program)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
AS_NOTEBOOK = "hand in the .ipynb file that JupyterLab saves"


class UnreadableError(Exception):
    """A file holds no notebook that could be graded; the message is a sentence."""


@dataclass
class Cell:
    """One cell as it was handed in: `number` counts from 1, `id` and `grade_id` are "" where there are none."""

    number: int
    type: str
    source: str
    id: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    attachments: dict[str, Any] = field(default_factory=dict)

    @property
    def mark(self) -> dict[str, Any]:
        """Return what nbgrader's metadata say of the cell; an empty dictionary where there are none."""
        mark = self.metadata.get("nbgrader")
        return mark if isinstance(mark, dict) else {}

    @property
    def grade_id(self) -> str:
        """Return the name by which nbgrader knows the cell."""
        name = self.mark.get("grade_id")
        return name if isinstance(name, str) else ""

    @property
    def tags(self) -> list[str]:
        """Return the cell's tags."""
        tags = self.metadata.get("tags")
        return [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []


class Read(NamedTuple):
    """What is in the file of a notebook; `sentences` say what was put right on the way."""

    cells: list[Cell]
    metadata: dict[str, Any]
    sentences: list[str]


def read_bounded(path: Path, most: int = LARGEST_FILE) -> bytes:
    """Return the bytes of a file.

    Raises UnreadableError where it is a link, a folder, a device or a pipe, which is seen before anything is read, and
    where it is larger than `most` bytes.
    """
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):  # first: opening a pipe would wait, a device may act
            raise UnreadableError("it is no file of its own but a link, a folder or a device")
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            content = file.read(most + 1) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""
    except OSError as error:
        raise UnreadableError(f"the file cannot be read: {error.strerror}") from error
    if len(content) > most:
        raise UnreadableError(f"the file is larger than {most / 1e6:g} MB; clear its outputs, and hand it in again")
    return content


def read_cells(content: bytes) -> Read:
    """Return what is `Read` in the bytes of a notebook; outputs are not in it.

    Raises UnreadableError, with a sentence for people, where there is nothing that could be graded.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableError(f"the file is larger than {LARGEST_FILE / 1e6:g} MB; clear its outputs")
    sentences: list[str] = []
    text = _decode(content, sentences)
    try:
        data = parse(text, sentences)
    except ValueError as error:
        raise UnreadableError(_no_notebook(text, error)) from error
    data = _format_4(data, sentences)
    entries = enumerate(data["cells"], 1)
    cells = [_cell(number, entry, sentences) for number, entry in entries if isinstance(entry, dict)]
    _refuse_nothing_and_too_much(cells)
    if len(cells) < len(data["cells"]):
        sentences.append(
            f"{len(data['cells']) - len(cells)} entries in the list of cells are no cells; they were left out"
        )
    if any("\r" in cell.source for cell in cells):
        sentences.append("the line ends of another system were put right")
    for cell in cells:
        cell.source = cell.source.replace("\r\n", "\n").replace("\r", "\n")
    metadata = data.get("metadata")
    return Read(cells, metadata if isinstance(metadata, dict) else {}, list(dict.fromkeys(sentences)))


def _refuse_nothing_and_too_much(cells: list[Cell]) -> None:
    if not cells:
        raise UnreadableError("the notebook has no cells")
    if len(cells) > MOST_CELLS or sum(len(cell.source) for cell in cells) > LARGEST_TEXT:
        raise UnreadableError(f"the notebook has more than {MOST_CELLS} cells, or {LARGEST_TEXT} characters in them")


def _decode(content: bytes, sentences: list[str]) -> str:
    """Return the text of a file, in whatever encoding it is; a sentence where that is not UTF-8."""
    if not content.strip(b"\0 \t\r\n"):
        raise UnreadableError("the file is empty" if not content.strip() else "the file holds zero bytes alone")
    for begin, what in OTHER_FILES:
        if content.startswith(begin):
            raise UnreadableError(f"it is {what}, not a notebook; {AS_NOTEBOOK}")
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    if encoding == "utf-8" and content[1:2] == b"\0":
        encoding = "utf-16-le"
    elif encoding == "utf-8" and content[:1] == b"\0":
        encoding = "utf-16-be"
    if encoding != "utf-8":
        name = "UTF-8 with a byte order mark" if encoding == "utf-8-sig" else encoding[:6].upper()
        sentences.append(f"the file is {name}, expected plain UTF-8; it was read as that")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        return _decode_damaged(content, encoding, error, sentences)


def _decode_damaged(content: bytes, encoding: str, error: UnicodeDecodeError, sentences: list[str]) -> str:
    """Return the text of a file that is not what it says: cut within a letter, or from an old Windows program."""
    if encoding != "utf-8" or error.start >= len(content) - 3:
        return content.decode(encoding, errors="ignore" if error.start >= len(content) - 3 else "replace")
    line = content.count(b"\n", 0, error.start) + 1
    sentences.append(f"byte {error.start + 1} of the file, in line {line}, is not UTF-8; it was read as Windows-1252")
    return content.decode("cp1252", errors="replace")


def _no_notebook(text: str, error: ValueError) -> str:
    begin = text.lstrip()[:200].lower()
    if begin.startswith(("<!doctype", "<html", "<?xml")):
        return f"it is a web page, not a notebook; {AS_NOTEBOOK}"
    if not begin.startswith(("{", "[")):
        return f"it is a script or another text, not a notebook; {AS_NOTEBOOK}"
    return str(error)


def _format_4(data: Any, sentences: list[str]) -> dict[str, Any]:
    """Return the data of a notebook in format 4, whatever it was written in."""
    if isinstance(data, dict) and isinstance(data.get("cells"), list):
        if data.get("nbformat") != 4:
            sentences.append(f"the notebook's format is {data.get('nbformat')!r:.40}, expected 4; it was read as that")
        return data
    if not isinstance(data, dict) or not isinstance(data.get("worksheets"), list):
        raise UnreadableError("the file is JSON, but no notebook: it has no list of cells")
    import nbformat

    try:
        version = min(3, max(1, int(data.get("nbformat", 3))))
        converted = nbformat.convert(nbformat.from_dict(data | {"nbformat": version}), 4)
    except Exception as error:  # nbformat raises whatever the data make it stumble over
        raise UnreadableError(f"the notebook's old format could not be converted: {error!r:.200}") from error
    sentences.append(f"the notebook was in the old format {version}, and was converted")
    return converted


def _cell(number: int, data: dict[str, Any], sentences: list[str]) -> Cell:
    """Return the `Cell` that an entry of the list of cells means; sentences where it is not as it should be."""
    kind, source = data.get("cell_type"), data.get("source", data.get("input", ""))
    if kind not in ("code", "markdown", "raw"):
        sentences.append(f"cell {number} is of no known type ({kind!r:.40}); it was kept as text that is not run")
        kind = "raw"
    parts = source if isinstance(source, list) else [source]
    if not all(isinstance(part, str) for part in parts):
        sentences.append(
            f"the source of cell {number} is not text alone; what was text was kept, the rest as it stands"
        )
    text = "".join(part if isinstance(part, str) else f"{part!r:.1000}\n" for part in parts)
    whole = text.encode("utf-8", errors="replace").decode("utf-8")  # half a surrogate pair cannot be written
    if whole != text:
        sentences.append(f"cell {number} held half a character; a question mark stands in its place")
    name, metadata, attachments = data.get("id"), data.get("metadata"), data.get("attachments")
    return Cell(
        number,
        kind,
        whole,
        name if isinstance(name, str) else "",
        dict(metadata) if isinstance(metadata, dict) else {},
        dict(attachments) if isinstance(attachments, dict) else {},
    )
