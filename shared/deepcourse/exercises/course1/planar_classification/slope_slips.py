"""More of what is easily got wrong in the four slopes, and what can go wrong in each of them alike."""

import numpy as np

from deepcourse.exercises.declaration import Shared
from deepcourse.nn import activations as reference

TANH, RELU, LEAKY_RELU, SIGMOID = Shared(), Shared(), Shared(), Shared()


@TANH.add
def bracket_squared(dA, Z):
    """the whole bracket is squared, (1 - A)**2: only A is, 1 - A**2"""
    return dA * (1 - np.tanh(Z)) ** 2


@TANH.add
def tanh_plus(dA, Z):
    """1 + A**2 is used: the slope is 1 - A**2, at most 1"""
    return dA * (1 + np.tanh(Z) ** 2)


@TANH.add
def tanh_squared(dA, Z):
    """A**2 is used: the slope is 1 - A**2"""
    return dA * np.tanh(Z) ** 2


@TANH.add
def bracket_left_out(dA, Z):
    """the brackets around 1 - A**2 are missing: dA is multiplied with the whole slope"""
    return dA * 1 - np.tanh(Z) ** 2


@TANH.add
def sigmoid_for_tanh(dA, Z):
    """the sigmoid is taken for tanh: the slope is 1 - A**2 with A = np.tanh(Z)"""
    return dA * (1 - reference.sigmoid(Z) ** 2)


@TANH.add
def tanh_by_exponentials(dA, Z):
    """tanh is written with exp(Z), which overflows far out: inf / inf is nan; np.tanh does not"""
    A = (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))
    return dA * (1 - A**2)


@SIGMOID.add
def sigmoid_by_exponentials(dA, Z):
    """the slope is written with exp(-Z), which overflows far left: inf / inf is nan; write it with A = sigmoid(Z)"""
    return dA * np.exp(-Z) / (1 + np.exp(-Z)) ** 2


@SIGMOID.add
def one_minus_a(dA, Z):
    """1 - A is used alone: the slope is A (1 - A)"""
    return dA * (1 - reference.sigmoid(Z))


@SIGMOID.add
def a_squared(dA, Z):
    """A is multiplied by itself: the slope is A (1 - A)"""
    return dA * reference.sigmoid(Z) ** 2


@SIGMOID.add
def sigmoid_plus(dA, Z):
    """A (1 + A) is used: the slope is A (1 - A)"""
    return dA * reference.sigmoid(Z) * (1 + reference.sigmoid(Z))


@SIGMOID.add
def z_for_one_a(dA, Z):
    """A (1 - Z) is used: both factors are made of A = sigmoid(Z)"""
    return dA * reference.sigmoid(Z) * (1 - Z)


@SIGMOID.add
def sigmoid_bracket_left_out(dA, Z):
    """the brackets around 1 - A are missing: dA * A is multiplied with the whole of 1 - A"""
    return dA * reference.sigmoid(Z) * 1 - reference.sigmoid(Z)


@SIGMOID.add
def tanh_for_sigmoid(dA, Z):
    """A is tanh(Z): in the sigmoid's slope A (1 - A) stands A = sigmoid(Z)"""
    return dA * np.tanh(Z) * (1 - np.tanh(Z))


@SIGMOID.add
def slope_of_tanh_itself(dA, Z):
    """the slope is that of tanh(Z), 1 - tanh(Z)**2: the sigmoid's is A (1 - A)"""
    return reference.tanh_backward(dA, Z)


@RELU.add
def gate_turned_round(dA, Z):
    """dA is let through where Z is negative: it passes where Z is positive"""
    return dA * (Z < 0)


@RELU.add
def slope_half_at_zero(dA, Z):
    """the slope at Z = 0 is taken as 0.5: the text settles it as 0"""
    return dA * np.heaviside(Z, 0.5)


@RELU.add
def sign_for_slope(dA, Z):
    """the sign of Z is used: where Z is negative the slope of ReLU is 0, not -1"""
    return dA * np.sign(Z)


@RELU.add
def forward_alone(dA, Z):
    """relu(Z) itself is returned: asked for is dA times the slope of ReLU"""
    return np.maximum(Z, 0)


@RELU.add
def one_let_through(dA, Z):
    """dA passes only where it is positive too: Z alone decides, and a negative dA passes where Z is positive"""
    return np.maximum(dA, 0) * (Z > 0)


@RELU.add
def z_let_through(dA, Z):
    """dA is multiplied with Z everywhere: the slope of ReLU is 1 where Z > 0, and 0 elsewhere"""
    return dA * Z


@RELU.add
def leaky_for_relu(dA, Z):
    """where Z is negative, 0.01 of dA passes: that is a leaky ReLU; here nothing does"""
    return reference.leaky_relu_backward(dA, Z)


@LEAKY_RELU.add
def nothing_at_zero(dA, Z):
    """the slope at Z = 0 is 0, as where Z > 0 and Z < 0 are added up: the text settles it as 0.01"""
    return dA * ((Z > 0) + 0.01 * (Z < 0))


