"""The figures of self_attention: what each shows."""

import numpy as np

from deepcourse.experiments.course5 import recall
from deepcourse.explore.course5.self_attention import SENTENCE, head_weights
from deepcourse.figures.course5 import self_attention as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from deepcourse.sequence import self_attention as sa
from quiet import SILENT

pytestmark = SILENT

ROWS = (1, 4, 16, 64, 256)


def masks():
    padding, ahead = sa.padding_mask([4], 6)[0] & np.ones((6, 6), bool), sa.look_ahead_mask(6)[0]
    return figures.draw_masks({"padding": padding, "look-ahead": ahead, "both": padding & ahead})


def saturation():
    curves = {
        name: [recall.largest_weights(d, scaled, m=60) for d in ROWS]
        for name, scaled in (("divided by the root", True), ("not divided", False))
    }
    return figures.draw_saturation(ROWS, curves)


def recalled():
    curves = {"by hand": [1.0, 1.0, 1.0], "learned": [1.0, 1.0, 0.84], "GRU": [0.5, 0.3, 0.12]}
    return figures.draw_recall((2, 8, 64), curves, 8, 0.1)


def look():
    _, axes = new_figure(2, 1, height=5.0, height_ratios=(1, 2))
    figures.draw_look(axes, head_weights("the same word"), list(SENTENCE), 7, "the same word")
    return axes[0]


DRAWINGS = {
    "weights": lambda: figures.draw_weights(head_weights("the step before"), list(SENTENCE)),
    "look": look,
    "masks": masks,
    "saturation": saturation,
    "positions": lambda: figures.draw_positions(sa.positional_encoding(50, 32)),
    "recall": recalled,
}


def test_the_masks_count_what_may_be_seen():
    axes = masks()
    told = description(axes[0].figure)
    assert "Padding: the queries 0 to 5 may look at 4, 4, 4, 4, 4, 4 keys" in told
    assert "Both: the queries 0 to 5 may look at 1, 2, 3, 4, 4, 4 keys" in told


def test_the_words_say_what_the_text_says_of_the_softmax():
    for seed in range(3):
        with_root = [recall.largest_weights(d, True, seed=seed) for d in ROWS]
        without = [recall.largest_weights(d, False, seed=seed) for d in ROWS]
        assert max(with_root) < 0.35
        assert without == sorted(without)
        assert 0.85 < without[-1] < 0.95


def test_the_products_of_positions_are_even_around_their_centre():
    axes = figures.draw_positions(sa.positional_encoding(41, 16))
    products = axes[1].lines[0].get_ydata()
    np.testing.assert_allclose(products[:20], products[:20:-1], atol=1e-9)
    assert products.argmax() == 20
