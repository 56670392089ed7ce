"""Judged in another process, every answer gets the very verdict that it gets in this one.

Remote and local judging differ by what crosses the wire: values are packed there and unpacked here. So all answers are
judged here, in a way that shows what would cross; and of the mistakes that the wire cannot tell apart but by the
numbers in their frames, one is judged in another process. The reference and the other right solutions always are.
"""

import contextlib
import json
import math
import multiprocessing
import os
import signal
import socket

import numpy as np
import pytest

from deepcourse.checking.judge import judge, judge_case, judge_properties, run_cases
from deepcourse.checking.key import key_to
from deepcourse.checking.remote import errors, peer
from deepcourse.checking.remote.proxy import DiedError, Remote
from deepcourse.checking.remote.serve import Server, serve_socket
from deepcourse.checking.remote.watch import watching
from deepcourse.checking.remote.wire import Books, Packer, WireError
from deepcourse.checking.run import Outcome
from deepcourse.checking.verdict import CORRECT
from deepcourse.exercises import exercises_of, notebooks
from deepcourse.exercises.decision import DecisionExercise
from deepcourse.exercises.declaration import ClassExercise

EXERCISES = [exercise for notebook in notebooks() for exercise in exercises_of(notebook)]
SECONDS = 600.0  # for one case: a busy machine must not make a verdict
SEEDS = (None, 7)  # the visible tests, and hidden ones
OF_ALL_KINDS = (  # numbers, arrays, dictionaries, functions of functions, changed arguments, generators, tables
    ("logistic_regression", "propagate"),
    ("logistic_regression", "read_the_curves"),
    ("derivatives_and_computation_graphs", "numerical_derivative"),
    ("optimization_methods", "update_parameters_with_adam"),
    ("regularization", "forward_propagation_with_dropout"),
)


def right_answers(exercise):
    return [exercise.reference, *exercise.alternatives]


def wrong_answers(exercise):
    return [mistake.variant for mistake in exercise.misconceptions]


def name_of(exercise, f):
    answers = [*right_answers(exercise), *wrong_answers(exercise)]
    return f"{exercise.notebook}.{exercise.name}.{answers.index(f)}"


ANSWERS = {name_of(e, f): f for e in EXERCISES for f in [*right_answers(e), *wrong_answers(e)]}


class Student:
    """A process that serves all answers; a new one is started where the old one is gone."""

    def __init__(self):
        self.process = self.conversation = None

    def remote(self):
        """Return a conversation with a process that lives."""
        if self.process is None or self.conversation.lost or not self.process.is_alive():
            self.end()
            here, there = socket.socketpair()
            fork = multiprocessing.get_context("fork")
            self.process = fork.Process(target=serve_socket, args=(there, ANSWERS), daemon=True)
            self.process.start()
            there.close()
            self.conversation = Remote(here)
        self.conversation.ends, self.conversation.seconds = math.inf, SECONDS
        return self.conversation

    def end(self):
        """Let go of the process."""
        if self.process is not None:
            self.conversation.socket.close()
            self.process.kill()
            self.process.join()


@pytest.fixture(scope="module")
def student():
    student = Student()
    yield student
    student.end()


@pytest.fixture
def remote(student):
    """A conversation; a process that one test has lost is not lost for the next."""
    return student.remote()


# --- what crosses the wire ------------------------------------------------------------------------------------------


class Tap(Books):
    """Lends and marks as a conversation does; numbers count from 0 in each frame."""

    def __init__(self):
        self.marked = {}

    def lend(self, value):
        return ["lent", 0, type(value).__name__, callable(value), ""]

    def mark(self, array):
        return self.marked.setdefault(id(array), len(self.marked))


def form_of(message):
    """Return the form of a message: what `pack` makes of it, without the numbers, and without the words of texts."""
    try:
        return json.dumps(form(Packer(Tap()).data(message, 0), {}))
    except WireError as error:
        return f"refused: {error}"


