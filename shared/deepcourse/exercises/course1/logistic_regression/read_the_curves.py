"""Exercise 7: read your own plots."""

from deepcourse.exercises.course1.logistic_regression.neurons import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

LOWEST_COST = Question(
    "lowest_cost",
    answer="c",
    options={
        "a": "the curve of 0.005 is the smoothest, but after 2000 steps it is still high up: it has not come far yet",
        "b": "0.02 is calm all the way, but look at the right end of the plot: another curve ends below it",
        "c": "its first steps are wild, then it settles and ends lowest, near 0.29: calm early is not low late",
        "d": "the largest rate does not end lowest: its steps jump across the valley, again and again",
    },
)

LARGEST_RATE = Question(
    "largest_rate",
    answer="b",
    options={
        "a": "the gradient is right at every rate (you have checked it); it is the length of the step that is not",
        "b": "the step is longer than the valley is wide: it lands on the other slope, often higher up than it started",
        "c": "this cost has one valley only, no local minimum to be caught in: that is why log loss was chosen",
        "d": "a memorised training set would show a low training cost; the cost of this curve is high",
    },
)

TRAIN_AND_TEST = Question(
    "train_and_test",
    answer="a",
    options={
        "a": "about 88 against 86 of 100: a small part of what the neuron learned holds for the training pictures only",
        "b": "the two numbers are not equal: look at the second digit",
        "c": "look again which of the two is larger; a test part that comes out better would be a reason for suspicion",
        "d": "a gap of ten points or more would be a serious one; yours is much smaller",
    },
)

SHOULDERS = Question(
    "shoulders",
    answer="d",
    options={
        "a": "the corners are faint or white: hardly a picture has cloth there, so those weights get hardly a gradient",
        "b": "look again at the colour of the middle line: light there speaks for a coat",
        "c": "look again at the colour of the collar: light there speaks for a coat",
        "d": "the strongest negative weights are there: light at wide shoulders speaks for a pullover",
    },
)

READ_THE_CURVES = decision(
    "read_the_curves",
    NOTEBOOK,
    (LOWEST_COST, LARGEST_RATE, TRAIN_AND_TEST, SHOULDERS),
    minutes=6,
    points_visible=4,
    points_hidden=6,
    hints=(
        "The right end of each curve says what 2000 steps at that rate have reached.",
        "The two accuracies stand in result['train_accuracy'] and result['test_accuracy'].",
        "In the picture of the weights, the colour bar says which colour is negative: it pulls towards 0, a pullover.",
    ),
)
