"""Grading by the workers of a Dask cluster: a real scheduler and a real worker on this machine."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click import ClickException

from deepcourse.grading import sandbox
from deepcourse.grading.grade import How, grade_course
from samples import RIGHT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(sandbox.why_not()), reason=sandbox.why_not()),
]


@pytest.fixture
def cluster(tmp_path):
    """The address of a scheduler that has one worker."""
    dask, file = str(Path(sys.executable).with_name("dask")), tmp_path / "scheduler.json"
    here = ["--scheduler-file", str(file)]
    scheduler = ["scheduler", *here, "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    worker = ["worker", *here, "--nthreads", "1", "--no-dashboard", "--local-directory", str(tmp_path)]
    quiet = dict.fromkeys(("stdout", "stderr"), subprocess.DEVNULL)
    running = [subprocess.Popen([dask, *arguments], **quiet) for arguments in (scheduler, worker)]
    try:
        yield address(file)
    finally:
        for one in reversed(running):
            one.terminate()
        for one in running:
            one.wait(300)


def address(file):
    """Return what a scheduler has written to its file, once it and a worker are there."""
    from distributed import Client

    end = time.monotonic() + 600
    while not file.exists() or not file.read_text().endswith("}"):
        assert time.monotonic() < end
        time.sleep(0.1)
    found = json.loads(file.read_text())["address"]
    with Client(found) as client:
        client.wait_for_workers(1, timeout=60)
    return found


def test_a_cluster_gives_the_scores_that_one_worker_gives(course, hand_in, console, cluster):
    hand_in("all right", **RIGHT)
    hand_in("half", double=RIGHT["double"])
    hand_in("damaged", text="{")
    hand_in("dead", double="import os\nos._exit(0)", answers=RIGHT["answers"])
    there = grade_course(course, console, how=How(scheduler=cluster))
    here = grade_course(course, console, force=True)
    assert there.judged_now == 4
    assert len({score.points for score in there.scores}) > 2
    assert (there.scores, there.problems) == (here.scores, here.problems)


def test_a_scheduler_that_is_not_there_is_told(course, hand_in, console, monkeypatch):
    monkeypatch.setattr("deepcourse.grading.judging.batch.CONNECT_SECONDS", 1)
    hand_in("ada", **RIGHT)
    with pytest.raises(ClickException, match="no Dask scheduler answers at"):
        grade_course(course, console, how=How(scheduler="tcp://127.0.0.1:9"))
