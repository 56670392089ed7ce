"""The figures of course 5, week 3: from sound to letters.

draw_paths      the paths that say a text, each with its probability
draw_sound      a sound, and how loud its bands of pitches are
draw_trellis    the places of a text against the steps, and the sums of all beginnings
draw_letters    the probabilities of all letters, step by step
draw_learning   ... at several moments of a training
draw_hearing    a sound, its bands and its letters, one under the other
draw_noise      letter errors against the level of the noise
"""

import numpy as np
from matplotlib.patches import Rectangle

from deepcourse.figures.description import describe
from deepcourse.figures.style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    RED,
    SERIES,
    SKY,
    legible,
    new_figure,
    plain,
)

PALE = {"-": "#e4e4e4", "a": "#bcd9ee", "b": "#f7dfae"}  # cells of paths
LINES = (BLUE, RED, GREEN, PURPLE, ORANGE, SKY)  # of letters, in the order of the alphabet, again and again
DASHES = ("-", "--", "-.", ":")
STEP_SECONDS, HALF_A_PIECE = 128 / 8_000, 128 / 8_000  # from one spectrum to the next; from its start to its middle


def draw_paths(axes, paths, probabilities, title):
    """Draw each path as a row of symbols, and beside it a bar of its probability; return the Axes.

    paths : n texts of T symbols, "-" for the blank   probabilities : n numbers
    """
    left, right = axes
    n, T = len(paths), len(paths[0])
    for row, path in enumerate(paths):
        for t, symbol in enumerate(path):
            left.add_patch(_cell(t, row, PALE.get(symbol, "white")))
            left.text(t, row, symbol, ha="center", va="center", fontsize=10, family="monospace")
    left.set(xlim=(-0.55, T - 0.45), ylim=(n - 0.4, -0.6), xticks=range(T), yticks=[], xlabel="step", ylabel="path")
    left.spines[:].set_visible(False)
    left.tick_params(length=0)
    left.set_title("symbols")
    right.barh(range(n), probabilities, color=BLUE, height=0.7)
    plain(right).set(ylim=(n - 0.4, -0.6), xlim=(0, max(0.1, 1.08 * max(probabilities))), yticks=[],
                     xlabel="probability of the path", title=title)  # fmt: skip
    best = int(np.argmax(probabilities))
    describe(left, f"{n} paths of {T} steps: {', '.join(paths)}")
    describe(right, f"the likeliest of them is {paths[best]}, with {probabilities[best]:.4f}")
    return axes


def _cell(t, row, colour):
    return Rectangle((t - 0.46, row - 0.42), 0.92, 0.84, facecolor=colour, edgecolor="white")


def draw_sound(sound, bands, words, places, rate, axes=None):
    """Draw a sound (samples,), its words at their places, and its bands (n, T) below; return the Axes."""
    if axes is None:
        _, axes = new_figure(2, 1, height=4.4, height_ratios=(1, 1.3), sharex=True)
    top, low = axes
    seconds = np.arange(len(sound)) / rate
    top.plot(seconds, sound, color=BLUE, linewidth=0.5)
    for word, (first, end) in zip(words, places, strict=True):
        top.axvspan(first / rate, end / rate, color=ORANGE, alpha=0.15)
        top.text((first + end) / 2 / rate, 1.05 * abs(sound).max(), word, ha="center", va="bottom", fontsize=11)
    plain(top).set(ylim=(-1.1 * abs(sound).max(), 1.45 * abs(sound).max()), xlabel="time (seconds)",
                   ylabel="sound", title="what was said")  # fmt: skip
    end = STEP_SECONDS * bands.shape[1] + HALF_A_PIECE
    low.imshow(bands, origin="lower", aspect="auto", cmap="magma", extent=(0, end, 0, len(bands)),
               interpolation="nearest")  # fmt: skip
    low.set(xlabel="time (seconds)", ylabel="band of pitches", xlim=(0, len(sound) / rate))
    low.set_title("how loud each band is (logarithm): the brighter, the louder")
    told = ", ".join(f"{word} from {a / rate:.2f} to {b / rate:.2f} seconds" for word, (a, b)
                     in zip(words, places, strict=True))  # fmt: skip
    describe(top, f"a sound of {len(sound) / rate:.1f} seconds: {told}")
    describe(low, f"{len(bands)} bands, the lowest pitches at the bottom, and {bands.shape[1]} steps")
    return axes


def draw_trellis(alpha, symbols, step, ax=None):
    """Draw places (S) against steps (T): the moves up to a step, and there the share of each place; return the Axes.

    alpha : (S, T), as `forward_sums` returns it   symbols : those of the places, "-" for the blank
    """
    if ax is None:
        _, ax = new_figure(height=4.2)
    S, T = alpha.shape
    for t in range(1, step + 1):
        for s in range(S):
            for back in range(3):
                if s - back >= 0 and alpha[s - back, t - 1] > -np.inf and _may(symbols, s, back):
                    now = t == step
                    ax.plot([t - 1, t], [s - back, s], color=BLUE if now else GREY, linewidth=1.6 if now else 0.8,
                            zorder=1)  # fmt: skip
    for t in range(T):
        for s in range(S):
            reached = t <= step and alpha[s, t] > -np.inf
            face = ("#cfe4f3" if t == step else "#eeeeee") if reached else "white"
            ax.scatter(t, s, s=430, marker="s" if t == step else "o", facecolor=face, linewidth=0.9, zorder=2,
                       edgecolor=INK if reached else "#cfcfcf")  # fmt: skip
            if reached:
                ax.text(t, s, _short(np.exp(alpha[s, t])), ha="center", va="center", fontsize=9, zorder=3)
    ax.set(xlim=(-0.6, T - 0.4), ylim=(S - 0.4, -0.6), xticks=range(T), xlabel="step", ylabel="place")
    ax.set_yticks(range(S), [f"{s}   {symbol}" for s, symbol in enumerate(symbols)], fontsize=10, family="monospace")
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    ax.set_title(f"sums over all beginnings that end here, in thousandths (blue: step {step})")
    told = ", ".join(f"place {s} {1000 * np.exp(alpha[s, step]):.1f}" for s in range(S) if alpha[s, step] > -np.inf)
    describe(ax, f"{S} places and {T} steps; at step {step}, in thousandths: {told}")
    return ax


