"""The judge's side: what `check`, `grade` and `judge` take in place of a function of the student's process.

Remote          a conversation with the student's process
RemoteObject    something that stays there: attributes, operators and, if it is callable, calls go over
"""

import contextlib
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import lru_cache
from socket import socket
from typing import Any, TypeGuard, TypeVar

import numpy as np
import numpy.typing as npt

from deepcourse.checking import untouched
from deepcourse.checking.remote import errors, signatures
from deepcourse.checking.remote.answers import no_answer, outcome_of, refusal, tuple_of
from deepcourse.checking.remote.peer import Closed, Late, Peer
from deepcourse.checking.remote.wire import WireError
from deepcourse.checking.run import LostError, Outcome, RemoteFunction, Usage
from deepcourse.checking.time_limits import PATIENCE, TimeLimitError
from deepcourse.exercises import exercises_of, notebooks
from deepcourse.exercises.declaration import Case, Exercise, call

GRACE = 2.0  # seconds between the limit that the student's process keeps itself, and the judge's patience
FOREVER = 20.0  # for what costs no time there: a description, a word of forgetting
ALTOGETHER = 120.0  # for one conversation: each answer may come in time, and their number have no end
REMEMBERED = 256 * 2**20  # bytes of arrays that are known again
Made = TypeVar("Made")
Stop = Callable[[], object]  # interrupts or kills the student's process
DIED = "the kernel died: the answer ended its process, or used more memory than there is"


class DiedError(LostError):
    """The student's process is gone."""


class ProtocolError(LostError):
    """What came from the student's process was not plain data."""


