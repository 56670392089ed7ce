"""Exercise 9: a network of the reader's own, with few parameters."""

from deepcourse.cnn import lenet
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course4 import small_networks as networks

FORM, CHECKED, TESTED = "the design", "trained, on the held-out digits", "trained, on the test digits"
FLOORS = {CHECKED: 0.88, TESTED: 0.82}
SEED = 1
KEPT, ENOUGH = "it keeps to the rules", "it is accurate enough"


def verdict(f, question, seed):
    """Return what is to be said of the network that `f` returns: may it stand, or how accurate it becomes.

    seed : from which the training draws its first weights, and the order of the digits
    """
    architecture = f()
    if not isinstance(architecture, (list, tuple)) or not all(isinstance(row, (list, tuple)) for row in architecture):
        return "not a list of layers: return a list of tuples, such as [(...), (...)]"
    problem = networks.problem_with(architecture)
    if problem or question == FORM:
        return problem or KEPT
    found = networks.trained_accuracy(networks.named(architecture), seed, test=question == TESTED)
    floor = FLOORS[question]
    return ENOUGH if found >= floor else f"it reads only {found:.1%} correctly, but {floor:.0%} is required"


def reference():
    """Return one convolution with stride 3, and one dense layer: 4 190 parameters, 14 175 multiplications."""
    return list(networks.STRIDED)


small_network = FunctionExercise(
    __name__,
    reference=reference,
    use=verdict,
    name="small_network",
    minutes=7,
    points_visible=4,
    points_hidden=6,
    returns=("the verdict on your design",),
    hints=(
        "Print layer_table(LENET) again: which layer holds most of the parameters, and which number would make it "
        "smaller?",
        "A dense layer has a weight for each pair of one input and one unit: stride and pooling reduce the number of "
        "inputs at no cost. You do not need a second dense layer.",
        "Multiplications: a convolution does f * f * n_C_prev for each of its n_H * n_W * n_C outputs. With stride 2 "
        "in the first layer, there are a quarter as many outputs.",
    ),
)


@small_network.visible
def visible():
    """Return both questions of `check`."""
    return [Case(FORM, (FORM, 0)), Case(CHECKED, (CHECKED, SEED))]


@small_network.edges
def edges(rng):
    """Return the hidden questions: a training from other first weights."""
    seed = int(rng.integers(2, 1000))
    return [Case(question, (question, seed)) for question in (FORM, TESTED)]


@small_network.property("the same design every time")
def same_every_time(f, rng):
    """Return a sentence unless two calls return the same."""
    return None if f() == f() else "two calls return different designs"


# --- known mistakes -------------------------------------------------------------------------------------------------

INPUT, FLATTEN, TEN, POOL = networks.INPUT, ("flatten",), ("dense", 10), ("pool", 2, 2)
CONV = ("conv", 8, 3, 2, 1)


@small_network.mistake
def lenet_itself():
    """the network is LeNet: it has 61 706 parameters, most of them in its first dense layer"""
    return list(lenet.LENET)


@small_network.mistake
def dense_only():
    """there is no convolution: even softmax regression on the pixels has 7 850 parameters"""
    return [INPUT, FLATTEN, TEN]


@small_network.mistake
def too_many_multiplications():
    """the first convolution keeps all 28 by 28 positions, and the second reads many channels there: use stride or
    pooling early
    """
    return [INPUT, ("conv", 8, 3, 1, 1), ("conv", 8, 3, 1, 1), ("pool", 4, 4), FLATTEN, TEN]


@small_network.mistake
def no_input():
    """the first row is missing: every architecture begins with its input"""
    return [CONV, CONV, FLATTEN, TEN]


@small_network.mistake
def no_flatten():
    """flatten is missing: dense layers need columns"""
    return [INPUT, CONV, CONV, TEN]


@small_network.mistake
def pool_after_flatten():
    """a layer for pictures comes after flatten: flatten returns columns"""
    return [INPUT, CONV, FLATTEN, POOL, TEN]


@small_network.mistake
def last_of_another_size():
    """the last layer is not ("dense", 10): the network must return ten scores, one for each digit"""
    return [INPUT, CONV, CONV, FLATTEN, ("dense", 9)]


@small_network.mistake
def window_does_not_fit():
    """a window is larger than what is left of the picture: look at the shapes in the table"""
    return [INPUT, ("pool", 4, 4), ("pool", 4, 4), ("conv", 8, 3, 1, 0), FLATTEN, TEN]


@small_network.mistake
def numbers_missing():
    """a convolution has too few numbers: n_C, f, stride, pad"""
    return [INPUT, ("conv", 8, 3), FLATTEN, TEN]


@small_network.mistake
def pooled_away():
    """there is no convolution, and pooling leaves too little of the picture"""
    return [INPUT, POOL, POOL, POOL, FLATTEN, TEN]


@small_network.mistake
def shape_of_the_input_as_a_tuple():
    """the shape of the input is a tuple of its own: write ("input", 28, 28, 1)"""
    return [("input", (28, 28, 1)), ("conv", 6, 5, 2, 2), ("pool", 2, 2), FLATTEN, TEN]


@small_network.mistake
def no_list():
    """the layers are a dictionary: return a list of tuples"""
    return {"conv": (8, 3, 2, 1), "dense": 10}


# --- right, written differently -------------------------------------------------------------------------------------


@small_network.right
def pooled_in_between():
    """Return lists for tuples, and a pooling before and after the convolution."""
    return [list(INPUT), ["pool", 2, 2], ["conv", 8, 3, 1, 1], ["pool", 2, 2], ["flatten"], ["dense", 10]]
