"""What an exercise is: one declaration that the checks, the hidden tests and the proofs of both are made from.

Case            one call: what goes in
Property        something that must hold for every right answer, beyond its numbers
Misconception   a known wrong variant of the reference, and a sentence about it
Question        one row of a decision exercise: options, the right one, a word on each
Exercise        all of it, for one function, class or table of answers
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np


@dataclass(frozen=True)
class Case:
    """One call of the student's function: a name that a person can read, and the arguments."""

    name: str
    arguments: tuple = ()
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Property:
    """Something that must hold: `problem(f, rng)` returns None, or a sentence that says how `f` breaks it.

    With `draw`, a function of rng that returns a `Case`, it is `problem(result, *arguments)` of that case: for
    functions of objects, which are made where `f` lives.
    """

    name: str
    problem: Callable[..., str | None]
    draw: Callable[[np.random.Generator], Any] | None = None


@dataclass(frozen=True)
class Misconception:
    """A wrong variant of the reference; `sentence` completes "the same result comes out when ..."."""

    name: str
    sentence: str
    variant: Callable


def misconceptions(*variants):
    """Return a tuple of `Misconception`s; each variant's docstring is its sentence, its name the misconception's."""
    return tuple(Misconception(v.__name__, " ".join(v.__doc__.split()), v) for v in variants)


@dataclass(frozen=True)
class Question:
    """One question of a decision exercise; `options` gives, by letter, what to say to a person who chose it."""

    name: str
    answer: str
    options: dict[str, str]


def call(f, *arguments, **options):
    """Return what `f` returns: how a function is put to use. Classes declare a small program instead."""
    return f(*arguments, **options)


@dataclass(frozen=True)
class Exercise:
    """One exercise of a notebook.

    The student's object is found by `name`. A case is run by `use(f, *arguments, **options)`: for a function that is
    the call itself; for a class it is a short program that builds objects and returns plain data from them.
    """

    name: str
    notebook: str
    minutes: int
    points_visible: float
    points_hidden: float
    hints: tuple[str, str, str]
    reference: Callable
    visible: Callable[[], list[Case]]  # the cases that `check` shows
    draw: Callable[[np.random.Generator], Case] | None = None  # one random case for `grade`
    edges: Callable[[np.random.Generator], list[Case]] | None = None  # the rare cases for `grade`
    random_cases: int = 5
    properties: tuple[Property, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    alternatives: tuple[Callable, ...] = ()  # right solutions, written differently
    returns: tuple[str, ...] = ("the result",)  # what messages call the result, or its parts if it is a tuple
    use: Callable = call
    kind: Literal["function", "class", "decision"] = "function"
    questions: tuple[Question, ...] = ()
    asked_one_by_one: bool = False  # True where a decision is a function of a question's name, not a whole table
    in_place: tuple[str, ...] = ()  # parameters that must be changed; all others must be left as they were
    any_number_type: bool = False  # True where int, bool and float answers are equally right
    may_share_memory: bool = True  # False where a result that is a view of an argument is a mistake
    relative_tolerance: float = 1e-6

    @property
    def slug(self):
        """Return what the ids of the exercise's cells begin with: the check of `propagate` is `propagate-check`."""
        return self.name.replace("_", "-")

    @property
    def points(self):
        """Return the points of the exercise, visible and hidden together."""
        return self.points_visible + self.points_hidden

    @property
    def parameters(self):
        """Return the names of the arguments that a case holds, in order."""
        if self.use is call:
            return tuple(inspect.signature(self.reference).parameters)
        names = [p.name for p in inspect.signature(self.use).parameters.values() if p.kind is not p.KEYWORD_ONLY]
        return tuple(names[1:])

    @property
    def result_names(self):
        """Return what messages call the parts of the outcome: what is returned, then what is changed in place."""
        return self.returns + tuple(f"{name} afterwards" for name in self.in_place)

    def visible_cases(self):
        """Return the cases of `check`: the same at every call."""
        return self.visible()

    def hidden_cases(self, seed):
        """Return the cases of `grade`: random ones drawn from `seed`, then the edge cases."""
        rng = np.random.default_rng(seed)
        drawn = [self.draw(rng) for _ in range(self.random_cases)] if self.draw else []
        numbered = [Case(f"random case {i}: {c.name}", c.arguments, c.options) for i, c in enumerate(drawn, 1)]
        return numbered + (self.edges(rng) if self.edges else [])


def decision(name, notebook, questions, reference=None, **declared):
    """Return an `Exercise` whose answer is a function without arguments that returns {question's name: letter}.

    With a `reference`, which takes a question's name and returns its answer, the student's function is one of that
    kind too: it is asked each question in turn.

    Every wrong option is a misconception: right answers everywhere else, that option there.
    """
    right = {question.name: question.answer for question in questions}

    def table():
        return dict(right)

    def choosing(question, letter):
        chosen = right | {question.name: letter}

        def table_with_it():
            return dict(chosen)

        def answer_with_it(name):
            return chosen[name]

        variant = answer_with_it if reference else table_with_it
        variant.__name__ = f"{question.name}_{letter}"
        variant.__doc__ = question.options[letter]
        return variant

    wrong = [choosing(q, letter) for q in questions for letter in q.options if letter != q.answer]
    return Exercise(
        name=name,
        notebook=notebook,
        kind="decision",
        questions=tuple(questions),
        reference=reference or table,
        asked_one_by_one=reference is not None,
        visible=lambda: [Case(q.name, (q.name,)) for q in questions] if reference else [Case("your answers")],
        misconceptions=misconceptions(*wrong),
        returns=("answers",),
        **declared,
    )
