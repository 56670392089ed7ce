"""Exercise 5: read your own plots."""

from deepcourse.exercises.course1.what_is_a_neural_network.relu_neuron import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

MORE_DATA = Question(
    "more_data",
    answer="c",
    options={
        "a": "follow any one curve from its left to its right end and read both heights on the vertical axis",
        "b": "the gain is larger: read the height of a curve at 20 pictures, then at 2 000",
        "c": "from about 67 % to about 86 %: what a hundred times the data is worth, whatever the network",
        "d": "nothing on this plot reaches 100 %; read the right ends of the curves again",
    },
)
LARGER_NETWORK = Question(
    "larger_network",
    answer="b",
    options={
        "a": "ten points would be the distance between two grid lines at least; the right ends are much closer",
        "b": "the right ends lie within two points: on these pictures the size of the network matters little",
        "c": "in the famous sketch it does; look at the right ends of your own curves, not of the sketch",
        "d": "at the right end the large network is not below the small one by anything like that",
    },
)
SPREAD = Question(
    "spread",
    answer="a",
    options={
        "a": "with few pictures, chance decides which ones you have, so the runs differ most",
        "b": "with 2 000 pictures the bars are the shortest of all: all seeds learn nearly the same",
        "c": "compare the bars at the two ends of a curve: they are not of one length",
        "d": "the bars show different seeds on the same test pictures; they do have a length",
    },
)
FLATTENING = Question(
    "flattening",
    answer="d",
    options={
        "a": "compare two climbs of the same factor: from 20 to 200, and from 200 to 2 000",
        "b": "on this logarithmic axis both steps are equally wide, but they are not equally high",
        "c": "a curve that falls from 200 to 2 000 would mean that data harm; yours rise",
        "d": "both steps multiply the data by ten, and the first brings more: each further picture tells less news",
    },
)
ACTIVATION = Question(
    "activation",
    answer="b",
    options={
        "a": "look where each curve crosses the dotted line, and divide the larger number of steps by the smaller",
        "b": "several times as many: its small slopes leave almost nothing to learn from for the early layers",
        "c": "the other way round: the curve that crosses the dotted line first is that of ReLU",
        "d": "each of them crosses the dotted line on your plot, at the best of its rates",
    },
)

READ_THE_EXPERIMENT = decision(
    "read_the_experiment",
    NOTEBOOK,
    (MORE_DATA, LARGER_NETWORK, SPREAD, FLATTENING, ACTIVATION),
    minutes=7,
    points_visible=5,
    points_hidden=10,
    hints=(
        "For the first four, read heights at 20, 200 and 2 000 pictures; the numbers are printed above the plot too.",
        "The vertical bars show how far the seeds lie apart: the longer, the more the result is a matter of luck.",
        "The last question is about the second plot: where does each curve cross the dotted line?",
    ),
)
