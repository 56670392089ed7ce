"""Exercise 5: scale all gradients by one factor."""

import numpy as np

from deepcourse.exercises.course5.character_language_model.clip import gradients_of
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import language_model as reference

clip_by_norm = FunctionExercise(
    __name__,
    reference=reference.clip_by_norm,
    minutes=5,
    points_visible=4,
    points_hidden=5,
    returns=("the scaled gradients",),
    any_number_type=True,
    hints=(
        "Imagine that all entries of all gradients are in one long vector. What is its length?",
        "If the vector is longer than allowed, by which factor must it shrink to have just the length max_norm?",
        "What should your function do to gradients that are short enough, or all 0?",
    ),
)


@clip_by_norm.visible
def visible():
    """Return long and short gradients, several limits, gradients of different sizes, zeros."""
    rng = np.random.default_rng(55)
    uneven = gradients_of(rng, 2, 4)
    uneven["dWaa"] *= 20
    uneven["dby"] /= 50
    return [
        Case("3 and 4, max_norm 1", ({"dWaa": np.array([[3.0]]), "dba": np.array([[-4.0]])}, 1)),
        Case("max_norm 2", (gradients_of(rng, scale=3.0), 2)),
        Case("short gradients, max_norm 5", (gradients_of(rng, scale=0.05), 5)),
        Case("one gradient far larger, max_norm 3", (uneven, 3)),
        Case("zeros", ({"dWya": np.zeros((2, 3)), "dby": np.zeros((2, 1))}, 1)),
        Case("single precision, max_norm 0.5", ({"dWax": rng.normal(size=(2, 3)).astype(np.float32)}, 0.5)),
    ]


@clip_by_norm.draw
def draw(rng):
    """Return random gradients, half of them too long."""
    n_a, n_y = (int(n) for n in rng.integers(2, 6, size=2))
    limit = float(rng.uniform(0.3, 12))
    return Case(f"max_norm {limit:.2f}", (gradients_of(rng, n_a, n_y, float(rng.uniform(0.1, 2))), limit))


@clip_by_norm.edges
def edges(rng):
    """Return one unit, zeros, just inside and just outside, large gradients, single precision."""
    return [
        Case("one unit", (gradients_of(rng, 1, 2, 3.0), 1)),
        Case("zeros", ({"dWya": np.zeros((2, 3))}, 0.1)),
        Case("just inside", ({"dba": np.array([[3.0], [4.0]])}, 5.01)),
        Case("just outside", ({"dba": np.array([[3.0], [4.0]])}, 4.9)),
        Case("large gradients", (gradients_of(rng, scale=1e8), 1)),
        Case("single precision", ({"dba": rng.normal(size=(4, 1)).astype(np.float32)}, 0.3)),
    ]


@clip_by_norm.property("the direction stays the same")
def same_direction(f, rng):
    """Return a sentence unless all entries shrink by one factor."""
    gradients = gradients_of(rng, scale=4.0)
    ratios = np.concatenate([(f({n: g.copy() for n, g in gradients.items()}, 1)[n] / g).ravel()
                             for n, g in gradients.items()])  # fmt: skip
    if np.ptp(ratios) < 1e-9:
        return None
    return f"some entries are multiplied by {ratios.min():.3g}, others by {ratios.max():.3g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def scaled(gradients, factor):
    """Return all gradients times one factor."""
    return {name: gradient * factor for name, gradient in gradients.items()}


def norm_of(gradients):
    """Return the common norm."""
    return float(np.sqrt(sum(np.sum(np.square(g, dtype=float)) for g in gradients.values())))


def by(gradients, norm, max_norm):
    """Return the gradients, scaled to `max_norm` where some `norm` of theirs is larger."""
    return scaled(gradients, max_norm / norm if norm > max_norm else 1.0)


@clip_by_norm.mistake
def each_on_its_own(gradients, max_norm):
    """each gradient is scaled by its own norm, which changes the direction: take one norm of all of them"""
    return {name: by({name: g}, norm_of({name: g}), max_norm)[name] for name, g in gradients.items()}


@clip_by_norm.mistake
def always_scaled(gradients, max_norm):
    """short gradients are scaled, too, up to max_norm: leave them as they are"""
    return scaled(gradients, max_norm / max(norm_of(gradients), 1e-300))


@clip_by_norm.mistake
def always_scaled_and_zeros_divided(gradients, max_norm):
    """the factor is max_norm / norm in every case, also 0 / 0: scale only if the norm is larger than max_norm"""
    with np.errstate(all="ignore"):
        return scaled(gradients, np.float64(max_norm) / norm_of(gradients))


@clip_by_norm.mistake
def sum_of_norms(gradients, max_norm):
    """the norms of the gradients are added: add the squares of all entries, then take one root"""
    return by(gradients, sum(norm_of({n: g}) for n, g in gradients.items()), max_norm)


