"""Exercise 6: read your own runs."""

from deepcourse.exercises.course1.deep_image_classifier.trainings import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

TOO_SLOW = Question(
    "too_slow",
    answer="a",
    options={
        "a": "72 of 100 even on the pictures it learns from, and a cost still near 0.6: its steps are too short",
        "b": "4 units are few, but look at its last cost: it has come down to 0.26",
        "c": "its cost is a quarter of what it was at first: this one has come far",
        "d": "its last cost is no number: that is not slow, that is lost",
    },
)

GOT_LOST = Question(
    "got_lost",
    answer="d",
    options={
        "a": "its cost fell, only slowly: from 0.70 to 0.61",
        "b": "its cost fell to 0.26",
        "c": "the largest of the networks, but its cost fell nearly to zero",
        "d": "steps of 3.0 jumped out of the valley and on to infinity; what is left answers 0 to everything",
    },
)

LEARNS_BY_HEART = Question(
    "learns_by_heart",
    answer="c",
    options={
        "a": "its two accuracies are nearly alike: it has learned little, but nothing by heart",
        "b": "less than five points lie between its two accuracies; one run has a wider gap",
        "c": "nearly all training pictures right, 11 points fewer on the others: that gap is learning by heart",
        "d": "about three points lie between its two accuracies: the gap of another run is much wider",
    },
)

WHY_DEV = Question(
    "why_dev",
    answer="b",
    options={
        "a": "there are 1 000 test pictures and only 400 dev pictures: the test part would even be the steadier judge",
        "b": "the best of six is picked with its luck: what chose the winner promises too much about it",
        "c": "the training takes as long as before; only the judging is done on other pictures",
        "d": "no network of the table learns from dev pictures: only the choice does",
    },
)

DEPTH = Question(
    "what_depth_bought",
    answer="c",
    options={
        "a": "compare the test accuracies with their spread over the three seeds: is any gap wider than the spread?",
        "b": "look at the training accuracies: four to five points more than one neuron",
        "c": "it fits the training pictures better; on new ones all are within a point, as chance alone can do",
        "d": "compare the test accuracies: is any of them lower by more than their spread?",
    },
)

READ_THE_RUNS = decision(
    "read_the_runs",
    NOTEBOOK,
    (TOO_SLOW, GOT_LOST, LEARNS_BY_HEART, WHY_DEV, DEPTH),
    minutes=5,
    points_visible=4,
    points_hidden=6,
    hints=(
        "Look at the last cost of each run: near its first one, far below it, or no number at all?",
        "For learning by heart subtract the dev accuracy from the training accuracy, run by run.",
        "For the last question compare the differences between the models with the spread over the seeds.",
    ),
)
