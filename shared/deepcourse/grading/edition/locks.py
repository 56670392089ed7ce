"""Which database a course's gradebook is, and who may write to it right now.

url_of      the URL of a course's database
held        hold the gradebook while this command writes to it
explained   what a database's driver raises, as a sentence for people
shown       a URL without its password
"""

import contextlib
import zlib
from collections.abc import Iterator

from click import ClickException
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from deepcourse.grading.course.files import only_one
from deepcourse.grading.course.places import Course
from deepcourse.grading.edition import config
from deepcourse.grading.edition.convert import course_directory

DRIVER = 'the driver for PostgreSQL is not installed; say: pip install "psycopg[binary]"'


def url_of(course: Course) -> str:
    """Return the URL of a course's database."""
    return course_directory(course, config.load(course)).db_url


def shown(url: str) -> str:
    """Return a URL as it may be printed: without its password.

    >>> shown("postgresql+psycopg://ada:secret@host/grades")
    'postgresql+psycopg://ada:***@host/grades'
    """
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "not shown, as it may hold a password"


@contextlib.contextmanager
def explained(url: str) -> Iterator[None]:
    """Turn what a database's driver raises into a sentence for people; no password is in it."""
    try:
        yield
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("psycopg"):
            raise
        raise ClickException(DRIVER) from error
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise ClickException(
            f"the URL of the gradebook is none ({shown(url)}); write postgresql://user:password@host:5432/database"
        ) from error
    except OperationalError as error:
        if url.startswith("sqlite"):
            raise
        raise ClickException(_refused(url, str(error.orig))) from None  # its text may hold the whole URL


def _refused(url: str, reason: str) -> str:
    place = shown(url)
    if "password" in reason or "authentication" in reason:
        return f"the database refused the user or the password ({place}); a role is made with: createuser --pwprompt"
    if "does not exist" in reason:
        return f"there is no such database or role ({place}); a database is made with: createdb --owner USER NAME"
    return f"the database does not answer ({place}); is the server running, and may this machine reach it?"


@contextlib.contextmanager
def held(course: Course, alone: bool = False) -> Iterator[None]:
    """Hold a course's gradebook for the block; raises ClickException where another command holds it.

    With SQLite one command at a time. With PostgreSQL many may grade; `alone` is for what changes the tests.
    """
    url = url_of(course)
    if url.startswith("sqlite"):
        with only_one(course.path):
            yield
        return
    lock = "pg_try_advisory_lock" if alone else "pg_try_advisory_lock_shared"
    with explained(url), contextlib.ExitStack() as stack:
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        stack.callback(engine.dispose)
        connection = stack.enter_context(engine.connect())
        got = connection.execute(text(f"SELECT {lock}(:key)"), {"key": zlib.crc32(course.name.encode())}).scalar()
        kept = stack.pop_all()
    with kept:
        if not got:
            raise ClickException(
                f"another command is working on {course.name} right now: its tests cannot be released while somebody "
                "grades, nor graded while they are released; say it again when that one has finished"
            )
        yield
