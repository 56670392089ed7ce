"""How long somebody else's function may take, on a quiet machine and on a busy one.

time_limit      a block in which so many seconds may be spent
TimeLimitError  what ends it
StarvedError    the same, where other programs had the processor
"""

import contextlib
import ctypes
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PATIENCE = 4  # seconds of the clock for each second of computing that a function has, on a busy machine
LONGEST = 12  # the same, where it is known that other programs had the processor in the meantime
ASLEEP = 0.02  # seconds of computing in a second of the clock: what has less does not compute


class TimeLimitError(BaseException):
    """The time limit of a case. Not an `Exception`, so that a student's `except Exception` cannot swallow it."""


class StarvedError(TimeLimitError):
    """The time limit of a case that hardly got the processor: no verdict on the function."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TimeLimitError` inside the block once its time has run out, and again until the block is left.

    Signals interrupt everything, sleeping included, but exist only in the main thread of POSIX systems; elsewhere the
    error is planted in the running thread, which notices it at its next line of Python.
    """
    limit = _run_out_after(seconds)
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        yield from _limit_by_signal(seconds, limit)
    else:
        yield from _limit_by_thread(seconds, limit)


def _run_out_after(seconds: float) -> Callable[[], type[TimeLimitError] | None]:
    """Return a function that says which error ends the block, or None while there is time: seconds of computing.

    A busy machine makes every clock run fast, and must not make a right answer wrong: so computing time counts. What
    hardly computes sleeps, or waits for something, and has as many seconds of the clock. The time in which it waited
    for a processor counts for neither, where the system tells it; `PATIENCE` and `LONGEST` bound everything.
    """
    waited = _waited_for_processor()
    computed, began, kept = time.process_time(), time.monotonic(), waited()

    def run_out() -> type[TimeLimitError] | None:
        busy, passed = time.process_time() - computed, time.monotonic() - began
        own = passed - (waited() - kept)  # computing, sleeping, and whatever else it does of its own will
        if busy >= seconds or own >= seconds * (PATIENCE if busy > ASLEEP * own else 1):
            return TimeLimitError
        return StarvedError if passed >= seconds * LONGEST else None

    return run_out


def _waited_for_processor() -> Callable[[], float]:
    """Return a function that gives the seconds in which this thread was ready to run and did not; elsewhere 0.

    Linux tells it, in nanoseconds (Documentation/scheduler/sched-stats, "/proc/<pid>/schedstat", second number).
    """
    told = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")

    def waited() -> float:
        try:
            return int(told.read_text().split()[1]) / 1e9
        except (OSError, ValueError, IndexError):
            return 0.0

    return waited


def _limit_by_signal(seconds: float, run_out: Callable[[], type[TimeLimitError] | None]) -> Iterator[None]:
    def stop(*_: object) -> None:
        if error := run_out():
            raise error

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, min(0.2, seconds))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _limit_by_thread(seconds: float, run_out: Callable[[], type[TimeLimitError] | None]) -> Iterator[None]:
    target, finished = threading.get_ident(), threading.Event()

    def watch() -> None:
        wait = seconds
        while not finished.wait(wait):
            if error := run_out():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(target), ctypes.py_object(error))
            wait = min(0.2, seconds)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        finished.set()
        watcher.join()
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(target), None)
