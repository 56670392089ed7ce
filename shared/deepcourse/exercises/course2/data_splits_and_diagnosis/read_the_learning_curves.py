"""Exercise 11: read your own learning curves."""

from deepcourse.exercises.course2.data_splits_and_diagnosis.parts import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

NEURONS = Question(
    "neurons_at_the_end",
    answer="c",
    options={
        "a": "12 % wrong of the very pictures that it learned from, far above 3.3 %: it cannot do it, and that is bad",
        "b": "the gap between its two curves at the right end is about 4 points, the way from the dotted line up to "
        "its training error about 9: the larger trouble is the other one",
        "c": "about 9 points of avoidable bias against about 4 of variance: such neurons cannot express the answer",
        "d": "look at the dotted line: others have reached 3.3 %, and both curves end far above it",
    },
)

NETWORK = Question(
    "network_at_the_end",
    answer="b",
    options={
        "a": "its training error is at the dotted line: it can do it, on pictures that it has seen",
        "b": "no avoidable bias, and a gap of about 11 points between the curves: it has learned things that hold for "
        "the training pictures only",
        "c": "its two errors differ by about 11 points at the right end: that gap is not chance",
        "d": "only one of the two gaps is large: its training error is at the dotted line",
    },
)

MORE_DATA = Question(
    "ten_times_as_many_pictures",
    answer="d",
    options={
        "a": "their gap is down to 4 points, and the training error rises to meet the dev error: little is to be had",
        "b": "more data close the gap between the two curves, and one gap is almost three times as wide as the other",
        "c": "both gaps are still open, and one of them is wide: more data close it",
        "d": "its gap is 11 points wide, and more data close that gap; the ten neurons have only 4 left",
    },
)

RISING = Question(
    "why_the_training_error_rises",
    answer="a",
    options={
        "a": "a few pictures can be learned by heart, many cannot: the training error of few examples flatters",
        "b": "the steps and the rate were the same for all amounts, and few examples were learned perfectly with them",
        "c": "the last examples are drawn from the same photographs, in random order: they are no harder",
        "d": "three seeds agree to half a point at the right end: that is no chance",
    },
)

TRUST = Question(
    "a_difference_of_one_point",
    answer="b",
    options={
        "a": "a point is little more than one standard error of a dev error on 2 000 pictures: within chance",
        "b": "two standard errors of 14 % on 2 000 pictures are 1.6 points: one may be the choice of dev pictures",
        "c": "the seeds show what the choice of training pictures and first weights does; all of them were judged on "
        "the same 2 000 dev pictures, and that choice is uncertain too",
        "d": "a difference of ten points would be sure, but one need not have as much: two standard errors will do",
    },
)

READ_THE_LEARNING_CURVES = decision(
    "read_the_learning_curves",
    NOTEBOOK,
    (NEURONS, NETWORK, MORE_DATA, RISING, TRUST),
    minutes=5,
    points_visible=4,
    points_hidden=6,
    hints=(
        "Read two gaps at the right end of each panel: from the dotted line up to the training error, and from there "
        "up to the dev error.",
        "The gap between training and dev error is all that more data can close.",
        "The standard error of 14 % on 2 000 pictures is sqrt(0.14 * 0.86 / 2000), 0.8 points; double it.",
    ),
)
