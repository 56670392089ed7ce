"""Exercise 8: weights set by hand with which one head recalls what stood beside a key."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course5.recall import sequences
from deepcourse.sequence import self_attention as reference

ENOUGH, NEAR = 0.99, 0.01  # of the weight on the right pair; of what comes out to the one-hot value
GOOD = ("(d_k, n), (d_k, n) and (values, n)", "0.99 or more", "0.01 or less", "at the right value")
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
    """Return in words the shapes, the least weight of a right pair, the largest error, and where out is largest."""
    found = f(keys, values, T)
    if type(found) not in (tuple, list) or len(found) != 3:
        return "return three arrays: Wq, Wk, Wv", *["not measured"] * 3
    Wq, Wk, Wv = (np.asarray(W, float) for W in found)
    trouble = misshapen(Wq, Wk, Wv, keys, values)
    return (trouble, *["not measured"] * 3) if trouble else (GOOD[0], *tried(Wq, Wk, Wv, keys, values, T))


def misshapen(Wq, Wk, Wv, keys, values):
    """Return a sentence on shapes that cannot be used, or ""."""
    n = keys + values
    if Wq.ndim != 2 or Wk.shape != Wq.shape or Wq.shape[1] != n:
        return f"{Wq.shape} and {Wk.shape} for Wq and Wk: both have to be (d_k, {n})"
    return "" if Wv.shape == (values, n) else f"{Wv.shape} for Wv: it has to be {(values, n)}"


def tried(Wq, Wk, Wv, keys, values, T):
    """Return the three measures over sequences of one pair, of T pairs and of lengths between."""
    rng, on_the_pair, on_itself, errors, found = np.random.default_rng([keys, values, T]), [], [], [], []
    for pairs in sorted({1, (T + 1) // 2, T}):
        x, right = sequences(rng, TRIED, pairs, keys, values)
        Q, K, V = (np.einsum("yx,xmt->ymt", W, x.astype(float)) for W in (Wq, Wk, Wv))
        out, cache = reference.scaled_dot_product_attention(Q[:, :, -1:], K, V)
        asked = x[:keys, :, -1].argmax(axis=0)
        place = x[asked, np.arange(TRIED), :pairs].argmax(axis=1)
        on_the_pair += cache[3][np.arange(TRIED), 0, place].tolist()
        on_itself += cache[3][:, 0, -1].tolist()
        errors.append(np.abs(out[:, :, 0] - np.eye(values)[:, right]).max())
        found += np.where(np.abs(out[:, :, 0]).max(axis=0) == 0, -1, out[:, :, 0].argmax(axis=0) == right).tolist()
    worst = int(np.argmin(on_the_pair))  # nan, where there is one
    said = weight_in_words(on_the_pair[worst], on_itself[worst]), error_in_words(np.max(errors))
    return *said, answers_in_words(np.array(found))


def weight_in_words(pair, itself):
    """Return how much the right pair gets, and where most of the rest is: so coarse that many answers agree."""
    if pair >= ENOUGH or np.isnan(pair):
        return "nan" if np.isnan(pair) else GOOD[1]
    rest = "the question's own step" if 2 * itself > 1 - pair else "the other pairs"
    return f"{f'about {pair:.1f}' if pair < 0.9 else 'between 0.9 and 0.99'}, with most of the rest on {rest}"


def error_in_words(error):
    """Return how far out is from the one-hot value, as coarsely."""
    if error <= NEAR or np.isnan(error):
        return "nan" if np.isnan(error) else GOOD[2]
    return f"about {error:.1f}" if error > 0.1 else "between 0.01 and 0.1"


def answers_in_words(found):
    """Return where out is largest: 1 for the right value, 0 for another one, -1 where out is 0."""
    if (found == -1).all():
        return "nowhere, for out is 0"
    return GOOD[3] if (found == 1).all() else f"at another value, in {100 * (found != 1).mean():.0f} % of the questions"


recall_head = FunctionExercise(
    __name__,
    reference=recall_head_by_hand,
    use=recalls,
    minutes=10,
    points_visible=5,
    points_hidden=7,
    returns=(
        "the set of shapes",
        "the least weight on the right pair",
        "the largest error of out",
        "the largest entry of out",
    ),
    hints=(
        "Let the query and the key of a step both be its one-hot key. Which two steps have the largest score?",
        "The question has no value. Give each key one more row that says whether the step has a value, and let the "
        "query match that row, too.",
        "If the right score is larger than all others by s after the division by the root of d_k, the right pair gets "
        "at least 1 / (1 + T exp(-s)). Solve for s, and multiply Wq by what is needed.",
    ),
)


def case(keys, values, T):
    """Return numbers of keys, values and pairs as a case."""
    pairs = "1 pair" if T == 1 else f"up to {T} pairs"
    return Case(f"{keys} keys, {values} values, {pairs}", (keys, values, T))


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
        if not weights[k] >= ENOUGH - 1e-9:
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
    """the question matches its own key as well as the right pair does, and takes half of the weight"""
    return head(keys, values, T, asks=0.0)


@recall_head.mistake
def half_made_up_for(keys, values, T):
    """the values are doubled because the question takes half of the weight: keep it from matching itself"""
    return head(keys, values, T, asks=0.0, value=2.0)


@recall_head.mistake
def not_sharp(keys, values, T):
    """the right score is larger by only 1: that is not enough for 0.99"""
    return head(keys, values, T, sharpness=1.0)


@recall_head.mistake
def not_sharpened(keys, values, T):
    """nothing makes the right score larger than 1 / sqrt(d_k) above the others: multiply Wq or Wk"""
    return head(keys, values, T, sharpness=1.0, scaled=False)


@recall_head.mistake
def plain_keys(keys, values, T):
    """the one-hot keys are used as they are: the question matches itself, and no score is large enough"""
    W = np.eye(keys, keys + values)
    return W, W, np.eye(keys + values)[keys:]


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
    """the query matches every step with a value, whatever its key: all pairs share the weight"""
    return head(keys, values, T, match=0.0)


@recall_head.mistake
def other_sign(keys, values, T):
    """the sign is wrong: the right pair has the smallest score"""
    return head(keys, values, T, sharpness=-np.log(200 * T))


@recall_head.mistake
def itself_asked_for(keys, values, T):
    """the query matches a step without a value: that is the question itself"""
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
    """Return a head whose keys carry the sharpness, and which lowers the score of the question instead."""
    n = keys + values
    Wq = np.hstack([np.eye(keys), np.zeros((keys, values))])
    Wk = np.hstack([np.eye(keys), np.ones((keys, values))])
    return Wq, 3 * np.log(300 * T) * np.sqrt(keys) * Wk, np.eye(n)[keys:]


@recall_head.right
def far_too_sharp(keys, values, T):
    """Return a head with very large scores, as lists."""
    return [W.tolist() for W in head(keys, values, T, sharpness=1e4)]
