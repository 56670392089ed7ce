"""Exercise 4: cut every entry of every gradient."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import language_model as reference

NAMES = ("dWax", "dWaa", "dWya", "dba", "dby")


def gradients_of(rng, n_a=3, n_y=4, scale=1.0):
    """Return random gradients of a small network; the biases have gradients of the same size."""
    shapes = ((n_a, n_y), (n_a, n_a), (n_y, n_a), (n_a, 1), (n_y, 1))
    return {name: scale * rng.normal(size=shape) for name, shape in zip(NAMES, shapes, strict=True)}


clip = FunctionExercise(
    __name__,
    reference=reference.clip,
    minutes=2,
    points_visible=2,
    points_hidden=3,
    returns=("the clipped gradients",),
    any_number_type=True,
    hints=(
        "Build a new dictionary with the same names. What is done to an entry of -7 if max_value is 2?",
        "NumPy has a function that cuts an array at a lowest and a highest value.",
        "np.clip returns a new array unless you give it out=.",
    ),
)


@clip.visible
def visible():
    """Return entries on both sides and inside, several limits, nothing to cut, another dictionary."""
    rng = np.random.default_rng(54)
    few = {"dba": np.array([[5.0], [-0.5], [-3.0]]), "dby": np.array([[0.25], [9.0]])}
    return [
        Case("max_value 2, two gradients", (few, 2)),
        Case("max_value 0.5", (gradients_of(rng), 0.5)),
        Case("max_value 3, large gradients", (gradients_of(rng, 2, 5, 6.0), 3)),
        Case("nothing to cut", (gradients_of(rng, scale=0.1), 10)),
        Case("single precision", ({"dWaa": rng.normal(size=(2, 2)).astype(np.float32)}, 0.75)),
    ]


@clip.draw
def draw(rng):
    """Return random gradients and a random limit."""
    n_a, n_y = (int(n) for n in rng.integers(2, 6, size=2))
    limit = float(rng.uniform(0.2, 3))
    return Case(f"max_value {limit:.2f}", (gradients_of(rng, n_a, n_y, 2.0), limit))


@clip.edges
def edges(rng):
    """Return one unit, zeros, a single gradient, huge entries."""
    return [
        Case("one unit", (gradients_of(rng, 1, 2, 3.0), 1)),
        Case("zeros", ({"dWya": np.zeros((2, 3))}, 1)),
        Case("huge entries", ({"dWaa": np.array([[1e300, -1e300]])}, 5)),
        Case("single precision", ({"dba": rng.normal(size=(4, 1)).astype(np.float32)}, 0.3)),
    ]


@clip.property("no entry is beyond the limit")
def within(f, rng):
    """Return a sentence unless all entries lie within the limit."""
    largest = max(np.abs(gradient).max() for gradient in f(gradients_of(rng, scale=5.0), 1.5).values())
    return None if largest <= 1.5 else f"with max_value 1.5, an entry has the size {largest:.3g}"


@clip.mistake
def cut_above_alone(gradients, max_value):
    """only entries above max_value are cut: cut those below -max_value, too"""
    return {name: np.minimum(gradient, max_value) for name, gradient in gradients.items()}


@clip.mistake
def cut_below_alone(gradients, max_value):
    """only entries below -max_value are cut: cut those above max_value, too"""
    return {name: np.maximum(gradient, -max_value) for name, gradient in gradients.items()}


@clip.mistake
def negative_to_zero(gradients, max_value):
    """negative entries become 0: the lower limit is -max_value"""
    return {name: np.clip(gradient, 0, max_value) for name, gradient in gradients.items()}


@clip.mistake
def sizes_alone(gradients, max_value):
    """the signs are lost: a large negative entry becomes -max_value"""
    return {name: np.minimum(np.abs(gradient), max_value) for name, gradient in gradients.items()}


@clip.mistake
def large_to_zero(gradients, max_value):
    """entries beyond the limit become 0: they become max_value or -max_value"""
    return {name: np.where(np.abs(gradient) > max_value, 0, gradient) for name, gradient in gradients.items()}


@clip.mistake
def large_with_plus(gradients, max_value):
    """large negative entries become +max_value: they keep their sign"""
    return {name: np.where(np.abs(gradient) > max_value, max_value, gradient) for name, gradient in gradients.items()}


@clip.mistake
def in_place(gradients, max_value):
    """the given arrays are cut in place: return new ones"""
    for gradient in gradients.values():
        np.clip(gradient, -max_value, max_value, out=gradient)
    return gradients


@clip.mistake
def one_factor_for_each(gradients, max_value):
    """each gradient is scaled until its largest entry fits: cut single entries and leave the others"""
    return {n: g * min(1, max_value / max(np.abs(g).max(), 1e-300)) for n, g in gradients.items()}


@clip.mistake
def one_factor_for_all(gradients, max_value):
    """all gradients are scaled by their common norm: that is the next exercise"""
    return reference.clip_by_norm(gradients, max_value)


@clip.mistake
def weights_alone(gradients, max_value):
    """only gradients of weights are cut: the biases have gradients, too"""
    return {n: np.clip(g, -max_value, max_value) if n.startswith("dW") else g for n, g in gradients.items()}


@clip.mistake
def limit_of_five(gradients, max_value):
    """the limit is always 5: use max_value"""
    return reference.clip(gradients, 5)


@clip.mistake
def unchanged(gradients, max_value):
    """the gradients are returned as they are: np.clip returns a new array, so keep what it returns"""
    return dict(gradients)


@clip.mistake
def list_returned(gradients, max_value):
    """a list is returned: return a dictionary with the same names"""
    return list(reference.clip(gradients, max_value).values())


@clip.right
def by_minimum_and_maximum(gradients, max_value):
    """Return the same, in two steps, on copies."""
    clipped = {}
    for name in gradients:
        clipped[name] = np.maximum(-max_value, np.minimum(max_value, gradients[name]))
    return clipped


@clip.right
def by_masks(gradients, max_value):
    """Return the same, on copies, by two masks."""
    copies = {name: gradient.copy() for name, gradient in gradients.items()}
    for gradient in copies.values():
        gradient[gradient > max_value] = max_value
        gradient[gradient < -max_value] = -max_value
    return copies
