"""The answer key: what is right on one set of tests of an exercise, and what each known mistake does there.

Key         the cases, what the reference makes of them, and lazily the effects of each misconception
Keys        keys that were made, the ones asked for last: bounded in number and in bytes
key_to      the key to an exercise's visible tests, or to the hidden ones that a seed draws, made once a process
effects     what a call did at each place where it went wrong
same_at     whether two calls did the same at a place

Nothing here depends on the student: a grader judges a whole class against one key, and a second check costs less.
"""

from collections import OrderedDict
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np

from deepcourse.checking.compare import WHOLE, differences, equal_at, is_number, nodes_and_whole
from deepcourse.checking.run import Outcome, run
from deepcourse.exercises.declaration import Case, Exercise, Misconception

CHANGED = "the change of "  # the place of a mistake that is no number: an argument that was changed
RAISED = "the error"
VISIBLE_SEED = 0  # properties draw their inputs from it in `check`, so that a check says the same every time
REFERENCE_SECONDS, MISTAKE_SECONDS = 60.0, 5.0  # for one case
KEPT = 64  # keys: a notebook has up to 14 exercises, each with visible and hidden tests
KEPT_BYTES = 64 * 2**20  # of all kept keys together
NODE_BYTES = 64  # of a number or an empty container, roughly

Mark = tuple[tuple[int, ...], float, float]  # of numbers: their shape, the largest absolute one, the mean


class Effects(dict[str, Any]):
    """{place: the part of the result there, (type, text) of the error, None for a change}, with a `Mark` for numbers.

    Marks are made once, and tell most differing results apart without a comparison of their entries.
    """

    @cached_property
    def marks(self) -> dict[str, Mark | None]:
        """Return the mark of each place, None where there is none."""
        return {place: mark_of(value) for place, value in self.items()}


