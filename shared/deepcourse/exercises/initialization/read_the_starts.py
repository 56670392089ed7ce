"""Exercise 8: read your own plots."""

from deepcourse.exercises.declaration import Question, decision
from deepcourse.exercises.initialization.starts import NOTEBOOK

ZEROS = Question(
    "zeros",
    answer="c",
    options={
        "a": "photographs of both classes come in equal numbers, so even the last bias has nothing to learn",
        "b": "ReLU's slope at 0 is 0, but a tanh network would stay as still: every dW contains a factor that is zero",
        "c": "every dW is a product with an A or a W that is zero; the last bias would learn, were the classes unequal",
        "d": "the learning rate is the same for all curves, and ten times as much of nothing is nothing",
    },
)

SMALL = Question(
    "small_random",
    answer="b",
    options={
        "a": "a bug would show at depth 3, too; look at the first panel, and at what the histograms say",
        "b": "0.01 times the square root of 50/2 is 0.05 for each layer: after ten layers nothing arrives",
        "c": "random weights do break the symmetry; what is broken here is the way through",
        "d": "too large weights give a huge cost at the first step; this curve starts at 0.693 and stays",
    },
)

DEPTH = Question(
    "xavier_and_he",
    answer="d",
    options={
        "a": "look at the first panel again: at depth 3 both go down, with little between them",
        "b": "look at the last panel: one of the two still lies flat at 0.693",
        "c": "it is the other way round; the gap is smallest at depth 3",
        "d": "a factor of 0.71 for each layer: 0.5 after two of them, 0.0014 after nineteen",
    },
)

LUCK = Question(
    "luck",
    answer="a",
    options={
        "a": "at depth 20 the worst run of He is at 0.205, the best of Xavier at 0.693: no band touches the other",
        "b": "then some seed of one would lie within the band of the other; look at depth 20",
        "c": "one run says little; the bands show three, and how far they are apart",
        "d": "zeros draw nothing and have no spread; the other schemes have some, and the bands show it",
    },
)

TANH = Question(
    "tanh",
    answer="b",
    options={
        "a": "sqrt(2/n) is made for units that silence half of what they get; tanh silences nothing: look at the edges",
        "b": "tanh hands small numbers on as they are, so 1/n is enough, and the histogram stays away from -1 and 1",
        "c": "that is where the histogram piles up at -1 and 1, and where the slope of tanh is almost 0",
        "d": "at half of 1/sqrt(n) the ridges wander to the left, layer by layer: the signal fades",
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
        "For tanh go back to the first exploration, choose tanh and compare the scales 0.5, 1, 1.4 and 3.",
    ),
)
