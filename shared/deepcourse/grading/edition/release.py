"""The student edition: solutions and hidden tests taken out, by nbgrader, week by week.

stale_weeks     the weeks whose student edition is missing or older than its sources
release_week    make the student edition of one week
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from click import ClickException

from deepcourse.grading.course.files import read_json, replace_folder, sha256, write_json
from deepcourse.grading.course.places import Course

MADE_FROM = ".made-from.json"  # in the release folder: week -> fingerprint of what its student edition was made from


def stale_weeks(course: Course) -> list[str]:
    """Return the weeks whose student edition is not the one that their sources would give now."""
    made_from = read_json(course.release / MADE_FROM)
    return [
        week
        for week in course.weeks()
        if made_from.get(week) != fingerprint(course, week) or not (course.release / week).is_dir()
    ]


def fingerprint(course: Course, week: str) -> str:
    """Return what a week's student edition depends on: its sources, the configuration, and the steps of the making."""
    sources = sorted(path for path in (course.path / "source" / week).rglob("*") if _counts(path))
    here = Path(__file__).parent
    return sha256(*sources, course.path / "nbgrader_config.py", here / "config.py", here / "preprocessors.py")


def _counts(path: Path) -> bool:
    return path.is_file() and not any(part.startswith(".") for part in path.parts[-2:])


def release_week(course: Course, week: str) -> None:
    """Make the student edition of one week: all of it, or, after an error, what was there before.

    Raises ClickException, with what to do, where a notebook cannot be released.
    """
    from deepcourse.grading.edition.convert import ConversionError, Release, convert
    from deepcourse.grading.edition.locks import held

    making = course.release / ".making"
    before = fingerprint(course, week)
    try:
        with held(course, alone=True), unchanged_after_errors(course.path / "gradebook.db"):
            shutil.rmtree(making, ignore_errors=True)
            convert(Release, course, assignment_id=week, release_directory=str(making.relative_to(course.path)))
            replace_folder(making / week, course.release / week)
    except ConversionError as error:
        raise ClickException(_advice(course, week, error)) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    write_json(course.release / MADE_FROM, read_json(course.release / MADE_FROM) | {week: before})


def _advice(course: Course, week: str, error: Exception) -> str:
    sentence = f"the student edition of {course.name}/{week} could not be made: {error}"
    if "there are submissions associated with it" not in str(error):
        return sentence
    return (
        f"{sentence}. The gradebook holds grades of an edition with other cells. To keep those, hand out the changed "
        f"notebook under another name; to start anew, move {course.path / 'gradebook.db'} away and say it again"
    )


@contextlib.contextmanager
def unchanged_after_errors(file: Path) -> Iterator[None]:
    """Put a file back as it was, if the block fails: nbgrader writes the cells of a week one notebook at a time."""
    kept = file.with_name(f"{file.name}.kept")
    had = file.exists()
    if had:
        shutil.copy2(file, kept)
    try:
        yield
    except BaseException:
        if had:
            os.replace(kept, file)
        else:
            file.unlink(missing_ok=True)
        raise
    finally:
        kept.unlink(missing_ok=True)
