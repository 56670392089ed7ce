"""Exercise 9: read your own plots of the contest."""

from deepcourse.exercises.course2.regularization.networks import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

PENALTY = Question(
    "penalty",
    answer="b",
    options={
        "a": "look at the right panel: the red lines of the two rows are less than one of 100 apart",
        "b": "from about 0.76 to 0.38, with every seed, and less than a point more are right",
        "c": "look at the left panel: the dots of the two rows do not even come near each other",
        "d": "read the left panel again: a lower cost is the better one",
    },
)

DROPOUT_ALONE = Question(
    "dropout_alone",
    answer="b",
    options={
        "a": "compare the dots of the row with those of 'none' in the left panel: further right is a higher cost",
        "b": "all three dots lie to the right of those of 'none': the network is as right as before, and surer of it",
        "c": "the three dots of the row lie close together, and far from those of 'none'",
        "d": "it is off in the test, but the weights were learned with it, and they are others",
    },
)

MOVED_PICTURES = Question(
    "moved_pictures",
    answer="c",
    options={
        "a": "compare both panels row by row: most rows have moved far to the left",
        "b": "the row of L2 has lost more than ten of 100, like the row of none",
        "c": "they have seen moved pictures in training; all others had learned at which pixel things are",
        "d": "the two rows at the bottom are at about the same place in both panels",
    },
)

HALF_A_POINT = Question(
    "half_a_point",
    answer="c",
    options={
        "a": "three seeds say that it was not the seed's luck; they say nothing about the luck of the 1 000 pictures",
        "b": "look at the printed lines: with L2 even the lowest of three is above the highest of none",
        "c": "a share of 0.83 of 1 000 has a standard error of about 0.012; other seeds do not make that smaller",
        "d": "then the test set has become a second dev set, and no honest judge is left",
    },
)

READ_THE_CONTEST = decision(
    "read_the_contest",
    NOTEBOOK,
    (PENALTY, DROPOUT_ALONE, MOVED_PICTURES, HALF_A_POINT),
    minutes=5,
    points_visible=3,
    points_hidden=5,
    hints=(
        "The first figure has the cost on its left and the share of right answers on its right; compare with none.",
        "In the second figure both panels have one scale: which rows are at the same place in both?",
        "For the last one: a share of right answers on m pictures has a standard error of sqrt(p (1 - p) / m).",
    ),
)
