"""The exercises: a folder a course, in it a folder a notebook, each exercise declared once.

declaration             what an exercise is
course1, course2, ...   the exercises of each notebook, in a folder of its name
"""

import importlib
import pkgutil
from functools import cache

from deepcourse.exercises.declaration import Exercise
from deepcourse.nearest import did_you_mean


@cache
def _folders():
    """Return {notebook: the dotted name of the package that declares its exercises}; the disk is read once."""
    courses = [m.name for m in pkgutil.iter_modules(__path__) if m.ispkg]
    packages = {course: importlib.import_module(f"{__name__}.{course}") for course in courses}
    return {
        notebook.name: f"{__name__}.{course}.{notebook.name}"
        for course, package in packages.items()
        for notebook in pkgutil.iter_modules(package.__path__)
        if notebook.ispkg
    }


def notebooks():
    """Return the names of all notebooks that have exercises."""
    return tuple(_folders())


def exercises_of(notebook):
    """Return the `Exercise`s of a notebook, in the order of the notebook.

    Raises LookupError, naming the nearest known notebook, where there is none of that name.
    """
    if notebook not in _folders():
        question = did_you_mean(notebook, notebooks(), otherwise=f"known are: {', '.join(notebooks())}")
        raise LookupError(f"there is no notebook called {notebook!r}; {question}")
    return importlib.import_module(_folders()[notebook]).EXERCISES


__all__ = ["Exercise", "exercises_of", "notebooks"]
