"""Run somebody else's function once, and survive it.

run             call it on copies of a case's arguments, within a time limit, with its prints and warnings captured
Outcome         what the call did
Usage           how a function is put to use, where that is not what an `Exercise` declares
RemoteFunction  what a function that lives in another process must offer
"""

import contextlib
import copy
import io
import traceback
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from deepcourse.checking.compare import DEEPEST
from deepcourse.checking.time_limits import StarvedError, TimeLimitError, time_limit
from deepcourse.exercises.declaration import Case, Exercise

PACKAGE = str(Path(__file__).parents[1])
PRINTED_LIMIT = 4_000  # characters kept of what a function prints in one case


class LostError(Exception):
    """The process that holds the student's function is gone, or sends what is no data: nothing more can be judged."""


@dataclass
class Outcome:
    """What one call did: its value or its error, and everything it did besides."""

    value: Any = None
    error: BaseException | None = None
    line: str = ""  # the line of the student's code that raised
    timed_out: bool = False
    starved: bool = False  # timed out, and most of the time other programs had the processor
    warned: tuple[str, ...] = ()
    printed: str = ""
    changed: tuple[str, ...] = ()  # arguments that the call changed, though it must not
    shared: tuple[str, ...] = ()  # arguments whose memory the result uses
    refused: str = ""  # why the result could not be had: it is too large, say
    called_reference: tuple[str, ...] = ()  # sentences on calls of the exercise's own reference

    @property
    def failed(self) -> bool:
        """Return True where there is no value to speak of."""
        return self.timed_out or self.error is not None or bool(self.refused)


@dataclass(frozen=True)
class Usage:
    """How a function is put to use: as much of an `Exercise` as `run` asks for."""

    use: Callable[..., Any]
    parameters: tuple[str, ...] = ()
    in_place: tuple[str, ...] = ()
    returns: tuple[str, ...] = ("the result",)


class RemoteFunction(ABC):
    """A function that lives in another process: it runs a case there, and keeps the time of those who wait for it."""

    @abstractmethod
    def outcome(self, exercise: Exercise | Usage, case: Case, seconds: float) -> Outcome | None:
        """Return the `Outcome` of a case, or None where the case must run in this process and call from here."""

    @abstractmethod
    def limited(self, seconds: float) -> AbstractContextManager[None]:
        """Return a block in which all calls have so many seconds together."""


def remote_function(f: Any) -> RemoteFunction | None:
    """Return `f` where it lives in another process, else None. Its type is asked: objects can say what they like."""
    return f if issubclass(type(f), RemoteFunction) else None


class BoundedText(io.TextIOBase):
    """A text file in memory that keeps the first `PRINTED_LIMIT` characters and forgets the rest."""

    def __init__(self) -> None:
        self.kept = ""
        self.forgotten = 0

    def write(self, text: str) -> int:
        """Keep what fits; return the length of all of `text`, as files do."""
        room = PRINTED_LIMIT - len(self.kept)
        self.kept += text[:room]
        self.forgotten += max(0, len(text) - room)
        return len(text)

    @property
    def text(self) -> str:
        """Return what was kept, with a word on what was not."""
        return self.kept + (f" ... and {self.forgotten} characters more" if self.forgotten else "")


def run(exercise: Exercise | Usage, f: Any, case: Case, seconds: float = 5.0) -> Outcome:
    """Return the `Outcome` of `f` on copies of the case's arguments.

    Nothing that `f` raises, prints, warns of or changes gets out: it is all in the outcome. KeyboardInterrupt alone
    passes, because it is the reader who presses stop. A function that lives in another process gives its own outcome.
    """
    remote = remote_function(f)
    elsewhere = remote.outcome(exercise, case, seconds) if remote is not None else None
    if elsewhere is not None:
        return elsewhere
    arguments, options = copy.deepcopy((case.arguments, case.options))
    outcome, out = Outcome(), BoundedText()
    with (
        warnings.catch_warnings(record=True) as caught,
        np.errstate(divide="warn", over="warn", invalid="warn", under="ignore"),
    ):
        warnings.simplefilter("always")
        warnings.simplefilter("ignore", ResourceWarning)  # of whatever is collected just then, a library's file say
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            _call(exercise, f, arguments, options, outcome, seconds)
    outcome.warned = tuple(dict.fromkeys(f"{w.category.__name__}: {w.message}" for w in caught))
    outcome.printed = out.text
    _compare_arguments(exercise, case, arguments, options, outcome)
    return outcome


