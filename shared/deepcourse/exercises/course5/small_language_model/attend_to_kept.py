"""Exercise 3: attention of new steps to keys and values that are kept."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import kept_keys as reference
from deepcourse.sequence.self_attention import rotated, scaled_dot_product_attention


def attended(f, q, k, v, kept):
    """Return what comes out, and the two parts that are kept."""
    found = f(q, k, v, kept)
    if type(found) not in (tuple, list) or len(found) != 2:
        return ("return out and what is kept",) * 3
    out, kept = found
    if type(kept) not in (tuple, list) or len(kept) != 2:
        return out, *("what is kept is a pair: keys and values",) * 2
    return out, *kept


attend_to_kept = FunctionExercise(
    __name__,
    reference=reference.attend_to_kept,
    use=attended,
    minutes=12,
    points_visible=8,
    points_hidden=12,
    returns=("out", "the keys that are kept", "the values that are kept"),
    hints=(
        "How many steps are kept already? The new steps stand behind them: what are their positions?",
        "Which of q, k, v are turned? The keys that are kept were turned when they came: it remains to put the new "
        "ones behind them, along the axis of steps.",
        "The mask has a row for each new step and a column for each step so far. Compare the positions of the queries, "
        "as a column, with those of the keys, 0 ... T - 1.",
    ),
)


def case(rng, d, d_v, m, past, t, name=""):
    """Return so many new steps after so many that are kept, as a case."""
    kept = (rng.normal(size=(d, m, past)), rng.normal(size=(d_v, m, past))) if past else None
    q, k, v = rng.normal(0, 1.2, size=(d, m, t)), rng.normal(0, 1.2, size=(d, m, t)), rng.normal(size=(d_v, m, t))
    told = f"d = {d}, d_v = {d_v}, m = {m}, {past or 'none'} kept, {t} new"
    return Case(name or told, (q, k, v, kept))


@attend_to_kept.visible
def visible():
    """Return one new step and several, after few, many and none; one example, one pair of rows."""
    rng = np.random.default_rng(5503)
    return [
        case(rng, 4, 3, 2, 5, 1),
        case(rng, 6, 5, 3, 0, 4),
        case(rng, 4, 6, 3, 5, 2),
        case(rng, 6, 2, 4, 3, 5),
        case(rng, 4, 3, 2, 0, 1, "the first step of all"),
        case(rng, 2, 3, 1, 7, 1, "one pair of rows, one example"),
        case(rng, 8, 3, 2, 40, 3, "40 kept, 3 new"),
    ]


@attend_to_kept.draw
def draw(rng):
    """Return random sizes."""
    m, past, t = (int(n) for n in rng.permutation(np.arange(1, 8))[:3])
    return case(rng, 2 * int(rng.integers(1, 5)), int(rng.integers(2, 7)), m, past, t)


@attend_to_kept.edges
def edges(rng):
    """Return no step kept, one kept, many kept, one example, one row of values."""
    return [
        case(rng, 6, 4, 2, 0, 5, "none kept, 5 new"),
        case(rng, 4, 5, 3, 0, 1, "the first step of all"),
        case(rng, 6, 3, 2, 1, 4, "one kept"),
        case(rng, 4, 2, 3, 200, 2, "200 kept"),
        case(rng, 2, 1, 1, 4, 3, "one pair of rows, one row of values, one example"),
    ]


@attend_to_kept.property("piece by piece the same comes out as at once")
def in_pieces(f, rng):
    """Return a sentence unless seven steps in pieces of 3, 1, 1 and 2 give what they give in one call."""
    q, k, v = rng.normal(size=(4, 2, 7)), rng.normal(size=(4, 2, 7)), rng.normal(size=(3, 2, 7))
    whole, kept, heard = np.asarray(f(q, k, v, None)[0]), None, []
    for first, last in ((0, 3), (3, 4), (4, 5), (5, 7)):
        out, kept = f(q[..., first:last], k[..., first:last], v[..., first:last], kept)
        heard.append(np.asarray(out))
    if whole.shape != (3, 2, 7):
        return f"seven steps at once give the shape {whole.shape}, expected (3, 2, 7)"
    joined = np.concatenate(heard, axis=2)
    if joined.shape != whole.shape:
        return f"seven steps in pieces give {joined.shape[2]} columns"
    worst = np.abs(joined - whole).max(axis=(0, 1))
    return (
        None if worst.max() < 1e-9 else f"step {int((worst > 1e-9).argmax())} of 7 differs between pieces and one call"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def attention(q, k, v, kept, *, q_at=None, k_at=None, mask=None, joined=None, turned_v=False, old=None, keep=None):
    """Return (out, kept) with something changed.

    q_at, k_at : (past, t) -> positions, None: not turned    mask : (past, t) -> (t, T) or None    joined : (old, new)
    old : what is done to the kept keys before use    keep : (keys, values, new keys as they came) -> what is returned
    """
    past, t = 0 if kept is None else kept[0].shape[2], q.shape[2]
    place = past + np.arange(t)
    turned = {
        name: rotated(x, place if at is None else at(past, t)) if at is not False else x
        for name, x, at in (("q", q, q_at), ("k", k, k_at))
    }
    keys, values = turned["k"], rotated(v, place) if turned_v and len(v) % 2 == 0 else v
    if kept is not None:
        joined = joined or (lambda before, new: np.concatenate([before, new], axis=2))
        before = kept[0] if old is None else old(kept[0])
        keys, values = joined(before, keys), joined(kept[1], values)
    allowed = np.arange(keys.shape[2]) <= place[:, None] if mask is None else mask(past, t)
    allowed = None if allowed is None else np.broadcast_to(allowed, (t, keys.shape[2]))[None]
    out, _ = scaled_dot_product_attention(turned["q"], keys, values, mask=allowed)
    return out, (keys, values) if keep is None else keep(keys, values, k)


@attend_to_kept.mistake
def positions_restart(q, k, v, kept):
    """the positions begin at 0 again in each call: new steps stand behind those that are kept"""
    return attention(q, k, v, kept, q_at=lambda past, t: np.arange(t), k_at=lambda past, t: np.arange(t))


@attend_to_kept.mistake
def queries_restart(q, k, v, kept):
    """the queries are turned as if they began at position 0: they stand where their keys stand"""
    return attention(q, k, v, kept, q_at=lambda past, t: np.arange(t))


@attend_to_kept.mistake
def keys_restart(q, k, v, kept):
    """the new keys are turned as if they began at position 0: they stand where their queries stand"""
    return attention(q, k, v, kept, k_at=lambda past, t: np.arange(t))


@attend_to_kept.mistake
def one_too_far(q, k, v, kept):
    """the positions are 1 too large: the first step of all stands at 0, new ones right behind those that are kept"""
    return attention(
        q, k, v, kept, q_at=lambda past, t: past + 1 + np.arange(t), k_at=lambda past, t: past + 1 + np.arange(t)
    )


@attend_to_kept.mistake
def examples_counted(q, k, v, kept):
    """the number of steps that are kept is read from the axis of examples: steps are the last axis"""
    past = 0 if kept is None else kept[0].shape[1]

    def places(_, t):
        return past + np.arange(t)

    return attention(q, k, v, kept, q_at=places, k_at=places)


@attend_to_kept.mistake
def not_turned(q, k, v, kept):
    """nothing is turned: queries and keys are turned by the angles of their positions"""
    return attention(q, k, v, kept, q_at=False, k_at=False)


@attend_to_kept.mistake
def queries_not_turned(q, k, v, kept):
    """only the keys are turned: turn the queries, too"""
    return attention(q, k, v, kept, q_at=False)


@attend_to_kept.mistake
def keys_not_turned(q, k, v, kept):
    """only the queries are turned: turn the new keys, too"""
    return attention(q, k, v, kept, k_at=False)


@attend_to_kept.mistake
def old_keys_turned_again(q, k, v, kept):
    """the keys that are kept are turned a second time: they were turned when they came"""
    return attention(q, k, v, kept, old=lambda keys: rotated(keys, np.arange(keys.shape[2])))


@attend_to_kept.mistake
def kept_as_they_came(q, k, v, kept):
    """the new keys are kept as they came: keep them turned"""

    def keep(keys, values, new):
        past = keys.shape[2] - new.shape[2]
        return np.concatenate([keys[..., :past], new], axis=2), values

    return attention(q, k, v, kept, keep=keep)


@attend_to_kept.mistake
def values_turned(q, k, v, kept):
    """the values are turned, too: positions belong to the scores, so turn queries and keys alone"""
    return attention(q, k, v, kept, turned_v=True)


@attend_to_kept.mistake
def no_mask(q, k, v, kept):
    """there is no mask, so new steps see those that come after them: a step looks at itself and at what is before"""
    return attention(q, k, v, kept, mask=lambda past, t: None)


@attend_to_kept.mistake
def no_mask_behind_kept_ones(q, k, v, kept):
    """as soon as something is kept, there is no mask: several new steps must not see each other's future, either"""
    return attention(q, k, v, kept, mask=None if kept is None else lambda past, t: None)


