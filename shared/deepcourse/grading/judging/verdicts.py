"""What judging a test cell found: points, and the sentences that say why.

Test        one test of a cell: its name, what it says, and why
Judged      one test cell of one submission
"""

from dataclasses import asdict, dataclass

CORRECT, PARTLY, INCORRECT = "correct", "partly right", "incorrect"
NOT_ATTEMPTED, NOT_JUDGED = "not attempted", "not judged"


@dataclass(frozen=True)
class Test:
    """One test: `state` is CORRECT, INCORRECT or NOT_ATTEMPTED; `problems` are sentences, none where it is right."""

    name: str
    state: str
    problems: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()  # names, as the exercise declares them


@dataclass(frozen=True)
class Judged:
    """The verdict on one test cell; `sentence` says why points were not given, "" where all were."""

    cell: str  # its grade_id: "propagate-check", "propagate-grade"
    exercise: str  # the id of the solution cell that it belongs to: "propagate"
    points: float
    max_points: float
    state: str
    sentence: str = ""
    hidden: bool = False  # of a hidden test, a student learns the sentence and the one case that it explains
    tests: tuple[Test, ...] = ()
    misconceptions: tuple[str, ...] = ()  # sentences, the one that explains most first
    integrity: tuple[str, ...] = ()  # what a person should look at: the reference was called instead of written

    def as_data(self):
        """Return it as dictionaries and lists, for a JSON file."""
        return asdict(self)


def from_data(data):
    """Return the `Judged` that `as_data` gave, read back from JSON."""
    tests = tuple(Test(**{k: tuple(v) if isinstance(v, list) else v for k, v in one.items()}) for one in data["tests"])
    rest = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k != "tests"}
    return Judged(**rest, tests=tests)
