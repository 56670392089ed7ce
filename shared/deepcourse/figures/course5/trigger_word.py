"""The figures of course 5, week 3: a trigger word.

draw_heard      a scene as a spectrogram, and what a detector makes of it
draw_clocks     samples, steps of the spectrogram and output steps, one above the other
draw_scene      a scene and its labels, each in its own unit
draw_thresholds precision, recall and F1 against the threshold
draw_alarms     a scene with its alarms, and precision and recall against the threshold
draw_words      which words set off alarms, for two detectors
"""

import numpy as np
from matplotlib.patches import Rectangle

from deepcourse.experiments.course5 import trigger_scenes as scenes
from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, RED, legible, new_figure, plain, widened
from deepcourse.sequence.sound import BANDS, HOP, RATE, SIZE, log_mel

PALE = "#dcdcdc"


def seconds(step):
    """Return when an output step has been heard, in seconds."""
    return (scenes.last_heard(np.asarray(step)) + 1) / RATE


def steps_told(steps):
    """Return steps in words: "3, 9", or "no step"."""
    return ", ".join(f"{step:g}" for step in steps) or "no step"


def draw_bands(ax, sound, steps=False):
    """Draw the bands of a sound, over seconds or over steps of the spectrogram."""
    bands = log_mel(np.asarray(sound, np.float32))
    T = bands.shape[1]
    extent = (-0.5, T - 0.5, -0.5, BANDS - 0.5) if steps else (0, len(sound) / RATE, -0.5, BANDS - 0.5)
    ax.imshow(bands, origin="lower", aspect="auto", cmap="Greys", extent=extent, vmin=-9, vmax=5)
    ax.set(ylabel="band", yticks=(0, 12, 23))
    return ax


def write_words(ax, words, segments, scale=1.0):
    """Write each word above its segment, "activate" in bold; higher up where another one stands in its way."""
    written, span = [], ax.get_xlim()[1] - ax.get_xlim()[0]
    for word, (start, end) in zip(words, segments, strict=True):
        trigger = word == scenes.TRIGGER
        a, b = start * scale, (end + 1) * scale
        up = 0.27 * any(abs((a + b) / 2 - other) < 0.12 * span for other in written)
        written.append((a + b) / 2)
        above, colour = ax.get_xaxis_transform(), legible(RED) if trigger else INK
        gap = 0.004 * span  # so that the lines of two words in a row do not look like one
        ax.plot([a + gap, b - gap], [1.04 + up] * 2, color=colour, linewidth=3, linestyle="-" if trigger else
                (0, (2, 0.5)), clip_on=False, transform=above, solid_capstyle="butt")  # fmt: skip
        ax.text((a + b) / 2, 1.09 + up, word, ha="center", va="bottom", fontsize=10, transform=above, color=colour,
                weight="bold" if trigger else "normal")  # fmt: skip


def draw_heard(scene, p, alarms, threshold=None, title="what the detector hears"):
    """Draw a scene's bands with its words above them, and below the probabilities with alarms; return both Axes.

    p : (T_y,)    alarms : output steps
    """
    _, (top, low) = new_figure(2, 1, height=4.2, height_ratios=(1.2, 1))
    draw_bands(top, scene.sound)
    top.set(xlim=(0, len(scene.sound) / RATE), xticklabels=[])
    write_words(top, scene.words, scene.segments, 1 / RATE)
    top.set_title(title, pad=26)
    places = seconds(np.arange(len(p)))
    low.fill_between(places, scene.y, step="pre", color=PALE, label="label")
    low.plot(places, p, color=BLUE, marker="o", markersize=3, label="probability")
    if threshold is not None:
        low.axhline(threshold, color=GREY, linestyle="--", linewidth=1, label="threshold")
    if len(alarms):
        low.plot(seconds(np.asarray(alarms)), [1.12] * len(alarms), linestyle="", marker="v", markersize=9,
                 color=RED, label="chime")  # fmt: skip
    plain(low).set(xlim=(0, len(scene.sound) / RATE), ylim=(-0.05, 1.25), xlabel="time (seconds)", ylabel="probability")
    low.legend(frameon=False, fontsize=9, loc="center left", bbox_to_anchor=(1.0, 0.5))
    in_time = sorted(zip(scene.segments, scene.words, strict=True))
    spoken = ", ".join(f"{word} from {a / RATE:.2f} to {b / RATE:.2f} s" for (a, b), word in in_time)
    describe(top, f"the bands of a scene, in which are said: {spoken}")
    chimes = ", ".join(f"{t:.2f}" for t in seconds(np.asarray(alarms, int))) if len(alarms) else "never"
    most = f"the probability at {len(p)} output steps is at most {np.max(p):.2f}"
    most += "" if threshold is None else f", the threshold {threshold:g}"
    describe(
        low, f"{most}; a chime sounds at (seconds): {chimes}; the label is 1 at {steps_told(np.flatnonzero(scene.y))}"
    )
    return top, low


