"""What an exercise is: one declaration that the checks, the hidden tests and the proofs of both are made from.

Case                one call: what goes in
Property            something that must hold for every right answer, beyond its numbers
Misconception       a known wrong variant of the reference, and a sentence about it
Exercise            what all exercises share: points, hints, cases, properties, mistakes
FunctionExercise    ... whose answer is a function
ClassExercise       ... whose answer is a class
Shared              functions that several exercises declare, or that fill a file of their own

Decisions, whose answers are letters, are made from a file: see `deepcourse.exercises.decision`.
"""

import inspect
import re
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, ClassVar, TypeVar

import numpy as np

Declared = TypeVar("Declared", bound=Callable)  # a decorator gives back the function or class that it was given


COUNTED = (  # what names of cases count: "1 units" is read as 1 unit, while "5 x 1 pixels" counts pixels of a side
    r"(?<![\d.,-])(?<! x )(?<!by )(?<!to )(?<!and )\b1 (unit|channel|picture|anchor|output|filter|bit|landmark|example|"
    r"input|cell|map|step|layer|word|letter|sentence|token|row|column|detection|feature|sequence|id|name|tag)s\b"
)


@dataclass(frozen=True)
class Case:
    """One call of the student's function: a name that a person can read, and the arguments."""

    name: str
    arguments: tuple = ()
    options: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self):
        """Let the name say 1 unit where a template made it say "1 units"."""
        object.__setattr__(self, "name", re.sub(COUNTED, r"1 \1", self.name))

    def by_name(self, parameters: tuple[str, ...]) -> dict[str, Any]:
        """Return all arguments under their names; `parameters` are those of the arguments that come by position."""
        return dict(zip(parameters, self.arguments, strict=False)) | self.options


@dataclass(frozen=True)
class Property:
    """Something that must hold: `problem(f, rng)` returns None, or a sentence that says how `f` breaks it.

    With `draw`, a function of rng that returns a `Case`, it is `problem(result, *arguments)` of that case: for
    functions of objects, which are made where `f` lives.
    """

    name: str
    problem: Callable[..., str | None]
    draw: Callable[[np.random.Generator], Case] | None = None


@dataclass(frozen=True)
class Misconception:
    """A wrong variant of the reference; `sentence` completes "the same result comes out when ..."."""

    name: str
    sentence: str
    variant: Callable


class Shared(list):
    """Functions that several exercises declare: `@MISTAKES.add` above each, and where they belong a loop over them."""

    def add(self, function: Declared) -> Declared:
        """Return the function as it is, and keep it, in the order of the file."""
        self.append(function)
        return function


def call(f: Callable, *arguments, **options):
    """Return what `f` returns: how a function is put to use. Classes declare a small program instead."""
    return f(*arguments, **options)


