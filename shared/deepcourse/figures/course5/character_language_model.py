"""The figures of course 5, week 1: a language model of letters.

draw_next           probabilities of the next letter, a bar for each
draw_surprise       how surprising each letter of a name is
draw_table          a table of pairs
draw_ladder         the perplexity of several models, for names they learned from and for others
draw_training       the perplexity of mini-batches during a training, with models that count beside it
draw_clipping       a gradient, clipped by value and by norm
draw_temperatures   what becomes of drawn names at several temperatures
"""

import numpy as np

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, RED, legible, new_figure, plain
from deepcourse.sequence.language_model import CHAR_TO_IX

SIGNS = ["↵" if character == "\n" else character for character in CHAR_TO_IX]  # the newline can be seen


def draw_next(ax, p, title, top=1.0):
    """Draw the probabilities of the next letter, (27,); return the Axes."""
    bars = ax.bar(range(len(p)), p, color=BLUE, width=0.7)
    for place in np.argsort(-p, kind="stable")[:4]:
        if p[place] >= 0.005:
            bars[place].set_color(ORANGE)
            ax.annotate(f"{100 * p[place]:.0f} %", (place, p[place]), xytext=(0, 3), textcoords="offset points",
                        ha="center", fontsize=9)  # fmt: skip
    plain(ax).set(xticks=range(len(p)), xticklabels=SIGNS, ylim=(0, 1.12 * top), xlim=(-0.7, len(p) - 0.3), title=title)
    ax.set(xlabel="next character (↵ ends the name)", ylabel="probability")
    likely = ", ".join(f"{SIGNS[i]} {100 * p[i]:.0f} %" for i in np.argsort(-p, kind="stable")[:4])
    describe(ax, f"27 bars; the four highest are {likely}")
    return ax


def draw_surprise(ax, name, nats, title, top=7.0):
    """Draw -ln p of each character of a name, the newline included; return the Axes.

    nats : (len(name) + 1,)
    """
    signs = [*name, "↵"]
    ax.bar(range(len(nats)), nats, color=BLUE, width=0.6)
    ax.axhline(nats.mean(), color=RED, linestyle="--", linewidth=1.5, zorder=0.8, label=f"mean {nats.mean():.2f}")
    ax.axhline(np.log(len(SIGNS)), color=INK, linestyle=":", zorder=0.8, label="ln 27, a blind guess")
    white = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    for place, value in enumerate(nats):
        ax.annotate(f"{value:.1f}", (place, value), xytext=(0, 4), textcoords="offset points", ha="center",
                    fontsize=9, bbox=white)  # fmt: skip
    plain(ax).set(
        xticks=range(len(nats)),
        xticklabels=signs,
        ylim=(0, 1.22 * max(top, *nats)),
        xlim=(-0.7, max(len(nats), 8) - 0.3),
    )
    ax.set(xlabel="character to be predicted", ylabel="-ln p (nats)", title=title)
    ax.legend(frameon=False, loc="upper right", ncols=2)
    told = ", ".join(f"{sign} {value:.1f}" for sign, value in zip(signs, nats, strict=True))
    describe(ax, f"nats of each character: {told}; mean {nats.mean():.2f}; ln 27, a blind guess, is 3.30")
    return ax


