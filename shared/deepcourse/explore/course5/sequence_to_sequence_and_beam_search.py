"""The explorations of course 5, week 3: sequence to sequence, and beam search.

explore_tree        the beam in the tree of all sentences, beside brute force
explore_answers     what a search finds for a time of day
"""

import numpy as np

from deepcourse.experiments.course5 import small_trees as trees
from deepcourse.experiments.course5 import spoken_times as times
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course5 import sequence_to_sequence_and_beam_search as figures
from deepcourse.figures.style import new_figure
from deepcourse.sequence.search import EOS, brute_force, score, sentence_log_prob, sentences

WIDTHS = {"left": 0.03, "right": 0.98, "bottom": 0.12, "top": 0.92, "wspace": 0.08}
SHOWN = 8  # sentences beside the tree


def explore_tree(models=None):
    """Return an exploration: what a beam keeps of all sentences of a small model, and what it finds.

    models : {name: {prefix: probabilities}}; None: those of the package
    """
    models = trees.MODELS if models is None else models

    def draw(model, B):
        step = trees.step_of(models[model])
        levels, asked = trees.walked(step, B)
        complete = [one for level in levels for one in level if one[0][-1] == EOS or len(one[0]) == trees.LONGEST]
        ids, log_p = max(complete, key=lambda one: one[1])
        best, best_log_p = brute_force(step, trees.LONGEST, 0)
        figure, (left, right) = new_figure(1, 2, height=5.0, pyplot=False, margins=WIDTHS, width_ratios=(1.15, 1))
        figures.draw_tree(left, trees.SIGNS, levels, best, trees.LONGEST)
        draw_ranking(right, step, [tuple(one[0]) for one in complete], tuple(ids))
        same = "which is the most probable of all" if ids == best else (
            f'but "{trees.written(best)}" has {np.exp(best_log_p):.3f}')  # fmt: skip
        told = f'{model}, B = {B}: it asks the model {asked} times and finds "{trees.written(ids)}", probability'
        return figure, f"{told} {np.exp(log_p):.3f}, {same}. Brute force asks 13 times"

    return Exploration(draw, still={"B": 2}, model=choice("model", models), B=slider("B", 1, 1, 4, 1))


def draw_ranking(ax, step, complete, returned):
    """Draw the most probable sentences of all, and which of them a beam found; return the Axes."""
    every = [tuple(ids) for ids in sentences(len(trees.SIGNS), trees.LONGEST)]
    ranked = sorted(every, key=lambda ids: -sentence_log_prob(step, ids))
    shown = ranked[:SHOWN] if returned in ranked[:SHOWN] else [*ranked[: SHOWN - 1], returned]
    kinds = ["found and returned" if ids == returned else "found" if ids in complete else "not found" for ids in shown]
    p = [float(np.exp(sentence_log_prob(step, ids))) for ids in shown]
    return figures.draw_sentences(ax, [trees.written(ids) for ids in shown], p, kinds, f"the best of all {len(every)}")


def explore_answers(steps):
    """Return an exploration: all complete sentences that a beam finds for a time, and which one is returned.

    steps : {time: step of a trained network}
    """

    def draw(time, B, alpha):
        step, usual = steps[time], [*times.encode(times.usual(time)), EOS]
        levels, _ = trees.walked(step, B, times.LONGEST)
        complete = [one for level in levels for one in level if one[0][-1] == EOS or len(one[0]) == times.LONGEST]
        complete.sort(key=lambda one: -score(one[1], len(one[0]), alpha))
        ids, log_p = complete[0]
        usual_log_p, found = sentence_log_prob(step, usual), [one[0] for one in complete]
        rows = [(times.decode(one), float(np.exp(its))) for one, its in complete[:7]]
        kinds = ["most usual and returned" if ids == usual else "found and returned"] + [
            "most usual" if one == usual else "found" for one in found[1:7]
        ]
        if usual not in found[:7]:
            rows, kinds = [*rows, (times.decode(usual), float(np.exp(usual_log_p)))], [*kinds, "most usual"]
        figure, ax = new_figure(height=3.6, pyplot=False, margins={"left": 0.03, "right": 0.98, "bottom": 0.14})
        figures.draw_sentences(ax, *zip(*rows, strict=True), kinds, f"{time}, B = {B}, alpha = {alpha:g}: by score")
        mine, its = score(log_p, len(ids), alpha), score(usual_log_p, len(usual), alpha)
        told = f'returned: "{times.decode(ids)}", score {mine:.3f}'
        return figure, f'{told}; most usual: "{times.decode(usual)}", score {its:.3f}'

    return Exploration(draw, still={"B": 3}, time=choice("time", steps), B=slider("B", 1, 1, 5, 1),
                       alpha=stops_slider("alpha", (0, 0.3, 0.6, 1)))  # fmt: skip