def _call(
    exercise: Exercise | Usage,
    f: Any,
    arguments: tuple[Any, ...],
    options: dict[str, Any],
    outcome: Outcome,
    seconds: float,
) -> None:
    try:
        with _limited(f, seconds):
            outcome.value = exercise.use(f, *arguments, **options)
    except TimeLimitError as error:
        outcome.timed_out, outcome.starved = True, isinstance(error, StarvedError)
    except (KeyboardInterrupt, LostError):
        raise
    except BaseException as error:  # SystemExit too: a student's sys.exit() must not end the check
        outcome.error = error
        outcome.line = guilty_line(error)


def _limited(f: Any, seconds: float) -> AbstractContextManager[None]:
    remote = remote_function(f)
    return time_limit(seconds) if remote is None else remote.limited(seconds)


def guilty_line(error: BaseException) -> str:
    """Return the last line of code outside this package and outside installed libraries that led to the error."""
    if hasattr(error, "line_elsewhere"):
        return str(error.line_elsewhere)
    frames = traceback.extract_tb(error.__traceback__)
    own = [fr for fr in frames if "site-packages" not in fr.filename and not fr.filename.startswith(PACKAGE)]
    return own[-1].line or "" if own else ""


def _compare_arguments(
    exercise: Exercise | Usage, case: Case, arguments: tuple[Any, ...], options: dict[str, Any], outcome: Outcome
) -> None:
    """Write into the outcome which arguments were changed, and whose memory the result uses."""
    names = exercise.parameters
    before = case.by_name(names)
    after = dict(zip(names, arguments, strict=False)) | options
    outcome.changed = tuple(n for n in before if n not in exercise.in_place and not same(before[n], after[n]))
    outcome.shared = tuple(n for n in after if n not in exercise.in_place and _overlap(after[n], outcome.value))
    outcome.value = _with_changes(exercise, outcome.value, after)


def _with_changes(exercise: Exercise | Usage, value: Any, after: dict[str, Any]) -> Any:
    """Return the value followed by the arguments that had to be changed, as `Exercise.result_names` names them."""
    if not exercise.in_place:
        return value
    parts = (value,) if len(exercise.returns) == 1 else value
    several = isinstance(parts, (tuple, list))
    return (*parts, *(after[name] for name in exercise.in_place)) if several else value


def same(one: Any, other: Any) -> bool:
    """Return True where an argument is what it was: arrays bit by bit, containers entry by entry."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return one.shape == other.shape and one.dtype == other.dtype and one.tobytes() == other.tobytes()
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[k], other[k]) for k in one)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, (set, frozenset)):
        return {(type(e), e) for e in one} == {(type(e), e) for e in other}
    if isinstance(one, (int, float, complex, str, bool, type(None))):
        return bool(one == other or (one != one and other != other))  # NaN differs from itself
    return True  # functions and objects with an inside of their own are not looked into


def _arrays(value: Any, depth: int = 0) -> list[npt.NDArray[Any]]:
    """Return all arrays in a value made of arrays, dictionaries, lists and tuples."""
    if isinstance(value, np.ndarray):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return [array for part in parts for array in _arrays(part, depth + 1)] if depth < DEEPEST else []


def _overlap(argument: Any, result: Any) -> bool:
    return any(np.may_share_memory(a, r) for a in _arrays(argument) for r in _arrays(result) if a.size and r.size)
