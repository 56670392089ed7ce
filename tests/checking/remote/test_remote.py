"""Judged in another process, every answer gets the very verdict that it gets in this one.

A report is made of outcomes, those of cases and those of properties, and of the answer's signature. Right answers are
judged whole in both processes. Of known mistakes, the properties are; and of their cases, one of each form: outcomes
of one form differ in what numbers and texts hold, and in nothing that the wire treats in a way of its own.
"""

import json
import math
import multiprocessing
import os
import signal
import socket

import numpy as np
import pytest

from answers import PATIENCE, answer_judged, judge, right_answers, seed_of, wrong_answers
from deepcourse.checking import judge as judging
from deepcourse.checking.key import key_to
from deepcourse.checking.legible import legible
from deepcourse.checking.remote import errors, peer
from deepcourse.checking.remote.proxy import DiedError, Remote
from deepcourse.checking.remote.serve import serve_socket
from deepcourse.checking.remote.wire import Books, Packer, WireError
from deepcourse.checking.run import Outcome, run, same
from deepcourse.checking.verdict import NOT_ATTEMPTED
from deepcourse.exercises import exercises_of, notebooks
from deepcourse.exercises.decision import DecisionExercise
from samples import name_of as exercise_name

EXERCISES = [exercise for notebook in notebooks() for exercise in exercises_of(notebook)]
OF_ALL_KINDS = (  # numbers, arrays, dictionaries, functions of functions, changed arguments, generators, tables
    ("logistic_regression", "propagate"),
    ("logistic_regression", "read_the_curves"),
    ("derivatives_and_computation_graphs", "numerical_derivative"),
    ("optimization_methods", "update_parameters_with_adam"),
    ("regularization", "forward_propagation_with_dropout"),
)


def name_of(exercise, f):
    answers = [*right_answers(exercise), *wrong_answers(exercise)]
    return f"{exercise.notebook}.{exercise.name}.{answers.index(f)}"


ANSWERS = {name_of(e, f): f for e in EXERCISES for f in [*right_answers(e), *wrong_answers(e)]}


MOST_LENT = 500  # a process that has lent 2 000 things no longer says which arrays are the same


class Student:
    """A process that serves all answers; a new one is started where the old one is gone, or has lent much."""

    def __init__(self):
        self.process = self.conversation = None

    def remote(self):
        """Return a conversation with a process that lives."""
        living = self.process is not None and not self.conversation.lost and self.process.is_alive()
        if not living or self.conversation.permanent > MOST_LENT:
            self.end()
            here, there = socket.socketpair()
            fork = multiprocessing.get_context("fork")
            self.process = fork.Process(target=serve_socket, args=(there, ANSWERS), daemon=True)
            self.process.start()
            there.close()
            self.conversation = Remote(here)
        self.conversation.ends, self.conversation.seconds = math.inf, PATIENCE
        return self.conversation

    def function(self, name):
        """Return what stands for an answer; what earlier cases have lent is not kept as long as it is."""
        self.remote().start()
        return self.conversation.function(name)

    def end(self):
        """Let go of the process."""
        if self.process is not None:
            self.conversation.socket.close()
            self.process.kill()
            self.process.join()


@pytest.fixture(scope="session")
def student():
    student = Student()
    yield student
    student.end()


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
    """Return JSON data of the wire without what is in their numbers and texts; marks count from 0.

    Calls of the reference are left out: they are noted in the other process only.
    """
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
        pairs = zip(rest[::2], rest[1::2], strict=True)
        return [
            letter,
            *((repr(key), form(value, marks)) for key, value in pairs if "called_reference" not in repr(key)),
        ]
    if letter in ("l", "t", "s", "f"):
        return [letter, *(form(part, marks) for part in rest)]
    return [letter, *([rest] if letter == "o" else [])]


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


def keys_of(exercise):
    """Return the keys to the visible tests of an exercise, and to hidden ones."""
    return [key_to(exercise, seed) for seed in (None, seed_of(exercise))]


def calls(case):
    """Whether something is called that a case hands over: then more crosses than its outcome."""
    return any(map(callable, [*case.arguments, *case.options.values()]))


def groups_of(exercise):
    """Return what known mistakes did in cases, as (mistake, case, outcome), in groups of one form."""
    groups = {}
    for f in wrong_answers(exercise):
        for key in keys_of(exercise):
            for verdict in answer_judged(exercise, f, key.seed).verdicts:
                if verdict.case is not None:
                    form = frame_of(verdict.outcome), calls(verdict.case) and (f, verdict.name)
                    groups.setdefault(form, []).append((f, verdict.case, verdict.outcome))
    return list(groups.values())


