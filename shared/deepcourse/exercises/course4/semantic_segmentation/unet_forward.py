"""Exercise 7: the wiring of a U-Net."""

import numpy as np

from deepcourse.cnn import segmentation as reference
from deepcourse.exercises.course4.semantic_segmentation.unet_parts import network_of, some_parts
from deepcourse.exercises.declaration import Case, FunctionExercise


def scores(answer, X, parts, pool, *, twice=False):
    """Return the scores of a network with these parts; with `twice`, what is wrong with a second call, or ""."""
    network = network_of(parts, pool)
    Z = answer(X, network)
    if not twice:
        return Z
    try:
        again = answer(X, network)
    except Exception as error:
        return f"a second call with the same network raises {type(error).__name__}: do not change its lists"
    same = np.shape(Z) == np.shape(again) and np.allclose(Z, again)
    return "" if same else "a second call with the same network gives different scores: do not change its lists"


unet_forward = FunctionExercise(
    __name__,
    reference=reference.unet_forward,
    use=scores,
    minutes=6,
    points_visible=5,
    points_hidden=7,
    returns=("Z",),
    hints=(
        "Go down first: a loop over the downs. What do you have to keep from each level, and when: "
        "before the pool or after it?",
        "On the way up, the level that you left last comes back first. Which end of your list of skips is it?",
        "For one level up: the up, then np.concatenate along the channel axis, then the join. The head comes "
        "once, after the loop.",
    ),
)


def case(rng, m, n_H, n_W, n_C, levels, pool="max"):
    """Return pictures and the numbers that the parts are made from."""
    X = rng.normal(size=(m, n_H, n_W, n_C))
    name = f"{levels} level{'s' if levels > 1 else ''}, X {X.shape}, pool by {pool}"
    return Case(name, (X, some_parts(rng, levels), pool))


@unet_forward.visible
def visible():
    """Return networks with one to three levels."""
    rng = np.random.default_rng(71)
    return [
        case(rng, 2, 4, 6, 3, 1),
        case(rng, 2, 8, 4, 1, 2, "mean"),
        case(rng, 3, 4, 8, 2, 2),
        case(rng, 1, 8, 16, 3, 3),
    ]


@unet_forward.draw
def draw(rng):
    """Return a network with two or three levels."""
    levels = int(rng.integers(2, 4))
    m, n_H, n_W, n_C = (int(rng.integers(*bounds)) for bounds in ((1, 4), (1, 3), (1, 3), (1, 4)))
    return case(rng, m, n_H * 2**levels, n_W * 2**levels, n_C, levels, str(rng.choice(["max", "mean"])))


@unet_forward.edges
def edges(rng):
    """Return one level, four levels, and pictures that shrink to a pixel."""
    return [case(rng, 1, 2, 2, 1, 1), case(rng, 2, 16, 16, 2, 4), case(rng, 2, 4, 2, 3, 1, "mean")]


def drawn_network(rng):
    """Return a network that is called twice."""
    made = case(rng, 2, 4, 8, 2, 2)
    return Case(made.name, made.arguments, {"twice": True})


@unet_forward.property("a second call gives the same scores", draw=drawn_network)
def network_stays(result, X, parts, pool):
    """Return a sentence unless a second call with the same network gives the same."""
    return result or None


# --- known mistakes -------------------------------------------------------------------------------------------------


def wired(X, network, *, keep=None, order=None, both=None, after=None, head=True, bottom=True, pool=True):
    """Return scores with something changed.

    keep : (what enters a level, what its down returns, what is pooled) -> the skip    order : list of skips -> list
    both : (up, skip) -> what enters the join    after : (join, up's, skip) -> what a level up returns
    """
    skips = []
    for down in network["downs"]:
        entered, out = X, down(X)
        X = network["pool"](out) if pool else out
        skips.append(keep(entered, out, X) if keep else out)
    X = network["bottom"](X) if bottom else X
    skips = order(skips) if order else skips[::-1]
    both = both or (lambda up, skip: np.concatenate([up, skip], axis=3))
    for up, join, skip in zip(network["ups"], network["joins"], skips, strict=False):
        X = after(join, up(X), skip) if after else join(both(up(X), skip))
    return network["head"](X) if head else X


@unet_forward.mistake
def skip_after_the_pool(X, network):
    """the skip is taken after the pool, when it is too small: keep what the down returns"""
    return wired(X, network, keep=lambda entered, out, pooled: pooled)


@unet_forward.mistake
def skip_before_the_down(X, network):
    """the skip is what enters the down: keep what the down returns"""
    return wired(X, network, keep=lambda entered, out, pooled: entered)


@unet_forward.mistake
def first_skip_first(X, network):
    """the skips are used in the order in which they were kept: the first up needs the last one kept"""
    return wired(X, network, order=lambda skips: skips)


