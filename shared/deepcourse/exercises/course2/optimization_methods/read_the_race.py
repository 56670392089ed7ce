"""Exercise 13: read the race, and your own curves."""

from deepcourse.exercises.course2.optimization_methods.networks import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

TURNED_RAVINE = Question(
    "turned_ravine",
    answer="b",
    options={
        "a": "choose the turned ravine, drag the slider to step 150, and look for a number in its row of the table",
        "b": "it averages whole gradients and knows no coordinates: the turned ravine is the same ravine to it",
        "c": "along an axis it was the first; turned, both coordinates feel the steep wall, and it crawls",
        "d": "look at the table at step 150: one row has a number",
    },
)

PLATEAU = Question(
    "plateau",
    answer="c",
    options={
        "a": "compare the sliders: its α is 1.78, Adam's 0.1, eighteen times smaller",
        "b": "the few pixels that it moves point straight at the star; the length is the trouble",
        "c": "the slope at the start is about 0.0006: times 1.78 that is 0.001 per step, and Adam's step is about 0.1",
        "d": "momentum makes the steps of a small slope ten times as long at best; RMSprop has none, and arrives",
    },
)

NOISE = Question(
    "noise",
    answer="b",
    options={
        "a": "look at the dots on the right: from one to the next the size grows four times; how far do they fall?",
        "b": "the spread falls as one over the root of the size: half of it for four times the size",
        "c": "that is the law turned round: the spread falls by √2 when the size doubles",
        "d": "the dots on the right were measured at one point, without any step: the rate plays no part in them",
    },
)

BEST_OPTIMIZER = Question(
    "best_optimizer",
    answer="c",
    options={
        "a": "read the printed last costs: is the largest of Adam's three below the smallest of each other row?",
        "b": "read the printed last costs: compare the smallest of gradient descent's with the largest of RMSprop's",
        "c": "RMSprop's largest is below gradient descent's smallest: no luck; about Adam three seeds do not decide",
        "d": "two of the four do not touch: compare the three numbers of RMSprop with those of gradient descent",
    },
)

DECAY = Question(
    "decay",
    answer="b",
    options={
        "a": "the two curves cross within the first epochs; read them at epoch 12",
        "b": "each of the three ended lower than any with a fixed rate: small steps no longer leap out of the valley",
        "c": "compare the three printed last costs with the three of the fixed rate: do they overlap?",
        "d": "compare the gap between the two lines at epoch 12 with the widths of both bands",
    },
)

READ_THE_RACE = decision(
    "read_the_race",
    NOTEBOOK,
    (TURNED_RAVINE, PLATEAU, NOISE, BEST_OPTIMIZER, DECAY),
    minutes=5,
    points_visible=3,
    points_hidden=5,
    hints=(
        "For the first two, go back to the race at its first settings, choose the hill, and read the table.",
        "For the noise, look at the right panel of the second exploration: sizes 1, 4, 16, 64.",
        "For the last two, compare the three printed last costs of one method with those of the other: do the ranges "
        "overlap?",
    ),
)
