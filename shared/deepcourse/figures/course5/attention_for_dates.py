"""The figures of course 5, week 3: attention for dates.

draw_links      which characters each output looks at, as lines
draw_step       one step of the decoder
draw_map        the weights of all outputs as a map
draw_look       one output: its weights above the characters, and its row of the map
draw_learning   how networks with attention and without learn, against time
draw_groups     exact matches by groups, for two kinds of networks
"""

import numpy as np
from matplotlib.patches import FancyBboxPatch, Rectangle

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREY, INK, ORANGE, RED, SERIES, legible, new_figure, plain

SPACE, PAD = "␣", "·"  # how a space and a step of padding are shown


def shown(text, length=0):
    """Return the characters of a text as they are drawn, followed by padding up to a length."""
    return [SPACE if letter == " " else letter for letter in text] + [PAD] * (length - len(text))


def draw_links(text, answer, alpha, ax=None):
    """Draw a text below, an answer above it, and a line from each output to what it looks at; return the Axes.

    alpha : (T_y, T_x) weights; the thickness of a line is the weight
    """
    if ax is None:
        _, ax = new_figure(height=2.9)
    letters, T_y, told = shown(text), len(answer), []
    at = np.linspace(0, max(len(letters) - 1, T_y - 1), T_y + 2)[1:-1]
    left = (max(len(letters), T_y) - len(letters)) / 2
    for o, sign in enumerate(answer):
        for t in range(len(letters)):
            if alpha[o, t] > 0.03:
                ax.plot([left + t, at[o]], [0.13, 0.87], color=BLUE, linewidth=6 * alpha[o, t], solid_capstyle="butt",
                        alpha=0.25 + 0.6 * alpha[o, t], zorder=1)  # fmt: skip
        best = int(alpha[o].argmax())
        told.append(f"{sign} at {letters[best]} ({100 * alpha[o, best]:.0f} %)")
    for t, letter in enumerate(letters):
        ax.text(left + t, 0, letter, ha="center", va="center", fontsize=13, family="monospace")
    for o, sign in enumerate(answer):
        ax.text(at[o], 1, sign, ha="center", va="center", fontsize=13, family="monospace", weight="bold")
    ax.set(xlim=(-1, max(len(letters), T_y)), ylim=(-0.15, 1.15), xticks=[], yticks=[])
    ax.set_title("where each output looks: the thicker the line, the larger the weight")
    ax.spines[:].set_visible(False)
    describe(ax, f"{text} is read as {answer}; each output looks most at: {', '.join(told)}")
    return ax


STEP_TEXT = "7 mai 2031"


def draw_step(ax=None):
    """Draw one step of the decoder: scores of all states, a softmax, their weighted mean, an LSTM; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=4.2)
    weights = np.array([0.08, 0.02, 0.3, 0.34, 0.2, 0.02, 0.01, 0.01, 0.01, 0.01])
    letters, x = shown(STEP_TEXT), np.arange(10) * 0.62 + 0.4
    for place, letter, weight in zip(x, letters, weights, strict=True):
        ax.add_patch(FancyBboxPatch((place - 0.2, 0.55), 0.4, 0.55, boxstyle="round,pad=0.02", facecolor="white",
                                    edgecolor=INK))  # fmt: skip
        ax.text(place, 0.82, "a", ha="center", va="center", fontsize=10, style="italic")
        ax.text(place, 0.22, letter, ha="center", va="center", fontsize=12, family="monospace")
        ax.add_patch(Rectangle((place - 0.18, 1.75), 0.36, 2 * weight, facecolor=ORANGE, zorder=2))
        ax.plot([place, place], [1.14, 1.7], color=GREY, linewidth=0.9)
        ax.plot([place, 7.0], [1.14, 1.42], color=BLUE, linewidth=8 * weight, alpha=0.6, zorder=1)
    ax.plot([0.15, 6.2], [1.75, 1.75], color=INK, linewidth=0.8)
    ax.text(3.4, 2.6, "alpha: a softmax of the scores", ha="center", fontsize=10, va="center")
    boxes = {(7.75, 1.42): "context", (7.75, 2.55): "LSTM cell", (7.75, 3.5): "softmax"}
    for (bx, by), words in boxes.items():
        ax.add_patch(FancyBboxPatch((bx - 0.72, by - 0.25), 1.44, 0.5, boxstyle="round,pad=0.02", facecolor="#f3e3bf",
                                    edgecolor=INK, zorder=3))  # fmt: skip
        ax.text(bx, by, words, ha="center", va="center", fontsize=10, zorder=4)
    arrows = [((7.75, 1.7), (7.75, 2.27)), ((7.75, 2.83), (7.75, 3.22)), ((8.5, 2.55), (9.5, 2.55)),
              ((7.0, 2.55), (5.0, 2.95)), ((5.75, 3.5), (7.0, 2.75)), ((8.5, 3.5), (9.5, 3.5))]  # fmt: skip
    for start, end in arrows[:3] + arrows[4:]:
        ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": INK, "shrinkA": 0, "shrinkB": 0})
    ax.text(5.65, 3.5, "s_prev, c_prev", ha="right", va="center", fontsize=10)
    ax.annotate("", (3.45, 2.76), (4.35, 3.4), arrowprops={"arrowstyle": "-|>", "color": INK})
    ax.text(9.6, 2.55, "s, c", ha="left", va="center", fontsize=10)
    ax.text(9.6, 3.5, "y", ha="left", va="center", fontsize=10)
    ax.set(xlim=(0, 10.3), ylim=(0, 3.95), xticks=[], yticks=[], title="one output of a decoder with attention")
    ax.spines[:].set_visible(False)
    describe(ax, "the state s_prev scores the encoder's state at each of ten characters, a softmax turns the scores "
                 "into weights, the context is the weighted mean of the states, and an LSTM cell reads it")  # fmt: skip
    return ax


def draw_map(alphas, text, answer, ax=None, title="", row=None):
    """Draw the weights of all outputs as a map, a row for each output, a column for each character; return the Axes.

    alphas : (T_y, T_x)    row : an output to frame
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    letters, answer = shown(text, alphas.shape[1]), list(answer)
    ax.imshow(alphas, vmin=0, vmax=1, cmap="Blues", aspect="auto", interpolation="nearest")
    ax.set_xticks(range(len(letters)), letters, family="monospace", fontsize=11)
    ax.set_yticks(range(len(answer)), answer, family="monospace", fontsize=11)
    ax.tick_params(length=0)
    ax.set(xlabel="input", ylabel="output")
    if row is not None:
        ax.axhspan(row - 0.5, row + 0.5, fill=False, edgecolor=RED, linewidth=1.6)
    ax.set_title(title or f'weights, from 0 (white) to 1 (dark): "{text}"')
    best = alphas.argmax(axis=1)
    told = ", ".join(f"{sign} at {letters[t]}" for sign, t in zip(answer, best, strict=True))
    describe(ax, f"a map of {len(answer)} outputs and {len(letters)} steps of input; each output looks most at: {told}")
    return ax


