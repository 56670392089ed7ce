"""The side of the student's process: it calls what the judge names, and sends back what came of it, as plain data.

serve           answer the judge who waits at a path, until that closes the socket; a notebook's cell does it
serve_socket    the same over a socket that is connected already
"""

import contextlib
import copy
import importlib
import inspect
import operator
import os
import signal
import socket
import sys
import threading
import warnings

import numpy as np

from deepcourse.checking.remote import errors, signatures
from deepcourse.checking.remote.peer import MARKS, Closed, Peer
from deepcourse.checking.remote.watch import watching
from deepcourse.checking.remote.wire import WireError
from deepcourse.checking.run import BoundedText, TimeLimitError, _guilty_line, run, same, time_limit
from deepcourse.exercises import exercises_of, notebooks
from deepcourse.exercises.declaration import Case, call

OPERATORS = {
    **{name: getattr(operator, name) for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "matmul", "neg")},
    **{name: getattr(operator, name) for name in ("pos", "abs", "getitem", "setitem", "contains")},
    **{"pow": pow, "len": len, "iter": iter, "next": next, "float": float, "int": int, "bool": bool},
    **{"getattr": getattr, "setattr": setattr},
}

CHANGEABLE = (np.ndarray, list, dict)


def serve(place, namespace=None):
    """Answer the judge who waits at a socket: its path, or the number of an open one."""
    if isinstance(place, int):
        serve_socket(socket.socket(fileno=os.dup(place)), namespace)
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(place)
        serve_socket(connection, namespace)


def serve_socket(connection, namespace=None):
    """Answer over a connected socket until the judge closes it. Names are looked up in `namespace`."""
    server = Server(connection, vars(sys.modules["__main__"]) if namespace is None else namespace)
    with server.interruptible(), contextlib.suppress(Closed, WireError):
        while True:
            _, message = server.receive()
            server.answer(message)
            if message == ("close",):
                return


class Server(Peer):
    """Answers the judge's messages; each is (what to do, and what that needs)."""

    def __init__(self, connection, namespace):
        super().__init__(connection)
        self.namespace, self.calling = namespace, 0

    @contextlib.contextmanager
    def interruptible(self):
        """Let the judge's interrupt end a call of the student's function, and nothing else."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def interrupt(*_):
            if self.calling:
                raise KeyboardInterrupt

        before = signal.signal(signal.SIGINT, interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    # --- what is lent ----------------------------------------------------------------------------------------------

    def lend(self, value):
        """Return how the judge can name a function or an object of the student."""
        if type(value) is Callback and value.server is self:
            return ["own", value.number]
        name = getattr(value, "__name__", None) if callable(value) else None
        return ["lent", self.number_of(value), type(value).__name__[:80], callable(value), str(name)[:80]]

    def take(self, told):
        """Return what the judge named: something of the student, or a function of the judge."""
        if told[0] == "own":
            return self.own(told[1])
        return Callback(self, told[1], told[2])

    def mark(self, array):
        """Return a number by which the judge knows the array again when it comes a second time."""
        return self.number_of(array) if len(self.lent) < MARKS else None

    # --- answers ---------------------------------------------------------------------------------------------------

    def send(self, kind, body):
        """Send; what cannot be sent is told in its place."""
        calling, self.calling = self.calling, 0
        try:
            super().send(kind, body)
        except WireError as error:
            super().send(kind, ("refused", str(error)))
        finally:
            self.calling = calling

    def answer_to(self, message):
        """Return (how it went, what came of it)."""
        what, *needed = message
        try:
            return getattr(self, f"do_{what}")(*needed)
        except Closed:
            raise
        except (KeyboardInterrupt, TimeLimitError):
            return "late", None
        except WireError as error:
            return "refused", str(error)
        except BaseException as error:
            return "raised", (errors.as_data(error), _guilty_line(error)[:500])

    def do_describe(self, name):
        """Return what a name stands for: a class, something callable, a value; or that there is no such name."""
        if name not in self.namespace:
            return "missing", None
        found = self.namespace[name]
        kind = "class" if inspect.isclass(found) else "callable" if callable(found) else "value"
        return kind, (found, signatures.as_data(found) if kind == "callable" else None)

    def do_close(self):
        """Agree that this conversation is over; the socket stays open for another one."""
        return "value", None

    def do_forget(self, after):
        """Forget what was lent since `after`; return the last number lent."""
        self.forget(after)
        return "value", self.next - 1

    @contextlib.contextmanager
    def called(self):
        """Mark the time in which the student's code runs."""
        self.calling += 1
        try:
            yield
        finally:
            self.calling -= 1

    def do_run(self, f, how, arguments, options, seconds):
        """Return what the student's function did in one case, as `run` tells it; `how` says how it is put to use."""
        declared = how.pop("declared")
        with self.called(), watching(registered(*declared)) if declared else contextlib.nullcontext([]) as noted:
            use = registered(*declared).use if how.pop("program") else call
            outcome = run(Used(use, **how), f, Case("", arguments, options), seconds)
        told = {
            name: getattr(outcome, name) for name in ("value", "timed_out", "warned", "printed", "changed", "shared")
        }
        if outcome.error is not None:
            told["error"] = errors.as_data(outcome.error), outcome.line[:500]
        told["warned"] = tuple(warned[:500] for warned in told["warned"][:20])
        return "value", told | {"called_reference": tuple(noted)}

    def do_call(self, f, arguments, options, seconds):
        """Return what a call returned, which of its arguments it changed into what, and which one it gave back."""
        before = copy.deepcopy((arguments, options))
        with self.called(), quiet(), _limit(seconds if self.depth == 1 else None):
            value = f(*arguments, **options)
        after = {i: a for i, a in enumerate(arguments) if not same(a, before[0][i])}
        after |= {name: a for name, a in options.items() if not same(a, before[1][name])}
        places = {id(a): i for i, a in [*enumerate(arguments), *options.items()] if isinstance(a, CHANGEABLE)}
        parts = value if type(value) is tuple else (value,)
        return "value", (value, after, tuple(places.get(id(part)) for part in parts))

    def do_operator(self, name, operands, seconds):
        """Return what an operator makes of its operands."""
        with self.called(), quiet(), _limit(seconds if self.depth == 1 else None):
            return "value", (OPERATORS[name](*operands), {}, ())


class Used:
    """As much of an exercise as `run` asks for."""

    def __init__(self, use, parameters, in_place, returns):
        self.use, self.parameters, self.in_place, self.returns = use, parameters, in_place, returns


class Callback:
    """A function of the judge, in the student's process."""

    def __init__(self, server, number, name):
        self.server, self.number, self.__name__ = server, number, name

    def __deepcopy__(self, memo):
        return self

    def __call__(self, *arguments, **options):
        """Return what the judge's function returns."""
        how, told = self.server.ask(("call", self.number, arguments, options))
        if how == "raised":
            raise errors.from_data(told)
        return told


def registered(notebook, name):
    """Return the exercise of a notebook that has a name."""
    importlib.import_module("deepcourse.exercises")
    places = [notebook] if notebook in notebooks() else []
    return next(e for place in places for e in exercises_of(place) if e.name == name)


@contextlib.contextmanager
def quiet():
    """Let nothing that is printed or warned of inside the block get out."""
    out = BoundedText()
    with (
        warnings.catch_warnings(),
        np.errstate(divide="ignore", over="ignore", invalid="ignore", under="ignore"),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out),
    ):
        warnings.simplefilter("ignore")
        yield


def _limit(seconds):
    return contextlib.nullcontext() if seconds is None else time_limit(seconds)
