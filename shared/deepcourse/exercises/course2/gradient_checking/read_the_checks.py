"""Exercise 11: read your own plots."""

from deepcourse.exercises.course2.gradient_checking.cases import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

ONE_SIDE_BEST = Question(
    "one_side_best",
    answer="b",
    options={
        "a": "at 1e-15 the one-sided curve is at its highest on the left: round-off is all that is left there",
        "b": "the valley of the one-sided curve lies near 1e-8, the square root of 2.2e-16",
        "c": "near 1e-5 is the valley of the other curve: that of two sides",
        "d": "at 1e-2 truncation rules: the one-sided curve falls by a factor of ten for every step to the left",
    },
)

SINGLE_PRECISION = Question(
    "single_precision",
    answer="c",
    options={
        "a": "follow the curve of float32 to 1e-7: it is far above 1e-7 there",
        "b": "that is the lowest point of the curve of float32; look where it is at 1e-7",
        "c": "about 1: a nudge of 1e-7 is below what float32 can tell apart, so the measured slopes mean nothing",
        "d": "the relative difference never exceeds 1: both norms are below the line",
    },
)

TRAINING = Question(
    "training",
    answer="d",
    options={
        "a": "both curves fall to about the same cost: a wrong gradient often still points downhill",
        "b": "look at the printed accuracies: the two ranges overlap",
        "c": "A's curves are no smoother than B's: the mistake is a wrong direction, not too long a step",
        "d": "the spread over three seeds is as large as the difference: only the check tells the two apart",
    },
)

DROPOUT = Question(
    "dropout",
    answer="a",
    options={
        "a": "with fresh masks every call answers another question, so the difference of two calls is mostly noise",
        "b": "the gradient is the right one: with the same masks held fixed it passes",
        "c": "the nudge is the same in both runs; what changes from call to call is the network",
        "d": "dividing by keep_prob is a constant factor, in the cost and in the gradient alike",
    },
)

READ_THE_CHECKS = decision(
    "read_the_checks",
    NOTEBOOK,
    (ONE_SIDE_BEST, SINGLE_PRECISION, TRAINING, DROPOUT),
    minutes=4,
    points_visible=2,
    points_hidden=4,
    hints=(
        "The first question is about the lowest points of the plot with two valleys.",
        "The second and the fourth: look at the plot with float32, and at the plot with the masks.",
        "The third: compare the printed ranges of the accuracies, and say whether they overlap.",
    ),
)
