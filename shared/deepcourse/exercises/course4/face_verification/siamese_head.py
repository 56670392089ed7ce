"""Exercise 8: same or different, as a logistic regression on two encodings."""

import numpy as np

from deepcourse.cnn import faces as reference
from deepcourse.cnn.faces import pair_features
from deepcourse.exercises.course4.face_verification.encodings import size, unit
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.activations import sigmoid


def by_form(f, H1, H2, W, b, *, form):
    """Return what a head says about the pairs."""
    return f(H1, H2, W, b, form=form)


siamese_head = FunctionExercise(
    __name__,
    reference=reference.siamese_head,
    use=by_form,
    name="siamese_head",
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("the probabilities",),
    hints=(
        "First compute the features of the pairs, (n, m), in one form or the other; the rest is logistic regression.",
        "Where both numbers are 0, chi-square is 0 / 0. Which number may stand in the denominator there without "
        "changing the result?",
        "W @ features + b has the shape (1, m). The sigmoid of it is the probability.",
    ),
)


def case(rng, n, m, form, zeros=0.0, one=0.0):
    """Return pairs of encodings that are not negative, and a head; shares of zeros in both, and in one of them."""
    H1, H2 = (np.abs(unit(rng, n, m)) for _ in range(2))
    both, first, second = rng.random((n, m)) < zeros, rng.random((n, m)) < one, rng.random((n, m)) < one
    H1, H2 = np.where(both | first, 0, H1), np.where(both | second & ~first, 0, H2)
    W, b = rng.normal(-1, 1.5, size=(1, n)), np.array([[round(float(rng.normal(1, 0.8)), 2)]])
    told = f"{form}, n = {n}, m = {m}{', with zeros in both' if zeros else ''}{', with zeros in one' if one else ''}"
    return Case(told, (H1, H2, W, b), {"form": form})


@siamese_head.visible
def visible():
    """Return both forms in several sizes, with and without zeros in both and in one, and the form left out."""
    rng = np.random.default_rng(81)
    left_out = case(rng, 4, 3, "difference").arguments
    return [
        case(rng, 3, 4, "difference"),
        case(rng, 5, 2, "chi-square"),
        case(rng, 2, 5, "difference", 0.3),
        case(rng, 4, 6, "chi-square", 0.4),
        case(rng, 3, 5, "chi-square", one=0.3),
        Case("n = 4, m = 3", left_out, {"form": "difference"}),
    ]


@siamese_head.draw
def draw(rng):
    """Return a random case."""
    return case(rng, *size(rng), str(rng.choice(reference.FORMS)), *(float(share) for share in rng.choice([0, 0.3], 2)))


@siamese_head.edges
def edges(rng):
    """Return one pair, n = m, a single number, equal encodings, zeros in one, nothing but zeros, both forms."""
    H1, _, W, b = case(rng, 3, 4, "difference").arguments
    zero = np.zeros((3, 2))
    return [
        case(rng, 6, 1, "chi-square"),
        case(rng, 4, 4, "difference"),
        case(rng, 1, 5, "chi-square", 0.5),
        case(rng, 6, 7, "chi-square", one=0.4),
        *(Case(f"{form}, equal encodings", (H1, H1.copy(), W, b), {"form": form}) for form in reference.FORMS),
        Case("chi-square, all 0", (zero, zero.copy(), W, b), {"form": "chi-square"}),
    ]


@siamese_head.property("both orders give the same probability")
def symmetric(f, rng):
    """Return a sentence unless exchanging the two pictures changes nothing."""
    for form in reference.FORMS:
        H1, H2, W, b = case(rng, 4, 5, form).arguments
        far = float(np.abs(np.subtract(f(H1, H2, W, b, form=form), f(H2, H1, W, b, form=form))).max())
        if not far < 1e-9:
            return f'with form="{form}", swapping H1 and H2 changes a probability by {far:.2g}'
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def answer(H1, H2, W, b, form, *, difference=None, chi=None):
    """Return the probabilities, from other features of one form or both."""
    made = difference if form == "difference" else chi
    return sigmoid(W @ (pair_features(H1, H2, form) if made is None else made(H1, H2)) + b)


def total(H1, H2):
    """Return H1 + H2, with 1 where it is 0."""
    return np.where(H1 + H2 == 0, 1, H1 + H2)


@siamese_head.mistake
def not_absolute(H1, H2, W, b, *, form="difference"):
    """the difference keeps its sign: then swapping the pictures changes the probability; take the absolute value"""
    return answer(H1, H2, W, b, form, difference=np.subtract)


@siamese_head.mistake
def difference_squared(H1, H2, W, b, *, form="difference"):
    """the difference is squared: this form has absolute values"""
    return answer(H1, H2, W, b, form, difference=lambda H1, H2: (H1 - H2) ** 2)


@siamese_head.mistake
def form_ignored(H1, H2, W, b, *, form="difference"):
    """`form` is ignored: with "chi-square", the features are (H1 - H2)^2 / (H1 + H2)"""
    return answer(H1, H2, W, b, "difference")


@siamese_head.mistake
def always_chi_square(H1, H2, W, b, *, form="difference"):
    """`form` is ignored: with "difference", the features are |H1 - H2|"""
    return answer(H1, H2, W, b, "chi-square")


@siamese_head.mistake
def zero_by_zero(H1, H2, W, b, *, form="difference"):
    """where both numbers are 0, chi-square is 0 / 0, and nan spreads to the whole pair: set the feature to 0 there"""
    with np.errstate(invalid="ignore"):
        return answer(H1, H2, W, b, form, chi=lambda H1, H2: (H1 - H2) ** 2 / (H1 + H2))


