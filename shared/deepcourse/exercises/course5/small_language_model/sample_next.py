"""Exercise 2: the next token, drawn from scores."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import sampling as reference

DRAWS = 60  # from one generator, one after the other


def drawn(f, logits, temperature, top_k, top_p, seed):
    """Return the ids of several draws with the same options, by one generator."""
    rng = np.random.default_rng(seed)
    return [f(logits, temperature=temperature, top_k=top_k, top_p=top_p, rng=rng) for _ in range(DRAWS)]


sample_next = FunctionExercise(
    __name__,
    reference=reference.sample_next,
    use=drawn,
    minutes=10,
    points_visible=7,
    points_hidden=11,
    returns=("the ids drawn",),
    any_number_type=True,
    hints=(
        "Keep the probabilities in the order of the ids from beginning to end, and set some of them to 0: then what is "
        "drawn is an id. order = np.argsort(-p) tells which is the likeliest, the second ...",
        "Every step that sets probabilities to 0 is followed by a division by their sum. What does top_p = 0.5 mean "
        "after top_k = 3, before that division and after it?",
        "np.cumsum(p[order]) adds up from the likeliest on. The first place where it reaches top_p is the last that "
        "is kept: what is before it alone is not enough yet.",
    ),
)


def case(rng, V, temperature, top_k, top_p, name="", *, spread=1.5, dtype=float):
    """Return scores of V tokens, no two of them equal, and options as a case."""
    scores = rng.permutation(np.linspace(-spread, spread, V) + rng.uniform(-0.3, 0.3, size=V) * spread / V)
    told = f"{V} tokens, temperature {temperature:g}, top_k {top_k}, top_p {top_p}"
    return Case(name or told, (scores.astype(dtype), temperature, top_k, top_p, int(rng.integers(10_000))))


@sample_next.visible
def visible():
    """Return each option alone, pairs of them, all three; a small top_p, a large top_k, single precision, extremes."""
    rng = np.random.default_rng(5502)
    return [
        case(rng, 6, 1.0, None, None, "no option is used"),
        case(rng, 7, 0.4, None, None),
        case(rng, 8, 2.5, None, None),
        case(rng, 9, 1.0, 4, None),
        case(rng, 9, 1.0, None, 0.75),
        case(rng, 10, 1.7, None, 0.6),
        case(rng, 12, 0.8, 5, 0.7),
        case(rng, 8, 1.3, 3, 0.55),
        case(rng, 14, 2.0, 4, 0.6),
        case(rng, 7, 1.0, None, 0.05, "a top_p smaller than the largest probability"),
        case(rng, 5, 1.4, 9, None, "a top_k larger than the number of tokens"),
        case(rng, 10, 0.9, 6, 0.8, "single precision", dtype=np.float32),
        case(rng, 6, 1.0, None, None, "scores up to 2000", spread=2000.0),
    ]


@sample_next.draw
def draw(rng):
    """Return random scores with random options."""
    V = int(rng.integers(8, 30))
    top_k = int(rng.integers(2, 8)) if rng.random() < 0.7 else None
    top_p = round(float(rng.uniform(0.2, 0.95)), 2) if rng.random() < 0.7 else None
    return case(rng, V, round(float(rng.uniform(0.3, 2)), 1), top_k, top_p)


@sample_next.edges
def edges(rng):
    """Return one token kept, all kept, hardly any temperature, huge scores, single precision, top_p alone."""
    return [
        case(rng, 9, 1.5, 1, None, "top_k = 1"),
        case(rng, 9, 1.5, 5, 1.0, "top_p = 1"),
        case(rng, 9, 2.0, None, 1e-6, "a tiny top_p"),
        case(rng, 6, 0.01, None, 0.9, "a temperature near 0"),
        case(rng, 7, 1.0, 4, 0.9, "scores in the thousands", spread=3000.0),
        case(rng, 20, 1.2, 12, 0.85, "single precision", dtype=np.float32),
        case(rng, 6, 1.1, 40, 0.6, "a top_k larger than the number of tokens"),
        case(rng, 12, 1.3, None, 0.9, "top_p alone"),
    ]


def all_three(rng):
    """Return eight tokens of which some are left."""
    return case(rng, 8, 1.2, 5, 0.8)


@sample_next.property("what is drawn is among the tokens that are left", draw=all_three)
def among_the_left(ids, logits, temperature, top_k, top_p, seed):
    """Return a sentence unless all ids that are left are drawn, and no others."""
    p = reference.next_probabilities(logits, temperature=temperature, top_k=top_k, top_p=top_p)
    wrong = sorted({int(i) for i in ids} - set(np.flatnonzero(p).tolist()))
    if wrong:
        return f"the id {wrong[0]} is drawn, whose probability is 0 with top_k {top_k} and top_p {top_p}"
    missing = [i for i in np.flatnonzero(p > 0.15).tolist() if i not in ids]
    return (
        f"in {len(ids)} draws, the id {missing[0]} never comes: its probability is {p[missing[0]]:.2f}"
        if missing
        else None
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def probabilities(logits, temperature, top_k, top_p, *, by_k=None, by_p=None, order="tkp"):
    """Return (V,) with something changed: how many are kept by k and by p, the order of the three.

    by_k, by_p : (p sorted, option) -> how many are kept    order : letters of temperature, top_k and top_p
    """
    scores = np.asarray(logits, float)
    p = soft(scores)
    by_k = by_k or (lambda sorted_p, k: k)
    by_p = by_p or crossing
    for step in order:
        if step == "t":
            with np.errstate(divide="ignore"):
                p = soft(np.where(p > 0, scores, -np.inf) / temperature)
            continue
        option, keep = (top_k, by_k) if step == "k" else (top_p, by_p)
        if option is None:
            continue
        ranks = np.argsort(-p, kind="stable")
        p[ranks[max(1, keep(p[ranks], option)) :]] = 0
        p = p / p.sum()
    return p


def soft(scores):
    """Return the softmax."""
    e = np.exp(scores - scores.max())
    return e / e.sum()


def crossing(sorted_p, top_p):
    """Return how many tokens are kept by top_p, the crossing one included."""
    return int((np.cumsum(sorted_p)[:-1] < top_p).sum()) + 1


def one(p, rng):
    """Return an id drawn from p."""
    return int(rng.choice(len(p), p=p))


@sample_next.mistake
def crossing_dropped(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """top_p drops the token with which the sum reaches it: that token is kept, so the sum is at least top_p"""
    return one(probabilities(logits, temperature, top_k, top_p, by_p=lambda p, m: int((np.cumsum(p) < m).sum())), rng)


@sample_next.mistake
def one_more_than_needed(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """top_p keeps one token more after the sum has reached it: the one with which it does is the last"""
    return one(probabilities(logits, temperature, top_k, top_p, by_p=lambda p, m: crossing(p, m) + 1), rng)


@sample_next.mistake
def each_against_top_p(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """each token's own probability is compared with 1 - top_p: add the probabilities up, from the likeliest on"""
    return one(probabilities(logits, temperature, top_k, top_p, by_p=lambda p, m: int((p >= 1 - m).sum())), rng)


