"""Judged in another process, every answer gets the very verdict that it gets in this one."""

import math
import multiprocessing
import socket

import pytest

from deepcourse.checking.judge import judge
from deepcourse.checking.remote.proxy import Remote
from deepcourse.checking.remote.serve import serve_socket
from deepcourse.exercises import exercises_of, notebooks

EXERCISES = [exercise for notebook in notebooks() for exercise in exercises_of(notebook)]


def answers_of(exercise):
    """Every right and every known wrong answer to an exercise."""
    wrong = [mistake.variant for mistake in exercise.misconceptions]
    return [exercise.reference, *exercise.alternatives, *wrong]


ANSWERS = {f"{e.notebook}.{e.name}.{i}": f for e in EXERCISES for i, f in enumerate(answers_of(e))}


@pytest.fixture(scope="module")
def remote():
    here, there = socket.socketpair()
    process = multiprocessing.get_context("fork").Process(target=serve_socket, args=(there, ANSWERS), daemon=True)
    process.start()
    there.close()
    yield Remote(here)
    here.close()
    process.join(5)


def told(report):
    """All that a report says, without its objects."""
    verdicts = [(v.name, v.state, v.problems, v.notes, [m.name for m in v.misconceptions]) for v in report.verdicts]
    return report.state, verdicts, [m.name for m in report.misconceptions]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: f"{e.notebook}.{e.name}")
def test_every_answer_gets_the_same_verdict_in_another_process(exercise, remote):
    for i, f in enumerate(answers_of(exercise)):
        there = remote.function(f"{exercise.notebook}.{exercise.name}.{i}")
        remote.ends = math.inf  # one conversation for all exercises
        for cases in (exercise.visible_cases(), exercise.hidden_cases(7)):
            here = judge(exercise, f, cases, exercise.properties, 7)
            elsewhere = judge(exercise, there, cases, exercise.properties, 7)
            if told(elsewhere) != told(here):  # an answer that forgot its seed gives another result each time
                assert "seed_left_out" in f.__name__
                assert elsewhere.state == here.state