@LEAKY_RELU.add
def leak_turned_round(dA, Z):
    """the slopes have changed sides: 1 belongs where Z > 0, and 0.01 elsewhere"""
    return dA * np.where(Z > 0, 0.01, 1.0)


@LEAKY_RELU.add
def leak_of_z(dA, Z):
    """the slope left of zero is 0.01 * Z: it is 0.01, a slope and no value"""
    return dA * np.where(Z > 0, 1.0, 0.01 * Z)


@LEAKY_RELU.add
def leak_for_dA(dA, Z):
    """left of zero stands 0.01 * Z without dA: there dZ is 0.01 * dA"""
    return np.where(Z > 0, dA, 0.01 * Z)


@LEAKY_RELU.add
def leak_added(dA, Z):
    """0.01 is let through everywhere, and 1 more where Z > 0: there the slope is 1, not 1.01"""
    return dA * ((Z > 0) + 0.01)


@LEAKY_RELU.add
def leak_of_the_larger(dA, Z):
    """0.01 * dA is compared with dA, as in np.maximum(0.01 * dA, dA) where Z is negative: Z alone decides"""
    return np.where(Z > 0, dA, np.maximum(0.01 * dA, dA))


@LEAKY_RELU.add
def let_through_leaky(dA, Z):
    """dA is let through everywhere: where Z is not positive only 0.01 of it passes"""
    return dA.copy()


def leak_of(leak):
    """Return the mistake of another slope on the left."""

    def other_leak(dA, Z):
        return dA * np.where(Z > 0, 1.0, leak)

    other_leak.__name__ += f"_{leak:g}".replace(".", "_")
    other_leak.__doc__ = f"the leak is {leak:g}: here it is 0.01"
    return other_leak


for leak in (0.001, 0.02, 0.05, 0.2, 0.3):
    LEAKY_RELU.add(leak_of(leak))


def joined_wrongly(right, sloped):
    """Return the mistakes of joining dA and the slope in another way; `sloped` computes the slope at Z."""

    def dot_product(dA, Z):
        """dA and the slope are multiplied by np.dot: each entry of dA meets the slope at the same entry of Z, so use
        *
        """
        return np.dot(dA, sloped(Z))

    def divided(dA, Z):
        """dA is divided by the slope: it is multiplied with it"""
        with np.errstate(all="ignore"):
            return dA / sloped(Z)

    def added(dA, Z):
        """dA and the slope are added: they are multiplied"""
        return dA + sloped(Z)

    def sign_flipped(dA, Z):
        """the sign is flipped: dZ is dA times the slope"""
        return -right(dA, Z)

    def arguments_exchanged(dA, Z):
        """dA and Z have changed places: the slope is taken at Z, and multiplied with dA"""
        return right(Z, dA)

    return dot_product, divided, added, sign_flipped, arguments_exchanged


def taken_wrongly(right, sloped):
    """Return the mistakes of a slope taken elsewhere or twice, of a sum, and of a dA that is changed."""

    def slope_at_dA(dA, Z):
        """the slope is taken at dA, and dA is not multiplied with it: it is taken at Z"""
        return sloped(dA)

    def slope_at_dA_with_it(dA, Z):
        """the slope is taken at dA: it is taken at Z"""
        return dA * sloped(dA)

    def slope_twice(dA, Z):
        """the slope is multiplied twice: once is enough"""
        return dA * sloped(Z) ** 2

    def summed_up(dA, Z):
        """dZ is summed over the examples: it has an entry for each unit and each example, as Z has"""
        return np.sum(right(dA, Z), axis=1, keepdims=True)

    def changed_by_product(dA, Z):
        """dA itself is changed, as `dA *= ...` does: `dA * ...` makes a new array"""
        dA *= sloped(Z)
        return dA

    return slope_at_dA, slope_at_dA_with_it, slope_twice, summed_up, changed_by_product


TOLD_ABOVE = {  # these come to what is declared above, or beside the exercise
    reference.relu_backward: ("slope_twice", "changed_by_product", "slope_at_dA_with_it"),
    reference.leaky_relu_backward: ("slope_at_dA_with_it",),
}
for mistakes, right, sloped in (
    (TANH, reference.tanh_backward, lambda Z: 1 - np.tanh(Z) ** 2),
    (RELU, reference.relu_backward, lambda Z: (Z > 0).astype(float)),
    (LEAKY_RELU, reference.leaky_relu_backward, lambda Z: np.where(Z > 0, 1.0, 0.01)),
    (SIGMOID, reference.sigmoid_backward, lambda Z: reference.sigmoid(Z) * reference.sigmoid(-Z)),
):
    for mistake in (*joined_wrongly(right, sloped), *taken_wrongly(right, sloped)):
        if mistake.__name__ not in TOLD_ABOVE.get(right, ()):
            mistakes.add(mistake)
