"""Every drawing of every notebook: the tests of each notebook's figures hold them, and what holds for all finds them.

NOTEBOOKS      the notebooks whose figures have tests
drawings_of    the drawings of one notebook
all_drawings   those of all notebooks
excused        what a drawing need not have, because its notebook's tests say so
axes_of        the axes of a drawing
figure_of      the figure that it belongs to
"""

import importlib
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
FILES = {path.stem.removeprefix("test_"): path for path in sorted(HERE.glob("course*/test_*.py"))}
NOTEBOOKS = tuple(FILES)


def drawings_of(notebook):
    """Return {name: function that draws it and returns its axes}: `DRAWINGS` in the tests of a notebook's figures."""
    return tests_of(notebook).DRAWINGS


def tests_of(notebook):
    """Return the module of tests of a notebook's figures, the same that pytest runs."""
    path = FILES[notebook]
    return importlib.import_module(f"tests.figures.{path.parent.name}.{path.stem}")


def all_drawings():
    """Return {(notebook, name): function that draws it and returns its axes} for the figures of all notebooks."""
    return {(notebook, name): make for notebook in NOTEBOOKS for name, make in drawings_of(notebook).items()}


def excused(notebook, name):
    """Return which of "title", "xlabel", "ylabel" and "width" a drawing need not have: `EXCUSED` in those tests.

    A label may be missing where nothing is measured, where words stand at the ticks, or where a neighbour has it.
    """
    return getattr(tests_of(notebook), "EXCUSED", {}).get(name, set())


def axes_of(drawn):
    """Return the list of the axes that a drawing function returned: one, several, or rows of them."""
    return list(np.ravel(np.asarray(drawn, dtype=object)))


def figure_of(drawn):
    """Return the figure that a drawing belongs to."""
    return axes_of(drawn)[0].get_figure(root=True)
