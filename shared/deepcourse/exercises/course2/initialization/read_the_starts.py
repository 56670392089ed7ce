"""Exercise 8: read your own plots."""

from deepcourse.exercises.course2.initialization.starts import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

ZEROS = Question(
    "zeros",
    answer="c",
    options={
        "a": "equal classes silence the last bias alone; the weights would stand still with any other labels, too",
        "b": "ReLU's slope at 0 is 0, but a tanh network would stay as still: every dW contains a factor that is zero",
        "c": "every dW is a product with an A or a W that is zero; the last bias would learn, were the classes unequal",
        "d": "the learning rate is the same for all curves, and ten times as much of nothing is nothing",
    },
)

SMALL = Question(
    "small_random",
    answer="b",
    options={
        "a": "then the other starts would not learn either: all use the same gradients",
        "b": "0.01 times the square root of 50/2 is 0.05 for each layer: after ten layers nothing arrives",
        "c": "random weights do break the symmetry; what is broken here is the way through",
        "d": "too large weights give a huge cost at the first step; this curve starts at 0.693 and stays",
    },
)

DEPTH = Question(
    "xavier_and_he",
    answer="d",
    options={
        "a": "look at the first panel again: at 3 layers both go down, less than 0.1 apart",
        "b": "look at the last panel: one of the two still lies flat at 0.693",
        "c": "it is the other way round; the gap is smallest at 3 layers",
        "d": "a factor of 0.71 for each layer: 0.5 after two of them, 0.0014 after nineteen",
    },
)

LUCK = Question(
    "luck",
    answer="a",
    options={
        "a": "at 20 layers the worst run of He ends at 0.372, the best of Xavier at 0.693: the bands are far apart",
        "b": "then some run of one would end within the band of the other; look at the right end of the last panel",
        "c": "one run says little; the bands show three, and how far they are apart",
        "d": "zeros draw nothing and have no spread; the other schemes have some, and the bands show it",
    },
)

TANH = Question(
    "tanh",
    answer="b",
    options={
        "a": "compare the place of the highest ridge with that of the lowest: about 0.006 there, 0.13 here",
        "b": "the long tails to the left are saturated units, but those that are not are multiplied by 3: errors grow",
        "c": "the tails to the left are such units; but follow the bulk of each ridge from the top to the bottom",
        "d": "that would be an empty panel; look at the right one again",
    },
)

READ_THE_STARTS = decision(
    "read_the_starts",
    NOTEBOOK,
    (ZEROS, SMALL, DEPTH, LUCK, TANH),
    minutes=6,
    points_visible=6,
    points_hidden=10,
    hints=(
        "The three panels are three depths; each line is the mean of three seeds, its band reaches from worst to best.",
        "For a factor per layer think of effective_gain: the factor to the power of the number of layers.",
        "For tanh go back to the first exploration; compare the top and the bottom ridge of the right panel.",
    ),
)
