"""The figures of course 5, week 1: a state that remembers, the unrolled graph, wirings, costs, distances.

draw_memory         inputs and the states of one unit, step by step
draw_graph          a network unrolled in time, and the path of one gradient through it
draw_shares         what every prediction says about every use of a weight
draw_wirings        five ways to connect inputs, states and predictions
draw_costs          the cost while networks are trained
draw_parts          the size of a gradient, by how far it came
"""

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREY, INK, ORANGE, RED, SERIES, legible, new_figure, plain
from deepcourse.figures.wording import capital

PALE, LOST = "#d6eaf8", "#eeeeee"


def draw_memory(axes, x, a):
    """Draw inputs and states of one unit; return the Axes.

    axes : two    x : (T,)    a : (T + 1,), the first one is that before step 1
    """
    steps = np.arange(1, len(x) + 1)
    axes[0].bar(steps, x, width=0.35, color=ORANGE)
    axes[1].plot(np.arange(len(a)), a, color=BLUE, marker="o", markersize=5)
    for ax, title, room in zip(axes, ("input", "state"), (1.25, 1.1), strict=True):
        ax.axhline(0, color="0.7", linewidth=0.8, zorder=0)
        ax.set(xlim=(-0.5, len(x) + 0.5), ylim=(-room, room), title=title, xticks=range(len(x) + 1))
        plain(ax)
    axes[0].set_ylabel("$x$")
    axes[1].set(ylabel="$a$", xlabel="step")
    return axes


def arrow(ax, start, end, colour="0.6", *, wide=False, gap=0.27, dashed=False):
    """Draw an arrow between two nodes, which it does not touch."""
    start, end = np.array(start, float), np.array(end, float)
    along = (end - start) / np.linalg.norm(end - start)
    style = "-|>,head_length=7,head_width=4" if wide else "-|>,head_length=5,head_width=2.5"
    ax.add_patch(FancyArrowPatch(start + gap * along, end - gap * along, arrowstyle=style, color=colour, shrinkA=0,
                                 shrinkB=0, linewidth=3 if wide else 1.2, linestyle="--" if dashed else "-",
                                 zorder=3 if wide else 1))  # fmt: skip


def node(ax, at, text, colour="white"):
    """Draw a circle with a name in it."""
    ax.add_patch(Circle(at, 0.25, facecolor=colour, edgecolor="0.45", linewidth=1, zorder=2))
    ax.text(*at, text, ha="center", va="center", fontsize=10, zorder=4, color=INK)


def draw_graph(ax, T, prediction, use, arrows):
    """Draw a network of T steps and the path of the gradient from one prediction to one use of w_aa; return the Axes.

    prediction, use : steps from 1 to T    arrows : how many arrows between states a gradient may cross
    """
    for t in range(T + 1):
        node(ax, (t, 1), f"$a_{t}$", PALE)
        if t:
            node(ax, (t, 0), f"$x_{t}$")
            node(ax, (t, 2), f"$J_{t}$", "#fdf0d5" if t == prediction else "white")
            arrow(ax, (t, 0), (t, 1))
            arrow(ax, (t, 1), (t, 2))
            arrow(ax, (t - 1, 1), (t, 1))
    reached = prediction - arrows
    if use <= prediction:
        arrow(ax, (prediction + 0.1, 2), (prediction + 0.1, 1), RED, wide=True)
    for t in range(prediction, use, -1):
        is_open = t > reached
        arrow(ax, (t, 1.12), (t - 1, 1.12), RED if is_open else GREY, wide=True, dashed=not is_open)
        if not is_open:
            ax.text(t - 0.5, 1.12, "×", ha="center", va="center", fontsize=22, color=legible(RED), zorder=5)
            break
    ax.add_patch(Rectangle((use - 0.72, 0.85), 0.44, 0.42, fill=False, edgecolor=ORANGE, linewidth=2.4, zorder=4))
    ax.text(use - 0.5, 0.62, f"use at step {use}", ha="center", va="center", fontsize=9.5, color=legible(ORANGE),
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1}, zorder=4)  # fmt: skip
    ax.set(xlim=(-0.4, T + 0.4), ylim=(-0.35, 2.4), aspect="equal")
    ax.set_title("the path of the gradient", fontsize=11)
    ax.axis("off")
    told = capital(path(prediction, use, arrows))
    describe(ax, f"{T} steps in a row: each state goes to its own cost and to the next state. {told}")
    return ax


def path(prediction, use, arrows):
    """Return in words how the gradient of a prediction gets to a use of w_aa."""
    if use > prediction:
        return f"no path leads from cost {prediction} to the use of w_aa at step {use}, which comes later"
    crossed, goal = prediction - use, f"the use of w_aa at step {use}"
    if crossed > arrows:
        after = f"after {counted(arrows)} between states" if arrows else "at the first arrow between states"
        return f"the path from cost {prediction} to {goal} is cut {after}"
    return f"the gradient of cost {prediction} crosses {counted(crossed)} between states to {goal}"


def counted(arrows):
    """Return a number of arrows in words."""
    return {0: "no arrow", 1: "1 arrow"}.get(arrows, f"{arrows} arrows")


