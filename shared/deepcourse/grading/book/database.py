"""The gradebook's database: a SQLite file in the course's folder, or PostgreSQL by URL, for several graders at once.

choose          let this command, and all that it starts, use another database than the course's configuration names
opened          nbgrader's gradebook of a course, or a sentence that says why it cannot be had
"""

import os
from collections.abc import Sequence

from click import ClickException
from nbgrader.api import Gradebook

from deepcourse.grading.course.places import Course
from deepcourse.grading.edition import config
from deepcourse.grading.edition.locks import explained, shown, url_of


def choose(url: str | None, courses: Sequence[Course]) -> None:
    """Use the database at `url` for these courses, in this process and in those that it starts; "{course}" is a name.

    Raises ClickException where several courses would share one: nbgrader knows a week by its name alone.
    """
    if not url:
        return
    if len(courses) > 1 and "{course}" not in url:
        raise ClickException(
            "each course needs a database of its own: name one course, or write {course} where its name belongs in "
            f"the URL ({shown(url)})"
        )
    os.environ[config.DATABASE] = url


def opened(course: Course) -> Gradebook:
    """Return nbgrader's gradebook of a course, open; raises ClickException, with what to do, where that fails."""
    url = url_of(course)
    with explained(url):
        return Gradebook(url, course.name)
