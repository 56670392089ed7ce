"""The explorations of course 2, week 3: batch normalisation.

explore_hidden_shift    the sums of a hidden unit while the network learns, with and without batch normalisation
explore_learning_rates  cost against learning rate after any number of steps, with and without
"""

import numpy as np

from deepcourse.experiments.course2 import normalization_sweeps as networks
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course2 import batch_normalization as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn.batch_normalization import normalize_units

SNAPSHOTS = 2  # steps from one snapshot to the next
DEPTHS = {"2 hidden layers": 2, "6 hidden layers": 6}


def explore_hidden_shift(steps=120):
    """Return an exploration: one unit of hidden layer 4 over the training; `steps` (even) is how long that is."""
    seen = networks.watch(steps, SNAPSHOTS)
    at = np.arange(0, steps + 1, SNAPSHOTS)
    normalized = np.stack([normalize_units(Z)[0] for Z in seen["with"]])  # (snapshots, units, pictures)

    def draw(step, unit, gamma, beta):
        margins = {"left": 0.06, "right": 0.985, "bottom": 0.14, "top": 0.91, "wspace": 0.24}
        ratios = {"width_ratios": (3, 1, 3, 1)}
        figure, axes = new_figure(1, 4, height=3.8, pyplot=False, margins=margins, **ratios)
        without, with_it = seen["without"][:, unit - 1], gamma * normalized[:, unit - 1] + beta
        now = step // SNAPSHOTS
        figures.draw_fan(at, without, step, axes[0], "without", "without: Z")
        figures.draw_fan(at, with_it, step, axes[2], "with", "with: gamma Z_norm + beta")
        figures.draw_histogram(without[now], axes[1], "without", f"step {step}")
        figures.draw_histogram(with_it[now], axes[3], "with", f"step {step}")
        told = f"unit {unit}, step {step}: without, median {np.median(without[now]):.2f} and "
        told += (
            f"{np.mean(without[now] > 0):.0%} of the pictures pass ReLU; with gamma {gamma:.1f} and beta {beta:.1f}, "
        )
        return figure, told + f"median {np.median(with_it[now]):.2f} and {np.mean(with_it[now] > 0):.0%}"

    return Exploration(
        draw,
        still={"step": steps},
        step=slider("step", 0, 0, steps, SNAPSHOTS),
        unit=slider("unit", 10, 1, networks.WIDTH, 1),
        gamma=slider("gamma", 1.0, 0.2, 3.0, 0.2),
        beta=slider("beta", 0.0, -3.0, 3.0, 0.5),
    )


def explore_learning_rates(steps=150):
    """Return an exploration: networks trained at eight rates from three seeds, looked at after up to `steps` steps."""
    reached = {hidden: networks.sweep(hidden, steps) for hidden in DEPTHS.values()}

    def draw(step, depth):
        costs = {kind: found[0][step // networks.EVERY] for kind, found in reached[DEPTHS[depth]].items()}
        margins = {"left": 0.08, "right": 0.76, "bottom": 0.15, "top": 0.91}
        figure, ax = new_figure(height=3.8, pyplot=False, margins=margins)
        figures.draw_rates(networks.RATES, costs, ax, f"Cost after {step} steps, {depth}, three seeds")
        usable = {kind: np.sum(np.median(np.nan_to_num(c, nan=np.inf), axis=1) < 0.5) for kind, c in costs.items()}
        told = f"after {step} steps, {depth}: the median cost is below 0.5 at {usable['without']} of 8 rates without, "
        return figure, told + f"at {usable['with']} of 8 with batch normalisation"

    return Exploration(
        draw,
        still={"step": steps},
        step=slider("steps", 0, 0, steps, networks.EVERY),
        depth=choice("depth", sorted(DEPTHS, reverse=True)),
    )