def _may(symbols, s, back):
    """Return whether a path may come to a place from so many places before."""
    return back < 2 or (symbols[s] != "-" and symbols[s] != symbols[s - 2])


def _short(probability):
    """Return a probability in thousandths, in few characters."""
    thousandths = 1000 * probability
    return f"{thousandths:.0f}" if thousandths >= 9.95 else f"{thousandths:.1f}"


def draw_letters(log_probs, alphabet, ax=None, title="probabilities of the letters", seconds=None):
    """Draw the probabilities of all symbols, (K, T), the blank grey, letters named at clear peaks; return the Axes.

    seconds : the time of each step; None: the steps are counted
    """
    if ax is None:
        _, ax = new_figure(height=2.8)
    p = np.exp(log_probs)
    at = np.arange(p.shape[1]) if seconds is None else np.asarray(seconds)
    ax.fill_between(at, p[0], color=GREY, alpha=0.25, linewidth=0)
    ax.plot(at, p[0], color=GREY, linewidth=1)
    for k in range(1, len(p)):
        if p[k].max() > 0.1:
            ax.plot(at, p[k], color=LINES[k % 6], linestyle=DASHES[k % 4], linewidth=1.5)
    best, named = p.argmax(axis=0), []
    for t, k in enumerate(best):
        if k and (t == 0 or best[t - 1] != k):
            run = np.flatnonzero(best[t:] != k)
            peak = t + int(p[k, t : t + (run[0] if run.size else len(best))].argmax())
            named.append(alphabet[k])
            if p[k, peak] < 0.3:
                continue  # an untrained network would fill the picture with names
            ax.text(at[peak], min(p[k, peak] + 0.03, 1.04), alphabet[k], ha="center", va="bottom", fontsize=11,
                    color=legible(LINES[k % 6]), weight="bold")  # fmt: skip
    plain(ax).set(ylim=(0, 1.25), yticks=(0, 0.5, 1), ylabel="probability", title=title)
    ax.set_xlabel("step" if seconds is None else "time (seconds)")
    blank = f"the blank (grey) is likeliest in {100 * (best == 0).mean():.0f} % of {len(best)} steps"
    describe(ax, f"{blank}; letters that are likeliest somewhere, in order: {''.join(named) or 'none'}")
    return ax


def draw_learning(seen, alphabet, axes=None):
    """Draw the probabilities for one sound at some steps of a training, {step: (K, T)}; return the Axes."""
    if axes is None:
        _, axes = new_figure(len(seen), 1, height=1.9 * len(seen), sharex=True)
    for ax, (step, log_probs) in zip(np.ravel(axes), seen.items(), strict=True):
        draw_letters(log_probs, alphabet, ax, f"after {step} steps of training")
        ax.set_xlabel("step, after the convolution")
    return axes


def draw_hearing(sound, bands, words, places, rate, log_probs, alphabet, stride, width, axes=None):
    """Draw a sound, its bands, and the probabilities that a network gives to letters, over time; return the Axes."""
    if axes is None:
        _, axes = new_figure(3, 1, height=6.6, height_ratios=(1, 1.2, 1.2), sharex=True)
    draw_sound(sound, bands, words, places, rate, axes[:2])
    middle = STEP_SECONDS * (np.arange(log_probs.shape[1]) * stride + (width - 1) / 2) + HALF_A_PIECE
    draw_letters(log_probs, alphabet, axes[2], "probabilities of the letters; the blank is the grey area", middle)
    axes[2].set_xlim(0, len(sound) / rate)
    return axes


def draw_noise(levels, curves, trained, ax=None):
    """Draw letter error rates against the level of the noise, {name: rates}; `trained` is the range of the training."""
    if ax is None:
        _, ax = new_figure(height=3.4)
    for (colour, line), marker, (name, rates) in zip(SERIES, "os^", curves.items(), strict=False):
        ax.plot(levels, 100 * np.array(rates), line, color=colour, marker=marker, label=name)
    ax.axvspan(*trained, color=GREY, alpha=0.15, label="levels of the training")
    ax.axhline(25, color=GREY, linestyle=":", linewidth=1)
    top = max(105, 105 * max(max(rates) for rates in curves.values()))
    plain(ax).set(xscale="log", ylim=(0, top), xlabel="standard deviation of the noise (logarithmic)",
                  ylabel="letter error rate (%)", title="known words, new voices")  # fmt: skip
    ax.set_xticks(levels, [f"{level:g}" for level in levels])
    ax.minorticks_off()
    ax.legend(loc="upper left", frameon=False)
    told = "; ".join(f"{name}: {', '.join(f'{100 * r:.0f}' for r in rates)} %" for name, rates in curves.items())
    describe(ax, f"letter error rates at noise of {', '.join(f'{level:g}' for level in levels)}; the training had "
                 f"{trained[0]:g} to {trained[1]:g}. {told}")  # fmt: skip
    return ax
