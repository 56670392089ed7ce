"""How long an answer may take: computing counts, and what other programs take does not."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from deepcourse.checking import time_limits
from deepcourse.checking.judge import judge
from deepcourse.checking.key import Key
from deepcourse.checking.run import run
from deepcourse.exercises.declaration import Case, FunctionExercise


def double(x):
    """Return twice x."""
    return 2 * x


CASE = Case("2", (2,))
DOUBLE = FunctionExercise(
    "toy.double",
    reference=double,
    returns=("the result",),
    hints=("one",),
    minutes=1,
    points_visible=4,
    points_hidden=6,
)
DOUBLE.visible(lambda: [CASE])


def test_the_time_limit_holds_outside_the_main_thread_too():
    outcomes = []

    def endless(x):
        while True:
            pass

    thread = threading.Thread(target=lambda: outcomes.append(run(DOUBLE, endless, CASE, 0.2)))
    thread.start()
    thread.join(300)
    assert outcomes
    assert outcomes[0].timed_out


def waits(seconds):
    """Return an answer that takes so many seconds of the clock."""

    def doubled(x):
        time.sleep(seconds)
        return 2 * x

    return doubled


@pytest.mark.parametrize(("share", "timed_out"), [(0.4, False), (1.0, True), (0.0, True)])
def test_a_busy_machine_makes_no_right_answer_late(monkeypatch, share, timed_out):
    """An answer takes 0.4 s of the clock, of which it computes a share; it has 0.2 s."""
    monkeypatch.setattr(time, "process_time", lambda: share * time.monotonic())
    assert run(DOUBLE, waits(0.4), CASE, 0.2).timed_out == timed_out


def test_on_a_busy_machine_too_there_is_an_end(monkeypatch):
    monkeypatch.setattr(time, "process_time", lambda: 0.1 * time.monotonic())
    assert run(DOUBLE, waits(2.0), CASE, 0.2).timed_out


@pytest.mark.parametrize("in_a_thread", [False, True])
def test_who_waits_for_the_processor_does_not_sleep(monkeypatch, in_a_thread):
    """The answer takes 0.6 s of the clock and computes nothing; 0.54 s of them it was ready to run."""
    monkeypatch.setattr(time_limits, "_waited_for_processor", lambda: lambda: 0.9 * time.monotonic())
    arguments = DOUBLE, waits(0.6), CASE, 0.2
    with ThreadPoolExecutor(1) as pool:
        outcome = pool.submit(run, *arguments).result() if in_a_thread else run(*arguments)
    assert (outcome.timed_out, outcome.error) == (False, None)


def test_who_hardly_gets_the_processor_is_told_so_and_not_of_an_endless_loop(monkeypatch):
    monkeypatch.setattr(time_limits, "_waited_for_processor", lambda: time.monotonic)
    verdict = judge(Key(DOUBLE), waits(0.3), seconds=0.02).verdicts[0]
    assert verdict.problems == [
        "the machine is too busy: other programs kept your function from running; run this cell again later"
    ]


def test_linux_tells_how_long_a_thread_waited():
    """It is what this thread was ready for and did not get: less than what passed, and it never falls."""
    waited, began = time_limits._waited_for_processor(), time.monotonic()
    first = waited()
    sum(range(200_000))
    assert 0 <= waited() - first <= time.monotonic() - began


def test_a_system_that_does_not_tell_has_the_old_limits(monkeypatch):
    monkeypatch.setattr(time_limits.threading, "get_native_id", lambda: "nobody")
    assert time_limits._waited_for_processor()() == 0
    assert run(DOUBLE, waits(2.0), CASE, 0.2).timed_out
