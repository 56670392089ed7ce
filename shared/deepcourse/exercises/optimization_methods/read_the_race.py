"""Exercise 13: read your own race and your own curves."""

from deepcourse.exercises.declaration import Question, decision
from deepcourse.exercises.optimization_methods.networks import NOTEBOOK

TURNED = Question(
    "turned_ravine",
    answer="b",
    options={
        "a": "look at the table under the turned ravine: its row has no step at which it arrived",
        "b": "momentum averages whole gradients, whatever their direction: a turned ravine is the same ravine to it",
        "c": "along an axis it was the first to arrive; turned, both of its averages see the steep wall, and it crawls",
        "d": "one row of the table does have a number: look again",
    },
)
READ_THE_RACE = decision(
    NAME := "read_the_race", NOTEBOOK, (TURNED,), minutes=5, points_visible=3, points_hidden=5, hints=("", "", "")
)