@unet_forward.mistake
def skip_in_front(X, network):
    """the channels of the skip come before those of the up: they come after them"""
    return wired(X, network, both=lambda up, skip: np.concatenate([skip, up], axis=3))


@unet_forward.mistake
def added(X, network):
    """the skip is added to the up, as in a residual block: append it as further channels"""
    return wired(X, network, both=lambda up, skip: up + skip)


@unet_forward.mistake
def added_to_the_skip(X, network):
    """the up is added to the skip, as in a residual block: put the skip's channels after those of the up"""
    return wired(X, network, both=lambda up, skip: skip + up)


@unet_forward.mistake
def no_skips(X, network):
    """the skips are not used: each join gets the up and the skip"""
    return wired(X, network, both=lambda up, skip: up)


@unet_forward.mistake
def skips_alone(X, network):
    """the joins get the skips alone, so that nothing from below arrives: each gets the up and the skip"""
    return wired(X, network, both=lambda up, skip: skip)


@unet_forward.mistake
def skip_after_the_join(X, network):
    """the skip is appended to the join's output: the join comes last, so that it can mix both"""
    return wired(X, network, after=lambda join, up, skip: np.concatenate([join(up), skip], axis=3))


@unet_forward.mistake
def join_left_out(X, network):
    """the joins are left out: each follows the concatenation of its level"""
    return wired(X, network, after=lambda join, up, skip: np.concatenate([up, skip], axis=3))


@unet_forward.mistake
def skip_joined_alone(X, network):
    """the join gets the skip alone, and the up is put before its output: the join needs both"""
    return wired(X, network, after=lambda join, up, skip: np.concatenate([up, join(skip)], axis=3))


@unet_forward.mistake
def last_skip_for_all(X, network):
    """every level gets the skip that was kept last: each has its own, of its own size"""
    return wired(X, network, order=lambda skips: [skips[-1]] * len(skips))


@unet_forward.mistake
def below_each_other(X, network):
    """up and skip are concatenated along the height: use the last axis, the channels"""
    return wired(X, network, both=lambda up, skip: np.concatenate([up, skip], axis=1))


@unet_forward.mistake
def one_picture_after_the_other(X, network):
    """up and skip are put one after the other, along the pictures: np.concatenate needs axis=3, the channels"""
    return wired(X, network, both=lambda up, skip: np.concatenate([up, skip]))


@unet_forward.mistake
def entered_and_pooled(X, network):
    """what enters the down is pooled: pool what the down returns"""
    skips = []
    for down in network["downs"]:
        skips.append(down(X))
        X = network["pool"](X)
    X = network["bottom"](X)
    for up, join, skip in zip(network["ups"], network["joins"], skips[::-1], strict=True):
        X = join(np.concatenate([up(X), skip], axis=3))
    return network["head"](X)


@unet_forward.mistake
def bottom_left_out(X, network):
    """the bottom is left out: it comes between the last pool and the first up"""
    return wired(X, network, bottom=False)


@unet_forward.mistake
def head_left_out(X, network):
    """the head is left out: it turns the last join's channels into scores"""
    return wired(X, network, head=False)


@unet_forward.mistake
def head_at_every_level(X, network):
    """the head is applied at every level: it comes once, at the end"""

    def level(join, up, skip):
        return network["head"](join(np.concatenate([up, skip], axis=3)))

    return wired(X, network, head=False, after=level)


@unet_forward.mistake
def never_pooled(X, network):
    """the pool is left out: it follows every down"""
    return wired(X, network, pool=False)


@unet_forward.mistake
def one_level_alone(X, network):
    """the way up ends after one level: there are as many ups as downs"""
    return wired(X, network | {"ups": network["ups"][:1], "joins": network["joins"][:1]})


@unet_forward.mistake
def ups_backwards(X, network):
    """the ups and joins are taken from last to first: they are already in the order of use"""
    return wired(X, network | {"ups": network["ups"][::-1], "joins": network["joins"][::-1]})


# --- right, written differently -------------------------------------------------------------------------------------


@unet_forward.right
def by_recursion(X, network):
    """Return the same from a function that calls itself for the level below."""
    levels = len(network["downs"])

    def level(A, depth):
        if depth == levels:
            return network["bottom"](A)
        skip = network["downs"][depth](A)
        up = network["ups"][levels - 1 - depth](level(network["pool"](skip), depth + 1))
        return network["joins"][levels - 1 - depth](np.append(up, skip, axis=-1))

    return network["head"](level(X, 0))


@unet_forward.right
def with_indices(X, network):
    """Return the same by counting, from a dictionary of skips."""
    skips, A, levels = {}, X, len(network["ups"])
    for number in range(levels):
        A = network["downs"][number](A)
        skips[number] = A.copy()
        A = network["pool"](A)
    A = network["bottom"](A)
    for number in range(levels):
        A = network["ups"][number](A)
        A = np.concatenate((A, skips[levels - number - 1]), axis=3)
        A = network["joins"][number](A)
    return network["head"](A)