@attend_to_kept.mistake
def mask_from_the_corner(q, k, v, kept):
    """the mask begins at its upper left corner, as if nothing were kept: the first new query sees all that is kept"""
    return attention(q, k, v, kept, mask=lambda past, t: np.tri(t, past + t, dtype=bool))


@attend_to_kept.mistake
def kept_alone(q, k, v, kept):
    """no step looks at itself: it looks at all steps before it and at itself"""
    return attention(q, k, v, kept, mask=lambda past, t: np.tri(t, past + t, past - 1, dtype=bool))


@attend_to_kept.mistake
def new_ones_alone(q, k, v, kept):
    """the new steps look at each other alone: they look at what is kept, too"""
    return attention(
        q, k, v, kept, mask=lambda past, t: np.tri(t, past + t, past, dtype=bool) & (np.arange(past + t) >= past)
    )


@attend_to_kept.mistake
def new_ones_first(q, k, v, kept):
    """new keys and values are put in front of those that are kept: they belong behind them"""
    return attention(q, k, v, kept, joined=lambda old, new: np.concatenate([new, old], axis=2))


@attend_to_kept.mistake
def only_new_ones_kept(q, k, v, kept):
    """only the new keys and values are returned: the next call needs all of them"""
    t = q.shape[2]
    return attention(q, k, v, kept, keep=lambda keys, values, new: (keys[..., -t:], values[..., -t:]))


