"""The figures of course 5, week 4: a small language model.

draw_next           probabilities of the next character, before and after some are dropped, and what is written so
draw_training       perplexity as a network trains, beside models that count
draw_long           two kinds of networks against time
draw_counts         multiply-adds with keys and values kept, and anew
draw_scaling        costs against parameters, with a fitted power law
draw_patches        a picture cut into patches, and what a reshape alone makes of it
"""

import numpy as np

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREY, INK, ORANGE, RED, legible, new_figure, plain

SHOWN = 20  # characters in the chart of the next one
NAMES = {1: "unigram", 2: "bigram", 3: "trigram"}
LINES = {"transformer": (BLUE, "-", "o"), "LSTM": (ORANGE, "--", "s")}


def name_of(n):
    """Return what an n-gram is called.

    >>> name_of(3), name_of(5)
    ('trigram', '5-gram')
    """
    return NAMES.get(n, f"{n}-gram")


def seen(symbol):
    """Return a character as it is drawn.

    >>> seen(" "), seen("a")
    ('␣', 'a')
    """
    return {" ": "␣", "\n": "end"}.get(symbol, symbol)


def draw_next(axes, symbols, before, after, title, texts):
    """Draw the likeliest characters: what the network gives (outline) and what is left (filled); below, some texts."""
    top, low = axes
    order = np.argsort(-before, kind="stable")[:SHOWN]
    top.bar(range(len(order)), 100 * before[order], color="none", edgecolor=INK, width=0.8, label="from the network")
    top.bar(range(len(order)), 100 * after[order], color=BLUE, alpha=0.6, width=0.6, label="with your settings")
    top.set_xticks(range(len(order)), [seen(symbols[k]) for k in order], fontsize=11)
    top.tick_params(axis="x", length=0)
    plain(top).set(ylim=(0, 105), ylabel="probability (%)", xlabel=f"next character, the {SHOWN} likeliest")
    top.set_title(title)
    top.legend(loc="upper right", frameon=False)
    low.axis("off")
    for row, text in enumerate(texts):
        low.text(0, 0.85 - 0.33 * row, text, fontsize=11, family="monospace", va="center", transform=low.transAxes)
    first = ", ".join(f"{seen(symbols[k])} {100 * after[k]:.0f} %" for k in np.argsort(-after)[:4] if after[k] > 0)
    describe(
        top,
        f"outlines, from the network; filled bars, with your settings: {int((after > 0).sum())} are left, "
        f"the likeliest {first}",
    )
    describe(low, f"texts drawn so: {'; '.join(texts)}")


def counted_lines(ax, counted, orders=None):
    """Draw a dotted line for each model that counts, with its name at the right."""
    for n in orders or counted:
        ax.axhline(counted[n], color=GREY, linestyle=":", linewidth=1.2)
        ax.annotate(f"{name_of(n)} {counted[n]:.1f}", (1.01, counted[n]), xycoords=("axes fraction", "data"),
                    va="center", fontsize=10, color=legible(GREY))  # fmt: skip


def draw_training(reached, counted, ax=None):
    """Draw perplexity per character against steps, [(steps, seconds, nats), ...], and lines of models that count."""
    if ax is None:
        _, ax = new_figure(height=3.6)
    steps, _, nats = np.array(reached, float).T
    values = np.exp(nats)
    ax.plot(steps, values, "-", color=BLUE, marker="o", label="the transformer")
    counted_lines(ax, counted)
    plain(ax).set(yscale="log", xlabel="steps of training", ylabel="perplexity per character (log.)",
                  title="definitions that were not trained on")  # fmt: skip
    ax.set_yticks([3, 5, 10, 20, 40], ["3", "5", "10", "20", "40"])
    ax.minorticks_off()
    ax.set_ylim(min(3.2, values.min() * 0.9), max(60, values.max() * 1.1))
    ax.legend(loc="upper right", frameon=False)
    told = ", ".join(f"{name_of(n)} {value:.1f}" for n, value in counted.items())
    change = f"perplexity falls from {values[0]:.1f} to {values[-1]:.2f} in {steps[-1]:.0f} steps"
    describe(ax, f"the transformer: {change}; counted: {told}")
    return ax


