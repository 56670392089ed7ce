"""The plan of the five courses: which lessons there are, and which notebook teaches which.

load        the whole plan, read from curriculum.toml
lesson      one lesson, by its number
compact     a list of lesson numbers as a person writes it: "1.2.1-1.2.4, 1.2.9"
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

TOML = Path(__file__).with_name("curriculum.toml")


@dataclass(frozen=True)
class Lesson:
    """One lesson of the syllabus: its number, course.week.lesson, and its topic in a few words."""

    number: str
    topic: str


@dataclass(frozen=True)
class PlannedNotebook:
    """One notebook of the plan, written already or not; `week` is the folder it belongs in."""

    course: str
    week: str
    name: str
    teaches: str
    lessons: tuple[str, ...]
    beyond: bool = False  # True where it teaches more than the syllabus asks for


@dataclass(frozen=True)
class Week:
    """One week of a course: what is taught, and in which notebooks."""

    number: int
    folder: str
    title: str
    lessons: tuple[Lesson, ...]
    notebooks: tuple[PlannedNotebook, ...]


@dataclass(frozen=True)
class Course:
    """One course: its folder, and what a person can do who has finished it."""

    number: int
    folder: str
    title: str
    outcomes: tuple[str, ...]
    weeks: tuple[Week, ...]

    @property
    def notebooks(self):
        """Return the `PlannedNotebook`s of all weeks, in teaching order."""
        return tuple(notebook for week in self.weeks for notebook in week.notebooks)

    @property
    def lessons(self):
        """Return the `Lesson`s of all weeks, in order."""
        return tuple(lesson for week in self.weeks for lesson in week.lessons)


@dataclass(frozen=True)
class Curriculum:
    """All courses, in order."""

    courses: tuple[Course, ...]

    @property
    def notebooks(self):
        """Return the `PlannedNotebook`s of all courses, in teaching order."""
        return tuple(notebook for course in self.courses for notebook in course.notebooks)

    @property
    def lessons(self):
        """Return the `Lesson`s of all courses, in order."""
        return tuple(lesson for course in self.courses for lesson in course.lessons)


@cache
def load():
    """Return the `Curriculum`; it is read once.

    >>> [course.folder for course in load().courses][:2]
    ['course1_nn', 'course2_improving']
    """
    courses = tomllib.loads(TOML.read_text(encoding="utf-8"))["courses"]
    return Curriculum(tuple(_course(table) for table in courses))


def _course(table):
    weeks = tuple(_week(table["folder"], week) for week in table["weeks"])
    return Course(table["number"], table["folder"], table["title"], tuple(table["outcomes"]), weeks)


def _week(course, table):
    lessons = tuple(Lesson(number, topic) for number, topic in table["lessons"].items())
    notebooks = tuple(_notebook(course, table["folder"], notebook) for notebook in table["notebooks"])
    return Week(table["number"], table["folder"], table["title"], lessons, notebooks)


def _notebook(course, week, table):
    lessons = tuple(number for span in table["lessons"] for number in expand(span))
    return PlannedNotebook(course, week, table["name"], table["teaches"], lessons, table.get("beyond", False))


def lesson(number):
    """Return the `Lesson` of a number such as "1.2.10".

    Raises LookupError, naming the nearest lesson that exists, where there is none of that number.

    >>> lesson("1.2.4").topic
    'walking downhill on the cost surface'
    """
    known = {each.number: each for each in load().lessons}
    if number in known:
        return known[number]
    near = known[_nearest(str(number), known)]
    raise LookupError(
        f"there is no lesson {number!r}; lessons are numbered course.week.lesson, "
        f"and the nearest is {near.number} ({near.topic})"
    )


def _nearest(number, known):
    """Return the known number nearest to this one: the same course first, then the same week, then the lesson."""
    given = [int(digits) for digits in re.findall(r"\d+", number)]
    return min(known, key=lambda k: [abs(a - b) for a, b in zip(parts(k), given, strict=False)])


def parts(number):
    """Return the numbers in a lesson number, for sorting and counting: "1.2.10" gives (1, 2, 10)."""
    return tuple(int(part) for part in number.split("."))


def expand(span):
    """Return the list of lesson numbers in a span of one week.

    >>> expand("1.2.9-1.2.11"), expand("1.2.18")
    (['1.2.9', '1.2.10', '1.2.11'], ['1.2.18'])
    """
    first, last = parts(span.split("-")[0]), parts(span.split("-")[-1])
    if first[:2] != last[:2] or first > last:
        raise ValueError(f"{span!r} is no span of lessons: both ends must be of one week, the smaller first")
    return [f"{first[0]}.{first[1]}.{lesson}" for lesson in range(first[2], last[2] + 1)]


def compact(numbers):
    """Return lesson numbers as a short text: neighbours joined to spans, in the order of the syllabus.

    >>> compact(["1.2.2", "1.2.1", "1.2.3", "1.2.10"])
    '1.2.1-1.2.3, 1.2.10'
    """
    ordered = sorted(map(parts, numbers))
    runs = groupby(enumerate(ordered), key=lambda pair: (pair[1][:2], pair[1][2] - pair[0]))
    spans = [[".".join(map(str, number)) for _, number in run] for _, run in runs]
    return ", ".join(span[0] if len(span) == 1 else f"{span[0]}-{span[-1]}" for span in spans)