@sample_next.mistake
def added_in_the_order_of_ids(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """top_p adds probabilities up in the order of the ids: begin with the likeliest token"""
    p = probabilities(logits, temperature, top_k, None)
    if top_p is not None:
        p = np.where(np.concatenate([[0.0], np.cumsum(p)[:-1]]) < top_p, p, 0)
    return one(p / p.sum(), rng)


@sample_next.mistake
def temperature_without_effect(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """the temperature has no effect: divide the scores by it, before the softmax"""
    return one(probabilities(logits, 1.0, top_k, top_p), rng)


@sample_next.mistake
def multiplied_by_temperature(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """the scores are multiplied by the temperature: divide them by it"""
    return one(probabilities(logits, 1 / temperature, top_k, top_p), rng)


@sample_next.mistake
def temperature_last(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """the temperature comes last, after top_p has chosen: it comes first, and top_p adds up what it makes"""
    return one(probabilities(logits, temperature, top_k, top_p, order="kpt"), rng)


@sample_next.mistake
def k_after_p(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """top_p adds up the probabilities from before top_k: after top_k, they are divided by their sum first"""
    return one(probabilities(logits, temperature, top_k, top_p, order="tpk"), rng)


@sample_next.mistake
def k_or_p(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """top_p is ignored where top_k is given: both are used, one after the other"""
    return one(probabilities(logits, temperature, top_k, None if top_k is not None else top_p), rng)


@sample_next.mistake
def p_or_k(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """top_k is ignored where top_p is given: both are used, one after the other"""
    return one(probabilities(logits, temperature, None if top_p is not None else top_k, top_p), rng)


@sample_next.mistake
def one_less_than_k(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """top_k keeps one token less than k: the k-th one is kept, too"""
    return one(probabilities(logits, temperature, top_k, top_p, by_k=lambda p, k: min(k, len(p)) - 1), rng)


@sample_next.mistake
def the_least_likely(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """top_k keeps the k smallest scores: keep the largest ones"""
    scores = np.array(logits, float)
    if top_k is not None:
        scores[np.argsort(scores)[top_k:]] = -np.inf
    return one(probabilities(scores, temperature, None, top_p), rng)


@sample_next.mistake
def a_rank_returned(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """a place in the sorted order is returned: return the id that stands at that place"""
    p = probabilities(logits, temperature, top_k, top_p)
    return one(np.sort(p)[::-1], rng)


@sample_next.mistake
def drawn_from_the_sorted(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """rng.choice gets the probabilities sorted: give them in the order of the ids, as the text settles it"""
    p = probabilities(logits, temperature, top_k, top_p)
    order = np.argsort(-p, kind="stable")
    return int(order[rng.choice(len(p), p=p[order])])


@sample_next.mistake
def always_the_likeliest(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """the likeliest token is taken each time: draw one with its probability"""
    return int(np.argmax(logits))


@sample_next.mistake
def even_among_the_left(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """all tokens that are left are drawn with the same probability: hand p to rng.choice"""
    left = probabilities(logits, temperature, top_k, top_p) > 0
    return one(left / left.sum(), rng)


@sample_next.mistake
def a_share_of_the_largest(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """each token is compared with 1 - top_p of the largest: add the probabilities up, from the likeliest on"""
    return one(
        probabilities(logits, temperature, top_k, top_p, by_p=lambda p, m: int((p >= (1 - m) * p[0]).sum())), rng
    )


# --- right, written differently -------------------------------------------------------------------------------------


@sample_next.right
def with_masked_scores(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """Return the same with scores of minus infinity in place of probabilities of 0."""
    scores = np.asarray(logits, float) / temperature
    if top_k is not None and top_k < len(scores):
        scores = np.where(scores >= np.sort(scores)[-top_k], scores, -np.inf)
    if top_p is not None:
        order = np.argsort(scores)[::-1]
        before = np.concatenate([[0.0], np.cumsum(soft(scores)[order])[:-1]])
        scores[order[before >= top_p]] = -np.inf
    return one(soft(scores), rng)


@sample_next.right
def token_by_token(logits, *, temperature=1.0, top_k=None, top_p=None, rng):
    """Return the same in a loop over the tokens, from the likeliest on."""
    p = soft(np.asarray(logits, float) / temperature)
    order = sorted(range(len(p)), key=lambda i: -p[i])[:top_k]
    whole, kept, total = sum(p[i] for i in order), np.zeros(len(p)), 0.0
    for i in order:
        kept[i] = p[i]
        total += p[i] / whole
        if top_p is not None and total >= top_p:
            break
    return rng.choice(len(p), p=kept / kept.sum())