def form(data, marks):
    """Return JSON data of the wire without what is in their numbers and texts; marks count from 0."""
    if type(data) is not list:
        special = type(data) is float and not math.isfinite(data)
        return repr(data) if data is None or special else type(data).__name__
    letter, rest = data[0], data[1:]
    if letter in ("a", "n", "L"):
        *shape, mark = rest
        return [letter, *shape, mark if mark is None else marks.setdefault(mark, len(marks))]
    if letter == "x":
        return [letter, rest[0], *rest[2:4]]
    if letter == "d":
        return [letter, *((repr(key), form(value, marks)) for key, value in zip(rest[::2], rest[1::2], strict=True))]
    if letter in ("l", "t", "s", "f"):
        return [letter, *(form(part, marks) for part in rest)]
    return [letter, *([rest] if letter == "o" else [])]


def tapped(f, seen, connection):
    """Return a function that answers as `f` does, and notes the forms of the frames that would cross for it."""
    server = Server(connection, {})

    def listened(g):
        def asked(*arguments, **options):
            seen.add(form_of((arguments, options)))
            return g(*arguments, **options)

        asked.__name__ = getattr(g, "__name__", "function")
        return asked

    def student(*arguments, **options):
        arguments = tuple(listened(a) if callable(a) else a for a in arguments)
        how, body = server.answer_to(("call", f, arguments, options, SECONDS))
        seen.add(form_of((how, body)))
        if how == "raised":
            seen.add(kind_of(body[0]))
            raise errors.from_data(body[0])
        return body[0]

    return student


def kind_of(error):
    """Return what decides how an error is built again: its names, and whether its arguments travel."""
    name, known, arguments, _ = error
    return f"{name} {known} {arguments is None}"


def frame_of(outcome):
    """Return what `Server.do_run` sends of an outcome."""
    names = ("value", "timed_out", "warned", "changed", "shared", "printed")
    told = {name: getattr(outcome, name) for name in names}
    error = outcome.error and errors.as_data(outcome.error)
    names = f" changed {outcome.changed}, shared {outcome.shared}, printed {bool(outcome.printed)}"
    names += f", timed out {outcome.timed_out}"
    return form_of(told) + names + (f", raised {form_of(error)} {kind_of(error)}" if error else "")


def crossing(exercise, f):
    """Return the forms of all that would cross for an answer: in cases, and apart from these in properties."""
    here, there = socket.socketpair()
    in_cases, in_properties = set(), set()
    with contextlib.closing(here), contextlib.closing(there):
        for key in (key_to(exercise, seed) for seed in SEEDS):
            if isinstance(exercise, DecisionExercise):
                judge(key, tapped(f, in_cases, here), SECONDS)
                continue
            with watching(exercise) as noted:  # the server sends how often the reference was called
                run_cases(key, tapped(f, in_cases, here), SECONDS)
            in_cases.add(f"{len(noted)} calls of the reference")
            outcomes = [outcome for outcome, _ in run_cases(key, f, SECONDS)]
            in_cases.update(map(frame_of, outcomes))
            trios = zip(key.cases, outcomes, key.expected, strict=True)
            ready = any(judge_case(exercise, *trio, SECONDS).state == CORRECT for trio in trios)
            judge_properties(key, tapped(f, in_properties, here), SECONDS, ready)
    return frozenset(in_cases), frozenset(in_properties)


def groups_of(exercise):
    """Return the mistakes in groups that the wire cannot tell apart; one by one, where objects of a class cross."""
    if isinstance(exercise, ClassExercise):
        return [[f] for f in wrong_answers(exercise)]
    groups = {}
    for f in wrong_answers(exercise):
        groups.setdefault(crossing(exercise, f), []).append(f)
    return list(groups.values())


def frames(exercise, f, remote, monkeypatch):
    """Return the forms of the frames that really come from the other process while an answer is judged there."""
    seen, unpack = set(), peer.unpack

    def noting(text, data, books):
        seen.add(json.dumps(form(json.loads(text), {})))
        return unpack(text, data, books)

    monkeypatch.setattr(peer, "unpack", noting)
    there = remote.function(name_of(exercise, f))
    for seed in SEEDS:
        judge(key_to(exercise, seed), there, SECONDS)
    monkeypatch.setattr(peer, "unpack", unpack)
    return frozenset(seen)


# --- the tests ------------------------------------------------------------------------------------------------------