class Remote(Peer):
    """A conversation with the student's process over a connected socket.

    `interrupt` and `kill` stop what runs there, and end it: a call that does not end is interrupted, then killed.
    """

    def __init__(self, connection: socket, interrupt: Stop | None = None, kill: Stop | None = None) -> None:
        super().__init__(connection)
        self.interrupt, self.kill = interrupt, kill
        self.lost: LostError | None = None
        self.ends = time.monotonic() + ALTOGETHER
        self.until: float | None = None
        self.seconds, self.permanent = 5.0, 0
        self.next_there = 0  # the highest number that the other side has lent since it last forgot
        self.proxies: weakref.WeakValueDictionary[int, RemoteObject] = weakref.WeakValueDictionary()
        self.arrays: dict[int, npt.NDArray[Any]] = {}

    def function(self, name: str) -> Any:
        """Return what stands for the student's function, class or object of that name; plain data as it is.

        Raises NameError where the student's process has no such name.
        """
        how, answer = self.request("describe", name, seconds=FOREVER)
        if how == "missing":
            raise NameError(f"name {name!r} is not defined: was the cell that defines it run, without an error?")
        value, signature = self.checked(lambda: tuple_of(2, answer))
        if isinstance(value, RemoteObject):
            vars(value)["__name__"] = name  # not what the other side says: the cell asks for this exercise
            if how == "callable" and signature is not None and signatures.from_data(signature):
                vars(value)["__signature__"] = signatures.from_data(signature)
            self.permanent = max(self.permanent, value._number)
        return value

    def run(self, exercise: Exercise | Usage, f: Any, case: Case, seconds: float) -> Outcome:
        """Return the `Outcome` of the student's function in one case, in one request."""
        self.start()
        how = {
            "declared": (exercise.notebook, exercise.name) if is_registered(exercise) else None,
            "program": exercise.use is not call,
            "parameters": exercise.parameters,
            "in_place": exercise.in_place,
            "returns": exercise.returns,
        }
        try:
            went, answer = self.request(
                "run", f, how, case.arguments, case.options, seconds, seconds=PATIENCE * seconds
            )
        except TimeLimitError:
            return Outcome(timed_out=True)
        if went == "refused":
            return Outcome(refused=refusal(answer))
        return self.checked(lambda: outcome_of(answer))

    def close(self) -> None:
        """End the serving loop of the student's process; the socket stays open for another conversation."""
        if not self.lost:
            self.request("close", seconds=FOREVER)

    def start(self) -> None:
        """Forget what earlier cases and properties have lent."""
        self.forget()
        self.arrays.clear()
        if self.next_there > self.permanent:
            self.request("forget", self.permanent, seconds=FOREVER)
            self.next_there = 0

    @contextlib.contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        """Give all calls inside the block so many seconds of computing together, as far as the clock can tell."""
        self.start()
        self.until, self.seconds = time.monotonic() + PATIENCE * seconds, seconds
        try:
            yield
        finally:
            self.until = None

    # --- requests --------------------------------------------------------------------------------------------------

    def request(self, *message: Any, seconds: float | None = None) -> tuple[str, Any]:
        """Return (how it went, what came of it). Raises TimeLimitError, or LostError where the conversation is over."""
        if self.lost:
            raise self.lost
        now = time.monotonic()
        if now > self.ends:
            raise self._over(DiedError(f"the tests took longer than {ALTOGETHER:g} seconds together"))
        if self.until and now > self.until:
            raise TimeLimitError
        left = min(self.ends, self.until or now + (seconds or PATIENCE * self.seconds)) - now
        outermost, before = self.deadline is None, self.deadline
        self.deadline = before or now + max(0.01, left) + GRACE
        try:
            return self._answered(message)
        except Late:
            if not outermost:
                raise
            self._stop()
            raise TimeLimitError from None
        except Closed:
            raise self._over(DiedError(DIED)) from None
        except WireError as error:
            raise self._over(ProtocolError(f"what came from the kernel was not plain data: {error}")) from None
        finally:
            self.deadline = before

    def _answered(self, message: tuple[Any, ...]) -> tuple[str, Any]:
        """Send a message and return its answer, after a look at its form."""
        try:
            self.send("?", message)
        except WireError as error:
            raise RuntimeError(f"the judge cannot send this: {error}") from error
        answer = self.wait()
        if type(answer) is not tuple or len(answer) != 2 or type(answer[0]) is not str:
            raise WireError("an answer does not say how it went")
        if answer[0] == "late":
            raise TimeLimitError
        return answer

    def _stop(self) -> None:
        """Interrupt what runs there, and kill it if that does not help; the conversation goes on or is over."""
        self.deadline = time.monotonic() + GRACE
        try:
            if self.interrupt:
                self.interrupt()
                self.depth = 0
                self.wait()
                return
        except (Late, Closed, WireError):
            self.deadline = None
        if self.kill:
            self.kill()
        self._over(DiedError("the kernel was killed: a call did not end, and could not be interrupted"))

    def _over(self, error: LostError) -> LostError:
        self.lost = self.lost or error
        return self.lost

    def value(self, answer: tuple[str, Any]) -> tuple[Any, ...]:
        """Return the value of an answer, and what else came with it; raise what was raised there."""
        how, body = answer
        if how == "raised":
            error, line = self.checked(lambda: (errors.from_data(body[0]), str(body[1])[:500]))
            vars(error)["line_elsewhere"] = line
            raise error
        if how == "refused":
            raise ValueError(refusal(body))
        return self.checked(lambda: tuple_of(3, body) if how == "value" else no_answer())

    def checked(self, make: Callable[[], Made]) -> Made:
        """Return what `make` makes of data that came; data of the wrong form end the conversation."""
        try:
            return make()
        except (TypeError, ValueError, KeyError, IndexError, AttributeError):
            raise self._over(ProtocolError("what came from the kernel was no answer to the question")) from None

    # --- what is lent ----------------------------------------------------------------------------------------------

    def lend(self, value: Any) -> list[Any]:
        """Return how the student's process can name a function of the judge; what is the student's goes back."""
        if isinstance(value, RemoteObject):
            return ["own", value._number]
        if not callable(value):
            raise WireError(f"a {type(value).__name__} is no plain data")
        return ["lent", self.number_of(value), getattr(value, "__name__", "function")]

    def take(self, loan: tuple[Any, ...]) -> Any:
        """Return the judge's own function, or what stands for something of the student's process."""
        if loan[0] == "own":
            return self.own(loan[1])
        _, number, kind, is_callable, name = loan
        if type(number) is not int or type(kind) is not str or type(is_callable) is not bool:
            raise WireError("something is lent without a number and a kind")
        self.next_there = max(self.next_there, number)
        known = self.proxies.get(number)
        if known is None:
            known = self.proxies[number] = stand_in(kind[:80], is_callable)(self, number, str(name)[:80])
        return known

    def known(self, mark: Any, array: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return the array that came before under this mark, now with the newest contents."""
        if type(mark) is not int:
            raise WireError("an array is marked by what is no number")
        self.next_there = max(self.next_there, mark)
        before = self.arrays.get(mark)
        if before is None and array.nbytes + sum(kept.nbytes for kept in self.arrays.values()) > REMEMBERED:
            return array
        if before is None or before.shape != array.shape or before.dtype != array.dtype:
            self.arrays[mark] = array
            return array
        before[...] = array
        return before

    def answer_to(self, message: Any) -> tuple[str, Any]:
        """Return what a function of the judge makes of the student's arguments: the one thing that can be asked."""
        if (
            type(message) is not tuple
            or len(message) != 4
            or message[0] != "call"
            or type(message[2]) is not tuple
            or type(message[3]) is not dict
        ):
            raise WireError("only a call of a function that was lent can be asked for")
        f = self.own(message[1])
        try:
            return "value", f(*message[2], **message[3])
        except (LostError, Late, Closed, WireError):
            raise
        except Exception as error:
            return "raised", errors.as_data(error)


def is_registered(exercise: Exercise | Usage) -> TypeGuard[Exercise]:
    """Return True where the student's process finds the same exercise in its own package."""
    if isinstance(exercise, Usage) or exercise.notebook not in notebooks():
        return False
    return any(e.name == exercise.name and e.use is exercise.use for e in exercises_of(exercise.notebook))


def goes_over(exercise: Exercise | Usage) -> bool:
    """Return True where a whole case can run in the student's process; a property runs here, and calls from here."""
    return exercise.use is call or is_registered(exercise)


class RemoteObject:
    """Something of the student's process that is no plain data."""

    __array_ufunc__ = None  # so that NumPy leaves operators with arrays to this class

    _remote: Remote
    _number: int
    __name__: str

    def __init__(self, remote: Remote, number: int, name: str) -> None:
        vars(self).update(_remote=remote, _number=number, __name__=name)

    def __deepcopy__(self, memo: Any) -> "RemoteObject":
        return self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _operate(self, "getattr", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        _operate(self, "setattr", self, name, value)

    def __iter__(self) -> Iterator[Any]:
        it = _operate(self, "iter", self)
        while True:
            try:
                yield it.__next__() if isinstance(it, RemoteObject) else next(it)
            except StopIteration:
                return

    def __next__(self) -> Any:
        return _operate(self, "next", self)

    def __float__(self) -> float:
        return float(_operate(self, "float", self))

    def __len__(self) -> int:
        return int(_operate(self, "len", self))

    def __bool__(self) -> bool:
        return True

    def __contains__(self, value: Any) -> bool:
        return _operate(self, "contains", self, value) is True

    def __getitem__(self, key: Any) -> Any:
        return _operate(self, "getitem", self, key)

    def __setitem__(self, key: Any, value: Any) -> None:
        _operate(self, "setitem", self, key, value)


class RemoteCallable(RemoteObject, RemoteFunction):
    """Something of the student's process that can be called."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Return what the call returns there; arguments that it changes there are changed here."""
        remote = self._remote
        value, after, same = remote.value(remote.request("call", self, arguments, options, _seconds(remote)))
        given = dict(enumerate(arguments)) | options
        remote.checked(lambda: [_change_noted(given[key], new) for key, new in after.items()])
        parts = value if type(value) is tuple else (value,)
        back = remote.checked(lambda: tuple(p if k is None else given[k] for p, k in zip(parts, same, strict=True)))
        return back if type(value) is tuple else back[0]

    def outcome(self, exercise: Exercise | Usage, case: Case, seconds: float) -> Outcome | None:
        """Return the `Outcome` of a case, or None where the case must run in this process."""
        return self._remote.run(exercise, self, case, seconds) if goes_over(exercise) else None

    def limited(self, seconds: float) -> AbstractContextManager[None]:
        """Return a block in which all calls have so many seconds together."""
        return self._remote.limited(seconds)


def _seconds(remote: Remote) -> float:
    left = remote.until - time.monotonic() if remote.until else remote.seconds
    return max(0.01, min(left, remote.seconds))


def _operate(thing: RemoteObject, name: str, *operands: Any) -> Any:
    remote = thing._remote
    return remote.value(remote.request("operator", name, operands, _seconds(remote)))[0]


def _change_noted(argument: Any, new: Any) -> bool:
    """Give an argument the contents that it has in the student's process, until the judge takes them back."""
    untouched.handed_out(argument)
    return _change(argument, new)


def _change(argument: Any, new: Any) -> bool:
    """Give an argument the contents that it has in the student's process; return False where it cannot have them."""
    if type(argument) is not type(new):
        return False
    if isinstance(argument, np.ndarray) and argument.shape == new.shape and argument.dtype == new.dtype:
        argument[...] = new
    elif isinstance(argument, list):
        old = dict(enumerate(argument))
        argument[:] = [_changed(old.get(i), part) for i, part in enumerate(new)]
    elif isinstance(argument, dict):
        old = dict(argument)
        argument.clear()
        argument.update({key: _changed(old.get(key), part) for key, part in new.items()})
    else:
        return False
    return True


def _changed(old: Any, new: Any) -> Any:
    """Return the old object with its new contents where that can be, else the new object."""
    return old if _change(old, new) else new


def _binary(name: str, reflected: bool) -> Callable[[RemoteObject, Any], Any]:
    def operate(self: RemoteObject, other: Any) -> Any:
        return _operate(self, name, *((other, self) if reflected else (self, other)))

    return operate


for _name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul"):
    setattr(RemoteObject, f"__{_name}__", _binary(_name, reflected=False))
    setattr(RemoteObject, f"__r{_name}__", _binary(_name, reflected=True))
for _name in ("neg", "pos", "abs"):
    setattr(RemoteObject, f"__{_name}__", lambda self, _name=_name: _operate(self, _name, self))


@lru_cache(500)
def stand_in(kind: str, is_callable: bool) -> type[RemoteObject]:
    """Return the type whose objects stand for those of a type of the student: messages call it by its name."""
    return type(kind if kind.isidentifier() else "object", (RemoteCallable if is_callable else RemoteObject,), {})
