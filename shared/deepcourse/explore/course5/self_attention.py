"""The explorations of course 5, week 4: heads with weights set by hand, and masks.

explore_heads       a sentence, four heads, and where one query after the other looks
explore_masks       the weights of random queries and keys under masks, with padding
"""

import numpy as np

from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course5 import self_attention as figures
from deepcourse.figures.style import new_figure
from deepcourse.sequence.self_attention import look_ahead_mask, padding_mask, scaled_dot_product_attention

SENTENCE = ("the", "cat", "saw", "the", "dog", "and", "the", "dog", "sat")
HEADS = ("the step before", "the same word", "the first step", "all alike")
SHARP = 8.0  # by how much the right score is larger than the others
MASKS = ("both masks", "look-ahead mask", "padding mask", "no mask")
STEPS = 8


def head_weights(head, words=SENTENCE):
    """Return the weights (T, T) of a head that was made by hand, for a sentence."""
    T = len(words)
    places, kinds = np.eye(T), np.array([[one == other for other in words] for one in words], float)
    queries, keys = {
        "the step before": (np.vstack([places[:1], places[:-1]]), places),  # the first step looks at itself
        "the same word": (kinds, np.eye(T)),
        "the first step": (np.tile(places[:1], (T, 1)), places),
        "all alike": (np.zeros((T, T)), places),
    }[head]
    Q, K = SHARP * np.sqrt(T) * queries.T[:, None], keys.T[:, None]
    return scaled_dot_product_attention(Q, K, np.zeros((1, 1, T)))[1][3][0]


def explore_heads():
    """Return an exploration: a head and a query; its weights above the words, and the map of all queries."""

    def draw(head, query):
        weights = head_weights(head)
        margins = {"left": 0.09, "right": 0.98, "bottom": 0.11, "top": 0.93, "hspace": 0.6}
        figure, axes = new_figure(2, 1, height=5.0, pyplot=False, margins=margins, height_ratios=(1, 2))
        figures.draw_look(axes, weights, list(SENTENCE), query, head)
        seen = [f'{100 * w:.0f} % on step {k}, "{SENTENCE[k]}"' for k, w in enumerate(weights[query]) if w > 0.02]
        return figure, f'{head}: the query at step {query}, "{SENTENCE[query]}", puts {", ".join(seen)}'

    return Exploration(draw, head=choice("head", HEADS), query=slider("query at step", 2, 0, len(SENTENCE) - 1, 1))


def explore_masks():
    """Return an exploration: how many of eight steps are real, which masks are used, and how large the scores are."""
    rng = np.random.default_rng(5)
    Q, K = rng.normal(size=(2, 16, 1, STEPS))

    def draw(real, masks, size):
        mask = np.ones((1, STEPS, STEPS), bool)
        if masks in ("both masks", "look-ahead mask"):
            mask = mask & look_ahead_mask(STEPS)
        if masks in ("both masks", "padding mask"):
            mask = mask & padding_mask([real], STEPS)
        weights = scaled_dot_product_attention(size * Q, K, np.zeros((1, 1, STEPS)), mask=mask)[1][3][0]
        margins = {"left": 0.1, "right": 0.98, "bottom": 0.14, "top": 0.92}
        figure, ax = new_figure(height=4.2, pyplot=False, margins=margins)
        names = [f"{t}" if t < real else f"{t} pad" for t in range(STEPS)]
        figures.draw_weights(weights, names, ax, f"{masks}; {real} of {STEPS} steps are real")
        wasted = 100 * weights[:, real:].sum() / STEPS
        future = 100 * np.triu(weights, 1).sum() / STEPS
        return figure, (f"{masks}, queries times {size:g}: the last query may look at {int(mask[0, -1].sum())} keys; "
                        f"{wasted:.0f} % of all weight is on padding, {future:.0f} % on later steps, and the largest "
                        f"weight of the last query is {weights[-1].max():.2f}")  # fmt: skip

    return Exploration(draw, real=slider("real steps", 5, 1, STEPS, 1), masks=choice("masks", MASKS),
                       size=slider("queries times", 1.0, 0.0, 4.0, 0.5))  # fmt: skip
