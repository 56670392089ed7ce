"""Several at once: the same scores as one by one, nothing lost where something is killed, nothing left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from deepcourse.grading import sandbox
from deepcourse.grading.grade import How, grade_course
from deepcourse.grading.judging.batch import KILLED
from deepcourse.grading.judging.workers import results
from samples import RIGHT, WEEK

pytestmark = pytest.mark.skipif(bool(sandbox.why_not()), reason=sandbox.why_not())
PATIENCE = 600  # seconds, for what comes some time: the machine may be busy
SLOW = RIGHT["double"] + "\nimport time; time.sleep(0.5)"


@pytest.fixture
def different(hand_in):
    """Students who all get something else."""
    hand_in("all right", **RIGHT)
    hand_in("blank")
    hand_in("dead", double="import os\nos._exit(0)", answers=RIGHT["answers"])
    hand_in("damaged", text="{")
    hand_in("half", double=RIGHT["double"])
    hand_in("one letter", double=RIGHT["double"], answers='answers = {"first": "a", "second": "c"}')


def test_scores_do_not_depend_on_the_number_of_workers(course, different, console):
    found = [grade_course(course, console, force=True, how=How(workers=count)) for count in (1, 2, 3)]
    assert len({score.points for score in found[0].scores if score.exercise == "total"}) >= 4
    assert found[1].scores == found[0].scores == found[2].scores
    assert found[1].problems == found[0].problems == found[2].problems


def double_or_die(job):
    if job == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * job


def die_once(place):
    if not place.exists():
        place.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def test_a_job_that_kills_its_workers_costs_only_itself():
    assert dict(results(double_or_die, [1, "die", 3, 4], 2)) == {0: 2, 1: None, 2: 6, 3: 8}


def test_a_job_whose_worker_was_killed_is_done_by_another(tmp_path):
    assert dict(results(die_once, [tmp_path / "a", tmp_path / "b"], 2)) == {0: "done", 1: "done"}


def test_a_submission_whose_workers_are_killed_is_reported_and_the_others_are_graded(
    course, hand_in, console, monkeypatch
):
    from deepcourse.grading.judging import worker

    hand_in("ada", **RIGHT)
    hand_in("bob", double="# kill me")
    hand_in("cyd", **RIGHT)
    monkeypatch.setattr("deepcourse.grading.judging.batch.guarded", lambda job: deadly(job, worker.handle))
    graded = grade_course(course, console, how=How(workers=2))
    totals = {score.student: score.points for score in graded.scores if score.exercise == "total"}
    assert totals == {"ada": 10, "bob": None, "cyd": 10}
    [problem] = graded.problems
    assert problem.startswith("bob: ")
    assert KILLED in problem


def deadly(job, handle):
    if b"# kill me" in job.content:
        os.kill(os.getpid(), signal.SIGKILL)
    return handle(job)


@pytest.mark.slow
@pytest.mark.parametrize("stopped", [signal.SIGKILL, signal.SIGINT], ids=["killed", "Ctrl-C"])
def test_a_run_that_is_stopped_leaves_nothing_running_and_resumes(course, hand_in, deepcourse, stopped):
    students = [f"s{number:02}" for number in range(12)]
    for student in students:
        hand_in(student, **RIGHT | {"double": SLOW})
    run = begin("grade", "1", "--workers", "2", folder=course.root)
    wait_until(lambda: len(list(course.autograded.glob("s*/*/tiny.ipynb"))) >= 3)
    mine = of_group(run.pid)
    assert len(mine) >= 4  # the command, two workers, the sandbox
    run.send_signal(stopped)
    run.wait(PATIENCE)
    wait_until(lambda: not [pid for pid in mine if runs(pid)])
    before = {path: path.stat().st_mtime_ns for path in course.autograded.glob("s*/*/tiny.ipynb")}
    assert 3 <= len(before) < 12
    done = deepcourse("grade", "1", folder=course.root)
    assert done.returncode == 0, done.stderr
    again = [path for path, when in before.items() if path.stat().st_mtime_ns != when]
    assert len(again) <= 1  # the one that was stored, but not yet noted, when the run was stopped
    with Gradebook(f"sqlite:///{course.path / 'gradebook.db'}", course.name) as book:
        assert {one.student.id: one.score for one in book.assignment_submissions(WEEK)} == dict.fromkeys(students, 10)


def begin(*arguments, folder):
    command = [str(Path(sys.executable).with_name("deepcourse")), *arguments]
    quiet = dict.fromkeys(("stdout", "stderr"), subprocess.DEVNULL)
    return subprocess.Popen(command, cwd=folder, **quiet)


def of_group(pid):
    """Return the numbers of a process and of all that descend from it."""
    children = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(holds, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
