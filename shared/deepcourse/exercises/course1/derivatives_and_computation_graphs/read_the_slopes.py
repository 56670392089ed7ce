"""Exercise 4: read your own plots of slopes and nudges."""

from deepcourse.exercises.course1.derivatives_and_computation_graphs.programs import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

TENFOLD = Question(
    "tenfold",
    answer="c",
    options={
        "a": "two curves fall from right to left in your plot: does neither depend on the nudge there?",
        "b": "that is the one-sided curve: it falls by one power of ten for each power of ten of the nudge",
        "c": "two powers of ten for each power of ten of the nudge: the error goes with eps squared",
        "d": "follow the two-sided curve from 1e-1 to 1e-2, and read how many lines of the grid it falls",
    },
)

LEAST_ERROR = Question(
    "least_error",
    answer="b",
    options={
        "a": "no point of your plot lies that low: rounding never lets both curves reach the last digit",
        "b": "near a nudge of 1e-5 some ten digits of the slope are right: more than nudging to one side ever gives",
        "c": "there the one-sided curve has its lowest point; find that of the other one",
        "d": "follow the two-sided curve further down to the left, to the mark at its lowest point",
    },
)

TOO_SMALL = Question(
    "too_small",
    answer="a",
    options={
        "a": "f(x + eps) and f(x - eps) agree in all but their last digits, and their difference has only these left",
        "b": "the curve is the straighter, the closer one looks: that makes the error smaller, not larger",
        "c": "both are computed as exactly as numbers on a computer allow; where is the rest lost?",
        "d": "look at the right half of the plot: there the errors do follow the powers of eps",
    },
)

USED_TWICE = Question(
    "used_twice",
    answer="d",
    options={
        "a": "look at the arrows again that lead from boxes further right back to u: is there only one?",
        "b": "messages are added where they meet; multiplying is what happens along an arrow",
        "c": "the second message does not replace the first: a nudge of u reaches J by both ways at once",
        "d": "v sends 5 times 1 and J sends 1 times 1: a nudge of u reaches J by both ways, and the parts add up to 6",
    },
)

READ_THE_SLOPES = decision(
    "read_the_slopes",
    NOTEBOOK,
    (TENFOLD, LEAST_ERROR, TOO_SMALL, USED_TWICE),
    minutes=3,
    points_visible=3,
    points_hidden=5,
    hints=(
        "For the first two questions follow the two-sided curve from the right end to its lowest point.",
        "For the third, think of what is left of 2.718281828459045 - 2.718281828459040.",
        "For the last one move the slider of the graph to the step at which u is highlighted, and count the arrows "
        "that have brought it something.",
    ),
)
