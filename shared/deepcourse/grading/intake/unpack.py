"""The notebooks in a folder or an archive from a learning platform, read without following what a stranger put there.

notebooks_in    the notebooks that a folder, a zip or a tar archive holds
Found           one of them
Refused         a file that is not read, and why
"""

import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple

from click import ClickException

from deepcourse.grading.intake.reading import LARGEST_FILE, UnreadableError, read_bounded

MOST_FILES = 100_000
MOST_BYTES = 4_000_000_000  # of all notebooks of an archive, unpacked


@dataclass(frozen=True)
class Found:
    """A file of an archive: its path in it, its content, and when it was last changed, as a number that grows."""

    path: PurePosixPath
    content: bytes
    changed: float


class Refused(NamedTuple):
    """A file that is not read, and the reason as a sentence."""

    file: str
    reason: str


class _Entry(NamedTuple):
    """An entry of an archive, as the archive describes it; `read` returns its content."""

    name: str
    size: int
    is_file: bool
    changed: float
    read: Callable[[], bytes]


def notebooks_in(source: Path, refused: list[Refused]) -> Iterator[Found]:
    """Yield a `Found` for each notebook in `source`; add a `Refused` to `refused` for each that is not read.

    Raises ClickException where `source` is neither a folder nor a readable archive.
    """
    try:
        if source.is_dir():
            yield from _in_folder(source, refused)
        elif zipfile.is_zipfile(source):
            with zipfile.ZipFile(source) as archive:
                yield from _bounded(_zip_entries(archive), refused)
        elif tarfile.is_tarfile(source):
            with tarfile.open(source) as archive:
                yield from _bounded(_tar_entries(archive), refused)
        else:
            raise ClickException(f"{source} is neither a folder nor a zip or tar archive")
    except (OSError, zipfile.BadZipFile, tarfile.TarError, EOFError) as error:
        raise ClickException(f"{source} could not be read to its end: {error}") from error


def _in_folder(folder: Path, refused: list[Refused]) -> Iterator[Found]:
    for path in sorted(folder.rglob("*.ipynb")):
        name = PurePosixPath(path.relative_to(folder).as_posix())
        try:
            content = read_bounded(path)
        except UnreadableError as error:
            refused.append(Refused(str(name), str(error)))
        else:
            if _wanted(name):
                yield Found(name, content, path.lstat().st_mtime)


def _wanted(name: PurePosixPath) -> bool:
    return name.suffix == ".ipynb" and not any(
        part.startswith((".", "__MACOSX")) for part in name.parts if part != ".."
    )


def _bounded(entries: Iterable[_Entry], refused: list[Refused]) -> Iterator[Found]:
    """Yield what may be taken from an archive's entries."""
    left = MOST_BYTES
    for count, entry in enumerate(entries):
        path, reason = PurePosixPath(entry.name.replace("\\", "/")), ""
        if count >= MOST_FILES or left < 0:
            raise ClickException(
                f"the archive holds more than {MOST_FILES} files or {MOST_BYTES / 1e9:g} GB of notebooks"
            )
        if not _wanted(path):
            continue
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            reason = "its path leads out of the archive"
        elif not entry.is_file:
            reason = "it is no file of its own but a link or a device"
        elif entry.size > LARGEST_FILE:
            reason = f"it is larger than {LARGEST_FILE / 1e6:g} MB"
        content = b"" if reason else entry.read()
        if len(content) > LARGEST_FILE:
            reason = f"it is larger than {LARGEST_FILE / 1e6:g} MB"
        left -= len(content)
        if reason:
            refused.append(Refused(str(path), reason))
        else:
            yield Found(path, content, entry.changed)


def _zip_entries(archive: zipfile.ZipFile) -> Iterator[_Entry]:
    for info in archive.infolist():
        kind = stat.S_IFMT(info.external_attr >> 16)
        plain, changed = kind in (0, stat.S_IFREG), _number(info.date_time)
        yield _Entry(info.filename, info.file_size, plain, changed, _reader(archive.open, info))


def _tar_entries(archive: tarfile.TarFile) -> Iterator[_Entry]:
    for info in archive:
        yield _Entry(info.name, info.size, info.isreg(), info.mtime, _reader(archive.extractfile, info))


def _reader(open_entry: Callable[[Any], IO[bytes] | None], info: Any) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            file = open_entry(info)
            if file is None:  # a tar archive gives none for what is no file; `_bounded` asks for files alone
                return b""
            with file:
                return file.read(LARGEST_FILE + 1)  # the size that the archive states may be a lie
        except (RuntimeError, NotImplementedError) as error:  # a password, an unknown compression
            raise ClickException(f"{info} cannot be unpacked: {error}") from error

    return read


def _number(date: tuple[int, ...]) -> int:
    """Return the date of a zip entry as a number that grows with time."""
    return sum(part * scale for part, scale in zip(date, (32140800, 2678400, 86400, 3600, 60, 1), strict=True))
