"""The figures of course 2, week 2: optimisers. The races are in `races`.

draw_noise          the cost of each mini-batch on the way down, and a smoothed line
draw_spreads        how far the costs of mini-batches lie apart, by their size
draw_first_steps    how long the first steps are, with and without the corrections of Adam
draw_schedules      learning rates over the epochs
draw_rates          cost after a few epochs against the learning rate, a line for each optimiser
draw_comparison     cost against epochs: the mean over seeds, and the range from lowest to highest
"""

import numpy as np

from deepcourse.figures.course2.races import RUNNERS
from deepcourse.figures.style import BLUE, GREY, INK, ORANGE, RED, SERIES, new_figure, plain, widened

NOISE = (0.0, 2.0)  # nats: the costs that the panel of noise shows
HIGHEST = 3.5  # nats: a training that ends above it counts as lost
LOST = 1.35  # of the highest cost that was reached: where the crosses of lost trainings stand
COSTS_SHOWN = (0.25, 0.5, 1.0, 2.0)  # nats: where the logarithmic axis has its ticks


def smooth(costs, beta):
    """Return the exponentially weighted average of costs, corrected for its cold start, (n,)."""
    average, smoothed = 0.0, np.empty(len(costs))
    for i, cost in enumerate(costs):
        average = beta * average + (1 - beta) * cost
        smoothed[i] = average / (1 - beta ** (i + 1))
    return smoothed


def draw_noise(seen, costs, beta, size, ax=None):
    """Draw the cost of every mini-batch against the epochs, and a smoothed line; return the Axes.

    seen, costs : (steps,)    beta : number    size : examples in a mini-batch
    """
    if ax is None:
        _, ax = new_figure(height=3.4)
    plain(ax).plot(seen, np.clip(costs, *NOISE), ".", color=BLUE, alpha=0.35, markersize=3.5, label="each mini-batch")
    ax.plot(seen, np.clip(smooth(costs, beta), *NOISE), color=RED, linewidth=1.8, label=f"smoothed, β = {beta:g}")
    ax.set(xlabel="epochs (times that every example was seen)", ylabel="cost (nats)", xlim=(0, 3), ylim=NOISE)
    ax.set_title(f"mini-batches of {size}", fontsize=11, y=1.0)
    ax.legend(loc="upper right", framealpha=0.9)
    return ax


def draw_spreads(spreads, size, ax=None):
    """Draw the standard deviation of the costs of mini-batches against their size, both on log axes; return the Axes.

    spreads : {size: standard deviation}    size : the one to be marked
    """
    if ax is None:
        _, ax = new_figure(height=3.4)
    sizes, deviations = np.array(list(spreads)), np.array(list(spreads.values()))
    plain(ax).loglog(sizes, deviations[0] / np.sqrt(sizes), color=GREY, linestyle="--", label="1/√size")
    ax.loglog(sizes, deviations, "o", color=BLUE, label="measured")
    if size in spreads:
        ax.loglog(size, spreads[size], "D", color=RED, markersize=9, label="this size")
    ax.set(
        xlabel="examples in a mini-batch",
        ylabel="spread of the costs (nats)",
        ylim=widened((0.01, 1), deviations),
        xlim=(0.7, 500),
    )
    ax.set_xticks([1, 10, 100], ["1", "10", "100"])
    ax.set_yticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
    ax.set_title("noise at one point", fontsize=11, y=1.0)
    ax.legend(frameon=False, loc="lower left")
    return ax


def draw_first_steps(lengths, rate, ax=None):
    """Draw how long each step is, as a multiple of the learning rate; return the Axes.

    lengths : {label: (steps,)}    rate : the learning rate
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    plain(ax).axhline(1, color=GREY, linewidth=1)
    for (label, values), (colour, line) in zip(lengths.items(), SERIES, strict=False):
        steps = np.arange(1, len(values) + 1)
        ax.plot(steps, np.asarray(values) / rate, color=colour, linestyle=line, linewidth=2, label=label)
    ax.set(xlabel="step $t$", ylabel="length of the step / α", xscale="log", yscale="log")
    ax.set_title("A gradient that is always the same", fontsize=11)
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    return ax


def draw_schedules(rates, ax=None):
    """Draw learning rates over the epochs, a line for each schedule; return the Axes.

    rates : {label: (epochs,)}
    """
    if ax is None:
        _, ax = new_figure(height=3.3)
    for (label, values), (colour, line) in zip(rates.items(), SERIES, strict=False):
        stairs = "steps-post" if (np.diff(values) == 0).any() else "default"
        plain(ax).plot(values, color=colour, linestyle=line, linewidth=2, label=label, drawstyle=stairs)
    ax.set(xlabel="epoch (counted from 0)", ylabel="learning rate α", ylim=(0, None))
    ax.set_title("Five ways down from the same rate", fontsize=11)
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    return ax


def draw_rates(sweep, ax=None):
    """Draw the cost after a few epochs against the learning rate; a cross above the curves is a lost training.

    sweep : {optimiser: {rate: cost}}    Returns the Axes.
    """
    if ax is None:
        _, ax = new_figure(height=3.5)
    reached = np.array([cost for costs in sweep.values() for cost in costs.values()])
    edge = LOST * max(reached[reached < HIGHEST], default=1.0)  # not further up: the valleys would be flat
    for name, costs in sweep.items():
        called, colour, line, mark = RUNNERS[name]
        found = np.array([cost if np.isfinite(cost) else np.inf for cost in costs.values()])
        lost = found >= HIGHEST
        shown = np.where(lost, edge, found)
        plain(ax).plot(list(costs), shown, color=colour, linestyle=line, marker=mark, label=called)
        ax.plot(np.array(list(costs))[lost], shown[lost], "X", color=INK, markersize=9, zorder=4)
    ax.set(xscale="log", xlabel="learning rate α", ylabel="cost of the last epoch (nats)", ylim=(0, 1.1 * edge))
    ax.set_title("How well must the learning rate be chosen?", fontsize=11)
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    return ax


def draw_comparison(costs, title="Cost on the way down", ax=None):
    """Draw cost against epochs: the mean over seeds as a line, lowest to highest as a band; return the Axes.

    costs : {label: (seeds, epochs)}; a label that is an optimiser's has its colour
    """
    if ax is None:
        _, ax = new_figure(height=3.6)
    others = iter(zip((INK, BLUE, RED, ORANGE), ("-", "--", "-.", ":"), "Pv<>", strict=True))
    for label, table in costs.items():
        table = np.asarray(table)
        called, (colour, line, mark) = label, RUNNERS[label][1:] if label in RUNNERS else next(others)
        called = RUNNERS[label][0] if label in RUNNERS else label
        epochs = np.arange(1, table.shape[1] + 1)
        plain(ax).fill_between(epochs, table.min(axis=0), table.max(axis=0), color=colour, alpha=0.2, linewidth=0)
        ax.plot(epochs, table.mean(axis=0), color=colour, linestyle=line, marker=mark, markersize=4, label=called)
    ax.set(xlabel="epoch", ylabel="cost of the epoch (nats)", yscale="log")
    ax.set_yticks(COSTS_SHOWN, [f"{cost:g}" for cost in COSTS_SHOWN])
    ax.minorticks_off()
    ax.set_title(title, fontsize=11)
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    return ax
