"""Exercise 10: what the reader's own figures say."""

from deepcourse.exercises.declaration import Question, decision
from deepcourse.exercises.hyperparameter_search.spaces import NOTEBOOK

SCALE = Question(
    "scale",
    answer="b",
    options={
        "a": "follow each seed from the first column to the second: all three lines rise",
        "b": "1.9, 7.6 and 4.7 points: each seed says the same, and by more than the searches on one scale differ",
        "c": "follow each seed from the first column to the second: not one line falls",
        "d": "the linear scale is wasteful, but its few useful trials still reached 76 to 88 %",
    },
)

ZOOMING = Question(
    "zooming",
    answer="c",
    options={
        "a": "follow each seed from the second column to the third: two lines fall a little, one rises",
        "b": "follow each seed from the second column to the third: one line rises, by almost four points",
        "c": "15, 14 and 11 useful trials instead of 7, 7 and 8; among those the luck of a seed decides who is best",
        "d": "look at the last number of each printed line: nearly twice as many trials come above 50 %",
    },
)

WHAT_MATTERS = Question(
    "what_matters",
    answer="a",
    options={
        "a": "bright dots stand between 0.03 and 2, dark ones left and right of them, at every number of units",
        "b": "go from bottom to top at one learning rate, in the middle panel: the colour hardly changes",
        "c": "compare how the colour changes from left to right with how it changes from bottom to top",
        "d": "dark on the left, bright in the middle, dark on the right: something decides",
    },
)

FIRST_EPOCH = Question(
    "first_epoch",
    answer="d",
    options={
        "a": "the thick line was third at the first dotted line, with 42 %",
        "b": "those who were stopped there had 21 % and less",
        "c": "look at the highest line at the first dotted one: it goes on beyond the second",
        "d": "it led with 63 % after one epoch, and lost by a point or so after thirteen",
    },
)

BUDGET = Question(
    "budget",
    answer="c",
    options={
        "a": "six settings are few: their best lies below halving's winner in every seed",
        "b": "its line runs between the other two or below them, never on top",
        "c": "91.6, 90.3 and 92.2 %: on top in each seed, if by a point or two only",
        "d": "follow each seed to the last column: it is the highest point of every line",
    },
)

READ_THE_SEARCHES = decision(
    "read_the_searches",
    NOTEBOOK,
    (SCALE, ZOOMING, WHAT_MATTERS, FIRST_EPOCH, BUDGET),
    minutes=5,
    points_visible=3,
    points_hidden=5,
    hints=(
        "A thin line joins the scores of one seed: follow it from column to column.",
        "The number of useful trials stands at the end of each printed line.",
        "In the figure of the race the winner is the thick line; the first dotted line is the end of the first epoch.",
    ),
)
