"""The explorations of course 5, week 4: a trained transformer taken apart, and gradients by depth.

explore_parts       a trained network without one part of one block: what it still reads
explore_depth       untrained stacks of blocks: sizes and gradients, block by block
"""

from functools import cache

import numpy as np

from deepcourse.datasets import generated_dates
from deepcourse.experiments.course5 import reading_dates, stacked_blocks, transformer_dates
from deepcourse.experiments.course5.transformer_parts import PARTS, PLACES, exact, without
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course5 import transformer as figures
from deepcourse.figures.style import new_figure

TEXTS = (
    ("april 17, 1987", "1987-04-17"),
    ("2 april 1987", "1987-04-02"),
    ("donnerstag, den 17. märz 2033", "2033-03-17"),
    ("12/4/2031", "2031-12-04"),
    ("20150309", "2015-03-09"),
)
TESTED = 300


@cache
def trained():
    """Return (network, test): the recorded network, and dates of days that it has not seen."""
    return transformer_dates.recorded_network(), reading_dates.encoded(generated_dates(TESTED, 1, held_out=True))


@cache
def shares(place):
    """Return {part: exact match without it} for a block."""
    network, test = trained()
    return {part: exact(without(network, place, part), test) for part in PARTS}


@cache
def read(place, part):
    """Return what becomes of the texts without a part of a block."""
    ids, lengths = reading_dates.ids_of([text for text, _ in TEXTS])
    said = reading_dates.written(transformer_dates.answers(without(trained()[0], place, part), ids, lengths))
    return [(text, answer, right) for (text, right), answer in zip(TEXTS, said, strict=True)]


def explore_parts():
    """Return an exploration: a block, and the part of it that is switched off in a trained network."""

    def draw(place, part):
        found, answers = shares(place), read(place, part)
        margins = {"left": 0.235, "right": 0.98, "bottom": 0.15, "top": 0.9, "wspace": 0.1}
        figure, axes = new_figure(1, 2, height=3.9, pyplot=False, margins=margins, width_ratios=(1.1, 1))
        figures.draw_parts(axes, found, part, answers, place)
        right = sum(said == wanted for _, said, wanted in answers)
        return figure, (
            f"{place}, switched off: {part}; {100 * found[part]:.0f} % of {TESTED} new dates are read "
            f"exactly, and {right} of the {len(answers)} texts on the right"
        )

    return Exploration(draw, place=choice("block", PLACES), part=choice("switched off", PARTS))


@cache
def measured(depth, norm, scale):
    """Return (sizes, gradients) of untrained stacks, geometric means over three draws."""
    runs = [stacked_blocks.gradients_by_depth(depth, norm, scale=scale, seed=seed) for seed in range(3)]
    return tuple(np.exp(np.mean(np.log([run[i] for run in runs]), axis=0)) for i in (0, 1))


def explore_depth():
    """Return an exploration: how deep a stack is, how large its weights are, and how the numbers grow or shrink."""

    def draw(depth, scale):
        sizes = {norm: measured(depth, norm, scale)[0] for norm in ("pre", "post")}
        gradients = {norm: measured(depth, norm, scale)[1] for norm in ("pre", "post")}
        margins = {"left": 0.09, "right": 0.98, "bottom": 0.16, "top": 0.9, "wspace": 0.25}
        figure, axes = new_figure(1, 2, height=3.5, pyplot=False, margins=margins)
        figures.draw_depth(sizes, gradients, axes)
        pre, post = gradients["pre"], gradients["post"]
        blocks = "1 block" if depth == 1 else f"{depth} blocks"
        return figure, (
            f"{blocks}, weights times {scale:g}: after the last block, the steps have size "
            f"{sizes['pre'][-1]:.1f} with pre-norm and {sizes['post'][-1]:.1f} with post-norm; the gradient "
            f"there is {pre[-1]:.2g} and {post[-1]:.2g}, at the input {pre[0]:.2g} and {post[0]:.2g}"
        )

    return Exploration(draw, depth=slider("blocks", 6, 1, 24, 1), scale=slider("weights times", 1.0, 0.5, 2.0, 0.5))
