"""Exercises that are decisions: questions with options, each with a word on it, all in one file.

Option              what a reader may choose: its text in the notebook, and what to say to whoever chose it
Question            its text in the notebook, its options, and the right one
DecisionExercise    the table of all answers; `from_file` reads it
"""

import inspect
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from typing import Any

from deepcourse.exercises.declaration import Case, Exercise


@dataclass(frozen=True)
class Option:
    """One option: its `text` as it stands in the notebook, and a `word` to the reader who chose it."""

    text: str
    word: str


@dataclass(frozen=True)
class Question:
    """One question: its `text` as it stands in the notebook, its options by letter, and the letter of the right one."""

    name: str
    text: str
    answer: str
    options: dict[str, Option]


@dataclass(eq=False, kw_only=True)
class DecisionExercise(Exercise):
    """An exercise whose answer is a function without arguments that returns {question's name: letter}.

    With `asked`, the name of an argument, the student's function takes a question's name and returns its answer: it is
    asked each question in turn. Every wrong option is a mistake: right answers everywhere else, that option there.
    """

    questions: tuple[Question, ...]
    asked: str = ""
    reference: Callable | None = None  # made from the right answers
    returns: tuple[str, ...] = ("answers",)

    kind = "decision"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.reference is None:
            self._declare_answers()

    @property
    def asked_one_by_one(self) -> bool:
        """Return True where the answer is a function of a question's name, not a whole table."""
        return bool(self.asked)

    @classmethod
    def from_file(cls, package: str, name: str) -> "DecisionExercise":
        """Return the decision that `<name>.toml` in the folder of a notebook declares; `package` is its `__name__`.

        Raises ValueError, naming the file, where something in it is missing, superfluous or does not fit.
        """
        file = f"{name}.toml"
        told = tomllib.loads((resources.files(package) / file).read_text(encoding="utf-8"))
        try:
            questions = tuple(_question(**question) for question in told.pop("questions"))
            return cls(f"{package}.{name}", questions=questions, hints=tuple(told.pop("hints")), **told)
        except (TypeError, KeyError, ValueError) as error:
            raise ValueError(f"{file} of {package.rpartition('.')[2]} declares no decision: {error}") from error

    def _declare_answers(self) -> None:
        """Make the reference, the visible cases and the mistakes from the questions."""
        right = {question.name: question.answer for question in self.questions}
        self.reference = self._answering(right, self.name)
        self.parameters = self._parameters()
        cases = [Case(q.name, (q.name,)) for q in self.questions] if self.asked else [Case("your answers")]
        self.visible(lambda: list(cases))
        for question in self.questions:
            for letter, option in question.options.items():
                if letter != question.answer:
                    chosen = right | {question.name: letter}
                    self.mistake(self._answering(chosen, f"{question.name}_{letter}", option.word))

    def _answering(self, answers: dict[str, str], name: str, docstring: str | None = None) -> Callable:
        """Return a function that gives these answers, all at once or one by one."""

        def table():
            return dict(answers)

        def answer_to(question):
            return answers[question]

        answering = answer_to if self.asked else table
        if self.asked:
            parameter = inspect.Parameter(self.asked, inspect.Parameter.POSITIONAL_OR_KEYWORD)
            answering.__signature__ = inspect.Signature([parameter])
        answering.__name__, answering.__doc__ = name, docstring
        return answering


def _question(name: str, text: str, answer: str, options: dict[str, dict[str, Any]]) -> Question:
    """Return a question of a file. Raises ValueError where its answer is none of its options."""
    if answer not in options:
        raise ValueError(f"the answer of {name} is {answer!r}, none of its options {', '.join(options)}")
    return Question(name, text, answer, {letter: _option(name, letter, **option) for letter, option in options.items()})


def _option(question: str, letter: str, text: str = "", word: str = "", **others: Any) -> Option:
    """Return an option of a question. Raises ValueError, naming it, where a part is missing or there is another one."""
    if others or not (text and word):
        parts = ", ".join([*(["text"] if text else []), *(["word"] if word else []), *others]) or "nothing"
        raise ValueError(f"option {letter} of {question} has {parts}; an option has a text and a word")
    return Option(text, word)
