"""Functions of another process: functions of functions, classes, changed arguments, time, and death."""

import multiprocessing
import os
import signal
import socket
import threading
import time

import numpy as np
import pytest

from deepcourse.checking.judge import judge
from deepcourse.checking.key import Key
from deepcourse.checking.remote import proxy
from deepcourse.checking.remote.proxy import DiedError, Remote
from deepcourse.checking.remote.serve import serve, serve_socket
from deepcourse.checking.run import run
from deepcourse.checking.time_limits import TimeLimitError
from deepcourse.checking.verdict import CORRECT
from deepcourse.exercises.declaration import Case, ClassExercise, FunctionExercise, Property


class Number:
    """A number that adds."""

    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return Number(self.value + (other.value if isinstance(other, Number) else other))

    __radd__ = __add__

    def __neg__(self):
        return Number(-self.value)


class LiesAboutEquality(float):
    """A float that equals everything."""

    __hash__ = float.__hash__

    def __eq__(self, other):
        return True


def sort_in_place(values):
    values.sort()


def slow(x):
    try:
        time.sleep(30)
    except Exception:
        return x


def deaf(x):
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    time.sleep(60)


def slope(f, x):
    return (f(x + 1e-6) - f(x - 1e-6)) / 2e-6


NAMES = {
    "Number": Number,
    "slope": slope,
    "adder": lambda n: lambda x: x + n,
    "twice": lambda f: f(f),
    "apply": lambda f, x: f(x),
    "sort_in_place": sort_in_place,
    "slow": slow,
    "deaf": deaf,
    "die": lambda x: os._exit(1),
    "lies": lambda x: LiesAboutEquality(7.0),
    "matrix": lambda x: np.matrix([[1.0, 2.0]]),
    "too_large": lambda x: np.zeros(10**8),
    "counting": lambda n: (i * i for i in range(n)),
    "seven": 7,
    "identity": lambda x: x,
}


@pytest.fixture
def remote():
    here, there = socket.socketpair()
    process = multiprocessing.get_context("fork").Process(target=serve_socket, args=(there, NAMES), daemon=True)
    process.start()
    there.close()
    remote = Remote(here, lambda: os.kill(process.pid, signal.SIGINT), process.kill)
    remote.seconds = 600.0  # for what is asked outside a case
    yield remote
    here.close()
    process.kill()
    process.join()


def exercise(reference, cases, kind=FunctionExercise, **declared):
    declared = {"returns": ("the result",), "hints": ("", "", ""), "points_visible": 4, "points_hidden": 6} | declared
    toy = kind(f"toy.{reference.__name__}", reference=reference, minutes=1, **declared)
    toy.visible(lambda: cases)
    return toy


def judged(remote, name, toy, seconds=600.0):
    report = judge(Key(toy), remote.function(name), seconds=seconds)
    return report.state, [problem for verdict in report.verdicts for problem in verdict.problems]


def test_a_function_of_a_function(remote):
    toy = exercise(slope, [Case("a square", (lambda x: x * x, 3.0)), Case("a sine", (np.sin, 1.0))])
    assert judged(remote, "slope", toy) == (CORRECT, [])


def test_functions_that_are_returned_can_be_called_and_given_back(remote):
    add = remote.function("adder")(5)
    assert add(2) == 7
    assert remote.function("apply")(add, 3) == 8
    assert remote.function("apply")(lambda x: add(x) * 10, 1) == 60
    with pytest.raises(ZeroDivisionError, match="division by zero"):
        remote.function("apply")(lambda x: x / 0, 1)


def test_objects_have_attributes_and_operators_on_both_sides(remote):
    number = remote.function("Number")(3)
    assert (number + 4).value == 7
    assert (4 + number).value == 7
    assert (-(number + number)).value == -6
    number.value = 10
    assert number.value == 10
    assert number != remote.function("Number")(10)
    assert remote.function("identity")(number) is number
    with pytest.raises(AttributeError, match="no attribute 'grad'"):
        number.grad  # noqa: B018


def test_a_class_is_used_by_a_program_that_runs_here_or_there(remote):
    toy = exercise(
        Number,
        [Case("two", (2,))],
        kind=ClassExercise,
        use=lambda cls, n: (cls(n) + 1 + cls(n)).value,
        properties=(Property("plus zero", lambda cls, rng: None if (cls(4) + 0).value == 4 else "no"),),
    )
    assert judged(remote, "Number", toy) == (CORRECT, [])


def test_changed_arguments_come_back(remote):
    toy = exercise(sort_in_place, [Case("three", (np.array([3.0, 1.0, 2.0]),))], in_place=("values",))
    assert judged(remote, "sort_in_place", toy) == (CORRECT, [])
    values, numbers = np.array([2.0, 1.0]), [5, 4]
    remote.function("sort_in_place")(values)
    remote.function("sort_in_place")(numbers)
    assert (values.tolist(), numbers) == ([1.0, 2.0], [4, 5])


def test_values_that_are_generated_are_fetched_one_by_one(remote):
    assert list(remote.function("counting")(4)) == [0, 1, 4, 9]


def seven(x):
    return 7.0


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("lies", "the result is a LiesAboutEquality, expected a number"),
        ("too_large", "the result cannot be judged: more than 64 MiB of arrays"),
        ("slow", "no answer after 0.3 s, so it was stopped; is there a loop that never ends?"),
        ("seven", "seven is not a function but int; run the cell that defines it again"),
    ],
)
def test_what_is_no_answer_is_told_in_a_sentence(remote, name, told):
    seconds = 0.3 if name == "slow" else 600.0  # a busy machine must not make a verdict
    state, problems = judged(remote, name, exercise(seven, [Case("1", (1,))]), seconds)
    assert (state, problems) == ("incorrect", [told])


def test_a_matrix_is_called_a_matrix(remote):
    toy = exercise(lambda x: np.array([[1.0, 2.0]]), [Case("1", (1,))])
    assert judged(remote, "matrix", toy)[1] == ["the result is a matrix, expected an array of shape (1, 2)"]


def test_time_is_kept_for_all_calls_of_a_property_together(remote):
    with pytest.raises(TimeLimitError), remote.limited(0.3):
        remote.function("slow")(1)
    assert remote.function("adder")(1)(1) == 2


def test_a_call_that_cannot_be_interrupted_ends_with_its_process(remote, monkeypatch):
    monkeypatch.setattr(proxy, "GRACE", 0.5)
    f = remote.function("deaf")
    assert run(exercise(seven, []), f, Case("1", (1,)), 0.1).timed_out
    with pytest.raises(DiedError, match="could not be interrupted"):
        run(exercise(seven, []), f, Case("1", (1,)), 0.1)


def test_a_dead_process_is_no_outcome_of_a_case(remote):
    with pytest.raises(DiedError, match="the kernel died"):
        run(exercise(seven, []), remote.function("die"), Case("1", (1,)), 600.0)


def test_a_socket_serves_one_conversation_after_another():
    here, there = socket.socketpair()
    for _ in range(2):
        loop = threading.Thread(target=serve, args=(there.fileno(), NAMES))
        loop.start()
        remote = Remote(here)
        assert remote.function("identity")(3) == 3
        remote.close()
        loop.join(300)
        assert not loop.is_alive()
