"""Hostile submissions, one trick each: no point unearned, no secret told, nothing left; the batch goes on."""

import hashlib
import os
import time
from pathlib import Path

import nbformat
import pytest

from adversarial import suite
from deepcourse.checking.remote import proxy
from deepcourse.grading import sandbox
from deepcourse.grading.book.feedback import feedback_page
from deepcourse.grading.book.record import Record, answers_in
from deepcourse.grading.intake.reading import UnreadableError, read_bounded
from deepcourse.grading.judging import worker
from deepcourse.grading.judging.worker import Job, Result
from deepcourse.grading.sandbox import Limits, warm

needs_bubblewrap = pytest.mark.skipif(bool(sandbox.why_not()), reason=sandbox.why_not())
each_trick = pytest.mark.parametrize("path", suite.tricks(), ids=suite.name_of)
MEBIBYTE = 2**20
PATIENCE = 300  # seconds, for what ends by itself: the machine may be busy
HARM_OTHERS = {"files", "harm", "write"}  # families of tricks that reach for more than their own points


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with secrets, and a grader who has some of his own; one worker with one warm process for all."""
    root = tmp_path_factory.mktemp("adversarial")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in suite.plant_secrets(root / "home").items():
            patch.setenv(name, value)
        for name, seconds in {"FOREVER": 1.5, "GRACE": 0.5, "ALTOGETHER": 9.0}.items():
            patch.setattr(proxy, name, seconds)  # nobody waits here for the sake of honest students on busy machines
        warm.close()
        yield suite.make_course(root / "clone")
        warm.close()


@pytest.fixture(scope="module")
def tests_by_notebook(course):
    from deepcourse.grading.book import database
    from deepcourse.grading.course.places import Course

    with database.opened(Course(course)) as book:
        found = {name: book.find_notebook(name, suite.WEEK).source_cells for name in suite.NOTEBOOK.values()}
        return {name: {cell.name: cell.source for cell in cells if cell.locked} for name, cells in found.items()}


@pytest.fixture(scope="module")
def judge(course, tests_by_notebook, tmp_path_factory):
    """A function that judges a trick, or its honest twin, as a worker does."""

    def judge(trick, honest=False):
        folder = tmp_path_factory.mktemp("honest" if honest else "trick")
        path = suite.hand_in(trick, course, course.parents[1] / "home", folder, honest)
        try:
            content = read_bounded(path)
        except UnreadableError as error:
            return Result(problem=str(error))
        name = suite.NOTEBOOK[trick["BASE"]]
        released = (course / "release" / suite.WEEK / f"{name}.ipynb").read_text(encoding="utf-8")
        limits = Limits(
            memory=1024 * MEBIBYTE,
            cell_seconds=PATIENCE if honest else trick["CELL_SECONDS"],
            notebook_seconds=PATIENCE if honest else trick["SECONDS"],
            folder_bytes=16 * MEBIBYTE,
            file_bytes=8 * MEBIBYTE,
        )
        return worker.handle(Job(name, content, released, tests_by_notebook[name], limits))

    return judge


@pytest.fixture(scope="module")
def honest_twin(judge):
    """A function that judges what an honest student hands in for a trick: once for all tricks that share it.

    What a trick does outside its own notebook could harm whoever comes next: after those, the twin is judged anew.
    """
    known = {}

    def honest_twin(trick, family):
        key = trick["BASE"], *sorted(trick.get("HONEST", {}).items())
        if key not in known or family in HARM_OTHERS:
            known[key] = judge(trick, honest=True)
        return known[key]

    return honest_twin


def points(result):
    return sum(one.points for one in result.judged)


def told(result):
    """Return all text that anybody but the grader may come to see of a result, and its feedback page."""
    sentences = [repr(one) for one in result.judged] + [*result.repairs, result.problem]
    if not result.notebook:
        return "\n".join(sentences)
    notebook = nbformat.reads(result.notebook, as_version=4)
    shown = [str(output) for cell in notebook.cells for output in cell.get("outputs", ())]
    record = Record(result.judged, result.repairs, notebook.metadata.get("title", ""), answers_in(notebook))
    return "\n".join([*sentences, *shown, feedback_page(record, student="mallory")])


def seen(*folders):
    """Return what lies in some folders: names, kinds and contents."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*"))]
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder" for path in paths}


def descendants(pid):
    """Return how many processes a process has below it; what ends while it is looked at has none."""
    try:
        told = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except (FileNotFoundError, ProcessLookupError):  # the kernel says one or the other, as late as it ended
        return 0
    children = [int(one) for text in told for one in text.split()]
    return len(children) + sum(map(descendants, children))


def only_the_warm_process_is_left():
    """Return True once nothing runs in the sandbox but what waits for the next submission."""
    end = time.monotonic() + PATIENCE
    while (count := descendants(warm.pool().process.pid)) > 2 and time.monotonic() < end:
        time.sleep(0.02)  # what has ended is still being buried
    return count == 2  # process 1 of the sandbox, and the warm one


@needs_bubblewrap
@each_trick
def test_a_trick_gains_nothing_and_harms_nobody(path, judge, honest_twin, course):
    trick, home = suite.read(path), course.parents[1] / "home"
    before = seen(course, home)
    result = judge(trick)
    if trick["PROBLEM"]:
        assert trick["PROBLEM"] in result.problem
    else:
        assert result.problem == ""
        assert (points(result), trick["POINTS"]) == (trick["POINTS"], trick["POINTS"]), told(result)[:3000]
        assert any(one.integrity for one in result.judged) == trick["INTEGRITY"]
        assert all(one.sentence for one in result.judged if one.points < one.max_points)
    text = told(result)
    assert [name for name, secret in suite.SECRETS.items() if secret in text] == []
    assert len(text) < 4 * MEBIBYTE
    text.encode()  # what is half a character cannot be written to a file
    assert "\x1b" not in "".join(one.sentence for one in result.judged)
    assert trick.get("TOLD_NOWHERE", "\0") not in text

    honest = honest_twin(trick, path.parent.name)
    assert (points(honest), honest.problem) == (suite.FULL[trick["BASE"]], ""), told(honest)[:3000]
    assert [one.integrity for one in honest.judged if one.integrity] == []
    assert seen(course, home) == before
    assert only_the_warm_process_is_left()


def test_there_are_enough_tricks_and_each_says_what_it_is():
    found = [suite.read(path) for path in suite.tricks()]
    assert len(found) >= 60
    assert all(trick["__doc__"] if "__doc__" in trick else path.read_text().startswith('"""')
               for trick, path in zip(found, suite.tricks(), strict=True))  # fmt: skip


def test_the_secrets_are_where_a_trick_would_look_for_them(course, tests_by_notebook):
    assert all(suite.SECRETS["tests"] in "".join(tests.values()) for tests in tests_by_notebook.values())
    assert suite.SECRETS["tests"].encode() in (course / "gradebook.db").read_bytes()
    assert suite.SECRETS["home"] == Path("~/token.txt").expanduser().read_text()
    assert os.environ["GRADER_TOKEN"] == suite.SECRETS["environment"]
