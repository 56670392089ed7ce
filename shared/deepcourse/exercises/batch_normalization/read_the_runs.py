"""Exercise 8: read your own runs."""

from deepcourse.exercises.batch_normalization.layers import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

LARGEST_RATE = Question("largest_rate", answer="c", options={"a": "a", "b": "b", "c": "c", "d": "d"})
READ_THE_RUNS = decision(
    "read_the_runs",
    NOTEBOOK,
    (LARGEST_RATE,),
    minutes=5,
    points_visible=4,
    points_hidden=8,
    hints=("a", "b", "c"),
)
