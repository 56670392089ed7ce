"""The figures of course 5, week 4: transformer.

draw_block      where sums and norms stand in a block, with norm "pre" and "post"
draw_depth      sizes and gradients at each block of untrained stacks
draw_race       costs of stacks that learn, against the step
draw_reached    exact matches of two kinds of networks against the time of training
draw_cross      where each head of a decoder looks, output by output
draw_parts      exact matches with one part after the other switched off
"""

import numpy as np
from matplotlib.patches import FancyBboxPatch

from deepcourse.figures.course5.attention_for_dates import shown
from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREY, INK, RED, legible, new_figure, plain, widened

NORMS = {"pre": (BLUE, "-", "o"), "post": (RED, "--", "s")}
KINDS = {"transformer": (BLUE, "-", "o"), "recurrent": (RED, "--", "s")}
BOXES = {  # what stands on the way of x, from left to right: (place, word, on the branch)
    "pre": ((1.0, "norm"), (2.0, "attention"), (3.3, "+"), (4.3, "norm"), (5.3, "feed-\nforward"), (6.6, "+")),
    "post": ((1.0, "attention"), (2.3, "+"), (3.1, "norm"), (4.3, "feed-\nforward"), (5.6, "+"), (6.4, "norm")),
}


def draw_block(axes=None):
    """Draw a block of the encoder with its norms inside the branches, and below with its norms after the sums."""
    if axes is None:
        _, axes = new_figure(2, 1, height=3.9)
    for ax, (norm, boxes) in zip(np.ravel(axes), BOXES.items(), strict=True):
        ax.plot([0.1, 7.4], [0, 0], color=INK, linewidth=1.4, zorder=1)
        ax.annotate("", (7.6, 0), (7.3, 0), arrowprops={"arrowstyle": "-|>", "color": INK})
        ax.text(0, 0, "x", ha="right", va="center", fontsize=12, style="italic")
        ax.text(7.65, 0, "out", ha="left", va="center", fontsize=12, style="italic")
        for place, word in boxes:
            on_the_way = word == "+" or (norm == "post" and word == "norm")
            _box(ax, place, 0 if on_the_way else 0.85, word)
        for first, last, end in _branches(boxes):
            ax.plot([first - 0.55, first - 0.55, last], [0, 0.85, 0.85], color=INK, linewidth=1.4, zorder=1)
            ax.annotate("", (end, 0.2), (end, 0.85), arrowprops={"arrowstyle": "-|>", "color": INK})
            ax.plot([last, end], [0.85, 0.85], color=INK, linewidth=1.4, zorder=1)
        ax.set(xlim=(-0.3, 8.1), ylim=(-0.45, 1.35), xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        ax.set_title({"pre": '"pre": norms inside the branches', "post": '"post": norms after the sums'}[norm])
        told = {
            "pre": "a path with nothing on it but two sums leads from x to out; each branch begins with a norm",
            "post": "after each of the two sums, a norm stands on the path from x to out",
        }[norm]
        describe(ax, told)
    return axes


def _box(ax, place, height, word):
    """Draw a word in a box."""
    width = 0.3 if word == "+" else 0.76
    ax.add_patch(
        FancyBboxPatch(
            (place - width / 2, height - 0.22),
            width,
            0.44,
            boxstyle="round,pad=0.02",
            zorder=3,
            facecolor="#f3e3bf" if word == "norm" else "white",
            edgecolor=INK,
        )
    )
    ax.text(place, height, word, ha="center", va="center", fontsize=9.5, zorder=4)


def _branches(boxes):
    """Return (first box, last box, sum) of each of the two branches."""
    branches, above = [], []
    for place, word in boxes:
        if word == "+":
            branches.append((above[0], above[-1], place))
            above = []
        elif not (word == "norm" and not above and branches) or boxes[0][1] == "norm":
            above.append(place)
    return branches


def draw_depth(sizes, gradients, axes=None):
    """Draw, for each norm, the sizes that enter the blocks and the gradients there, both (depth + 1,); return the Axes.

    sizes, gradients : {"pre": ..., "post": ...}; the last entries are those of the end
    """
    if axes is None:
        _, axes = new_figure(1, 2, height=3.4)
    panels = (
        ("size", sizes, "size of the steps (log)", (0.7, 30.0)),
        ("gradient", gradients, "length of the gradient (log)", (0.03, 15.0)),
    )
    for ax, (what, series, label, limits) in zip(np.ravel(axes), panels, strict=True):
        for norm, values in series.items():
            colour, line, marker = NORMS[norm]
            every = max(1, len(values) // 8)
            shape = {"marker": marker, "markevery": every, "markersize": 4}
            ax.plot(range(len(values)), values, linestyle=line, color=colour, label=f"norm {norm}", **shape)
        plain(ax).set(yscale="log", ylim=widened(limits, *series.values()), xlabel="blocks passed", ylabel=label)
        ax.set_title({"size": "what enters each block", "gradient": "the gradient there"}[what])
        ax.grid(alpha=0.3)
        ends = "; ".join(f"norm {norm}: {v[0]:.2g} at the input, {v[-1]:.2g} at the end" for norm, v in series.items())
        describe(ax, f"{label.removesuffix(' (log)')}, by blocks passed: {ends}")
    np.ravel(axes)[0].legend(frameon=False, loc="upper left")
    return axes


def draw_race(costs, ax=None, smooth=10):
    """Draw costs {(blocks, norm): (steps,)} against the step, each a mean over some steps; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.4)
    told = []
    for (blocks, norm), values in costs.items():
        colour, line, marker = NORMS[norm]
        few = blocks == min(number for number, _ in costs)
        k = max(1, min(smooth, len(values) // 2))
        means = np.convolve(values, np.ones(k) / k, mode="valid")
        ax.plot(
            np.arange(len(means)) + k,
            means,
            linestyle=line,
            color=colour,
            linewidth=1.0 if few else 2.2,
            marker=marker,
            markevery=max(1, len(means) // 7),
            markersize=4 if few else 7,
            markerfacecolor="white" if few else colour,
            label=f"{blocks} blocks, norm {norm}",
        )
        told.append(f"{blocks} blocks, norm {norm}: {means[0]:.2f} at first, {means[-1]:.2f} at the end")
    ax.axhline(np.log(10), color=GREY, linestyle=":", label="guessing")
    plain(ax).set(
        xlabel="step", ylabel="cost (nats)", ylim=(-0.05, 2.75), title="twelve digits, to be written in reverse"
    )
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.01, 0.5), fontsize=9)
    describe(ax, f"{'; '.join(told)}; guessing: {np.log(10):.2f}")
    return ax


def draw_reached(readers, ax=None):
    """Draw exact matches against CPU seconds, a line for each recorded network; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.4)
    seen = set()
    for one in readers:
        colour, line, marker = KINDS[one.kind]
        ax.plot(
            one.seconds,
            100 * one.exact,
            color=colour,
            linestyle=line,
            marker=marker,
            markevery=2,
            markersize=4,
            linewidth=1.5,
            label=f"_{one.seed}" if one.kind in seen else one.kind,
        )
        seen.add(one.kind)
    plain(ax).set(xlabel="time of training (CPU seconds, one thread)", ylabel="exact match (%)", ylim=(-2, 103))
    ax.set_title("2 000 dates of new days, three networks each")
    ax.grid(alpha=0.3)
    ax.legend(frameon=False, loc="lower right", fontsize=9)
    ends = {kind: [one for one in readers if one.kind == kind] for kind in KINDS}
    told = [
        f"{kind}: {100 * min(o.exact[-1] for o in some):.1f} to {100 * max(o.exact[-1] for o in some):.1f} % after "
        f"{min(o.seconds[-1] for o in some):.0f} to {max(o.seconds[-1] for o in some):.0f} seconds"
        for kind, some in ends.items()
        if some
    ]
    describe(ax, "; ".join(told))
    return ax


def draw_cross(weights, text, answer, axes=None):
    """Draw the weights of each head, (heads, T_y, T_x), as maps side by side in two rows; return the Axes."""
    if axes is None:
        _, axes = new_figure(2, (len(weights) + 1) // 2, height=5.2, sharex=True, sharey=True)
    letters, signs = shown(text), list(answer)
    for head, (ax, alphas) in enumerate(zip(np.ravel(axes), weights, strict=True)):
        ax.imshow(alphas, vmin=0, vmax=1, cmap="Blues", aspect="auto", interpolation="nearest")
        ax.set_xticks(range(len(letters)), letters, family="monospace", fontsize=10)
        ax.set_yticks(range(len(signs)), signs, family="monospace", fontsize=10)
        ax.tick_params(length=0)
        ax.set_title(f"head {head}")
        best = ", ".join(f"{sign} at {letters[int(t)]}" for sign, t in zip(signs, alphas.argmax(axis=1), strict=True))
        describe(ax, f"head {head}: each output looks most at: {best}")
    for ax in np.atleast_2d(axes)[:, 0]:
        ax.set_ylabel("output")
    for ax in np.atleast_2d(axes)[-1]:
        ax.set_xlabel("input")
    return axes


def draw_parts(axes, shares, chosen, read, title):
    """Draw exact matches as bars, {part: share}, one of them chosen, and what becomes of some texts beside them.

    read : [(text, answer, right answer), ...] of the network without the chosen part
    """
    left, right = axes
    names = list(shares)
    values = 100 * np.array([shares[name] for name in names])
    bars = left.barh(range(len(names)), values, height=0.66, color=[BLUE if name == chosen else GREY for name in names])
    bars[names.index(chosen)].set_hatch("//")
    for place, value in enumerate(values):
        left.text(value + 1.5, place, f"{value:.0f}", va="center", fontsize=9.5)
    plain(left).set(xlim=(0, 118), yticks=range(len(names)), yticklabels=names, xlabel="exact match (%)", title=title)
    left.get_yticklabels()[names.index(chosen)].set_weight("bold")
    left.invert_yaxis()
    right.set(xlim=(0, 1), ylim=(len(read) - 0.3, -0.9), title=f"switched off: {chosen}")
    right.set_axis_off()
    for row, (text, said, wanted) in enumerate(read):
        good = said == wanted
        right.text(0.0, row - 0.17, text, fontsize=9.5, family="monospace", va="center")
        right.text(
            0.06,
            row + 0.22,
            f"{said}  {'right' if good else 'wrong'}",
            fontsize=9.5,
            family="monospace",
            va="center",
            color=INK if good else legible(RED),
            weight="normal" if good else "bold",
        )
    describe(
        left, "exact match without a part: " + ", ".join(f"{n} {v:.0f} %" for n, v in zip(names, values, strict=True))
    )
    describe(right, "; ".join(f'"{text}" is read as {said}' for text, said, _ in read))
    return axes
