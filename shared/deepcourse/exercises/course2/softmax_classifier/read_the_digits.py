"""Exercise 9: what the reader's own figures say."""

from deepcourse.exercises.course2.softmax_classifier.scores import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

HIDDEN_LAYER = Question(
    "hidden_layer",
    answer="c",
    options={
        "a": "compare the blue marks with each other: none of the lower three reaches any of the upper three",
        "b": "the new pictures gain too; look at the blue marks, not at the orange ones",
        "c": "three seeds each, and even the worst one with a hidden layer is better than the best one without",
        "d": "ten points would carry softmax regression to 100 %: look at the numbers beside the marks again",
    },
)

MOST_CONFUSED = Question(
    "most_confused",
    answer="b",
    options={
        "a": "that happens, but look for the darkest square beside the diagonal",
        "b": "it is the darkest square beside the diagonal: a 3 and a 5 share their lower half, and differ above it "
        "in one stroke",
        "c": "you have read row and column the other way round: rows are what it is, columns what was answered",
        "d": "nearly every 0 is answered with 0: its row is white beside the diagonal",
    },
)

SECOND_GUESS = Question(
    "second_guess",
    answer="c",
    options={
        "a": "that is about its top-1 accuracy: the first guess alone",
        "b": "that is about the top-1 accuracy with a hidden layer",
        "c": "more than half of its mistakes are right at the second guess",
        "d": "that would leave hardly a mistake: look at the printed line again",
    },
)

TOO_SURE = Question(
    "too_sure",
    answer="b",
    options={
        "a": "its mean probability lies below its accuracy: it is rather too modest",
        "b": "it says about 95 % on average and is right 93 times in 100: training pictures that it knows by heart "
        "have made it too sure",
        "c": "one of them promises less than it keeps: compare the two numbers of each line",
        "d": "one of them promises more than it keeps: compare the two numbers of each line",
    },
)

TEMPERATURE = Question(
    "temperature",
    answer="d",
    options={
        "a": "all of them move towards 1/10 as T grows",
        "b": "it rises with T, up to log 10",
        "c": "it is the right class's probability that the cost looks at, and that changes",
        "d": "a division by T > 0 keeps the order of the scores, and so the order of the probabilities",
    },
)

READ_THE_DIGITS = decision(
    "read_the_digits",
    NOTEBOOK,
    (HIDDEN_LAYER, MOST_CONFUSED, SECOND_GUESS, TOO_SURE, TEMPERATURE),
    minutes=6,
    points_visible=4,
    points_hidden=6,
    hints=(
        "Blue marks are new pictures, orange ones training pictures; there is a mark for each seed.",
        "In the table of confusions a row is what the digit is, a column what was answered.",
        "Top-2 accuracy and mean probability stand in the lines that the trainings printed.",
    ),
)
