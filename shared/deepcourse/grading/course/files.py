"""Files that are whole: whoever reads one finds the old content or the new one, never a half.

replace_file    write a file in one step
replace_folder  put a folder in the place of another
sha256          the fingerprint of a file
only_one        one command at a time for each course
"""

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from click import ClickException


def replace_file(path: Path, content: bytes | str) -> None:
    """Write `content` (bytes, or text as UTF-8) to `path` in one step; missing folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    number, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        os.chmod(beside, 0o666 & ~_umask())
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Return the permissions that new files are not to have; temporary files are made without asking for them."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def replace_folder(new: Path, place: Path) -> None:
    """Put the folder `new` in the place of `place`; what was there is removed once the new one is in."""
    old = place.with_name(f".{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def sha256(*paths: Path) -> str:
    """Return one fingerprint of the contents of files, in the order given."""
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in a JSON file; an empty one where the file is missing or damaged."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Write an object to a JSON file in one step."""
    replace_file(path, json.dumps(data, indent=1, sort_keys=True) + "\n")


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the gradebook in a course's folder for the block: SQLite gives up where two commands write at the same time.

    The system lets the lock go when the process ends, however it ends. Raises ClickException where another command
    holds it.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / "gradebook.db.lock", timeout=0, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise ClickException(
            f"another command is working on {folder.name} right now (release, lab or grade); "
            "say it again when that one has finished"
        ) from error
    try:
        yield
    finally:
        lock.release()
