"""Processes of this machine that share the work: forked, so that nothing is imported twice; a killed one is replaced.

results     what a function returns for each of many jobs, by several processes at once
"""

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from multiprocessing.connection import Connection, wait
from typing import Any

FORKED = sys.platform == "linux"
TRIES = 2  # how often a job is given to a worker that is killed while it works on it
DIE_WITH_PARENT = 1  # of Linux' prctl


def results(function: Callable[[Any], Any], jobs: Sequence[Any], count: int) -> Iterator[tuple[int, Any]]:
    """Yield (number of the job, what `function` returns for it) as they are ready; None where its workers were killed.

    However this ends, no worker is left: not after an error, not after Ctrl-C, not when this process is killed.
    """
    waiting, tries = deque(range(len(jobs))), Counter[int]()
    with ExitStack() as stack:
        team = [Worker(function, stack) for _ in range(count)]
        while waiting or any(worker.job is not None for worker in team):
            for worker in (worker for worker in team if worker.job is None and waiting):
                worker.give(waiting.popleft(), jobs)
            for worker in ready(team):
                number, result = worker.take()
                tries[number] += 1
                if not worker.alive:
                    team[team.index(worker)] = Worker(function, stack)
                if worker.alive or tries[number] == TRIES:
                    yield number, result
                else:
                    waiting.append(number)


def ready(team: Sequence["Worker"]) -> list["Worker"]:
    """Return the busy workers that have something to say, or that have ended; waits for the first."""
    busy: dict[Any, Worker] = {worker.pipe: worker for worker in team if worker.job is not None}
    return [busy[pipe] for pipe in wait(list(busy))]


class Worker:
    """One process, and the number of the job that it is at; it ends with the `stack`."""

    def __init__(self, function: Callable[[Any], Any], stack: ExitStack) -> None:
        context: Any = multiprocessing.get_context("fork" if FORKED else "spawn")
        self.pipe, theirs = context.Pipe()
        self.job: int | None = None
        self.alive = True
        self.process = context.Process(target=work, args=(function, theirs, os.getpid()), daemon=True)
        with theirs:
            self.process.start()
        stack.callback(self.close)

    def give(self, number: int, jobs: Sequence[Any]) -> None:
        """Let it begin a job; where it has ended meanwhile, `take` tells."""
        self.job = number
        with contextlib.suppress(OSError):
            self.pipe.send(jobs[number])

    def take(self) -> tuple[int, Any]:
        """Return (number of its job, the result); the result is None where the process has been killed."""
        assert self.job is not None, "it was given a job"
        number, self.job = self.job, None
        try:
            return number, self.pipe.recv()
        except (EOFError, OSError):
            self.close()
            return number, None

    def close(self) -> None:
        """End it at once: the kernel that it uses ends with it."""
        self.alive = False
        self.process.kill()
        self.process.join()
        self.pipe.close()


def work(function: Callable[[Any], Any], pipe: Connection, parent: int) -> None:
    """Be a worker: answer what comes through the pipe, until its other end is closed."""
    signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is for the parent; kernels it starts must hear theirs
    if FORKED:
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            return
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(function(pipe.recv()))
