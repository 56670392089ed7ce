"""The figures of course 4, week 4: convolution over signals and over volumes.

draw_window     a filter at one place of a signal, and the answers so far
draw_separation answers of two filters at narrow and at wide beats
draw_stack      causal layers: which samples an answer sees
draw_tosses     coin tosses, predicted from windows that leak and from windows that do not
draw_reading    what a network says of a long signal
draw_clips      clips, a frame beside the other
draw_tricks     how often a network is right on clips that were changed
draw_confusion  what it says of clips that are played backward
"""

import numpy as np
from matplotlib.patches import Rectangle

from deepcourse.datasets.course4.heartbeat import RATE
from deepcourse.figures.description import describe
from deepcourse.figures.images import mosaic
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, RED, ink_on, new_figure, plain

KINDS = {"narrow": (BLUE, "o"), "wide": (ORANGE, "s")}


def draw_window(axes, signal, W, at, answers):
    """Draw a signal with the window at sample `at`, the filter, and the answers up to it; return the axes.

    signal : (T,) mV    W : (f,)    answers : (T - f + 1,)
    """
    above, below = axes
    time, f = np.arange(len(signal)) / RATE, len(W)
    above.add_patch(Rectangle((time[at], signal.min()), (f - 1) / RATE, np.ptp(signal), color="0.9", zorder=0))
    above.plot(time, signal, color=INK, linewidth=1.2, label="signal")
    scale = 0.5 * np.ptp(signal) / max(np.ptp(W), 1e-12)
    drawn = (W - W.mean()) * scale + signal.mean()
    above.plot(time[at : at + f], drawn, color=BLUE, linestyle="--", label="filter, to another scale")
    above.set(title="the signal and the window", ylabel="millivolts", xlabel="seconds", xlim=(time[0], time[-1]),
              ylim=(signal.min() - 0.1, signal.max() + 0.25 * np.ptp(signal)))  # fmt: skip
    below.axhline(0, color="0.8", linewidth=0.8)
    below.plot(time[: at + 1] + (f // 2) / RATE, answers[: at + 1], color=BLUE, label="answers so far")
    below.plot(
        [time[at] + (f // 2) / RATE], [answers[at]], color=RED, marker="o", linestyle="none", label="this answer"
    )
    low, high = min(0, answers.min()), max(0, answers.max())
    room = 0.08 * (high - low)
    below.set(title="the answers, at the centre of each window", ylabel="answer", xlabel="seconds",
              xlim=(time[0], time[-1]), ylim=(low - room, high + 4 * room))  # fmt: skip
    for ax in axes:
        plain(ax).legend(frameon=False, loc="upper right", ncols=3, fontsize=9)
    return axes


def draw_separation(answers, ax=None):
    """Draw the answers of some filters at narrow and at wide beats, a dot for each beat; return the Axes.

    answers : {filter: {"narrow": (n,), "wide": (n,)}}
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    rng, ticks = np.random.default_rng(0), []
    for row, (name, kinds) in enumerate(answers.items()):
        for place, (kind, values) in enumerate(kinds.items()):
            colour, marker = KINDS[kind]
            level = 2.6 * row + place
            label = f"{kind} beats" if row == 0 else f"_{kind}, {name}"
            ax.plot(values, level + rng.uniform(-0.28, 0.28, len(values)), color=colour, marker=marker, markersize=3.5,
                    linestyle="none", alpha=0.7, label=label)  # fmt: skip
            median = float(np.median(values))
            ax.plot([median, median], [level - 0.42, level + 0.42], color=INK, linewidth=2,
                    label="median" if row == place == 0 else f"_median, {kind}, {name}")  # fmt: skip
            ticks.append((level, f"{name}, {kind} beats"))
    levels, names = zip(*ticks, strict=True)
    plain(ax).set(yticks=levels, yticklabels=names, xlabel="answer of the filter at the beat", xlim=(0, 2),
                  ylim=(levels[-1] + 0.7, -1.6))  # fmt: skip
    ax.set_title("one answer for each beat")
    ax.grid(axis="x", color="0.9")
    ax.legend(frameon=False, loc="upper left", ncols=3, fontsize=9)
    told = [f"{name}: median {np.median(v['narrow']):.2f} at narrow beats, {np.median(v['wide']):.2f} at wide ones"
            for name, v in answers.items()]  # fmt: skip
    describe(ax, "; ".join(told))
    return ax


def draw_stack(ax, samples, f, dilations, seen, shown):
    """Draw causal layers above a row of samples, and the ways by which the last answer sees them; return the Axes.

    samples : how many    seen : for each level, from the samples up, the places that the answer depends on
    shown : how many layers, from the top, are drawn with their ways
    """
    depth = len(dilations)
    for level in range(depth + 1):
        hot = set(seen[level]) if level >= depth - shown else set()
        for place in range(samples):
            colour, marker = ("0.88", ".") if place not in hot else (BLUE, "o") if level else (ORANGE, "s")
            ax.plot([place], [level], color=colour, marker=marker, markersize=9, linestyle="none", zorder=3)
        if level and level > depth - shown:
            for place in seen[level]:
                for tap in range(f):
                    below = place - tap * dilations[level - 1]
                    if below >= 0:
                        ax.plot([below, place], [level - 1, level], color=GREY, linewidth=0.9, zorder=1)
    names = ["samples"] + [f"layer {n}, dilation {d}" for n, d in enumerate(dilations, 1)]
    ax.set(yticks=range(depth + 1), yticklabels=names, xlim=(-0.7, samples - 0.3), ylim=(-0.5, depth + 0.5))
    ax.set(xlabel="sample", title="what the last answer depends on")
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.tick_params(axis="y", length=0)
    reached = (
        f"it depends on {len(seen[0])} of {samples} samples" if shown >= depth else "the samples are not reached yet"
    )
    describe(ax, f"{depth} layers with filters of {f} taps, dilations {dilations}, {shown} of them drawn: {reached}")
    return ax


def draw_tosses(shares, ax=None):
    """Draw how often coin tosses were predicted, against the windows for each beat, a dot a run; return the Axes.

    shares : {split: {copies: (runs,)}}
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    for (split, runs), colour, line, marker in zip(shares.items(), (RED, GREEN), ("-", "--"), ("o", "s"), strict=True):
        copies = list(runs)
        ax.plot(copies, [100 * np.mean(those) for those in runs.values()], color=colour, linestyle=line, label=split)
        for number, those in runs.items():
            ax.plot([number] * len(those), 100 * np.asarray(those), color=colour, marker=marker, markersize=4.5,
                    linestyle="none")  # fmt: skip
    ax.axhline(50, color="0.7", linewidth=1)
    plain(ax).set(xticks=copies, ylim=(35, 90), xlabel="windows cut around each beat", ylabel="coin tosses right (%)")
    ax.set_title("test windows whose coin toss was predicted")
    ax.legend(frameon=False, loc="upper left")
    return ax


def draw_reading(data, centres, classes, low, high, axes=None):
    """Draw ten seconds and more of a signal, its beats, and what a network says of each time; return the axes.

    data : a `Heartbeat`    centres, classes : of `read_signal`    low, high : samples
    """
    if axes is None:
        _, axes = new_figure(2, 1, height=4.2, sharex=True, height_ratios=(3, 1))
    above, below = axes
    here = slice(low, high)
    above.plot(np.arange(low, high) / RATE, data.signal[here], color=INK, linewidth=0.9)
    top = data.signal[here].max() + 0.25
    for wide, (name, (colour, marker)) in zip((False, True), KINDS.items(), strict=True):
        beats = data.beats[(data.wide == wide) & (data.beats >= low) & (data.beats < high)]
        above.plot(beats / RATE, np.full(len(beats), top), color=colour, marker=marker, linestyle="none", label=name)
    inside = (centres >= low) & (centres < high)
    for number, (colour, marker) in enumerate(((GREY, "|"), *KINDS.values())):
        chosen = inside & (classes == number)
        below.plot(centres[chosen] / RATE, np.full(chosen.sum(), number), color=colour, marker=marker, markersize=4,
                   linestyle="none")  # fmt: skip
    plain(above).set(title="the signal, and the beats as labelled", ylabel="millivolts")
    above.set_ylim(data.signal[here].min() - 0.2, top + 0.7)
    above.legend(frameon=False, loc="upper right", ncols=2, fontsize=9)
    plain(below).set(title="what the network says", xlabel="seconds", yticks=range(3), ylim=(2.5, -0.5),
                     yticklabels=("no beat", "narrow", "wide"), xlim=(low / RATE, high / RATE))  # fmt: skip
    return axes


def draw_clips(clips, names, ax=None):
    """Draw clips, one in each row, their frames from left to right; return the Axes.

    clips : (n, frames, n_H, n_W)    names : of the motions
    """
    if ax is None:
        _, ax = new_figure(height=0.95 * len(clips) + 0.5, width=7)
    number, frames, n_H, n_W = clips.shape
    ax.imshow(mosaic(clips.reshape(-1, n_H, n_W), frames, gap=2), cmap="gray")
    ax.set(xticks=n_W / 2 + np.arange(frames) * (n_W + 2), xticklabels=[f"frame {n}" for n in range(frames)])
    ax.set(yticks=n_H / 2 + np.arange(number) * (n_H + 2), yticklabels=names, title="a clip in each row")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    describe(ax, f"{number} clips of {frames} frames: {', '.join(names)}")
    return ax


def draw_tricks(shares, chance, ax=None):
    """Draw how many clips were told right, for each change to them; return the Axes.

    shares : {change: share}    chance : the share that guessing gets
    """
    if ax is None:
        _, ax = new_figure(height=2.6)
    places = np.arange(len(shares))
    bars = ax.barh(places, [100 * share for share in shares.values()], color=BLUE, height=0.6)
    ax.bar_label(bars, fmt="%.0f %%", padding=6, bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5})
    ax.axvline(100 * chance, color=INK, linestyle="--", linewidth=1, label="guessing")
    plain(ax).set(yticks=places, yticklabels=list(shares), xlim=(0, 108), xlabel="clips classified correctly (%)")
    ax.set_title("the same network, other clips")
    ax.invert_yaxis()
    ax.legend(frameon=False, loc="lower right")
    return ax


def draw_confusion(counts, names, ax=None):
    """Draw how often clips of each motion were called each name, in percent of the row; return the Axes.

    counts : (motions, names) int
    """
    if ax is None:
        _, ax = new_figure(height=4.0, width=6.2)
    percent = 100 * counts / counts.sum(axis=1, keepdims=True)
    image = ax.imshow(percent, cmap="Blues", vmin=0, vmax=100)
    for row, column in np.ndindex(*percent.shape):
        colour = ink_on(image.cmap(image.norm(percent[row, column]))[:3])
        ax.text(column, row, f"{percent[row, column]:.0f}", ha="center", va="center", color=colour, fontsize=9)
    ax.set(xticks=range(len(names)), xticklabels=names, yticks=range(len(names)), yticklabels=names)
    ax.set(xlabel="what the network says", ylabel="how the clip was made", title="clips played backward, % of each row")
    told = [
        f"{name} is called {names[row.argmax()]} in {row.max():.0f} %" for name, row in zip(names, percent, strict=True)
    ]
    describe(ax, "; ".join(told))
    return ax
