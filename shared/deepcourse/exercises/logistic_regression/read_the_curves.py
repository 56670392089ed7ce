"""Exercise 7: read your own plots."""

from deepcourse.exercises.declaration import Question, decision
from deepcourse.exercises.logistic_regression.neurons import NOTEBOOK

QUESTIONS = (
    Question(
        "lowest_cost",
        answer="c",
        options={
            "a": "the curve of 0.005 is the smoothest, but after 2000 steps it is still the highest of the calm ones: it "
            "has simply not come far",
            "b": "0.02 is calm all the way, but look at the right end of the plot: another curve ends below it",
            "c": "its first steps are wild, then it settles and ends lowest, at about 0.29: calm at the start is not the "
            "same as low at the end",
            "d": "the largest rate does not end lowest: its steps jump across the valley and land on the other side, again "
            "and again",
        },
    ),
    Question(
        "largest_rate",
        answer="b",
        options={
            "a": "the gradient is right at every rate (you have checked it); it is the length of the step that is not",
            "b": "the step is longer than the valley is wide: it lands on the other slope, higher up, and the cost jumps "
            "for all 2000 steps",
            "c": "this cost has one valley only and no local minimum to be caught in: that is what log loss was chosen for",
            "d": "a memorised training set would show a low training cost; this one's is high",
        },
    ),
    Question(
        "train_and_test",
        answer="a",
        options={
            "a": "about 88 against 86 of 100: a small part of what the neuron learned belongs to the training pictures only",
            "b": "the two numbers are not equal: look at the second digit",
            "c": "look again which of the two is larger; a test part that is easier than the training part would be a "
            "reason to be suspicious",
            "d": "a gap of ten points would be a serious one; yours is much smaller",
        },
    ),
    Question(
        "shoulders",
        answer="d",
        options={
            "a": "the colours in the corners are near zero: no picture has cloth there, so those weights never get a "
            "gradient",
            "b": "the middle line has weights of the other sign: light there speaks for a coat",
            "c": "the collar has weights of the other sign: light there speaks for a coat",
            "d": "the strongest negative weights are there: light at wide shoulders speaks for a pullover",
        },
    ),
)

READ_THE_CURVES = decision(
    "read_the_curves",
    NOTEBOOK,
    QUESTIONS,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    hints=(
        "The right end of each curve says what 2000 steps at that rate have reached.",
        "Accuracies stand in result['train_accuracy'] and result['test_accuracy'].",
        "In the picture of the weights, the colour bar says which colour is negative: negative pulls towards 0, pullover.",
    ),
)