def draw_look(axes, alphas, text, answer, output):
    """Draw the weights of one output as bars above the characters, and the map below with its row framed."""
    top, low = axes
    letters, alpha = shown(text), alphas[output]
    bars = top.bar(range(len(letters)), 100 * alpha, color=GREY, width=0.8)
    bars[int(alpha.argmax())].set_color(RED)
    plain(top).set(xlim=(-0.5, len(letters) - 0.5), ylim=(0, 105), ylabel="weight (%)")
    top.set_xticks(range(len(letters)), letters, family="monospace", fontsize=11)
    top.tick_params(axis="x", length=0)
    top.set_title(f'output {output} of "{answer}", the character "{answer[output]}": where it looks')
    draw_map(alphas, text, answer, low, title="all outputs", row=output)
    describe(top, f"the largest weight is {100 * alpha.max():.0f} %, at character {int(alpha.argmax())}")


NAMES = {True: "with attention", False: "without attention"}
LINES = {True: (BLUE, "-", "o"), False: (RED, "--", "s")}


def draw_learning(readers, ax=None):
    """Draw exact matches against the time of training, a line for each recorded network; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.4)
    seen = set()
    for one in readers:
        colour, line, marker = LINES[one.attention]
        label = f"_{one.seed}" if one.attention in seen else NAMES[one.attention]
        ax.plot(one.seconds, 100 * one.exact, color=colour, linestyle=line, marker=marker, markevery=3, markersize=4,
                linewidth=1.5, label=label)  # fmt: skip
        seen.add(one.attention)
    plain(ax).set(xlabel="time of training (CPU seconds, one thread)", ylabel="exact match (%)", ylim=(-2, 103))
    ax.set_title("2 000 dates of new days, three networks each")
    ax.legend(frameon=False, loc="lower right", fontsize=9)
    ends = {kind: [100 * one.exact[-1] for one in readers if one.attention is kind] for kind in NAMES}
    describe(ax, "; ".join(f"{NAMES[kind]} {min(v):.0f} to {max(v):.0f} % at the end" for kind, v in ends.items() if v))
    return ax


def draw_groups(groups, series, ax=None, xlabel="exact match (%)", title=""):
    """Draw horizontal bars: for each group, one bar for each of the series; return the Axes.

    groups : names    series : {name: (number of groups,) shares}; a share of nan is left out
    """
    if ax is None:
        _, ax = new_figure(height=0.9 + len(groups) * (0.1 + 0.15 * len(series)))
    thick = 0.8 / len(series)
    for k, ((name, values), (colour, _)) in enumerate(zip(series.items(), SERIES, strict=False)):
        places = np.arange(len(groups)) + (k - (len(series) - 1) / 2) * thick
        shares = 100 * np.asarray(values, dtype=float)
        bars = ax.barh(places, np.nan_to_num(shares), height=thick, color=colour, label=name,
                       hatch="" if k == 0 else "//", edgecolor="white", linewidth=0.5)  # fmt: skip
        for bar, share in zip(bars, shares, strict=True):
            if np.isfinite(share):
                ax.text(share + 1, bar.get_y() + thick / 2, f"{share:.0f}", va="center", fontsize=9,
                        color=legible(colour))  # fmt: skip
    plain(ax).set(xlim=(0, 109), xlabel=xlabel, yticks=range(len(groups)), yticklabels=groups)
    ax.invert_yaxis()
    ax.set_title(title)
    ax.legend(frameon=False, fontsize=9, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    told = [f"{name}: " + ", ".join(f"{group} {100 * share:.0f} %" for group, share in zip(groups, values, strict=True)
                                    if np.isfinite(share)) for name, values in series.items()]  # fmt: skip
    describe(ax, "; ".join(told))
    return ax