def draw_clocks(sample=2_300, ax=None):
    """Draw which samples the first spectrogram steps and outputs hear, and one sample; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=4.0)
    last, first = 24, scenes.last_step(sample)
    for t in range(last + 1):
        ax.add_patch(Rectangle((t * HOP, 3.0 + 0.42 * (t % 2)), SIZE, 0.36, facecolor="#cfe3f1", edgecolor=BLUE,
                               linewidth=0.8))  # fmt: skip
        if t < 3:
            ax.text(t * HOP + SIZE / 2, 3.18 + 0.42 * (t % 2), str(t), ha="center", va="center", fontsize=9)
    for u in range(3):
        start, width = u * scenes.STRIDE * HOP, scenes.last_heard(u) - u * scenes.STRIDE * HOP + 1
        heard = u == first
        ax.add_patch(Rectangle((start, 2.1 - 0.62 * u), width, 0.44, facecolor="#f3e3bf" if heard else "white",
                               edgecolor=INK, linewidth=1.6 if heard else 0.8))  # fmt: skip
        ax.text(start + 40, 2.32 - 0.62 * u, f"output {u}: spectrogram steps {u * scenes.STRIDE} to "
                f"{u * scenes.STRIDE + scenes.WIDTH - 1}", va="center", fontsize=9.5)  # fmt: skip
    ax.axvline(sample, color=RED, linewidth=1.6, linestyle="--")
    ax.text(sample + 30, 4.12, f"sample {sample:,}".replace(",", " "), color=legible(RED), va="center", fontsize=10)
    ax.text(-60, 3.4, "spectrogram\nsteps", ha="right", va="center", fontsize=10)
    ax.text(-60, 1.7, "output\nsteps", ha="right", va="center", fontsize=10)
    ax.set(xlim=(0, 3_500), ylim=(0.7, 4.4), xlabel="sample (128 samples are 16 ms)", yticks=[])
    ax.set_xticks(range(0, 3_585, 512))
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.set_title("which samples each step hears")
    told = f"steps of the spectrogram are {SIZE} samples long and {HOP} apart; outputs hear {scenes.WIDTH} of them and "
    told += f"begin {scenes.STRIDE} steps later each; sample {sample} is first heard by output {first}"
    describe(ax, told)
    return ax


def draw_scene(axes, scene):
    """Draw a scene as samples, as steps of the spectrogram and as labels at output steps, each in its unit."""
    top, middle, low = axes
    top.plot(np.arange(len(scene.sound)), scene.sound, color=GREY, linewidth=0.5)
    top.set_title("one scene in three units of time", pad=44)
    plain(top).set(xlim=(0, len(scene.sound)), ylim=(-0.8, 0.8), xlabel="sample (8 per millisecond)", ylabel="sound")
    write_words(top, scene.words, scene.segments)
    for start, end in scene.segments:
        top.axvspan(start, end + 1, color=ORANGE, alpha=0.25, linewidth=0)
    draw_bands(middle, scene.sound, steps=True).set(xlabel="step of the spectrogram (16 ms apart)",
                                                   xlim=(0, len(scene.sound) / HOP))  # fmt: skip
    u = np.arange(len(scene.y))
    low.bar(u, scene.y, width=0.9, color=BLUE)
    low.plot(u, scene.y, linestyle="", marker="o", markersize=3.5, color=INK)
    for end in scene.ends:
        low.axvline(end, color=RED, linestyle="--", linewidth=1.5)
    from_sample = (np.array([0, len(scene.sound)]) - scenes.last_heard(0)) / (HOP * scenes.STRIDE)
    plain(low).set(xlim=from_sample, ylim=(0, 1.2), yticks=(0, 1), xlabel="output step (64 ms apart)", ylabel="label")
    low.set_xticks(range(0, len(scene.y), 4))
    ones = np.flatnonzero(scene.y)
    describe(
        low, f"labels of 1 at the output steps {steps_told(ones)}; words end in the steps {steps_told(scene.ends)}"
    )
    spoken = [f"{word} {start} to {end}" for word, (start, end) in zip(scene.words, scene.segments, strict=True)]
    describe(top, "words from sample to sample: " + ", ".join(spoken))
    describe(middle, "the bands of the same sound")


def draw_curves(ax, thresholds, precision, recall, f1=None):
    """Draw precision and recall against the threshold, and F1 if it is given."""
    ax.plot(thresholds, precision, color=BLUE, marker="o", markersize=4, label="precision")
    ax.plot(thresholds, recall, color=ORANGE, linestyle="--", marker="s", markersize=4, label="recall")
    if f1 is not None:
        ax.plot(thresholds, f1, color=GREEN, linestyle="-.", marker="^", markersize=4, label="F1")
    plain(ax).set(xlim=(0, 1), ylim=(0, 1.05), xlabel="threshold")
    return ax


def draw_thresholds(thresholds, precision, recall, f1, best, title="development scenes"):
    """Draw precision, recall and F1 against the threshold, with the best one marked; return the Axes."""
    _, ax = new_figure(height=3.2)
    low = widened((0.5, 1.02), precision, recall, f1)[0]
    draw_curves(ax, thresholds, precision, recall, f1).set(ylabel="share", ylim=(low, 1.02))
    ax.axvline(best, color=GREY, linestyle=":", linewidth=1.6, label=f"best threshold, {best:g}")
    ax.set_title(title)
    ax.legend(frameon=False, fontsize=9, loc="center left", bbox_to_anchor=(1.0, 0.5))
    return ax


def draw_alarms(axes, p, ends, alarms, threshold, curves):
    """Draw one scene with its alarms on the left, precision and recall of all scenes on the right.

    p : (T_y,)    curves : thresholds, precisions, recalls
    """
    left, right = axes
    left.plot(range(len(p)), p, color=BLUE, marker="o", markersize=3, label="probability")
    left.axhline(threshold, color=GREY, linestyle="--", linewidth=1.2, label="threshold")
    if ends:
        left.plot(ends, [1.07] * len(ends), linestyle="", marker="|", markersize=14, markeredgewidth=2.5, color=INK,
                  label="a word ends")  # fmt: skip
    if alarms:
        left.plot(alarms, [1.17] * len(alarms), linestyle="", marker="v", markersize=8, color=RED, label="chime")
    plain(left).set(xlim=(-1, len(p)), ylim=(-0.03, 1.24), xlabel="output step", ylabel="probability")
    left.set_title("one of the scenes")
    left.legend(frameon=False, fontsize=9, loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=4, columnspacing=1)
    thresholds, precision, recall = curves
    draw_curves(right, thresholds, precision, recall).set(ylabel="share")
    right.axvline(threshold, color=GREY, linestyle="--", linewidth=1.2)
    right.set_title("all scenes together")
    right.legend(frameon=False, fontsize=9, loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=2)
    most = f"the probability at {len(p)} output steps is at most {np.max(p):.2f}, the threshold {threshold:g}"
    events = f"a word ends at the steps {steps_told(ends)}; a chime sounds at {steps_told(alarms)}"
    describe(left, f"{most}; {events}")


def draw_words(rates, most=6, title="alarms for one other word in noise, unseen voices"):
    """Draw how often words set off alarms, for two detectors, the most frequent ones first; return the Axes.

    rates : {name of a detector: {word: alarms a scene}}
    """
    names = list(rates)
    words = sorted(rates[names[0]], key=lambda word: -sum(rates[name][word] for name in names))[:most]
    most_alarms = 100 * max(rates[name][word] for name in names for word in words)  # a scene may have several
    _, ax = new_figure(height=3.9)
    for k, (name, colour, hatch) in enumerate(zip(names, (BLUE, ORANGE), ("", "//"), strict=False)):
        places, values = np.arange(len(words)) + 0.38 * (k - 0.5), [100 * rates[name][word] for word in words]
        ax.barh(places, values, height=0.36, color=colour, hatch=hatch, edgecolor="white", label=name)
        for place, value in zip(places, values, strict=True):
            ax.text(value + 1, place, f"{value:.0f}", va="center", fontsize=9, color=legible(colour))
    plain(ax).set(yticks=range(len(words)), yticklabels=words, xlabel="alarms per 100 scenes")
    ax.set_xlim(0, 1.1 * max(100, most_alarms))
    ax.invert_yaxis()
    ax.set_title(title)
    ax.legend(frameon=False, fontsize=9, loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=2)
    told = "; ".join(f"{name}: " + ", ".join(f"{w} {100 * rates[name][w]:.0f}" for w in words) for name in names)
    describe(ax, f"alarms per 100 scenes: {told}")
    return ax