def contents(report):
    """All that a report says, without its objects."""
    verdicts = [(v.name, v.state, v.problems, v.notes, [m.name for m in v.misconceptions]) for v in report.verdicts]
    return report.state, verdicts, [m.name for m in report.misconceptions]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: f"{e.notebook}.{e.name}")
def test_every_answer_gets_the_same_verdict_in_another_process(exercise, remote):
    different = []
    for f in [*right_answers(exercise), *(group[0] for group in groups_of(exercise))]:
        there = remote.function(name_of(exercise, f))
        for key in (key_to(exercise, seed) for seed in SEEDS):
            here, elsewhere = judge(key, f, SECONDS), judge(key, there, SECONDS)
            unseeded = "seed_left_out" in f.__name__  # it gives another result each time
            if contents(elsewhere) != contents(here) and not (unseeded and elsewhere.state == here.state):
                different.append((f.__name__, contents(here), contents(elsewhere)))
    assert different == []


@pytest.mark.parametrize("name", OF_ALL_KINDS, ids=".".join)
def test_answers_of_one_group_send_the_same_frames(name, monkeypatch):
    """In a process of its own: what it has told of a function, it need not tell again."""
    [exercise] = [e for e in exercises_of(name[0]) if e.name == name[1]]
    student = Student()
    try:
        remote = student.remote()
        sent = [{frames(exercise, f, remote, monkeypatch) for f in group} for group in groups_of(exercise)]
    finally:
        student.end()
    assert [len(forms) for forms in sent] == [1] * len(sent)


ZEROS = np.zeros(2)
SEVERAL = [  # no two of these look alike to the wire
    Outcome(1),
    Outcome(1.0),
    Outcome(True),
    Outcome(None),
    Outcome(math.nan),
    Outcome(math.inf),
    Outcome("1"),
    Outcome(1j),
    Outcome(...),
    Outcome(np.float64(1)),
    Outcome([1.0]),
    Outcome((1.0,)),
    Outcome([1.0, 1.0]),
    Outcome([1.0] * 40),
    Outcome({"a": 1}),
    Outcome({"b": 1}),
    Outcome({1.0}),
    Outcome(b"1"),
    Outcome(len),
    Outcome(Outcome),
    Outcome(Outcome()),
    Outcome(np.zeros(3)),
    Outcome(np.zeros((3, 1))),
    Outcome(np.zeros((3, 2))),
    Outcome(np.zeros((3, 2), order="F")),
    Outcome(np.zeros(3, int)),
    Outcome(np.zeros(3, object)),
    Outcome(np.zeros((1, 1)).view(np.matrix)),
    Outcome([ZEROS, ZEROS]),
    Outcome([ZEROS, ZEROS.copy()]),
    Outcome(np.random.default_rng(1)),
    Outcome(np.zeros(10**8)),
    Outcome(1, changed=("x",)),
    Outcome(1, shared=("x",)),
    Outcome(1, printed="1"),
    Outcome(1, warned=("1",)),
    Outcome(timed_out=True),
    Outcome(error=KeyError("a")),
    Outcome(error=ValueError("a")),
    Outcome(error=ValueError()),
    Outcome(error=ValueError([])),
    Outcome(error=np.linalg.LinAlgError("a")),
]


def test_what_the_wire_treats_differently_has_different_forms():
    forms = [frame_of(outcome) for outcome in SEVERAL]
    assert [form for form in forms if forms.count(form) > 1] == []


@pytest.mark.parametrize(
    ("one", "other"), [(1, 2), (1.5, -0.0), ("a", "b"), (ZEROS, ZEROS + 1), ([1, "a"], [2, "b"]), ({"a": 1}, {"a": 2})]
)
def test_numbers_and_words_do_not_change_a_form(one, other):
    assert frame_of(Outcome(one)) == frame_of(Outcome(other))


def test_a_lost_process_costs_one_test(student):
    exercise = exercises_of("logistic_regression")[2]
    key, name = key_to(exercise), name_of(exercise, exercise.reference)
    there = student.remote().function(name)
    os.kill(student.process.pid, signal.SIGKILL)
    with pytest.raises(DiedError, match="the kernel died"):
        judge(key, there, SECONDS)
    again = student.remote().function(name)
    assert contents(judge(key, again, SECONDS)) == contents(judge(key, exercise.reference, SECONDS))
