"""The exercises, a folder or module for each notebook, each exercise declared once.

declaration                         what an exercise is
what_is_a_neural_network            course 1, week 1
numpy_and_vectorization             course 1, week 2
derivatives_and_computation_graphs  course 1, week 2
logistic_regression                 course 1, week 2
planar_classification               course 1, week 3
building_blocks                     course 1, week 4
deep_image_classifier               course 1, week 4
initialization                      course 2, week 1
gradient_checking                   course 2, week 1
regularization                      course 2, week 1
moving_averages                     course 2, week 2
hyperparameter_search               course 2, week 3
softmax_classifier                  course 2, week 3
data_splits_and_diagnosis           course 2, week 1
batch_normalization                 course 2, week 3
optimization_methods                course 2, week 2
"""

import importlib
import pkgutil
from difflib import get_close_matches

from deepcourse.exercises.declaration import Exercise


def notebooks():
    """Return the names of all notebooks that have exercises."""
    return tuple(m.name for m in pkgutil.iter_modules(__path__) if m.name != "declaration")


def exercises_of(notebook):
    """Return the `Exercise`s of a notebook, in the order of the notebook.

    Raises LookupError, naming the nearest known notebook, where there is none of that name.
    """
    if notebook not in notebooks():
        near = get_close_matches(notebook, notebooks(), 1)
        raise LookupError(
            f"there is no notebook called {notebook!r}; "
            + (f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(notebooks())}")
        )
    return importlib.import_module(f"{__name__}.{notebook}").EXERCISES


__all__ = ["Exercise", "exercises_of", "notebooks"]