@attend_to_kept.mistake
def not_extended(q, k, v, kept):
    """what was kept is returned as it came: the new keys and values belong behind it"""
    out, new = attention(q, k, v, kept)
    return out, new if kept is None else kept


@attend_to_kept.mistake
def values_first(q, k, v, kept):
    """the values are returned before the keys: keys first"""
    out, (keys, values) = attention(q, k, v, kept)
    return out, (values, keys)


# --- right, written differently -------------------------------------------------------------------------------------


@attend_to_kept.right
def step_by_step(q, k, v, kept):
    """Return the same one new step after the other, without any mask."""
    heard, (keys, values) = [], kept or (np.zeros((*k.shape[:2], 0)), np.zeros((*v.shape[:2], 0)))
    for t in range(q.shape[2]):
        here = [keys.shape[2]]
        keys = np.concatenate([keys, rotated(k[..., t : t + 1], here)], axis=2)
        values = np.concatenate([values, v[..., t : t + 1]], axis=2)
        heard.append(scaled_dot_product_attention(rotated(q[..., t : t + 1], here), keys, values)[0])
    return np.concatenate(heard, axis=2), (keys, values)


@attend_to_kept.right
def with_its_own_softmax(q, k, v, kept):
    """Return the same with scores and a softmax of its own, in a list."""
    past, t = (0 if kept is None else kept[0].shape[2]), q.shape[2]
    place = np.arange(past, past + t)
    keys, values = rotated(k, place), v
    if past:
        keys, values = np.append(kept[0], keys, axis=2), np.append(kept[1], values, axis=2)
    scores = np.einsum("dmt,dms->mts", rotated(q, place), keys) / np.sqrt(len(q))
    scores += np.triu(np.full((t, past + t), -np.inf), past + 1)
    e = np.exp(scores - scores.max(axis=2, keepdims=True))
    return [np.einsum("vms,mts->vmt", values, e / e.sum(axis=2, keepdims=True)), [keys, values]]