def frames(exercise, f, case, remote, monkeypatch):
    """Return the forms of the frames that really come from the other process while an answer has a case there."""
    seen, unpack = set(), peer.unpack

    def noting(text, data, books):
        seen.add(json.dumps(form(json.loads(text), {})))
        return unpack(text, data, books)

    there = remote.function(name_of(exercise, f))
    remote.start()
    monkeypatch.setattr(peer, "unpack", noting)
    run(exercise, there, case, PATIENCE)
    monkeypatch.setattr(peer, "unpack", unpack)
    return frozenset(seen)


# --- the tests ------------------------------------------------------------------------------------------------------


def contents(report):
    """All that a report says, without its objects."""
    verdicts = [(v.name, v.state, v.problems, v.notes, [m.name for m in v.misconceptions]) for v in report.verdicts]
    return report.state, verdicts, [m.name for m in report.misconceptions]


def unlike(exercise, f, case, here, there):
    """Return what differs between the outcomes of a case in this process and in another one, else None."""
    elsewhere = run(exercise, there, case, PATIENCE)
    if here.error is None and frame_of(elsewhere) != frame_of(here):
        return f.__name__, case.name, frame_of(here), frame_of(elsewhere)
    told = [(o.value, o.warned, o.printed, o.changed, o.shared, o.timed_out, raised_by(o)) for o in (here, elsewhere)]
    unseeded = "seed_left_out" in f.__name__  # it gives another result each time
    return None if unseeded or same(*told) else (f.__name__, case.name, *told)


def raised_by(outcome):
    """Return what is told of an error: its name, which some classes of libraries keep without being there; its text."""
    return outcome.error and (type(outcome.error).__name__, legible(str(outcome.error)), outcome.line)


def whole_report(exercise, f, there):
    """Yield what differs between the reports on an answer in this process and in another one."""
    for key in keys_of(exercise):
        here, elsewhere = answer_judged(exercise, f, key.seed), judge(key, there)
        if contents(elsewhere) != contents(here):
            yield f.__name__, contents(here), contents(elsewhere)


def beside_its_cases(exercise, f, there):
    """Yield what differs between signature and properties, as drawn for the hidden tests, here and elsewhere."""
    if judging.unusable(exercise, there) != judging.unusable(exercise, f):
        yield f.__name__, judging.unusable(exercise, f), judging.unusable(exercise, there)
    key = keys_of(exercise)[1]
    here = answer_judged(exercise, f, key.seed).verdicts[len(key.cases) :]
    ready = any(v.state != NOT_ATTEMPTED for v in here)
    elsewhere = judging.judge_properties(key, there, PATIENCE, ready)
    one, other = ([(v.name, v.state, v.problems) for v in verdicts] for verdicts in (here, elsewhere))
    if one != other and "seed_left_out" not in f.__name__:
        yield f.__name__, one, other


@pytest.mark.parametrize("exercise", EXERCISES, ids=exercise_name)
def test_every_answer_gets_the_same_verdict_in_another_process(exercise, student):
    different = []
    decision = isinstance(exercise, DecisionExercise)
    for f in [*right_answers(exercise), *wrong_answers(exercise)]:
        look = whole_report if decision or f in right_answers(exercise) else beside_its_cases
        different += look(exercise, f, student.function(name_of(exercise, f)))
    for [(f, case, outcome), *_] in [] if decision else groups_of(exercise):
        found = unlike(exercise, f, case, outcome, student.function(name_of(exercise, f)))
        different += [found] if found else []
    assert different == []


@pytest.mark.parametrize("name", OF_ALL_KINDS, ids=".".join)
def test_cases_of_one_group_send_the_same_frames(name, monkeypatch):
    """In a process of its own: what it has told of a function, it need not tell again."""
    [exercise] = [e for e in exercises_of(name[0]) if e.name == name[1]]
    student = Student()
    try:
        remote = student.remote()
        sent = [{frames(exercise, f, case, remote, monkeypatch) for f, case, _ in g} for g in groups_of(exercise)]
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
        judge(key, there)
    again = student.remote().function(name)
    assert contents(judge(key, again)) == contents(judge(key, exercise.reference))
