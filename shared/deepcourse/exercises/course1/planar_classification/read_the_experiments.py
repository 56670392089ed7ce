"""Exercise 14: read your own experiments."""

from deepcourse.exercises.course1.planar_classification.networks import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

ZERO_START = Question(
    "zero_start",
    answer="b",
    options={
        "a": "look at the printed rows again: is there any number in them that is not zero?",
        "b": "with W2 = 0 nothing comes back to layer 1, with W1 = 0 nothing comes forward from it: both wait for ever",
        "c": "the rows would have to differ for that, and nothing in this training could tell the units apart",
        "d": "the gradients are right (you have checked them); they are all zero at this place",
    },
)

EQUAL_START = Question(
    "equal_start",
    answer="c",
    options={
        "a": "its cost did fall, to 0.657: the weights moved, but look at how the four rows compare",
        "b": "compare the four printed rows, number by number",
        "c": "four units with the same weights get the same gradient at every step: together they are one unit",
        "d": "more steps cannot help: at each of them the four units get the same gradient again",
    },
)

LINEAR_HIDDEN = Question(
    "linear_hidden",
    answer="d",
    options={
        "a": "compare the printed W and b of 4 and of 20 units: five times the units changed nothing that can be seen",
        "b": "look at the border once more: is it bent anywhere?",
        "c": "the cost fell to the lowest that there is for a line; a network that cannot bend cannot do better",
        "d": "W2 (W1 x + b1) + b2 is one linear function of x, and the sigmoid at the end makes a line of it",
    },
)

HOW_MANY = Question(
    "how_many",
    answer="b",
    options={
        "a": "with 2 units the title of your plot says about 65 %: two folds are not enough for six petals",
        "b": "from 2 units to 3 the accuracy jumps from about 65 to 97 %: three folds make six sectors",
        "c": "with 5 units the flower is learned, but a smaller network in your plot had learned it as well",
        "d": "with 10 units the flower is learned, but look further left for the smallest one",
    },
)

READ_THE_EXPERIMENTS = decision(
    "read_the_experiments",
    NOTEBOOK,
    (ZERO_START, EQUAL_START, LINEAR_HIDDEN, HOW_MANY),
    minutes=4,
    points_visible=2,
    points_hidden=3,
    hints=(
        "The printed rows of W1 are the hidden units: one row each. Are they zero? Are they equal?",
        "For the linear network look at the shape of the border, and at the numbers collapse_linear made of it.",
        "For the number of units read the titles above the six pictures from left to right.",
    ),
)
