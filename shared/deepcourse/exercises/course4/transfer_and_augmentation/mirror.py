"""Exercise 3: some pictures mirrored."""

import numpy as np

from deepcourse.cnn import augmentation as reference
from deepcourse.exercises.course4.transfer_and_augmentation.pictures import numbered, told
from deepcourse.exercises.declaration import Case, FunctionExercise

mirror = FunctionExercise(
    __name__,
    reference=reference.mirror,
    minutes=3,
    points_visible=2,
    points_hidden=4,
    returns=("the pictures",),
    may_share_memory=False,
    hints=(
        "Which of the four axes runs from left to right? A slice with step -1 reverses an axis.",
        "`rng.random(m) < p` is an array of True and False. What does X[that array] give you?",
        "Start from a copy of X, and replace the chosen pictures in it.",
    ),
)


def case(shape, seed, p=0.5):
    """Return pictures with a generator of their own."""
    return Case(f"{told(shape)}, p = {p:g}", (numbered(*shape), np.random.default_rng(seed), p))


@mirror.visible
def visible():
    """Return square pictures and others, several probabilities, one picture."""
    shapes = ((4, 3, 5, 3), 2, 0.5), ((6, 4, 4, 1), 3, 0.3), ((5, 5, 3, 2), 4, 0.8), ((1, 3, 4, 3), 1, 1.0)
    return [case(*each) for each in (*shapes, ((3, 2, 4, 3), 5, 0.0))]


@mirror.draw
def draw(rng):
    """Return random pictures."""
    shape = tuple(int(n) for n in rng.integers((2, 2, 2, 1), (9, 8, 8, 4)))
    return case(shape, int(rng.integers(1000)), round(float(rng.uniform(0.2, 0.8)), 2))


@mirror.edges
def edges(rng):
    """Return one picture, one column, all and none mirrored."""
    return [case((1, 4, 5, 3), 0), case((5, 4, 1, 3), 1), case((4, 5, 2, 3), 2, 1.0), case((4, 3, 6, 1), 3, 0.0)]


@mirror.property(
    "each picture is kept or mirrored", draw=lambda rng: case((40, 3, 4, 2), int(rng.integers(1000)), 0.25)
)
def originals_or_mirrors(result, X, rng, p):
    """Return a sentence unless every picture is the old one or its mirror image."""
    found = np.asarray(result)
    if found.shape != X.shape:
        return f"pictures {X.shape} became {found.shape}"
    kept = (found == X).all(axis=(1, 2, 3))
    turned = (found == X[:, :, ::-1]).all(axis=(1, 2, 3))
    strange = int((~kept & ~turned).sum())
    return f"{strange} of 40 pictures are neither the original nor its mirror image" if strange else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def changed(X, chosen, turn=lambda X: X[:, :, ::-1]):
    """Return the pictures, some of them turned."""
    return np.where(chosen[:, None, None, None], turn(X), X)


@mirror.mistake
def upside_down(X, rng, p=0.5):
    """the pictures are turned upside down: left and right are exchanged along axis 2, X[:, :, ::-1]"""
    return changed(X, rng.random(len(X)) < p, lambda X: X[:, ::-1])


@mirror.mistake
def channels_reversed(X, rng, p=0.5):
    """the channels are reversed, red becomes blue: the columns are axis 2 of X"""
    return changed(X, rng.random(len(X)) < p, lambda X: X[..., ::-1])


@mirror.mistake
def pictures_reversed(X, rng, p=0.5):
    """the order of the pictures is reversed: the first axis counts pictures, the columns are axis 2"""
    return changed(X, rng.random(len(X)) < p, lambda X: X[::-1])


@mirror.mistake
def half_a_turn(X, rng, p=0.5):
    """the pictures are rotated by 180 degrees: reverse only the columns"""
    return changed(X, rng.random(len(X)) < p, lambda X: X[:, ::-1, ::-1])


@mirror.mistake
def one_coin_for_all(X, rng, p=0.5):
    """one number decides for all pictures: draw one for each, rng.random(m)"""
    return changed(X, np.repeat(rng.random() < p, len(X)))


@mirror.mistake
def all_mirrored(X, rng, p=0.5):
    """every picture is mirrored: only those with rng.random(m) < p are"""
    return X[:, :, ::-1].copy()


@mirror.mistake
def none_mirrored(X, rng, p=0.5):
    """no picture is mirrored: assigning to a copy made by X[chosen] does not change the result"""
    rng.random(len(X))
    return X.copy()


@mirror.mistake
def coin_turned_over(X, rng, p=0.5):
    """pictures with a number of p or more are mirrored: mirror where it is smaller than p"""
    return changed(X, rng.random(len(X)) >= p)


@mirror.mistake
def p_ignored(X, rng, p=0.5):
    """p is ignored and half of the pictures are mirrored: compare with p"""
    return changed(X, rng.random(len(X)) < 0.5)


@mirror.mistake
def own_generator(X, rng, p=0.5):
    """the function creates its own generator: draw from the `rng` that it is given"""
    return changed(X, np.random.default_rng(0).random(len(X)) < p)


@mirror.mistake
def normal_numbers(X, rng, p=0.5):
    """the numbers are normally distributed: use rng.random, whose numbers are below p with probability p"""
    return changed(X, rng.normal(size=len(X)) < p)


@mirror.mistake
def chosen_alone(X, rng, p=0.5):
    """only the mirrored pictures are returned: return the others as well"""
    return X[rng.random(len(X)) < p][:, :, ::-1].copy()


@mirror.mistake
def caller_s_pictures_changed(X, rng, p=0.5):
    """the caller's pictures are changed: work on a copy"""
    chosen = rng.random(len(X)) < p
    X[chosen] = X[chosen][:, :, ::-1].copy()
    return X


@mirror.right
def in_a_loop(X, rng, p=0.5):
    """Return the same, picture by picture."""
    coins = rng.random(X.shape[0])
    return np.array([np.fliplr(x) if coin < p else x for x, coin in zip(X, coins, strict=True)])


@mirror.right
def with_where(X, rng, p=0.5):
    """Return the same, chosen from both kinds."""
    return changed(X, rng.random(len(X)) < p)
