"""Exercise 10: what the reader's own figures say."""

from deepcourse.exercises.course2.hyperparameter_search.spaces import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

SCALE = Question(
    "scale",
    answer="b",
    options={
        "a": "look at the first column of the figure: two of its three marks lie far below all others",
        "b": "19.8, 10.0 and 83.2 %: nearly all rates between 0.0001 and 100 are larger than 1 if differences count",
        "c": "in two seeds it is not a few points: 10 to 20 % is what guessing gives",
        "d": "one of its 54 trials did learn: find the one seed in which a trial came above 50 %",
    },
)

ZOOMING = Question(
    "zooming",
    answer="c",
    options={
        "a": "one setting and ten seeds spread over 66 to 90 %; gains of 5.3, 0.7 and 1.9 points drown in that, and "
        "twenty further seeds left 0.6 of them",
        "b": "follow each seed from the second column to the third: all three lines rise",
        "c": "all three lines rise, and yet one setting alone varies by more: it takes many seeds to tell",
        "d": "look at the last number of each printed line: there are more useful trials, 14, 9 and 13",
    },
)

WHAT_MATTERS = Question(
    "what_matters",
    answer="a",
    options={
        "a": "bright dots stand between 0.03 and 1, dark ones left and right of them, at every number of units",
        "b": "go from bottom to top at one learning rate, in the middle panel: the colour hardly changes",
        "c": "compare how the colour changes from left to right with how it changes from bottom to top",
        "d": "dark on the left, bright in the middle, dark on the right: something decides",
    },
)

A_FEW = Question(
    "a_few",
    answer="d",
    options={
        "a": "all six trained for 13 epochs, exactly as long as the winner of the halving",
        "b": "six times 13 are 78 epochs, and the budget is 81",
        "c": "a network that knows its training digits by heart still reads about 90 % of others, not 35 %",
        "d": "with six draws from six factors of ten, all may miss the one and a half in which networks learn quickly",
    },
)

BUDGET = Question(
    "budget",
    answer="c",
    options={
        "a": "it has the highest mark of seed 1, and by far the lowest of seed 2",
        "b": "in each seed another way is more than half a point better",
        "c": "it is on top in two seeds, and in the third the difference is a few digits of 1 000",
        "d": "follow the three lines to the last column, and compare with the highest mark of each",
    },
)

READ_THE_SEARCHES = decision(
    "read_the_searches",
    NOTEBOOK,
    (SCALE, ZOOMING, WHAT_MATTERS, A_FEW, BUDGET),
    minutes=5,
    points_visible=3,
    points_hidden=5,
    hints=(
        "A thin line joins the scores of one seed: follow it from column to column.",
        "The number of useful trials stands at the end of each printed line.",
        "For the last two, compare the printed lines: the second number of each belongs to seed 2.",
    ),
)
