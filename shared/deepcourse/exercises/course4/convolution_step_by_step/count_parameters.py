"""Exercise 6: how many numbers a convolutional layer learns."""

from deepcourse.cnn import convolution as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

count_parameters = FunctionExercise(
    __name__,
    reference=reference.count_parameters,
    minutes=2,
    points_visible=2,
    points_hidden=2,
    returns=("the number of parameters",),
    hints=(
        "Begin with a single filter: how many weights does W[:, :, :, k] hold?",
        "Each filter has a bias, one number, whatever its size.",
        "The size of the pictures, stride and padding play no part.",
    ),
)


def case(f, n_C_prev, n_C):
    """Return one layer."""
    return Case(f"{n_C} filters of {f} x {f} x {n_C_prev}", (f, n_C_prev, n_C))


@count_parameters.visible
def visible():
    """Return the layer of the text, a grey picture, filters of 1."""
    return [case(3, 3, 10), case(5, 1, 6), case(5, 6, 16), case(1, 64, 32), case(3, 16, 8)]


@count_parameters.draw
def draw(rng):
    """Return a random layer."""
    return case(int(rng.integers(2, 8)), int(rng.integers(2, 40)), int(rng.integers(2, 70)))


@count_parameters.edges
def edges(rng):
    """Return a filter of one weight, and a layer of the largest networks."""
    return [case(1, 1, 1), case(3, 512, 512), case(7, 3, 64)]


@count_parameters.property("twice the filters, twice the parameters")
def twice_the_filters(f, rng):
    """Return a sentence unless the number is proportional to the number of filters."""
    one, other = f(3, 4, 5), f(3, 4, 10)
    return None if other == 2 * one else f"5 filters have {one} parameters, 10 of the same kind {other}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@count_parameters.mistake
def without_biases(f, n_C_prev, n_C):
    """the biases are missing: each filter has one"""
    return f * f * n_C_prev * n_C


@count_parameters.mistake
def one_bias(f, n_C_prev, n_C):
    """there is one bias for the whole layer: each filter has one"""
    return f * f * n_C_prev * n_C + 1


@count_parameters.mistake
def flat_filters(f, n_C_prev, n_C):
    """a filter has f * f weights: it has as many for every channel that it looks at"""
    return (f * f + 1) * n_C


@count_parameters.mistake
def bias_for_each_channel(f, n_C_prev, n_C):
    """a filter has a bias for each channel that it looks at: the channels are summed, and one bias is added"""
    return (f * f + 1) * n_C_prev * n_C


@count_parameters.mistake
def bias_for_each_channel_that_comes_in(f, n_C_prev, n_C):
    """there are as many biases as channels come in: there is one for each filter, as many as go out"""
    return f * f * n_C_prev * n_C + n_C_prev


@count_parameters.mistake
def side_not_squared(f, n_C_prev, n_C):
    """a filter is f weights high and 1 wide: it is f by f"""
    return (f * n_C_prev + 1) * n_C


@count_parameters.mistake
def one_filter(f, n_C_prev, n_C):
    """one filter is counted: there are n_C of them"""
    return f * f * n_C_prev + 1


@count_parameters.mistake
def added(f, n_C_prev, n_C):
    """the channels are added to the pixels: a filter has a weight for each pixel of each channel, a product"""
    return (f * f + n_C_prev + 1) * n_C


@count_parameters.mistake
def channels_cubed(f, n_C_prev, n_C):
    """the filters are counted as f * f * f: their depth is n_C_prev"""
    return (f**3 + 1) * n_C


# --- right, written differently -------------------------------------------------------------------------------------


@count_parameters.right
def weights_and_biases(f, n_C_prev, n_C):
    """Return weights and biases apart."""
    return f**2 * n_C_prev * n_C + n_C