@siamese_head.mistake
def nothing_where_one_is_zero(H1, H2, W, b, *, form="difference"):
    """chi-square is 0 as soon as one of the two numbers is 0: only where both are 0; else it is the other number"""
    return answer(H1, H2, W, b, form, chi=lambda H1, H2: (H1 > 0) * (H2 > 0) * (H1 - H2) ** 2 / total(H1, H2))


@siamese_head.mistake
def one_in_the_denominator(H1, H2, W, b, *, form="difference"):
    """1 is added to every denominator of chi-square: change the denominator only where the sum is 0"""
    return answer(H1, H2, W, b, form, chi=lambda H1, H2: (H1 - H2) ** 2 / (H1 + H2 + 1))


@siamese_head.mistake
def numerator_not_squared(H1, H2, W, b, *, form="difference"):
    """the numerator of chi-square is not squared: it is (H1 - H2)^2"""
    return answer(H1, H2, W, b, form, chi=lambda H1, H2: np.abs(H1 - H2) / total(H1, H2))


@siamese_head.mistake
def denominator_squared(H1, H2, W, b, *, form="difference"):
    """the denominator of chi-square is squared: it is H1 + H2"""
    return answer(H1, H2, W, b, form, chi=lambda H1, H2: ((H1 - H2) / total(H1, H2)) ** 2)


@siamese_head.mistake
def denominator_forgotten(H1, H2, W, b, *, form="difference"):
    """chi-square is not divided by H1 + H2"""
    return answer(H1, H2, W, b, form, chi=lambda H1, H2: (H1 - H2) ** 2)


@siamese_head.mistake
def squares_in_the_denominator(H1, H2, W, b, *, form="difference"):
    """the denominator of chi-square is H1^2 + H2^2: it is H1 + H2"""
    return answer(H1, H2, W, b, form, chi=lambda H1, H2: (H1 - H2) ** 2 / total(H1**2, H2**2))


@siamese_head.mistake
def denominator_of_a_column(H1, H2, W, b, *, form="difference"):
    """chi-square is divided by the sum of a whole column: each row has its own denominator"""
    return answer(H1, H2, W, b, form, chi=lambda H1, H2: (H1 - H2) ** 2 / total(H1, H2).sum(axis=0))


@siamese_head.mistake
def products(H1, H2, W, b, *, form="difference"):
    """the encodings are multiplied: the features must measure how they differ"""
    return answer(H1, H2, W, b, "difference", difference=np.multiply)


@siamese_head.mistake
def sum_of_the_features(H1, H2, W, b, *, form="difference"):
    """the features are added up before they are multiplied by W: each feature has its own weight"""
    features = pair_features(H1, H2, form)
    return sigmoid(W @ np.repeat(features.sum(axis=0, keepdims=True), len(features), axis=0) + b)


@siamese_head.mistake
def bias_forgotten(H1, H2, W, b, *, form="difference"):
    """b is left out: the probability is sigmoid(W features + b)"""
    return answer(H1, H2, W, 0 * b, form)


@siamese_head.mistake
def no_sigmoid(H1, H2, W, b, *, form="difference"):
    """there is no sigmoid: W features + b is not a probability yet"""
    return W @ pair_features(H1, H2, form) + b


@siamese_head.mistake
def probability_of_different(H1, H2, W, b, *, form="difference"):
    """this is the probability of two different people: return that of the same person"""
    return 1 - answer(H1, H2, W, b, form)


@siamese_head.mistake
def decisions(H1, H2, W, b, *, form="difference"):
    """the probability is already compared with 0.5: return the probability itself"""
    return (answer(H1, H2, W, b, form) > 0.5).astype(float)


@siamese_head.mistake
def one_axis(H1, H2, W, b, *, form="difference"):
    """the answer has one axis: like every output of a layer, it is (1, m)"""
    return answer(H1, H2, W, b, form).ravel()


# --- right, written differently -------------------------------------------------------------------------------------


@siamese_head.right
def pair_by_pair(H1, H2, W, b, *, form="difference"):
    """Return the same from loops."""
    out = np.empty((1, H1.shape[1]))
    for i in range(H1.shape[1]):
        z = float(b[0, 0])
        for k in range(H1.shape[0]):
            one, other = float(H1[k, i]), float(H2[k, i])
            if form == "difference":
                z += W[0, k] * abs(one - other)
            elif one + other > 0:
                z += W[0, k] * (one - other) ** 2 / (one + other)
        out[0, i] = 1 / (1 + np.exp(-z))
    return out


@siamese_head.right
def a_little_in_the_denominator(H1, H2, W, b, *, form="difference"):
    """Return the same, but for a tiny number in the denominator."""
    features = np.abs(H1 - H2)
    if form == "chi-square":
        features = features**2 / (H1 + H2 + 1e-12)
    return 1 / (1 + np.exp(-(np.dot(W, features) + b)))


@siamese_head.right
def divided_where_it_can_be(H1, H2, W, b, *, form="difference"):
    """Return the same by np.divide with `where`."""
    if form == "difference":
        features = np.maximum(H1 - H2, H2 - H1)
    else:
        features = np.divide((H1 - H2) ** 2, H1 + H2, out=np.zeros_like(H1), where=(H1 + H2) > 0)
    return sigmoid((W.T * features).sum(axis=0, keepdims=True) + b)
