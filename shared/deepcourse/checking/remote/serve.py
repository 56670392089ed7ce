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
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import numpy as np
import numpy.typing as npt

from deepcourse.checking.remote import errors, signatures
from deepcourse.checking.remote.peer import MARKS, Closed, Peer
from deepcourse.checking.remote.watch import watching
from deepcourse.checking.remote.wire import WireError
from deepcourse.checking.run import BoundedText, Usage, guilty_line, run, same
from deepcourse.checking.stand_in import own
from deepcourse.checking.time_limits import TimeLimitError, time_limit
from deepcourse.exercises import exercises_of, notebooks
from deepcourse.exercises.declaration import Case, Exercise, call

OPERATORS: dict[str, Callable[..., Any]] = {
    **{name: getattr(operator, name) for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "matmul", "neg")},
    **{name: getattr(operator, name) for name in ("pos", "abs", "getitem", "setitem", "contains")},
    **{"pow": pow, "len": len, "iter": iter, "next": next, "float": float, "int": int, "bool": bool},
    **{"getattr": getattr, "setattr": setattr},
}

CHANGEABLE = (np.ndarray, list, dict)


def serve(place: int | str, namespace: dict[str, Any] | None = None) -> None:
    """Answer the judge who waits at a socket: its path, or the number of an open one."""
    if isinstance(place, int):
        serve_socket(socket.socket(fileno=os.dup(place)), namespace)
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(place)
        serve_socket(connection, namespace)


def serve_socket(connection: socket.socket, namespace: dict[str, Any] | None = None) -> None:
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

    def __init__(self, connection: socket.socket, namespace: dict[str, Any]) -> None:
        super().__init__(connection)
        self.namespace, self.calling = namespace, 0

    @contextlib.contextmanager
    def interruptible(self) -> Iterator[None]:
        """Let the judge's interrupt end a call of the student's function, and nothing else."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def interrupt(*_: object) -> None:
            if self.calling:
                raise KeyboardInterrupt

        before = signal.signal(signal.SIGINT, interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    # --- what is lent ----------------------------------------------------------------------------------------------

    def lend(self, value: Any) -> list[Any]:
        """Return how the judge can name a function or an object of the student."""
        if type(value) is Callback and value.server is self:
            return ["own", value.number]
        name = getattr(value, "__name__", None) if callable(value) else None
        return ["lent", self.number_of(value), type(value).__name__[:80], callable(value), str(name)[:80]]

    def take(self, loan: tuple[Any, ...]) -> Any:
        """Return what the judge named: something of the student, or a function of the judge."""
        if loan[0] == "own":
            return self.own(loan[1])
        return Callback(self, loan[1], loan[2])

    def mark(self, array: npt.NDArray[Any]) -> int | None:
        """Return a number by which the judge knows the array again when it comes a second time."""
        return self.number_of(array) if len(self.lent) < MARKS else None

    # --- answers ---------------------------------------------------------------------------------------------------

    def send(self, kind: str, body: Any) -> None:
        """Send; what cannot be sent is told in its place."""
        calling, self.calling = self.calling, 0
        try:
            super().send(kind, body)
        except WireError as error:
            super().send(kind, ("refused", str(error)))
        finally:
            self.calling = calling

    def answer_to(self, message: Any) -> tuple[str, Any]:
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
            return "raised", (errors.as_data(error), guilty_line(error)[:500])

    def do_describe(self, name: str) -> tuple[str, Any]:
        """Return what a name stands for: a class, something callable, a value; or that there is no such name."""
        if name not in self.namespace:
            return "missing", None
        value = own(self.namespace[name])  # never the package's in its place
        kind = "class" if inspect.isclass(value) else "callable" if callable(value) else "value"
        return kind, (value, signatures.as_data(value) if kind == "callable" else None)

    def do_close(self) -> tuple[str, Any]:
        """Agree that this conversation is over; the socket stays open for another one."""
        return "value", None

    def do_forget(self, after: int) -> tuple[str, Any]:
        """Forget what was lent since `after`; return the last number lent."""
        self.forget(after)
        return "value", self.next - 1

    @contextlib.contextmanager
    def called(self) -> Iterator[None]:
        """Mark the time in which the student's code runs."""
        self.calling += 1
        try:
            yield
        finally:
            self.calling -= 1

    def do_run(
        self, f: Any, how: dict[str, Any], arguments: tuple[Any, ...], options: dict[str, Any], seconds: float
    ) -> tuple[str, Any]:
        """Return what the student's function did in one case, as `run` tells it; `how` says how it is put to use."""
        declared, nothing = how.pop("declared"), list[str]()
        with self.called(), watching(registered(*declared)) if declared else contextlib.nullcontext(nothing) as noted:
            use = registered(*declared).use if how.pop("program") else call
            outcome = run(Usage(use, **how), f, Case("", arguments, options), seconds)
        data = {
            name: getattr(outcome, name) for name in ("value", "timed_out", "warned", "printed", "changed", "shared")
        }
        if outcome.error is not None:
            data["error"] = errors.as_data(outcome.error), outcome.line[:500]
        data["warned"] = tuple(warned[:500] for warned in data["warned"][:20])
        return "value", data | {"called_reference": tuple(noted)}

    def do_call(self, f: Any, arguments: tuple[Any, ...], options: dict[str, Any], seconds: float) -> tuple[str, Any]:
        """Return what a call returned, which of its arguments it changed into what, and which one it gave back."""
        before = copy.deepcopy((arguments, options))
        with self.called(), quiet(), _limit(seconds if self.depth == 1 else None):
            value = f(*arguments, **options)
        after: dict[int | str, Any] = {i: a for i, a in enumerate(arguments) if not same(a, before[0][i])}
        after |= {name: a for name, a in options.items() if not same(a, before[1][name])}
        places = {id(a): i for i, a in [*enumerate(arguments), *options.items()] if isinstance(a, CHANGEABLE)}
        parts = value if type(value) is tuple else (value,)
        return "value", (value, after, tuple(places.get(id(part)) for part in parts))

    def do_operator(self, name: str, operands: tuple[Any, ...], seconds: float) -> tuple[str, Any]:
        """Return what an operator makes of its operands."""
        with self.called(), quiet(), _limit(seconds if self.depth == 1 else None):
            return "value", (OPERATORS[name](*operands), {}, ())


class Callback:
    """A function of the judge, in the student's process."""

    def __init__(self, server: Server, number: int, name: str) -> None:
        self.server, self.number, self.__name__ = server, number, name

    def __deepcopy__(self, memo: Any) -> "Callback":
        return self

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Return what the judge's function returns."""
        how, answer = self.server.ask(("call", self.number, arguments, options))
        if how == "raised":
            raise errors.from_data(answer)
        return answer


def registered(notebook: str, name: str) -> Exercise:
    """Return the exercise of a notebook that has a name."""
    importlib.import_module("deepcourse.exercises")
    places = [notebook] if notebook in notebooks() else []
    return next(e for place in places for e in exercises_of(place) if e.name == name)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
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


def _limit(seconds: float | None) -> AbstractContextManager[None]:
    return contextlib.nullcontext() if seconds is None else time_limit(seconds)
