"""Exercise 8: read your own runs."""

from deepcourse.exercises.course2.batch_normalization.layers import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

LARGEST_RATE = Question(
    "largest_rate",
    answer="c",
    options={
        "a": "at a rate of 0.3 the two kinds are far apart: find the last rate where all dots are low",
        "b": "0.3 is three times 0.1; follow the solid line to the right: it is still low beyond that",
        "c": "0.1 without and 3 with it: a rate no longer has to be guessed so closely",
        "d": "at 10 nothing learns, with batch normalisation or without: a wider road still has an edge",
    },
)

SMALL_RATES = Question(
    "small_rates",
    answer="b",
    options={
        "a": "the solid line starts no lower than the dashed one; the gain is at the large rates",
        "b": "0.57 to 0.62 without, 0.58 to 0.63 with it: the seeds differ more than the two kinds do",
        "c": "look at all three dots of each kind: they lie between one another",
        "d": "0.69 is the dotted line; at the left end all dots are below it",
    },
)

NEW_PICTURES = Question(
    "new_pictures",
    answer="a",
    options={
        "a": "80 % against 83 %, while the cost on the training pictures falls from about 0.39 to 0.21",
        "b": "half of the errors would be a rise from 80 % to 90 %; read the table below the figure",
        "c": "compare each kind at its own best rate, and all three seeds",
        "d": "at the best rate of each, the right answers rise a little; look at the last column of the table",
    },
)

FOG = Question(
    "fog",
    answer="d",
    options={
        "a": "the weights are the same in both lines: only the means and variances differ",
        "b": "no label is used for the green line: statistics need pictures only",
        "c": "gamma and beta are the same in both lines, and they are not learned from the test pictures",
        "d": "fog scales and shifts every sum of layer 1: the clear pictures' statistics do not fit, its own do",
    },
)

READ_THE_RUNS = decision(
    "read_the_runs",
    NOTEBOOK,
    (LARGEST_RATE, SMALL_RATES, NEW_PICTURES, FOG),
    minutes=5,
    points_visible=4,
    points_hidden=8,
    hints=(
        "A dot is one network. A rate works if all three of its dots are low; the dotted line, 0.69, is a coin toss.",
        "The table below the figure has a row for each kind and rate: the three costs, then the mean of right answers.",
        "In the fog, ask what is the same for the blue and the green line: weights, gamma and beta are. What is not?",
    ),
)