@dataclass(eq=False)  # an exercise is itself and no other: what belongs to it can be kept by it
class Exercise:
    """What all kinds of exercises share. `module` is the `__name__` of the file: `...<notebook>.<exercise>`.

    The student's object is found by `name`. A case is run by `use(f, *arguments, **options)`: for a function that is
    the call itself; for a class it is a short program that builds objects and returns plain data from them.

    What is made of functions is declared by decorators, which return the function as it is: `visible`, `draw` and
    `edges` once each, `property`, `mistake` and `right` as often as there are such; their order is the file's.
    """

    module: str
    _: KW_ONLY
    reference: Callable
    minutes: int
    points_visible: float
    points_hidden: float
    hints: tuple[str, str, str]
    returns: tuple[str, ...] = ("the result",)  # what messages call the result, or its parts if it is a tuple
    name: str = ""  # where it is not the module's: a class, or one of several exercises of one file
    notebook: str = ""  # where it is not that of the module's folder
    use: Callable = call
    random_cases: int = 5  # how many times `grade` calls what `draw` decorates
    in_place: tuple[str, ...] = ()  # parameters that must be changed; all others must be left as they were
    any_number_type: bool = False  # True where int, bool and float answers are equally right
    may_share_memory: bool = True  # False where a result that is a view of an argument is a mistake
    relative_tolerance: float = 1e-6
    properties: tuple[Property, ...] = field(default=(), repr=False)
    misconceptions: tuple[Misconception, ...] = field(default=(), repr=False)
    alternatives: tuple[Callable, ...] = field(default=(), repr=False)  # right solutions, written differently
    makers: dict[str, Callable] = field(default_factory=dict, repr=False)  # of cases: "visible", "draw", "edges"
    parameters: tuple[str, ...] = field(init=False, repr=False)  # the names of the arguments that a case holds

    kind: ClassVar[str] = "exercise"  # one word for people and for tables

    def __post_init__(self) -> None:
        folder, _, file = self.module.rpartition(".")
        self.name = self.name or file
        self.notebook = self.notebook or folder.rpartition(".")[2]
        if self.reference is not None:  # that of a decision is made of its questions
            self.parameters = self._parameters()

    def _parameters(self) -> tuple[str, ...]:
        """Return `parameters`: read now, since the code of a reference is exchanged while an answer is watched."""
        if self.use is call:
            return tuple(inspect.signature(self.reference).parameters)
        names = [p.name for p in inspect.signature(self.use).parameters.values() if p.kind is not p.KEYWORD_ONLY]
        return tuple(names[1:])

    @property
    def slug(self) -> str:
        """Return what the ids of the exercise's cells begin with: the check of `propagate` is `propagate-check`."""
        return self.name.replace("_", "-")

    @property
    def points(self) -> float:
        """Return the points of the exercise, visible and hidden together."""
        return self.points_visible + self.points_hidden

    @property
    def result_names(self) -> tuple[str, ...]:
        """Return what messages call the parts of the outcome: what is returned, then what is changed in place."""
        return self.returns + tuple(f"{name} afterwards" for name in self.in_place)

    @property
    def draws(self) -> int:
        """Return how many random cases `grade` draws: none where the exercise has no `draw`."""
        return self.random_cases if "draw" in self.makers else 0

    def visible_cases(self) -> list[Case]:
        """Return the cases of `check`: the same at every call. Raises ValueError where none are declared."""
        cases = self.makers["visible"]() if "visible" in self.makers else []
        if not cases:
            told = "it has no visible cases; write a function that returns a list of them, under"
            raise self.badly_declared(f"{told} @{self.name}.visible")
        return cases

    def hidden_cases(self, seed: int) -> list[Case]:
        """Return the cases of `grade`: random ones drawn from `seed`, then the edge cases."""
        rng = np.random.default_rng(seed)
        drawn = [self.makers["draw"](rng) for _ in range(self.draws)]
        numbered = [Case(f"random case {i}: {c.name}", c.arguments, c.options) for i, c in enumerate(drawn, 1)]
        return numbered + (self.makers["edges"](rng) if "edges" in self.makers else [])

    def visible(self, make: Declared) -> Declared:
        """Declare the cases of `check`: `make()` returns a list of `Case`, the same at every call."""
        return self._made_by("visible", make)

    def draw(self, make: Declared) -> Declared:
        """Declare one random case of `grade`: `make(rng)` returns a `Case`; it is called `random_cases` times."""
        return self._made_by("draw", make)

    def edges(self, make: Declared) -> Declared:
        """Declare the rare cases of `grade`: `make(rng)` returns a list of `Case`."""
        return self._made_by("edges", make)

    def mistake(self, variant: Declared) -> Declared:
        """Declare a wrong variant of the reference; its docstring completes "the same result comes out when ...".

        Raises ValueError where there is no such sentence, or a mistake of that name or with that sentence already.
        """
        sentence = " ".join((variant.__doc__ or "").split())
        if not sentence:
            told = f"its mistake {variant.__name__} has no docstring; write one that completes"
            raise self.badly_declared(f'{told} "the same result comes out when ..."')
        for other in self.misconceptions:
            if other.name == variant.__name__:
                raise self.badly_declared(f"it has two mistakes called {other.name}; give one of them another name")
            if other.sentence == sentence:
                told = f"its mistakes {other.name} and {variant.__name__} have the same docstring, {sentence!r}"
                raise self.badly_declared(f"{told}; say in each what is wrong there and nowhere else")
        self.misconceptions += (Misconception(variant.__name__, sentence, variant),)
        return variant

    def right(self, variant: Declared) -> Declared:
        """Declare a right solution that is written differently from the reference: every test must accept it."""
        if variant in self.alternatives:
            raise self.badly_declared(f"its solution {variant.__name__} is declared twice; take one @right away")
        self.alternatives += (variant,)
        return variant

    def complete(self, notebook: str) -> "Exercise":
        """Return the exercise itself. Raises ValueError where it is not one of `notebook`, or has no visible cases."""
        if self.notebook != notebook:
            told = f"it is listed in {notebook}, but its file lies in the folder of {self.notebook}"
            raise self.badly_declared(f"{told}; move the file, or give notebook={notebook!r}")
        if "visible" not in self.makers:
            self.visible_cases()
        return self

    def badly_declared(self, problem: str) -> ValueError:
        """Return the error that says which exercise cannot be declared like this, and why."""
        return ValueError(f"the exercise {self.name} of {self.notebook} is not declared well: {problem}")

    def _made_by(self, part: str, make: Declared) -> Declared:
        if part in self.makers:
            told = f"@{self.name}.{part} stands above {self.makers[part].__name__} and above {make.__name__}"
            raise self.badly_declared(f"{told}; keep one, which returns all the cases")
        self.makers = self.makers | {part: make}
        return make

    # The last of this class: below its definition, `@property` would no longer mean Python's own.
    def property(self, name: str, *, draw: Callable[[np.random.Generator], Case] | None = None) -> Callable:
        """Declare something that must hold for every right answer: see `Property`; `name` says it in a few words."""

        def declare(problem: Declared) -> Declared:
            if any(other.name == name for other in self.properties):
                raise self.badly_declared(f"it has two properties called {name!r}; give one of them another name")
            self.properties += (Property(name, problem, draw),)
            return problem

        return declare


class FunctionExercise(Exercise):
    """An exercise whose answer is a function, called with the arguments of each case (or by `use`)."""

    kind = "function"


class ClassExercise(Exercise):
    """An exercise whose answer is a class: `use(cls, *arguments)` builds objects and returns plain data from them."""

    kind = "class"

    def _parameters(self) -> tuple[str, ...]:
        if self.use is call:
            told = "its answer is a class, and a case must know what to do with it"
            raise self.badly_declared(f"{told}; give use=, a function use(cls, *arguments) that returns plain data")
        return super()._parameters()
