"""The figures of course 1, week 4: deep networks on photographs.

draw_accuracies     models side by side, on training pictures and on new ones, a dot for each seed
draw_first_layer    the weights of first-layer units, each as a picture
draw_training       a recorded training: accuracies, answers, first-layer weights
draw_runs           the costs of several settings
draw_own_picture    a picture as it came, as the network sees it, and what it says
"""

import numpy as np

from deepcourse.figures.images import SIDE, mosaic
from deepcourse.figures.style import BLUE, DIVERGING, GREEN, GREY, INK, ORANGE, RED, SERIES, new_figure, plain, widened

COIN_TOSS = np.log(2)


def draw_accuracies(accuracies, ax=None):
    """Draw for each model its accuracies on training pictures and on new ones, a dot for each seed; return the Axes.

    accuracies : {model: [(train, test), ...]}, shares
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    plain(ax)
    looks = (ORANGE, "--", "s", "training pictures", 0.14), (BLUE, "-", "o", "new pictures", -0.14)
    for place, pairs in enumerate(accuracies.values()):
        for part, (colour, line, marker, name, shift) in enumerate(looks):
            values = 100 * np.array([pair[part] for pair in pairs])
            label = name if place == 0 else None
            ax.plot([values.min(), values.max()], [place + shift] * 2, line, color=colour, linewidth=1.2, zorder=1)
            ax.plot(values, [place + shift] * len(values), marker, color=colour, markeredgecolor="white", label=label)
            ax.annotate(f"{values.mean():.1f}", (values.max(), place + shift), xytext=(8, 0),
                        textcoords="offset points", va="center", color=INK)  # fmt: skip
    ax.set(yticks=range(len(accuracies)), yticklabels=list(accuracies), ylim=(len(accuracies) - 0.5, -0.5))
    ax.set(xlabel="right answers (%), one mark for each seed, the mean beside them")
    ax.set_xlim(widened((83, 101), 100 * np.concatenate([np.ravel(pairs) for pairs in accuracies.values()])))
    ax.set_title("The same photographs, three models")
    ax.legend(frameon=False, loc="upper right")
    return ax


def _draw_mosaic(ax, W, columns, limit, title):
    image = ax.imshow(mosaic(W.reshape(-1, SIDE, SIDE), columns), cmap=DIVERGING, vmin=-limit, vmax=limit)
    ax.set(xticks=[], yticks=[], title=title)
    ax.axis("off")
    return image


def strongest(parameters, number):
    """Return the units of layer 1 whose weights to the next layer are largest, the strongest first."""
    return np.argsort(-np.abs(parameters["W2"]).sum(axis=0), kind="stable")[:number]


def draw_first_layer(parameters, first, number=16, columns=8):
    """Draw what training has added to the weights of the units that the next layer listens to most; return the Axes.

    parameters, first : dicts W1, b1, ... after and before the training    number : how many units
    """
    W = (np.asarray(parameters["W1"], dtype=float) - first["W1"])[strongest(parameters, number)]
    limit = float(np.quantile(np.abs(W), 0.995))
    rows = -(-len(W) // columns)
    figure, ax = new_figure(height=1.05 * rows + 0.5)
    image = _draw_mosaic(ax, W, columns, limit, f"{len(W)} units of layer 1: what training has added to their weights")
    figure.colorbar(image, ax=ax, shrink=0.9, label="change of weight")
    return ax


def draw_training(record, step, axes=None):
    """Draw a recorded training at one of its stops: accuracies so far, answers, weights; return the three Axes.

    record : see `deepcourse.explore.course1.deep_image_classifier.Training`
    """
    if axes is None:
        _, axes = new_figure(1, 3, height=3.3)
    stops = np.array(record.stops)
    for part, (mark, colour, line, name) in enumerate((("s", ORANGE, "--", "training"), ("o", BLUE, "-", "new"))):
        share = 100 * np.array([record.accuracies[stop][part] for stop in record.stops])
        plain(axes[0]).plot(stops, share, color=colour, linestyle=line, label=f"{name} pictures")
        axes[0].plot(step, share[stops == step], mark, color=colour, markeredgecolor=INK)
    axes[0].set(xlabel="step", ylabel="right answers (%)", title="accuracy")
    axes[0].set_ylim(widened((48, 101), 100 * np.array(list(record.accuracies.values()))))
    axes[0].set_xlim(-0.03 * stops[-1], 1.03 * stops[-1])
    axes[0].legend(frameon=False, loc="lower right", fontsize=9)
    edges, answers = np.linspace(0, 1, 21), record.answers[step]
    for label, (colour, hatch, name) in enumerate(((GREEN, "", "pullovers"), (RED, "//", "coats"))):
        counts = np.histogram(answers[record.labels == label], edges)[0]
        axes[1].stairs(counts, edges, color=colour, fill=True, alpha=0.45, hatch=hatch, label=f"new {name}")
    plain(axes[1]).axvline(0.5, ymax=0.72, color=GREY, linestyle=":", linewidth=1.2)
    axes[1].set(xlabel="answer: probability of a coat", ylabel="pictures", ylim=(0, 520), xlim=(0, 1), title="answers")
    axes[1].legend(frameon=False, loc="upper center", fontsize=9)
    _draw_mosaic(axes[2], record.weights[step], 4, record.limit, "layer 1: weights added")
    return axes


def draw_runs(costs_by_run, ax=None):
    """Draw the costs of several runs on a logarithmic axis, until they stop being numbers; return the Axes.

    costs_by_run : {name: costs}, at most six
    """
    if len(costs_by_run) > len(SERIES):
        raise ValueError(f"{len(costs_by_run)} runs were given; at most {len(SERIES)} can be told apart")
    if ax is None:
        _, ax = new_figure(height=3.8)
    for (name, costs), (colour, line) in zip(costs_by_run.items(), SERIES, strict=False):
        costs = np.asarray(costs, dtype=float)
        lost = ~np.isfinite(costs)
        last = int(np.argmax(lost)) if lost.any() else len(costs)
        plain(ax).plot(np.clip(costs[:last], 0.011, 9), color=colour, linestyle=line, label=name, linewidth=1.6)
        if lost.any():
            ax.plot(max(last - 1, 0), min(costs[max(last - 1, 0)], 9), "X", color=INK, markersize=9)
    ax.axhline(COIN_TOSS, color=INK, linestyle=(0, (1, 3)), linewidth=1)
    ax.set(yscale="log", ylim=(0.01, 10), xlabel="step", ylabel="cost (nats, logarithmic axis)")
    ax.set_yticks([0.01, 0.03, 0.1, 0.3, 1, 3, 10], ["0.01", "0.03", "0.1", "0.3", "1", "3", "10"])
    ax.minorticks_off()
    ax.set_title("Six settings, the same 1 600 pictures (a cross: here the cost stopped being a number)")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1), title="run")
    return ax


def draw_own_picture(grey, column, answer, classes, axes=None):
    """Draw a picture as it came, as the network sees it, and the network's answer; return the three Axes.

    grey : (height, width)    column : (784, 1)    answer : probability of classes[1]
    """
    if axes is None:
        _, axes = new_figure(1, 3, height=3, width_ratios=(1, 1, 1.4))
    axes[0].imshow(grey, cmap="gray", vmin=0, vmax=1)
    axes[0].set_title("as it came")
    axes[1].imshow(column.reshape(SIDE, SIDE), cmap="gray", vmin=0, vmax=1)
    axes[1].set_title("what the network sees")
    for ax in axes[:2]:
        ax.set(xticks=[], yticks=[])
    shares = 100 * np.array([1 - answer, answer])
    bars = plain(axes[2]).barh(classes, shares, color=[GREEN, RED], height=0.5)
    told = [
        f"{share:.0f} %" if 0.5 <= share < 99.5 else ("under 1 %" if share < 50 else "over 99 %") for share in shares
    ]
    axes[2].bar_label(bars, told, padding=4)
    axes[2].set(xlim=(0, 150), xticks=[0, 50, 100], xlabel="probability (%)", title="what it says")
    return axes
