"""Exercise 11: read your own plot of the layers."""

from deepcourse.exercises.course1.building_blocks.networks import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

ZERO_START = Question(
    "zero_start",
    answer="b",
    options={
        "a": "look at the lower row again: the diamonds of the zero start lie on the floor in every layer but one",
        "b": "dZ[L] = AL - Y needs no weight; every other dZ is W^T times the next one, and W is 0",
        "c": "layer 1 is the one that is furthest from the error: W[2], which is 0, stands between them",
        "d": "AL is 0.5 for every picture, so AL - Y is 0.5 or -0.5 and not zero: one diamond is not on the floor",
    },
)

TOO_LARGE = Question(
    "too_large",
    answer="c",
    options={
        "a": "that is what the start without the factor 10 loses in each layer; follow the dashed line",
        "b": "from layer 1 to layer 9 a factor of 2 would make 256; read the height of the dashed line at both ends",
        "c": "about 7.6 in layer 1 and 4.6e7 in layer 9: eight steps, and the eighth root of 6.1 million is about 7",
        "d": "eight factors of 100 would end at 1e17, far above the upper edge of your plot",
    },
)

SHRINKING = Question(
    "shrinking",
    answer="c",
    options={
        "a": "the solid line falls from right to left: compare its heights at layer 10 and at layer 1",
        "b": "a tenth is passed at layer 9 already (0.038); follow the solid line further to the left, down to layer 1",
        "c": "0.0026 against 0.50 is one part in about 190: a gentle slope, ten times over",
        "d": "that would be the floor; the solid line stays far above it",
    },
)

WHY_THIRTY_PERCENT = Question(
    "why_thirty_percent",
    answer="d",
    options={
        "a": "then the loss would depend on luck; try another seed in the exploration: the line is the same",
        "b": "the sigmoid stands in layer L alone; the loss is there in every hidden layer",
        "c": "float64 keeps sixteen digits of a small number as well as of a large one",
        "d": "half of the sums are negative and silenced: half of the mean square is lost, and sqrt(1/2) is 0.71",
    },
)

READ_THE_LAYERS = decision(
    "read_the_layers",
    NOTEBOOK,
    (ZERO_START, TOO_LARGE, SHRINKING, WHY_THIRTY_PERCENT),
    minutes=4,
    points_visible=3,
    points_hidden=5,
    hints=(
        "The upper row is the way forward, from left to right; the lower row the way back, from right to left.",
        "The axis is logarithmic: every line of the grid is a factor of 1000. Read a line at both of its ends.",
        "For a factor per layer take the ratio of both ends to the power of one over the number of steps between them.",
    ),
)
