"""Exercise 8: weights set by hand with which one head recalls what stood beside a key."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course5.recall import sequences
from deepcourse.sequence import self_attention as reference

ENOUGH, NEAR = 0.99, 0.01  # of the weight on the right pair; of what comes out to the one-hot value
TRIED = 12  # sequences of each length


def recall_head_by_hand(keys, values, T):
    """Return Wq, Wk and Wv: a query asks for its key and for a step with a value, sharply enough for T pairs.

    The score of the right pair is s larger than that of the T other steps, each of which has at most one of the two
    things asked for: its weight is at least 1 / (1 + T e^-s).
    """
    n, s = keys + values, np.log(200 * T)
    Wk = np.zeros((keys + 1, n))
    Wk[:keys, :keys] = np.eye(keys)
    Wk[keys, keys:] = 1
    Wq = np.zeros((keys + 1, n))
    Wq[:keys, :keys] = np.eye(keys)
    Wq[keys, :keys] = 1
    Wv = np.zeros((values, n))
    Wv[:, keys:] = np.eye(values)
    return s * np.sqrt(keys + 1) * Wq, Wk, Wv


def recalls(f, keys, values, T):
    """Return the least weight of a right pair, up to 0.99, the largest error, from 0.01 on, and what is right."""
    found = f(keys, values, T)
    if type(found) not in (tuple, list) or len(found) != 3:
        return ("return three arrays: Wq, Wk, Wv",) * 3
    Wq, Wk, Wv = (np.asarray(W, float) for W in found)
    trouble = misshapen(Wq, Wk, Wv, keys, values)
    return (trouble,) * 3 if trouble else tried(Wq, Wk, Wv, keys, values, T)


def misshapen(Wq, Wk, Wv, keys, values):
    """Return a sentence on shapes that cannot be used, or ""."""
    n = keys + values
    if Wq.ndim != 2 or Wk.shape != Wq.shape or Wq.shape[1] != n:
        return f"Wq and Wk have to be (d_k, {n}), and are {Wq.shape} and {Wk.shape}"
    return "" if Wv.shape == (values, n) else f"Wv has to be {(values, n)}, and is {Wv.shape}"


def tried(Wq, Wk, Wv, keys, values, T):
    """Return the three measures over sequences of one pair, of T pairs and of lengths between."""
    rng, least, furthest, right_ones = np.random.default_rng([keys, values, T]), ENOUGH, NEAR, []
    for pairs in sorted({1, (T + 1) // 2, T}):
        x, right = sequences(rng, TRIED, pairs, keys, values)
        Q, K, V = (np.einsum("yx,xmt->ymt", W, x.astype(float)) for W in (Wq, Wk, Wv))
        out, cache = reference.scaled_dot_product_attention(Q[:, :, -1:], K, V)
        asked = x[:keys, :, -1].argmax(axis=0)
        place = x[asked, np.arange(TRIED), :pairs].argmax(axis=1)
        least = min(least, float(cache[3][np.arange(TRIED), 0, place].min()))
        furthest = max(furthest, float(np.abs(out[:, :, 0] - np.eye(values)[:, right]).max()))
        right_ones += (out[:, :, 0].argmax(axis=0) == right).tolist()
    return least, furthest, float(np.mean(right_ones))


recall_head = FunctionExercise(
    __name__,
    reference=recall_head_by_hand,
    use=recalls,
    minutes=9,
    points_visible=5,
    points_hidden=7,
    returns=(
        "the least weight on the right pair (0.99 is enough)",
        "the largest error of out (0.01 is allowed)",
        "the share of questions whose largest entry of out is right",
    ),
    hints=(
        "Let the query and the key of a step both be its one-hot key. Which steps have the largest score? There are "
        "two of them.",
        "The asking step has no value. Give each key one more row that says whether the step has a value, and let the "
        "query ask for that, too.",
        "If the right score is larger than all others by s after the division by the root of d_k, the right pair gets "
        "at least 1 / (1 + T exp(-s)). Solve for s, and multiply Wq by what is needed.",
    ),
)


def case(keys, values, T):
    """Return numbers of keys, values and pairs as a case."""
    return Case(f"{keys} keys, {values} values, up to {T} pairs", (keys, values, T))


@recall_head.visible
def visible():
    """Return small and large numbers of keys, values and pairs."""
    return [
        case(*sizes) for sizes in ((4, 3, 2), (6, 2, 6), (10, 5, 4), (30, 4, 30), (5, 8, 3), (80, 3, 60), (3, 2, 1))
    ]


@recall_head.draw
def draw(rng):
    """Return random numbers."""
    keys = int(rng.integers(5, 40))
    return case(keys, int(rng.integers(2, 7)), int(rng.integers(2, keys + 1)))


@recall_head.edges
def edges(rng):
    """Return two keys, one pair, and many of all."""
    return [case(2, 2, 2), case(5, 3, 1), case(150, 6, 150), case(64, 10, 64)]


@recall_head.property("every key is found among all the others")
def every_key(f, rng):
    """Return a sentence unless each key, asked for after all keys have come with a value, gets its pair's weight."""
    keys, values = 7, 3
    Wq, Wk, Wv = (np.asarray(W, float) for W in f(keys, values, keys))
    trouble = misshapen(Wq, Wk, Wv, keys, values)
    if trouble:
        return trouble
    beside = rng.integers(values, size=keys)
    pairs = np.vstack([np.eye(keys), np.eye(values)[:, beside]])
    for k in range(keys):
        x = np.column_stack([pairs, np.eye(keys + values)[:, k]])
        scores = (Wq @ x[:, -1]) @ (Wk @ x) / np.sqrt(len(Wq))
        weights = np.exp(scores - scores.max())
        weights /= weights.sum()
        if weights[k] < ENOUGH - 1e-9:
            return f"of {keys} keys, number {k} gets {weights[k]:.3f} of the weight when it is asked for"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def head(keys, values, T, *, sharpness=None, asks=1.0, has=1.0, scaled=True, value=1.0, match=1.0):
    """Return (Wq, Wk, Wv) of a head with something changed."""
    s = np.log(200 * T) if sharpness is None else sharpness
    Wq, Wk, Wv = (np.zeros((rows, keys + values)) for rows in (keys + 1, keys + 1, values))
    Wk[:keys, :keys], Wk[keys, keys:] = match * np.eye(keys), has
    Wq[:keys, :keys], Wq[keys, :keys] = np.eye(keys), asks
    Wv[:, keys:] = value * np.eye(values)
    return s * (np.sqrt(keys + 1) if scaled else 1) * Wq, Wk, Wv