class Key:
    """What is right on one set of tests: the visible ones, or with a `seed` the hidden ones that it draws.

    Students never get hold of what a key holds: functions run on copies of the arguments, and `last_failure` keeps
    copies. `Key(...)` makes a new one; `key_to(...)` finds the one that was made before.
    """

    def __init__(self, exercise: Exercise, seed: int | None = None) -> None:
        self.exercise, self.seed = exercise, seed
        self.bytes = 0  # what the arrays and lists in it take, roughly
        self._mistakes: dict[Misconception, list[Effects]] = {}

    @property
    def properties_seed(self) -> int:
        """Return the seed from which the properties draw."""
        return VISIBLE_SEED if self.seed is None else self.seed

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Return the cases, in order."""
        exercise = self.exercise
        cases = tuple(exercise.visible_cases() if self.seed is None else exercise.hidden_cases(self.seed))
        self.bytes += sum(size_of((case.arguments, case.options)) for case in cases)
        return cases

    @cached_property
    def expected(self) -> tuple[Outcome, ...]:
        """Return the outcome of the reference in each case; raises RuntimeError where it has none."""
        outcomes = tuple(self._run_reference(case) for case in self.cases)
        self.bytes += sum(size_of(outcome.value) for outcome in outcomes)
        return outcomes

    def _run_reference(self, case: Case) -> Outcome:
        outcome = run(self.exercise, self.exercise.reference, case, REFERENCE_SECONDS)
        if outcome.failed:
            raise RuntimeError(f"the reference of {self.exercise.name} failed on {case.name!r}") from outcome.error
        return outcome

    def effects_of(self, misconception: Misconception) -> list[Effects]:
        """Return the effects of a mistake in each case.

        They are kept, unless a case ran out of time: then the machine may have been busy, and the next call tries
        again. Of a mistake that draws random numbers without a seed, one draw is kept.
        """
        known = self._mistakes.get(misconception)
        if known is not None:
            return known
        outcomes = [run(self.exercise, misconception.variant, case, MISTAKE_SECONDS) for case in self.cases]
        by_case = [effects(self.exercise, o, e.value) for o, e in zip(outcomes, self.expected, strict=True)]
        if not any(outcome.timed_out for outcome in outcomes):
            self._mistakes[misconception] = by_case
            self.bytes += sum(map(size_of, by_case))
        return by_case


class Keys:
    """Keys that were made, the ones asked for last: at most so many, and no more bytes than that together."""

    def __init__(self, most: int = KEPT, most_bytes: int = KEPT_BYTES) -> None:
        self.most, self.most_bytes = most, most_bytes
        self._keys: OrderedDict[tuple[int, int | None], Key] = OrderedDict()
        self._lock = Lock()

    def key_to(self, exercise: Exercise, seed: int | None = None) -> Key:
        """Return the key to the visible tests of an exercise, or to the hidden ones that `seed` draws."""
        with self._lock:
            name = id(exercise), seed  # the key itself holds the exercise, so that no other can have its id
            key = self._keys.pop(name, None) or Key(exercise, seed)
            self._keys[name] = key
            while len(self._keys) > self.most or (len(self._keys) > 1 and self.bytes > self.most_bytes):
                self._keys.popitem(last=False)
            return key

    @property
    def bytes(self) -> int:
        """Return what all keys take together, roughly."""
        return sum(key.bytes for key in self._keys.values())

    def __len__(self) -> int:
        return len(self._keys)


key_to = Keys().key_to


def effects(exercise: Exercise, outcome: Outcome, expected: Any) -> Effects:
    """Return what a call did at each place where it is not as expected; {} where nothing can be matched."""
    if outcome.timed_out or outcome.refused:
        return Effects()
    if outcome.error is not None:
        # by name, as it is from another process; no traceback: it holds on to all that ran
        return Effects({RAISED: (type(outcome.error).__name__, str(outcome.error))})
    changes = {CHANGED + name: None for name in outcome.changed}
    places = [difference.place for difference in differences(outcome.value, expected, exercise)]
    if not places:
        return Effects(changes)
    parts = nodes_and_whole(outcome.value, exercise.result_names)
    return Effects({place: parts.get(place, NOWHERE) for place in places} | changes)


NOWHERE = object()  # too deep inside the result to be looked at: equal to nothing


def same_at(place: str, one: Effects, other: Effects, exercise: Exercise) -> bool:
    """Return True where two calls did the same at a place: the same error, the same change, or the same part."""
    mine, theirs = one[place], other[place]
    if place == RAISED:
        return bool(mine == theirs)
    if place.startswith(CHANGED):
        return True
    if mine is NOWHERE or theirs is NOWHERE:
        return False
    if surely_differ(one.marks[place], other.marks[place], exercise.relative_tolerance):
        return False
    return all(
        not differences(one, other, exercise) if place == WHOLE else equal_at(place, one, other, exercise)
        for one, other in ((mine, theirs), (theirs, mine))  # a key more is no difference, nor is a list of numbers
    )


def mark_of(value: Any) -> Mark | None:
    """Return the mark of a number or an array of numbers; None for all else, and where some are not finite."""
    if type(value) is not np.ndarray and not is_number(value):
        return None
    numbers = np.asarray(value)
    if numbers.dtype.kind not in "iufb" or numbers.dtype == np.float16 or not numbers.size:
        return None
    numbers = numbers.astype(float)
    largest = max(float(numbers.max()), -float(numbers.min()))
    return (numbers.shape, largest, float(numbers.mean())) if np.isfinite(largest) else None


def surely_differ(one: Mark | None, other: Mark | None, relative: float) -> bool:
    """Return True where marks show that numbers differ by more than any comparison forgives."""
    if one is None or other is None:
        return False
    if one[0] != other[0]:
        return True
    slack = (1e-3 + 10 * relative) * max(one[1], other[1]) + 1e-12
    return abs(one[1] - other[1]) > slack or abs(one[2] - other[2]) > slack


def size_of(value: Any) -> int:
    """Return roughly how many bytes arrays, texts, numbers and containers of them take."""
    if isinstance(value, np.ndarray):
        return NODE_BYTES + value.nbytes
    if isinstance(value, (str, bytes)):
        return NODE_BYTES + len(value)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple, set)) else ()
    return NODE_BYTES + sum(map(size_of, parts))
