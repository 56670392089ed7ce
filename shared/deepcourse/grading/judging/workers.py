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
from multiprocessing.connection import wait

FORKED = sys.platform == "linux"
TRIES = 2  # how often a job is given to a worker that is killed while it works on it
DIE_WITH_PARENT = 1  # of Linux' prctl


def results(function, jobs, count):
    """Yield (number of the job, what `function` returns for it) as they are ready; None where its workers were killed.

    However this ends, no worker is left: not after an error, not after Ctrl-C, not when this process is killed.
    """
    waiting, tries = deque(range(len(jobs))), Counter()
    with contextlib.ExitStack() as stack:
        team = [Worker(function, stack) for _ in range(count)]
        while waiting or any(one.job is not None for one in team):
            for one in (one for one in team if one.job is None and waiting):
                one.give(waiting.popleft(), jobs)
            for one in ready(team):
                number, result = one.take()
                tries[number] += 1
                if not one.alive:
                    team[team.index(one)] = Worker(function, stack)
                if one.alive or tries[number] == TRIES:
                    yield number, result
                else:
                    waiting.append(number)


def ready(team):
    """Return the busy workers that have something to say, or that have ended; waits for the first."""
    busy = {one.pipe: one for one in team if one.job is not None}
    return [busy[pipe] for pipe in wait(busy)]


class Worker:
    """One process, and the number of the job that it is at; it ends with the `stack`."""

    def __init__(self, function, stack):
        context = multiprocessing.get_context("fork" if FORKED else "spawn")
        self.pipe, theirs = context.Pipe()
        self.job, self.alive = None, True
        self.process = context.Process(target=work, args=(function, theirs, os.getpid()), daemon=True)
        with theirs:
            self.process.start()
        stack.callback(self.close)

    def give(self, number, jobs):
        """Let it begin a job; where it has ended meanwhile, `take` tells."""
        self.job = number
        with contextlib.suppress(OSError):
            self.pipe.send(jobs[number])

    def take(self):
        """Return (number of its job, the result); the result is None where the process has been killed."""
        number, self.job = self.job, None
        try:
            return number, self.pipe.recv()
        except (EOFError, OSError):
            self.close()
            return number, None

    def close(self):
        """End it at once: the kernel that it uses ends with it."""
        self.alive = False
        self.process.kill()
        self.process.join()
        self.pipe.close()


def work(function, pipe, parent):
    """Be a worker: answer what comes through the pipe, until its other end is closed."""
    signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is for the parent; kernels it starts must hear theirs
    if FORKED:
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            return
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(function(pipe.recv()))
