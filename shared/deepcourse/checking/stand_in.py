"""In a notebook, the package's function in the place of the reader's own, for as long as that is not right.

own         the reader's function or class, where the package's stands in for it; everything else as it is
replace     after a check: let the name of an exercise stand for the package's, or for the reader's own again
is_read     whether this is a notebook that somebody reads in
validated   whether nbgrader's Validate runs this notebook

`check`, `hint`, `grade` and the grader's channel look through a stand-in, with `own`: it is never judged. In a kernel
that runs a notebook for a grader there is none.
"""

import functools
import os
from collections.abc import Callable
from typing import Any

from deepcourse.checking.present import note_panel, shell_of_a_notebook
from deepcourse.exercises.decision import DecisionExercise
from deepcourse.exercises.declaration import ClassExercise, Exercise

NBGRADER = "NBGRADER_EXECUTION"  # "autograde" or "validate" in a kernel that nbgrader has started
FOR_A_GRADER = (NBGRADER, "DEEPCOURSE_CHANNEL")
_replaced: dict[int, tuple[Any, Any]] = {}  # {id of a stand-in: (the stand-in, the reader's own)}
_not_green: set[str] = set()  # exercises of which it was said that the cells below use the package's
_used: dict[str, None] = {}  # the names of the stand-ins that the running cell has used, in order


def own(thing: Any) -> Any:
    """Return the reader's function or class where `thing` stands in for it, else `thing` itself."""
    stand_in, readers = _replaced.get(id(thing), (None, None))
    return thing if stand_in is None or stand_in is not thing else readers


def is_read() -> bool:
    """Return True in a notebook that somebody reads in: not in a terminal, and not at grading."""
    return _shell() is not None


def validated() -> bool:
    """Return True where nbgrader's Validate runs this notebook."""
    return os.environ.get(NBGRADER) == "validate"


def replace(exercise: Exercise, readers: Any, right: bool) -> str:
    """Return a sentence on what the name of an exercise stands for from now on in the notebook, "" where it is as ever.

    Only a name that holds the very object that was checked, `readers`, is touched. A decision is never answered.
    """
    shell = _shell()
    held = shell.user_ns.get(exercise.name) if shell else None
    if held is None or own(held) is not readers or isinstance(exercise, DecisionExercise):
        return ""
    if not right:
        shell.user_ns[exercise.name] = held if held is not readers else _stand_in(exercise, readers)
        _not_green.add(exercise.name)
        return f"Until this check is green, the cells below use the package's {exercise.name}."
    shell.user_ns[exercise.name] = readers
    said = exercise.name in _not_green
    _not_green.discard(exercise.name)
    return f"From now on the cells below use your own {exercise.name}." if said else ""


def in_use(name: str, known: Any) -> Any:
    """Return the reader's newest function of that name, or `known` where the notebook has none."""
    shell = _shell()
    return own(shell.user_ns.get(name, known)) if shell else known


def _shell() -> Any:
    """Return the shell of the notebook that somebody reads in, None elsewhere."""
    return None if any(name in os.environ for name in FOR_A_GRADER) else shell_of_a_notebook()


def _stand_in(exercise: Exercise, readers: Any) -> Any:
    make = _class if isinstance(exercise, ClassExercise) else _function
    made = make(exercise.name, exercise.reference)
    _replaced[id(made)] = made, readers
    _tell_after_each_cell(_shell())
    return made


def _function(name: str, reference: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(reference)
    def stand_in(*arguments: Any, **options: Any) -> Any:
        _used[name] = None
        return reference(*arguments, **options)

    stand_in.__name__ = stand_in.__qualname__ = name
    return stand_in


class _Standing(type):
    """The type of classes that stand in for a reader's: what they make is of the package's class."""

    def __call__(cls, *arguments: Any, **options: Any) -> Any:
        if id(cls) not in _replaced:  # the reader's subclass of one
            return super().__call__(*arguments, **options)
        _used[cls.__name__] = None
        return cls.__bases__[0](*arguments, **options)

    def __instancecheck__(cls, thing: Any) -> bool:
        return isinstance(thing, cls.__bases__[0]) if id(cls) in _replaced else super().__instancecheck__(thing)


def _class(name: str, reference: Any) -> type:
    return _Standing(name, (reference,), {"__doc__": reference.__doc__, "__module__": reference.__module__})


def _tell_after_each_cell(shell: Any) -> None:
    """Let each cell that has used a stand-in say so at its end."""
    if shell.events and _tell not in shell.events.callbacks["post_run_cell"]:
        shell.events.register("pre_run_cell", _forget)  # what sliders have used since the last cell
        shell.events.register("post_run_cell", _tell)


def _forget(*_: Any) -> None:
    _used.clear()


def _tell(*_: Any) -> None:
    if _used:
        note_panel(f"This cell used the package's {', '.join(_used)}: your own is used once its check is green.").show()
    _used.clear()