def draw_shares(ax, shares, prediction, use, arrows):
    """Draw what each prediction says about each use of w_aa, up to one prediction; return the Axes.

    shares : (T, T), a row for each prediction, a column for each use    prediction, use : the field in a frame
    arrows : shares that crossed more are crossed out
    """
    T = len(shares)
    for row, column in np.ndindex(T, T):
        shown, lost = column <= row < prediction, row - column > arrows
        colour = "white" if not shown else LOST if lost else PALE
        ax.add_patch(Rectangle((column + 0.5, row + 0.5), 1, 1, facecolor=colour, edgecolor="0.7", linewidth=0.7))
        if shown:
            text = f"{shares[row, column]:+.4f}".replace("-", "−")
            ax.text(column + 1, row + 1, text, ha="center", va="center", fontsize=9.5, color=INK)
        if shown and lost:
            ax.plot([column + 0.58, column + 1.42], [row + 0.62, row + 1.38], color=RED, linewidth=1.6)
    ax.add_patch(Rectangle((use - 0.5, prediction - 0.5), 1, 1, fill=False, edgecolor=ORANGE, linewidth=2.6, zorder=4))
    ax.set(xlim=(0.45, T + 0.55), ylim=(T + 0.55, 0.45), xticks=range(1, T + 1), yticks=range(1, T + 1))
    ax.set_title("what each cost adds to the gradient of $w_{aa}$", fontsize=11)
    ax.set(xlabel="step at which $w_{aa}$ is used", ylabel="step of the cost")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    told = told_shares(shares[:prediction], arrows)
    describe(ax, f"what each cost adds to the gradient of w_aa, by the step of its use. {told}")
    return ax


def told_shares(shares, arrows):
    """Return shares in words, cost by cost."""
    rows = []
    for row, found in enumerate(shares):
        fields = [f"{v:.4f}" + (" lost" if row - c > arrows else "") for c, v in enumerate(found[: row + 1])]
        rows.append(f"Cost {row + 1}: {', '.join(fields)}")
    return "; ".join(rows)


WIRINGS = {  # title: (steps, steps with an input, steps with a prediction, predictions that are fed back)
    "one to one": (1, [0], [0], False),
    "one to many": (3, [0], [0, 1, 2], True),
    "many to one": (3, [0, 1, 2], [2], False),
    "many to many,\nequal lengths": (3, [0, 1, 2], [0, 1, 2], False),
    "many to many,\ndifferent lengths": (4, [0, 1], [2, 3], True),
}


def draw_wirings():
    """Draw five wirings side by side; return the Axes."""
    _, ax = new_figure(height=2.7)
    left, told = 0.0, []
    for title, (steps, read, written, fed) in WIRINGS.items():
        places = [left + t for t in range(steps)]
        draw_wiring(ax, places, read, written, fed)
        ax.text((places[0] + places[-1]) / 2, 2.55, title, ha="center", va="bottom", fontsize=9.5)
        back = ", each prediction is the next input" if fed else ""
        parts = [many(steps, "state"), many(len(read), "input"), many(len(written), "prediction")]
        told.append(f"{title}: {', '.join(parts)}{back}".replace("\n", " "))
        left = places[-1] + 1.15
    ax.set(xlim=(-0.5, left - 0.65), ylim=(-0.35, 3.3), aspect="equal")
    ax.set_title("Five wirings of one cell", fontsize=11)
    ax.axis("off")
    describe(ax, "; ".join(told))
    return ax


def many(n, word):
    """Return a number of things in words."""
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def draw_wiring(ax, places, read, written, fed):
    """Draw states in a row, inputs below them, predictions above; those after the last input have another colour."""
    decoding = written and read and min(written) > max(read)
    for t, at in enumerate(places):
        node(ax, (at, 1), "", ORANGE if decoding and t > max(read) else PALE)
        if t:
            arrow(ax, (at - 1, 1), (at, 1), INK)
        if t in read:
            node(ax, (at, 0), "$x$")
            arrow(ax, (at, 0), (at, 1), INK)
        if t in written:
            node(ax, (at, 2), "$\\hat{y}$")
            arrow(ax, (at, 1), (at, 2), INK)
        if fed and t in written and t + 1 in written:
            arrow(ax, (at, 2), (at + 1, 1), RED, dashed=True)


def draw_costs(costs, *, over=10):
    """Draw the cost of several trainings, as means over some steps; return the Axes.

    costs : {name: a cost for each step}    over : how many steps are averaged
    """
    _, ax = new_figure(height=3.6)
    for (name, course), (colour, line) in zip(costs.items(), SERIES, strict=False):
        means = np.asarray(course)[: len(course) // over * over].reshape(-1, over).mean(axis=1)
        steps = over * (np.arange(len(means)) + 1)
        ax.plot(steps, means, color=colour, linestyle=line, label=name, linewidth=2)
    ax.axhline(0, color="0.7", linewidth=0.8, zorder=0)
    ax.set(xlabel="steps of training", ylabel="cost (nats)", title="The same network, trained with fewer arrows back")
    ax.legend(frameon=False, title="a gradient crosses")
    return plain(ax)


def draw_parts(sizes):
    """Draw how large each part of a gradient is, compared with the part that crossed no arrow; return the Axes.

    sizes : {name: (T,) norms of the parts}
    """
    _, ax = new_figure(height=3.6)
    width = 0.8 / len(sizes)
    for at, ((name, norms), (colour, _)) in enumerate(zip(sizes.items(), SERIES, strict=False)):
        places = np.arange(len(norms)) + (at - (len(sizes) - 1) / 2) * width
        hatch = ("", "//", "..")[at % 3]
        ax.bar(places, np.asarray(norms) / norms[0], width, color=colour, label=name, hatch=hatch, edgecolor="white")
    ax.set(xlabel="k, the arrows between states that the gradient has crossed", ylabel="norm, relative to part 0")
    ax.set(xticks=range(len(norms)), title="The gradient of $W_{aa}$, by distance")
    ax.legend(frameon=False)
    listed = [f"{name}: {', '.join(f'{v:.2g}' for v in np.asarray(n) / n[0])}" for name, n in sizes.items()]
    describe(ax, f"sizes by the number of arrows that were crossed, from 0 on. {'; '.join(listed)}")
    return plain(ax)
