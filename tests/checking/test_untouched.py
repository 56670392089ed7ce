"""An answer that spoils what it is given spoils nothing for the next answer."""

import copy
import math
import multiprocessing
import socket

import numpy as np
import pytest

from deepcourse.checking import untouched
from deepcourse.checking.judge import judge_properties
from deepcourse.checking.key import key_to
from deepcourse.checking.remote.proxy import Remote
from deepcourse.checking.remote.serve import serve_socket
from deepcourse.checking.verdict import CORRECT
from deepcourse.exercises import exercises_of, notebooks
from deepcourse.exercises.decision import DecisionExercise
from deepcourse.exercises.declaration import ClassExercise

EXERCISES = [exercise for notebook in notebooks() for exercise in exercises_of(notebook)]
WITH_PROPERTIES = [e for e in EXERCISES if not isinstance(e, DecisionExercise) and e.properties]
FUNCTIONS = [e for e in WITH_PROPERTIES if not isinstance(e, ClassExercise)]


def spoil(value):
    """Change everything that can be changed in a value."""
    if isinstance(value, np.ndarray) and value.flags.writeable and value.dtype.kind in "fiub":
        value[...] = value.dtype.type(7)
    elif isinstance(value, dict):
        for part in value.values():
            spoil(part)
        value.clear()
    elif isinstance(value, list):
        for part in value:
            spoil(part)
        value.clear()
    elif isinstance(value, tuple):
        for part in value:
            spoil(part)


def spoiling(f):
    """Return a function that answers as `f` does, and leaves its arguments in ruins."""

    def spoilt(*arguments, **options):
        try:
            return copy.deepcopy(f(*arguments, **options))
        finally:
            spoil((*arguments, *options.values()))

    return spoilt


def spoiling_class(kind):
    """Return a class that does what `kind` does; its methods leave their arguments in ruins."""
    methods = {n: spoiling_method(f) for n, f in vars(kind).items() if callable(f) and n in ("__init__", "__call__")}
    methods |= {n: spoiling_method(f) for n, f in vars(kind).items() if callable(f) and not n.startswith("_")}
    return type(kind.__name__, (kind,), methods)


def spoiling_method(f):
    def spoilt(self, *arguments, **options):
        try:
            return f(self, *arguments, **options)
        finally:
            spoil((*arguments, *options.values()))

    return spoilt


def told(exercise):
    """Return what the properties say of the reference."""
    verdicts = judge_properties(key_to(exercise, 7), exercise.reference, 60.0, ready=True)
    return [(v.name, v.state, v.problems) for v in verdicts]


@pytest.mark.parametrize("exercise", WITH_PROPERTIES, ids=lambda e: f"{e.notebook}.{e.name}")
def test_after_an_answer_that_spoils_its_arguments_the_next_is_judged_as_ever(exercise):
    answer = spoiling_class if isinstance(exercise, ClassExercise) else spoiling
    judge_properties(key_to(exercise, 7), answer(exercise.reference), 60.0, ready=True)
    assert all(state == CORRECT for _, state, _ in told(exercise)), told(exercise)


def state_of(exercise):
    """Return all that stands by name in the module of an exercise, as text."""
    return repr(untouched.constants_of(exercise.properties[0].problem))


@pytest.fixture(scope="session")
def student():
    """A conversation with a process whose answers spoil their arguments."""
    answers = {f"{e.notebook}.{e.name}": spoiling(e.reference) for e in FUNCTIONS}
    here, there = socket.socketpair()
    process = multiprocessing.get_context("fork").Process(target=serve_socket, args=(there, answers), daemon=True)
    process.start()
    there.close()
    conversation = Remote(here)
    conversation.ends = math.inf  # it serves all exercises, however long these take together
    yield conversation
    here.close()
    process.kill()
    process.join()


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: f"{e.notebook}.{e.name}")
def test_an_answer_in_another_process_spoils_nothing_here(exercise, student):
    before = state_of(exercise)
    judge_properties(key_to(exercise, 7), student.function(f"{exercise.notebook}.{exercise.name}"), 60.0, ready=True)
    assert state_of(exercise) == before
