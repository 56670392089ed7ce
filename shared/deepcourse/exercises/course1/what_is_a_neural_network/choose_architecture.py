"""Exercise 3: which kind of network for which application."""

from deepcourse.exercises.course1.what_is_a_neural_network.relu_neuron import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

STANDARD, CONVOLUTIONAL, RECURRENT, HYBRID = "standard", "convolutional", "recurrent", "hybrid"


def row(application, answer, **words):
    """Return the question of one row; `words` says something to whoever chose an architecture."""
    return Question(application, answer, words)


ROWS = (
    row(
        "house price",
        STANDARD,
        standard="a fixed list of columns in no particular order: nothing is near to or before anything else",
        convolutional="size, bedrooms and postcode are columns of a table; there is no picture to slide a filter over",
        recurrent="a house's columns have no order in time: bedrooms do not come after size",
        hybrid="there is only one kind of input here, a row of a table, and nothing to combine",
    ),
    row(
        "advertisement click",
        STANDARD,
        standard="facts about a user and an advertisement, a row of a table: fully connected layers suit it",
        convolutional="the input is facts about user and advertisement, not its picture: nothing lies beside anything",
        recurrent="one row says all that is given of this visit; there is no sequence to walk along",
        hybrid="all inputs are of one kind, columns of one row; no second kind asks for a part of its own",
    ),
    row(
        "photo tags",
        CONVOLUTIONAL,
        standard="it would have to learn a cat anew at every place in the picture; another kind shares its weights",
        convolutional="the same small filter looks everywhere, so a cat is a cat in any corner",
        recurrent="the pixels are given all at once; they lie beside each other and do not follow in time",
        hybrid="a picture goes in and labels come out: one kind of input, and one kind of layer made for it",
    ),
    row(
        "tumour in a scan",
        CONVOLUTIONAL,
        standard="a spot looks alike wherever it lies; a weight for every pixel means to learn it at each place",
        convolutional="a scan is a grid of pixels, and what matters is a local pattern, wherever it is",
        recurrent="one scan is a picture, not a series of them; neighbours lie on all sides, not before and after",
        hybrid="only the scan goes in; with a doctor's notes beside it, two kinds would have to be combined",
    ),
    row(
        "speech to text",
        RECURRENT,
        standard="recordings differ in length, and the number of inputs of this kind is fixed",
        convolutional="filters can help with sound, but they are made for pictures first; sound runs in time",
        recurrent="sound comes moment after moment, and what a sound means depends on those before it",
        hybrid="one recording goes in, one text comes out: a single sequence, not several kinds of input",
    ),
    row(
        "translation",
        RECURRENT,
        standard="sentences differ in length, and the order of the words carries the meaning",
        convolutional="words stand in a line, with an order, not in a picture",
        recurrent="a sentence is a sequence of words: the network reads them in order and keeps a memory",
        hybrid="the input is text alone; there are two languages, but only one kind of data",
    ),
    row(
        "self-driving car",
        HYBRID,
        standard="camera pictures are among its inputs, and for these a weight per pixel is wasteful",
        convolutional="right for the camera, but radar distances and the car's speed come in too",
        recurrent="events do follow in time, but what cameras and radar see must be understood first",
        hybrid="convolutional parts for the cameras, others for radar and speed, joined into one answer",
    ),
    row(
        "caption for a photo",
        HYBRID,
        standard="a photo goes in and a sentence of any length comes out: neither is a row of a table",
        convolutional="it would see the photo, but something must then write a sentence, word after word",
        recurrent="it would write the sentence, but something must first see the photo",
        hybrid="a convolutional part sees, a recurrent part writes: two kinds of data, two kinds of layer",
    ),
)
RIGHT = {question.name: question.answer for question in ROWS}


def choose_architecture(application):
    """Return "standard", "convolutional", "recurrent" or "hybrid" for an application of the table."""
    return RIGHT[application]


CHOOSE_ARCHITECTURE = decision(
    "choose_architecture",
    NOTEBOOK,
    ROWS,
    reference=choose_architecture,
    minutes=7,
    points_visible=8,
    points_hidden=16,
    hints=(
        "Ask of each row what goes in: columns of a table, a picture, a sequence, or several kinds at once?",
        "Two rows belong to each of the four. A dictionary {application: architecture} is a short way to write it.",
        "Where both seeing and writing, or several kinds of sensor, are needed, one kind of layer is not enough.",
    ),
)
