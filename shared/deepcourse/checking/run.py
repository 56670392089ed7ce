"""Run somebody else's function once, and survive it.

run     call it on copies of a case's arguments, within a time limit, with its prints and warnings captured
"""

import contextlib
import copy
import ctypes
import io
import signal
import threading
import traceback
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

PACKAGE = str(Path(__file__).parents[1])
DEEPEST = 12  # levels of containers that are looked into: a list may contain itself
PRINTED_LIMIT = 4_000  # characters kept of what a function prints in one case


class TimeLimitError(BaseException):
    """The time limit of a case. Not an `Exception`, so that a student's `except Exception` cannot swallow it."""


class LostError(Exception):
    """The process that holds the student's function is gone, or sends what is no data: nothing more can be judged."""


@dataclass
class Outcome:
    """What one call did: its value or its error, and everything it did besides."""

    value: Any = None
    error: BaseException | None = None
    line: str = ""  # the line of the student's code that raised
    timed_out: bool = False
    warned: tuple[str, ...] = ()
    printed: str = ""
    changed: tuple[str, ...] = ()  # arguments that the call changed, though it must not
    shared: tuple[str, ...] = ()  # arguments whose memory the result uses
    refused: str = ""  # why the result could not be had: it is too large, say
    called_reference: tuple[str, ...] = ()  # sentences on calls of the exercise's own reference

    @property
    def failed(self):
        """Return True where there is no value to speak of."""
        return self.timed_out or self.error is not None or bool(self.refused)


class BoundedText(io.TextIOBase):
    """A text file in memory that keeps the first `PRINTED_LIMIT` characters and forgets the rest."""

    def __init__(self):
        self.kept = ""
        self.forgotten = 0

    def write(self, text):
        """Keep what fits; return the length of all of `text`, as files do."""
        room = PRINTED_LIMIT - len(self.kept)
        self.kept += text[:room]
        self.forgotten += max(0, len(text) - room)
        return len(text)

    @property
    def text(self):
        """Return what was kept, with a word on what was not."""
        return self.kept + (f" ... and {self.forgotten} characters more" if self.forgotten else "")


@contextlib.contextmanager
def time_limit(seconds):
    """Raise `TimeLimitError` inside the block once `seconds` have passed, and again until the block is left.

    Signals interrupt everything, sleeping included, but exist only in the main thread of POSIX systems; elsewhere the
    error is planted in the running thread, which notices it at its next line of Python.
    """
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        yield from _limit_by_signal(seconds)
    else:
        yield from _limit_by_thread(seconds)


def _limit_by_signal(seconds):
    def stop(*_):
        raise TimeLimitError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _limit_by_thread(seconds):
    target, finished = threading.get_ident(), threading.Event()

    def watch():
        wait = seconds
        while not finished.wait(wait):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(target), ctypes.py_object(TimeLimitError))
            wait = 0.2

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        finished.set()
        watcher.join()
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(target), None)


def run(exercise, f, case, seconds=5.0):
    """Return the `Outcome` of `f` on copies of the case's arguments.

    Nothing that `f` raises, prints, warns of or changes gets out: it is all in the outcome. KeyboardInterrupt alone
    passes, because it is the reader who presses stop. A function that lives in another process gives its own outcome.
    """
    elsewhere = getattr(type(f), "outcome", None)
    if elsewhere and (found := elsewhere(f, exercise, case, seconds)) is not None:
        return found
    arguments, options = copy.deepcopy((case.arguments, case.options))
    outcome, out = Outcome(), BoundedText()
    with (
        warnings.catch_warnings(record=True) as caught,
        np.errstate(divide="warn", over="warn", invalid="warn", under="ignore"),
    ):
        warnings.simplefilter("always")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            _call(exercise, f, arguments, options, outcome, seconds)
    outcome.warned = tuple(dict.fromkeys(f"{w.category.__name__}: {w.message}" for w in caught))
    outcome.printed = out.text
    _compare_arguments(exercise, case, arguments, options, outcome)
    return outcome


def _call(exercise, f, arguments, options, outcome, seconds):
    try:
        with _limited(f, seconds):
            outcome.value = exercise.use(f, *arguments, **options)
    except TimeLimitError:
        outcome.timed_out = True
    except (KeyboardInterrupt, LostError):
        raise
    except BaseException as error:  # SystemExit too: a student's sys.exit() must not end the check
        outcome.error = error
        outcome.line = _guilty_line(error)


def _limited(f, seconds):
    """Return the block that limits a call: the time of another process is kept by those who wait for it."""
    return f.limited(seconds) if hasattr(type(f), "outcome") else time_limit(seconds)


def _guilty_line(error):
    """Return the last line of code outside this package and outside installed libraries that led to the error."""
    if hasattr(error, "line_elsewhere"):
        return error.line_elsewhere
    frames = traceback.extract_tb(error.__traceback__)
    own = [fr for fr in frames if "site-packages" not in fr.filename and not fr.filename.startswith(PACKAGE)]
    return own[-1].line or "" if own else ""


def _compare_arguments(exercise, case, arguments, options, outcome):
    """Write into the outcome which arguments were changed, and whose memory the result uses."""
    before = dict(zip(exercise.parameters, case.arguments, strict=False)) | case.options
    after = dict(zip(exercise.parameters, arguments, strict=False)) | options
    outcome.changed = tuple(n for n in before if n not in exercise.in_place and not same(before[n], after[n]))
    outcome.shared = tuple(n for n in after if n not in exercise.in_place and _overlap(after[n], outcome.value))
    outcome.value = _with_changes(exercise, outcome.value, after)


def _with_changes(exercise, value, after):
    """Return the value followed by the arguments that had to be changed, as `Exercise.result_names` names them."""
    if not exercise.in_place:
        return value
    parts = (value,) if len(exercise.returns) == 1 else value
    return (*parts, *(after[name] for name in exercise.in_place)) if isinstance(parts, tuple) else value


def same(one, other):
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
        return one == other or (one != one and other != other)  # NaN differs from itself
    return True  # functions and objects with an inside of their own are not looked into


def _arrays(value, depth=0):
    """Return all arrays in a value made of arrays, dictionaries, lists and tuples."""
    if isinstance(value, np.ndarray):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return [array for part in parts for array in _arrays(part, depth + 1)] if depth < DEEPEST else []


def _overlap(argument, result):
    return any(np.may_share_memory(a, r) for a in _arrays(argument) for r in _arrays(result) if a.size and r.size)