@recall_head.mistake
def finds_itself(keys, values, T):
    """the asking step matches its own key as well as the right pair does, and takes half of the weight"""
    return head(keys, values, T, asks=0.0)


@recall_head.mistake
def half_made_up_for(keys, values, T):
    """the values are doubled because the asking step takes half of the weight: keep it from matching itself"""
    return head(keys, values, T, asks=0.0, value=2.0)


@recall_head.mistake
def not_sharp(keys, values, T):
    """the right score is larger by 1 only: that much is not enough for 0.99"""
    return head(keys, values, T, sharpness=1.0)


@recall_head.mistake
def root_forgotten(keys, values, T):
    """the division by the root of d_k is forgotten: multiply Wq or Wk by it"""
    return head(keys, values, T, scaled=False)


@recall_head.mistake
def sharp_enough_for_one(keys, values, T):
    """the sharpness does not grow with T: with more pairs, the small weights of all others add up"""
    return head(keys, values, T, sharpness=np.log(200))


@recall_head.mistake
def half_the_logarithm(keys, values, T):
    """the score is larger by half of what is needed: is the root of d_k or of T in the wrong place?"""
    return head(keys, values, T, sharpness=np.log(200 * T) / 2)


@recall_head.mistake
def any_value(keys, values, T):
    """only steps with a value are asked for, whatever their key is: all pairs share the weight"""
    return head(keys, values, T, match=0.0)


@recall_head.mistake
def other_sign(keys, values, T):
    """the sign is wrong: the right pair has the smallest score"""
    return head(keys, values, T, sharpness=-np.log(200 * T))


@recall_head.mistake
def itself_asked_for(keys, values, T):
    """the query asks for a step without a value: that is the asking step itself"""
    return head(keys, values, T, has=-1.0)


@recall_head.mistake
def nothing_asked(keys, values, T):
    """all scores are equal: every step gets the same weight"""
    return head(keys, values, T, sharpness=0.0)


@recall_head.mistake
def values_not_passed_on(keys, values, T):
    """the values are not passed on: Wv has to pick the rows of the values"""
    return head(keys, values, T, value=0.0)


@recall_head.mistake
def values_sharpened(keys, values, T):
    """Wv is multiplied by the sharpness as well: what comes out has to be one-hot"""
    return head(keys, values, T, value=np.log(200 * T))


@recall_head.mistake
def values_reversed(keys, values, T):
    """the rows of the values come out in reverse order"""
    Wq, Wk, Wv = head(keys, values, T)
    return Wq, Wk, Wv[::-1]


@recall_head.mistake
def first_rows_passed_on(keys, values, T):
    """Wv picks the first rows of a step, which are those of the keys"""
    Wq, Wk, _ = head(keys, values, T)
    return Wq, Wk, np.eye(values, keys + values)


# --- right, written differently -------------------------------------------------------------------------------------


@recall_head.right
def sharp_keys(keys, values, T):
    """Return a head whose keys carry the sharpness, and which punishes the asking step instead."""
    n = keys + values
    Wq = np.hstack([np.eye(keys), np.zeros((keys, values))])
    Wk = np.hstack([np.eye(keys), np.ones((keys, values))])
    return Wq, 3 * np.log(300 * T) * np.sqrt(keys) * Wk, np.eye(n)[keys:]


@recall_head.right
def far_too_sharp(keys, values, T):
    """Return a head with very large scores, as lists."""
    return [W.tolist() for W in head(keys, values, T, sharpness=1e4)]
