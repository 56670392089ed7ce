"""The form of what the student's process answers: nothing is believed before it has been looked at.

tuple_of        data that are a tuple of so many parts
outcome_of      the `Outcome` that data tell
refusal         the sentence on a result that cannot be sent
"""

from typing import Any, NoReturn

from deepcourse.checking.remote import errors
from deepcourse.checking.run import Outcome


def refusal(reason: Any) -> str:
    """Return the sentence on a result that cannot be sent."""
    return f"the result cannot be judged: {str(reason)[:300]}"


def tuple_of(count: int, data: Any) -> tuple[Any, ...]:
    """Return data that came, if they are a tuple of so many parts; raise ValueError if not."""
    return data if type(data) is tuple and len(data) == count else no_answer()


def no_answer() -> NoReturn:
    """Raise ValueError: what came has not the form of an answer."""
    raise ValueError("not the form of an answer")


def outcome_of(data: Any) -> Outcome:
    """Return the `Outcome` that plain data tell; raise where they are not of its form."""
    texts = ("warned", "changed", "shared", "called_reference")
    parts = {name: data[name] for name in (*texts, "value", "timed_out", "printed")}
    if not all(type(parts[n]) is tuple and all(type(t) is str for t in parts[n]) for n in texts):
        raise ValueError
    if type(parts["timed_out"]) is not bool or type(parts["printed"]) is not str:
        raise ValueError
    outcome = Outcome(**parts)
    if "error" in data:
        error, line = data["error"]
        outcome.error, outcome.line, outcome.value = errors.from_data(error), str(line)[:500], None
    return outcome
