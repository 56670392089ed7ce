"""What judging an answer found: the states, a verdict for each test, the report on all of them.

CORRECT, INCORRECT, NOT_ATTEMPTED    the three states of a test, and of an answer
Verdict                              what one test says
Report                               what all tests say about one answer
"""

from dataclasses import dataclass, field
from typing import Any

from deepcourse.checking.legible import legible
from deepcourse.checking.run import Outcome
from deepcourse.exercises.declaration import Case, Exercise, Misconception

CORRECT, INCORRECT, NOT_ATTEMPTED = "correct", "incorrect", "not attempted"


@dataclass
class Verdict:
    """What one test says: its name, its state, and if something is wrong, the sentences that tell it."""

    name: str
    state: str
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # worth saying, no mistake: warnings, prints
    wrong: set[str] = field(default_factory=set)  # the places of the result that are not as expected
    explained: dict[Misconception, set[str]] = field(default_factory=dict)  # ... and which of them a mistake explains
    case: Case | None = None
    outcome: Outcome | None = None
    expected: Any = None

    def __post_init__(self) -> None:
        self.problems, self.notes = list(map(legible, self.problems)), list(map(legible, self.notes))

    @property
    def misconceptions(self) -> list[Misconception]:
        """Return the misconceptions that explain something here, the one that explains most of all cases first."""
        return list(self.explained)


@dataclass
class Report:
    """What all tests say about one answer."""

    exercise: Exercise
    state: str
    verdicts: list[Verdict]
    misconceptions: list[Misconception] = field(default_factory=list)  # that explain, together, all that is wrong
    observations: list[str] = field(default_factory=list)  # what all failing cases have in common, where none does

    @property
    def failures(self) -> list[Verdict]:
        """Return the verdicts that are not `correct`, in order."""
        return [v for v in self.verdicts if v.state != CORRECT]

    def explained_by(self, misconception: Misconception) -> set[str]:
        """Return the places that a misconception explains; the empty set where it explains all that is wrong."""
        if all(v.wrong <= v.explained.get(misconception, set()) for v in self.verdicts):
            return set()
        return {place for v in self.verdicts for place in v.explained.get(misconception, ())}