def draw_table(P, ax=None):
    """Draw a table of pairs, (27, 27): a row for the character before, a column for the one after; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=6.2, width=7.4)
    image = ax.imshow(P, cmap="Blues", vmin=0, vmax=0.5)
    ax.set(xticks=range(len(P)), xticklabels=SIGNS, yticks=range(len(P)), yticklabels=SIGNS)
    ax.tick_params(labelsize=9, length=0)
    ax.set(xlabel="next character", ylabel="character before", title="which character follows which")
    ax.figure.colorbar(image, ax=ax, label="probability", shrink=0.8, extend="max")
    best = [f"{SIGNS[i]} by {SIGNS[P[i].argmax()]} ({100 * P[i].max():.0f} %)" for i in np.argsort(-P.max(axis=1))[:5]]
    describe(ax, f"a grid of {len(P)} by {len(P)}; the darkest cells: {', '.join(best)}; most of it is nearly white")
    return ax


def draw_ladder(values, ax=None):
    """Draw the perplexity of models on names they learned from and on others; return the Axes.

    values : {model: (training names, test names)}
    """
    if ax is None:
        _, ax = new_figure(height=0.9 + 0.36 * len(values))
    for row, (train, test) in enumerate(values.values()):
        ax.plot([train, test], [row, row], color="0.8", linewidth=2, zorder=1)
        ax.plot([train], [row], color=ORANGE, marker="s", linestyle="none", markersize=7,
                label="names it learned from" if row == 0 else f"_train {row}")  # fmt: skip
        ax.plot([test], [row], color=BLUE, marker="o", linestyle="none", markersize=8,
                label="test names" if row == 0 else f"_test {row}")  # fmt: skip
        ax.annotate(f"{test:.1f}", (max(train, test), row), xytext=(9, 0), textcoords="offset points", va="center",
                    color=legible(BLUE), fontsize=9)  # fmt: skip
    plain(ax).set(yticks=range(len(values)), yticklabels=list(values), ylim=(len(values) - 0.5, -0.9), xscale="log")
    ticks = (3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 27)
    ax.set_xticks(ticks, [str(tick) for tick in ticks])
    ax.set_xticks([], minor=True)
    ax.set(
        xlim=(3, max(14, 1.15 * np.max(list(values.values())))),
        xlabel="perplexity per character (logarithmic)",
        title="lower is better",
    )
    ax.grid(axis="x", color="0.92")
    ax.legend(frameon=False, loc="lower left")
    told = [f"{name} {train:.1f} and {test:.1f}" for name, (train, test) in values.items()]
    describe(ax, f"names it learned from, and test names: {'; '.join(told)}")
    return ax


def draw_training(costs, levels, ax=None):
    """Draw e to the cost of mini-batches, a mean of 50, and the test perplexities of other models; return the Axes.

    costs : (steps,) nats    levels : {model: perplexity}
    """
    if ax is None:
        _, ax = new_figure(height=3.4)
    width = min(50, len(costs))
    smooth = np.exp(np.convolve(costs, np.full(width, 1 / width), "valid"))
    ax.plot(np.arange(len(smooth)) + width, smooth, color=BLUE, label=f"network, mean of {width} batches")
    for (name, level), dash in zip(levels.items(), ("--", "-.", ":"), strict=False):
        ax.axhline(level, color=GREY, linestyle=dash, linewidth=1.3, label=f"{name}, test names")
    high = max(*levels.values(), smooth.max())
    plain(ax).set(xlabel="step", ylabel="perplexity", ylim=(5, min(high, 27) + 1), title="learning to predict letters")
    ax.legend(frameon=False, ncols=2, loc="upper right")
    return ax


def draw_clipping(gradient, limit, ax=None):
    """Draw a gradient of two entries, clipped by value and by norm to the same limit; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.3)
    gradient = np.asarray(gradient, float)
    by_value, by_norm = np.clip(gradient, -limit, limit), gradient * min(1, limit / np.linalg.norm(gradient))
    ax.add_patch(box(limit))
    angle = np.linspace(0, 2 * np.pi, 200)
    ax.plot(limit * np.cos(angle), limit * np.sin(angle), color=GREEN, linestyle=":", label="norm at the limit")
    arrows = {"gradient": (gradient, GREY, "-", "o"), "clipped by value": (by_value, ORANGE, "--", "s"),
              "clipped by norm": (by_norm, GREEN, "-", "^")}  # fmt: skip
    for name, (end, colour, dash, marker) in arrows.items():
        ax.plot([0, end[0]], [0, end[1]], color=colour, linestyle=dash, marker=marker, markevery=[1], linewidth=2.2,
                label=name)  # fmt: skip
    ax.set(xlabel="first entry", ylabel="second entry", aspect="equal", title=f"one gradient, limit {limit:g}")
    ax.set(xlim=(-limit - 0.5, gradient[0] + 1.2), ylim=(-limit - 0.4, max(gradient[1], limit) + 0.5))
    plain(ax).legend(frameon=False, loc="center left", bbox_to_anchor=(1.01, 0.5))
    ends = [f"{name} ({end[0]:.2f}, {end[1]:.2f})" for name, (end, *_) in arrows.items()]
    describe(
        ax, f"arrows from the origin: {', '.join(ends)}; a circle: norm at the limit; a square: value at the limit"
    )
    return ax


def box(limit):
    """Return the square in which no entry is beyond the limit."""
    from matplotlib.patches import Rectangle

    return Rectangle((-limit, -limit), 2 * limit, 2 * limit, fill=False, edgecolor=ORANGE, linestyle=":", linewidth=1.2)


def draw_temperatures(found, ax=None):
    """Draw, for each temperature, how many drawn names are in the list, and how many are different; return the Axes.

    found : {temperature: (share in the training list, share of different names)}
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    temperatures = list(found)
    known, different = 100 * np.array(list(found.values())).T
    ax.plot(temperatures, different, color=BLUE, marker="o", label="different from each other")
    ax.plot(temperatures, known, color=ORANGE, marker="s", linestyle="--", label="in the training list")
    for place, value in zip(temperatures, known, strict=True):
        below = (0, -16) if value > 18 else (0, 7)
        ax.annotate(f"{value:.0f}", (place, value), xytext=below, textcoords="offset points", ha="center", fontsize=9)
    plain(ax).set(xticks=temperatures, ylim=(0, 112), yticks=(0, 25, 50, 75, 100), xlabel="temperature")
    ax.set(ylabel="of 100 drawn names", title="bold and timid drawing")
    ax.legend(frameon=False, loc="center right")
    return ax
