"""The figures of course 5, week 1: melodies.

draw_roll           a melody as bars of time and pitch, with what is copied, and its chords
draw_tone           the beginning of a note's wave, and all of it
draw_costs          the cost of mini-batches during trainings
draw_perplexities   the perplexity of networks on several sets of melodies
draw_next           what comes next: the most likely values
draw_runs           expected numbers of equal runs, by their lengths
draw_copying        the longest copied runs of drawn melodies, by temperature
"""

import numpy as np

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, RED, SERIES, legible, new_figure, plain
from deepcourse.sequence.music import REST

NAMES = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")


def name_of(pitch):
    """Return the name of a pitch with its octave: "C4" for 60, "rest" for 0."""
    return "rest" if pitch == REST else f"{NAMES[pitch % 12]}{pitch // 12 - 1}"


def draw_roll(ax, melody, title, *, bar=8, copied=(), chords=(), low=55, high=74):
    """Draw a melody as a piano roll: time to the right, pitch upwards; return the Axes.

    copied : numbers of the values that are copied, drawn in another colour and hatched    chords : a name for each bar
    """
    begins = np.r_[0, np.cumsum([length for _, length in melody])].astype(int)
    pitches = [pitch for pitch, _ in melody if pitch != REST] or [low]
    low, high = min(low, *pitches), max(high, *pitches)
    for i, (pitch, length) in enumerate(melody):
        if pitch == REST:
            ax.barh(low - 1.2, length, left=begins[i], height=0.7, color="white", edgecolor=GREY, linewidth=0.8)
            continue
        style = {"color": ORANGE, "hatch": "///", "edgecolor": INK} if i in copied else {"color": BLUE}
        ax.barh(pitch, length - 0.15, left=begins[i], height=0.8, linewidth=0.5, **style)
    end = max(begins[-1], bar)
    for at in range(0, end + 1, bar):
        ax.axvline(at, color="0.85", linewidth=0.8, zorder=0)
    for i, chord in enumerate(chords):
        ax.annotate(chord, ((i + 0.5) * bar, high + 1.2), ha="center", fontsize=9, annotation_clip=False)
    ticks = [pitch for pitch in range(low, high + 1) if pitch % 12 in (0, 4, 7)]
    plain(ax).set(xlim=(0, end), ylim=(low - 2, high + (2.6 if len(chords) else 1)), yticks=ticks)
    ax.set(yticklabels=[name_of(pitch) for pitch in ticks], xticks=range(0, end + 1, bar * max(1, end // bar // 12)))
    ax.set(xlabel="time in eighths (lines: bars)", ylabel="pitch", title=title)
    told = ", ".join(f"{name_of(pitch)} {length}" for pitch, length in melody[:8])
    reach = f"from {name_of(min(pitches))} to {name_of(max(pitches))}; first {told}"
    harmony = f"; chords {' '.join(chords)}" if len(chords) else ""
    marked = f"{len(copied)} of them are marked as copied"
    describe(ax, f"{len(melody)} values, {begins[-1]} eighths, {reach}; {marked}{harmony}")
    return ax


def draw_tone(wave, rate, axes=None):
    """Draw the first hundredth of a second of a wave, and the whole of it; return the two Axes."""
    if axes is None:
        _, axes = new_figure(1, 2, height=3.0)
    short = max(2, round(rate / 100))
    axes[0].plot(1000 * np.arange(short) / rate, wave[:short], color=BLUE)
    plain(axes[0]).set(xlabel="milliseconds", ylabel="value", title="the beginning of the first note")
    axes[1].plot(np.arange(len(wave)) / rate, wave, color=BLUE, linewidth=0.4)
    plain(axes[1]).set(xlabel="seconds", ylabel="value", title="all of it")
    return axes


def draw_costs(costs, ax=None):
    """Draw the costs of trainings, each a mean of up to 20 steps; return the Axes.

    costs : {name: (steps,)}
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    for (name, values), (colour, dash) in zip(costs.items(), SERIES, strict=False):
        width = min(20, max(1, len(values) // 3))
        smooth = np.convolve(values, np.full(width, 1 / width), "valid")
        ax.plot(np.arange(len(smooth)) + width, smooth, color=colour, linestyle=dash, label=name)
    plain(ax).set(xlabel="step", ylabel="cost (nats for each value)", title="learning to predict the next value")
    ax.set_ylim(bottom=0)
    ax.legend(frameon=False)
    return ax


def draw_perplexities(values, ax=None):
    """Draw the perplexities of networks on several sets of melodies, on a logarithmic axis; return the Axes.

    values : {set: {network: perplexity}}
    """
    if ax is None:
        _, ax = new_figure(height=1.4 + 0.55 * len(values))
    networks = list(next(iter(values.values())))
    for k, (network, (colour, _), marker) in enumerate(zip(networks, SERIES, "osD^", strict=False)):
        found = [values[name][network] for name in values]
        rows = np.arange(len(values)) + 0.22 * (k - (len(networks) - 1) / 2)
        ax.plot(found, rows, color=colour, marker=marker, linestyle="none", markersize=8, label=network)
        for value, row in zip(found, rows, strict=True):
            told = f"{value:.{1 if value < 100 else 0}f}"
            ax.annotate(told, (value, row), xytext=(9, 0), textcoords="offset points", va="center",
                        color=legible(colour), fontsize=9)  # fmt: skip
    every = [value for each in values.values() for value in each.values()]
    plain(ax).set(yticks=range(len(values)), yticklabels=list(values), ylim=(len(values) - 0.4, -1.1), xscale="log")
    ax.set(xlim=(0.9 * min(1, *every), 4 * max(every)), xlabel="perplexity for each value (logarithmic)",
           ylabel="melodies", title="lower is better")  # fmt: skip
    ax.legend(frameon=False, ncols=len(networks), loc="upper center")
    told = [f"{name}: " + ", ".join(f"{n} {v:.1f}" for n, v in each.items()) for name, each in values.items()]
    describe(ax, "; ".join(told))
    return ax


def draw_next(ax, names, p, title, *, marked=()):
    """Draw the probabilities of the most likely values, the highest on top; return the Axes.

    marked : for each value, is it the one with which the tune goes on? That bar is orange and hatched.
    """
    bars = ax.barh(range(len(p)), p, color=BLUE, height=0.65)
    for bar in (bar for bar, came in zip(bars, marked, strict=False) if came):
        bar.set(facecolor=ORANGE, hatch="///", edgecolor=INK, linewidth=0.5)
    for k, value in enumerate(p):
        ax.annotate(f"{100 * value:.0f} %", (value, k), xytext=(4, 0), textcoords="offset points", va="center",
                    fontsize=9)  # fmt: skip
    plain(ax).set(yticks=range(len(p)), yticklabels=names, ylim=(len(p) - 0.4, -0.6), xlim=(0, 1.1))
    ax.set(xlabel="probability", ylabel="next value", title=title)
    describe(ax, ", ".join(f"{name} {100 * value:.0f} %" for name, value in zip(names, p, strict=True)))
    return ax


def draw_runs(expected, ax=None):
    """Draw the expected numbers of equal runs, on a logarithmic axis; return the Axes.

    expected : (K,), for runs of 1, 2, ... values
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    ks = np.arange(1, len(expected) + 1)
    ax.semilogy(ks, expected, color=BLUE, marker="o", label="expected, drawn independently")
    ax.axhline(1, color=RED, linestyle="--", label="one run")
    plain(ax).set(xlabel="length of the run, in values", ylabel="expected number", xticks=ks)
    ax.set_title("equal runs of a melody and the training tunes, without any copying")
    ax.legend(frameon=False)
    return ax


def draw_copying(lengths, real, ax=None):
    """Draw the longest copied run of each drawn melody, by temperature, and of real tunes; return the Axes.

    lengths : {temperature: longest runs of its melodies}    real : those of tunes that the network never saw
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    for k, (_, found) in enumerate(lengths.items()):
        found = np.sort(found)
        ax.plot(k + np.linspace(-0.25, 0.25, len(found)), found, color=BLUE, marker="o", linestyle="none", alpha=0.7,
                label="a drawn melody" if k == 0 else f"_drawn {k}")  # fmt: skip
        ax.plot([k - 0.3, k + 0.3], [np.median(found)] * 2, color=ORANGE, linewidth=2.5,
                label="median" if k == 0 else f"_median {k}")  # fmt: skip
    ax.axhline(max(real), color=GREEN, linestyle="--", label="the longest of the real test tunes")
    plain(ax).set(xticks=range(len(lengths)), xticklabels=[f"{t:g}" for t in lengths], xlabel="temperature")
    top = 1.3 * max(*real, *(max(found) for found in lengths.values()))
    ax.set(ylabel="longest copied run, in values", title="how much is copied", ylim=(0, top))
    ax.legend(frameon=False, ncols=3, loc="upper center")
    told = "; ".join(
        f"at {t:g} from {min(found)} to {max(found)}, median {np.median(found):g}" for t, found in lengths.items()
    )
    describe(ax, f"A drawn melody, by temperature: {told}; the longest of the real test tunes {max(real)}")
    return ax
