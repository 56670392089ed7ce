"""Exercise 9: read somebody else's program, and choose a framework."""

from deepcourse.exercises.course2.what_a_framework_does.programs import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

DRAWN = Question(
    "drawn",
    answer="c",
    options={
        "a": "there w is made: a leaf of the graph, and nothing has been computed from it yet",
        "b": "the optimiser only keeps a list of tensors; it never sees a cost",
        "c": "the cost is computed from w there, and each operation notes its parents: that is the graph",
        "d": "this line walks through a graph: it must have been drawn before",
    },
)

FOUND = Question(
    "found",
    answer="b",
    options={
        "a": "computing the cost draws the graph; w.grad is still what it was",
        "b": "the walk back adds the gradient to w.grad; the cost itself is left as it is",
        "c": "the step uses w.grad: it must be there by then",
        "d": "this line sets it to zero, or to None: it makes room, and finds nothing",
    },
)

FORGOTTEN = Question(
    "forgotten",
    answer="d",
    options={
        "a": "look at the curve behind step 5: does it stay where it arrives?",
        "b": "it moves, and far: find the first steps in your figure",
        "c": "the swings in your figure grow no wider: the sum of the gradients turns its sign again and again",
        "d": "beyond 5 the new gradients are positive, but the old negative ones are still in the sum and push on: a "
        "pendulum without friction",
    },
)

MOVED_UP = Question(
    "moved_up",
    answer="a",
    options={
        "a": "the graph remembers the numbers of w = 0, so that each walk finds -10 and each step is +1, past 5 and on",
        "b": "the cost is not computed again, and nothing tells the pulls that w has moved",
        "c": "that is what PyTorch does: it throws the graph away behind each walk. Ours keeps it",
        "d": "backward does find a gradient: that of the graph that was drawn before the loop",
    },
)

CHOICE = Question(
    "choice",
    answer="c",
    options={
        "a": "pleasant, and the first thing that fades: people who read it in 2035 learn whatever is there",
        "b": "they train once; what must last is the answer of the trained model, and that costs little to compute",
        "c": "others may keep it alive if its makers stop, and the model can be read without the program that made it",
        "d": "a vendor's promise ends with the vendor: who may repair it then, and who can read the file?",
    },
)

READ_THE_PROGRAM = decision(
    "read_the_program",
    NOTEBOOK,
    (DRAWN, FOUND, FORGOTTEN, MOVED_UP, CHOICE),
    minutes=4,
    points_visible=4,
    points_hidden=6,
    hints=(
        "Say of each line whether it computes a number, finds a gradient, changes w, or clears up.",
        "For forgotten, look at the figure of w with and without zero_grad; for moved_up, think of what a pull has "
        "kept from the moment when the graph was drawn.",
        "For choice, ask of each property: what is left of it if the people who made the framework are gone?",
    ),
)