def draw_long(runs, counted, ax=None):
    """Draw perplexity against seconds of training, recorded runs of two kinds; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.6)
    told, named = [], set()
    for run in runs:
        colour, line, marker = LINES[run.kind]
        values, label = np.exp(run.nats), None if run.kind in named else f"{run.kind}, {run.parameters:,} parameters"
        ax.plot(run.seconds[1:], values[1:], line, color=colour, marker=marker, markersize=4, label=label)
        named.add(run.kind)
        told.append(f"{run.kind}, {run.parameters:,} parameters: {values[-1]:.2f} after {run.seconds[-1]:.0f} s")
    counted_lines(ax, counted, [n for n in counted if n >= 3])
    plain(ax).set(xlabel="seconds of training, one thread", ylabel="perplexity per character",
                  title="recorded: two trainings of each kind", ylim=(3.2, 9.5))  # fmt: skip
    ax.set_xlim(left=0)
    ax.grid(alpha=0.3)
    ax.legend(loc="upper right", frameon=False)
    describe(ax, f"perplexities at the end: {'; '.join(told)}")
    return ax


def draw_counts(lengths, kept, anew, T, ax=None):
    """Draw multiply-adds of one block against the number of tokens, with T marked; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.8)
    ax.plot(lengths, anew, "--", color=ORANGE, marker="s", label="anew for each token")
    ax.plot(lengths, kept, "-", color=BLUE, marker="o", label="keys and values kept")
    at = list(lengths).index(T)
    ax.axvline(T, color=GREY, linestyle=":", label=f"{T} tokens")
    plain(ax).set(xscale="log", yscale="log", xlabel="tokens written (logarithmic)", ylabel="multiply-adds (log.)",
                  title=f"one block, {T} tokens: anew, {anew[at] / kept[at]:.3g} times as many")  # fmt: skip
    ax.set_xticks(lengths, [str(n) for n in lengths])
    ax.minorticks_off()
    ax.grid(alpha=0.3)
    ax.legend(loc="upper left", frameon=False)
    describe(
        ax, f"for {T} tokens: {kept[at]:,} multiply-adds with keys and values kept, {anew[at]:,} anew for each token"
    )
    return ax


def draw_scaling(sizes, nats, slope, error, ax=None):
    """Draw costs against parameters, both (n, trainings), and the power law through all of them; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.6)
    sizes, nats = np.asarray(sizes, float), np.asarray(nats, float)
    ax.plot(sizes.ravel(), nats.ravel(), "o", color=BLUE, markersize=5, label="trainings")
    middle, height = np.log(sizes).mean(), np.log(nats).mean()
    ends = np.array([sizes.min() * 0.8, sizes.max() * 1.25])
    for bend, line in ((0, "-"), (-2, ":"), (2, ":")):
        label = {0: "fitted power law", 2: "two standard errors"}.get(bend)
        values = np.exp(height + (slope + bend * error) * (np.log(ends) - middle))
        ax.plot(ends, values, line, color=RED if bend == 0 else GREY, label=label)
    plain(ax).set(xscale="log", yscale="log", xlabel="parameters (logarithmic)", ylabel="nats per character (log.)",
                  title=f"exponent {slope:.3f}, standard error {error:.3f}")  # fmt: skip
    ax.set_yticks([1.6, 1.8, 2.0, 2.2], ["1.6", "1.8", "2.0", "2.2"])
    ax.minorticks_off()
    ax.grid(alpha=0.3)
    ax.legend(loc="upper right", frameon=False)
    means = ", ".join(f"{row.mean():.3f} for {size[0]:,.0f}" for size, row in zip(sizes, nats, strict=True))
    describe(
        ax,
        f"mean costs of the trainings by parameters: {means}; the fitted power law has the exponent {slope:.3f}; "
        f"dotted lines are two standard errors of {error:.3f} away",
    )
    return ax


def draw_patches(image, columns, size, axes=None):
    """Draw a picture (n_H, n_W) with its patches, the columns (size^2, T) as patches, and those of a reshape alone."""
    if axes is None:
        _, axes = new_figure(1, 3, height=3.4)
    n_H, n_W = image.shape
    T = columns.shape[1]
    per_row = n_W // size
    axes[0].imshow(image, cmap="gray_r", vmin=0, vmax=1)
    for place in range(size, n_H, size):
        axes[0].axhline(place - 0.5, color=BLUE, linewidth=0.8)
        axes[0].axvline(place - 0.5, color=BLUE, linewidth=0.8)
    axes[0].set_title(f"one picture, {T} patches")
    shown = {"your columns, as squares": columns.T, "cut by reshape alone": image.reshape(T, -1)}
    for ax, (title, parts) in zip(axes[1:], shown.items(), strict=True):
        gap = size + 1
        page = np.full((T // per_row * gap - 1, per_row * gap - 1), 0.25)
        for t in range(T):
            row, column = divmod(t, per_row)
            page[row * gap : row * gap + size, column * gap : column * gap + size] = parts[t].reshape(size, size)
        ax.imshow(page, cmap="gray_r", vmin=0, vmax=1)
        ax.set_title(title)
    for ax in axes:
        ax.set(xticks=[], yticks=[])
    whole = all(
        np.allclose(columns[:, t], image[row : row + size, column : column + size].ravel())
        for t, (row, column) in enumerate((r, c) for r in range(0, n_H, size) for c in range(0, n_W, size))
    )
    describe(axes[0], f"a picture of {n_H} x {n_W} pixels with the borders of {T} patches")
    describe(
        axes[1], "each column is a square of the picture" if whole else "the columns are not squares of the picture"
    )
    describe(axes[2], "a reshape alone puts pieces of rows of several patches into each column")
    return axes