@clip_by_norm.mistake
def largest_norm(gradients, max_norm):
    """the largest norm of one gradient is taken: add the squares of all gradients, then take the root"""
    return by(gradients, max(norm_of({n: g}) for n, g in gradients.items()), max_norm)


@clip_by_norm.mistake
def no_root(gradients, max_norm):
    """the root is missing: the norm is the root of the sum of squares"""
    return by(gradients, norm_of(gradients) ** 2, max_norm)


@clip_by_norm.mistake
def root_mean_square(gradients, max_norm):
    """the root of the mean square is taken: add the squares and do not divide"""
    size = sum(g.size for g in gradients.values())
    return by(gradients, norm_of(gradients) / np.sqrt(size), max_norm)


@clip_by_norm.mistake
def sum_of_sizes(gradients, max_norm):
    """the absolute values of the entries are added: add their squares, and take the root"""
    return by(gradients, sum(float(np.abs(g).sum()) for g in gradients.values()), max_norm)


@clip_by_norm.mistake
def largest_entry(gradients, max_norm):
    """the largest entry is taken for the norm: add the squares of all entries, and take the root"""
    return by(gradients, max(float(np.abs(g).max()) for g in gradients.values()), max_norm)


@clip_by_norm.mistake
def scaled_to_one(gradients, max_norm):
    """long gradients are scaled to norm 1: scale them to max_norm"""
    norm = norm_of(gradients)
    return scaled(gradients, 1 / norm if norm > max_norm else 1.0)


@clip_by_norm.mistake
def factor_upside_down(gradients, max_norm):
    """long gradients grow: the factor is max_norm / norm"""
    norm = norm_of(gradients)
    return scaled(gradients, norm / max_norm if norm > max_norm else 1.0)


@clip_by_norm.mistake
def condition_upside_down(gradients, max_norm):
    """short gradients are scaled and long ones are not: scale if the norm is larger than max_norm"""
    norm = norm_of(gradients)
    return scaled(gradients, max_norm / norm if 0 < norm < max_norm else 1.0)


@clip_by_norm.mistake
def multiplied_by_max_norm(gradients, max_norm):
    """long gradients are multiplied by max_norm: multiply them by max_norm / norm"""
    return scaled(gradients, max_norm if norm_of(gradients) > max_norm else 1.0)


@clip_by_norm.mistake
def entries_cut(gradients, max_norm):
    """single entries are cut, as in the exercise before: scale all entries by one factor"""
    return reference.clip(gradients, max_norm)


@clip_by_norm.mistake
def biases_left_out(gradients, max_norm):
    """the biases are left out of the norm: it is that of all gradients"""
    return by(gradients, norm_of({n: g for n, g in gradients.items() if n.startswith("dW")}), max_norm)


@clip_by_norm.mistake
def biases_not_scaled(gradients, max_norm):
    """the biases are not scaled: one factor is for all gradients"""
    return {
        n: by(gradients, norm_of(gradients), max_norm)[n] if n.startswith("dW") else g for n, g in gradients.items()
    }


@clip_by_norm.mistake
def in_place(gradients, max_norm):
    """the given arrays are scaled in place: return new ones"""
    made = by(gradients, norm_of(gradients), max_norm)
    for name, gradient in gradients.items():
        gradient[...] = made[name]
    return gradients


@clip_by_norm.mistake
def spectral_norm(gradients, max_norm):
    """np.linalg.norm(g, 2) of a matrix is not the root of the sum of its squares: leave the 2 out"""
    return by(gradients, np.sqrt(sum(np.linalg.norm(g, 2) ** 2 for g in gradients.values())), max_norm)


@clip_by_norm.mistake
def added_to_the_norm(gradients, max_norm):
    """1 is added to the norm: scale by max_norm / norm, and only if the norm is larger, so that nothing divides by 0"""
    return by(gradients, norm_of(gradients) + 1, max_norm)


# --- right, written differently -------------------------------------------------------------------------------------


@clip_by_norm.right
def one_long_vector(gradients, max_norm):
    """Return the same, from one vector of all entries."""
    norm = np.linalg.norm(np.concatenate([gradient.ravel() for gradient in gradients.values()]))
    return {name: gradient / max(1.0, norm / max_norm) for name, gradient in gradients.items()}


@clip_by_norm.right
def copies_of_the_short(gradients, max_norm):
    """Return the same, with copies where nothing has to be scaled."""
    squares = 0.0
    for gradient in gradients.values():
        squares += np.linalg.norm(gradient) ** 2
    if squares <= max_norm**2:
        return {name: gradient.copy() for name, gradient in gradients.items()}
    return {name: gradient * max_norm / np.sqrt(squares) for name, gradient in gradients.items()}
