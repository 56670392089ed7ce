"""The figures of course 4, week 4: faces told apart by their encodings.

draw_people         pictures of some people, a row for each
draw_distances      how far pairs of one person and pairs of two people are apart
draw_circle         encodings of two numbers, on a circle
draw_training       two trainings: loss, and how far different people are apart
draw_rates          false accepts and false rejects against the threshold
draw_crowd          errors of recognition against the number of stored people
"""

import numpy as np

from deepcourse.figures.description import describe
from deepcourse.figures.images import mosaic
from deepcourse.figures.style import BLUE, GREY, INK, ORANGE, SERIES, new_figure, plain, widened

SAME, DIFFERENT = (BLUE, "-", "same person"), (ORANGE, "--", "two people")
FARTHEST = 4.0  # squared distance of opposite columns of length 1
BINS = np.linspace(0, FARTHEST, 41)
MARKERS = "osD^vP"


def draw_people(X, ax=None):
    """Draw pictures of some people, a row for each; return the Axes.

    X : (people, pictures, n_H, n_W, 3) from 0 to 1
    """
    people, pictures = X.shape[:2]
    if ax is None:
        _, ax = new_figure(height=0.25 + 8.6 * people / pictures)
    ax.imshow(mosaic(X.reshape(-1, *X.shape[2:]), pictures, gap=2, between=1.0), interpolation="nearest")
    ax.set_title(f"generated faces: {people} people, a row for each", fontsize=11)
    ax.axis("off")
    describe(ax, f"{people} rows of {pictures} pictures; in a row the same drawn face, tilted, turned and lit in "
                 "other ways before other backgrounds")  # fmt: skip
    return ax


def draw_distances(same, different, ax=None, *, title="", bins=BINS, threshold=None):
    """Draw two histograms of squared distances, each in percent of its pairs; return the Axes.

    same, different : squared distances of pairs of one person and of two    threshold : marked where there is one
    """
    if ax is None:
        _, ax = new_figure(height=3.0)
    for values, (colour, line, label) in ((same, SAME), (different, DIFFERENT)):
        shares = 100 * np.histogram(np.clip(values, bins[0], bins[-1]), bins)[0] / np.size(values)
        ax.stairs(shares, bins, color=colour, fill=True, alpha=0.25)
        ax.stairs(shares, bins, color=colour, linestyle=line, linewidth=1.8, label=label)
    if threshold is not None:
        ax.axvline(threshold, color=INK, linewidth=1.2, linestyle=":", label=f"threshold {threshold:.2f}")
    plain(ax).set(title=title, xlabel="squared distance", ylabel="share of the pairs (%)", xlim=(bins[0], bins[-1]))
    ax.legend(frameon=False, loc="upper right")
    return ax


def draw_circle(E, labels, ax, *, title="the encodings", legend=True):
    """Draw encodings of two numbers on a circle, a marker for each person, open so that none hides another.

    E : (2, m) columns of length 1    labels : (m,) from 0
    """
    angle = np.linspace(0, 2 * np.pi, 200)
    ax.plot(np.cos(angle), np.sin(angle), color="0.8", linewidth=1, zorder=1)
    told = []
    for who in np.unique(labels):
        x, y = E[:, labels == who]
        ax.plot(x, y, linestyle="none", color=SERIES[who][0], marker=MARKERS[who], markersize=12 - 1.2 * who,
                markerfacecolor="none", markeredgewidth=1.5, label=f"person {who + 1}")  # fmt: skip
        told.append(f"person {who + 1} at {np.degrees(np.arctan2(y.mean(), x.mean())):.0f} degrees on average")
    ax.set(xlim=(-1.25, 1.25), ylim=(-1.25, 1.25), aspect="equal")
    ax.set_title(title, fontsize=11)
    if legend:
        ax.legend(frameon=False, loc="center", fontsize=9)
    ax.axis("off")
    describe(ax, "; ".join(told))
    return ax


def draw_training(trainings, alpha, axes=None):
    """Draw trainings: the loss in the left panel, how far different people are apart in the right; return both Axes.

    trainings : {name: (losses, apart)}, (steps,) each    alpha : the margin, marked
    """
    if axes is None:
        _, axes = new_figure(1, 2, height=3.2)
    titles = (("triplet loss", "loss"), ("pictures of two people", "mean squared distance"))
    for which, (ax, (title, label)) in enumerate(zip(axes, titles, strict=True)):
        for (name, measured), (colour, line) in zip(trainings.items(), SERIES, strict=False):
            values = measured[which]
            ax.plot(np.arange(1, len(values) + 1), values, color=colour, linestyle=line, linewidth=1.8, label=name)
        limits = (0, 1.0) if which == 0 else (0, 2.2)
        seen = [measured[which] for measured in trainings.values()]
        plain(ax).set(title=title, xlabel="step", ylabel=label, ylim=widened(limits, *seen))
    axes[0].axhline(alpha, color=GREY, linestyle=":", linewidth=1.2, label=f"alpha = {alpha:g}")
    axes[0].legend(frameon=False, loc="upper right", fontsize=9)
    return axes


def draw_rates(same, different, threshold, ax):
    """Draw both error rates against the threshold, with one threshold marked; return the Axes.

    same, different : squared distances of pairs of one person and of two
    """
    stops = np.linspace(0, FARTHEST, 200)
    accepts = 100 * np.searchsorted(np.sort(different), stops) / np.size(different)
    rejects = 100 - 100 * np.searchsorted(np.sort(same), stops) / np.size(same)
    ax.plot(stops, rejects, color=BLUE, linestyle="-", linewidth=1.8, label="false rejects")
    ax.plot(stops, accepts, color=ORANGE, linestyle="--", linewidth=1.8, label="false accepts")
    ax.axvline(threshold, color=INK, linewidth=1.2, linestyle=":", label=f"threshold {threshold:.2f}")
    plain(ax).set(title="both errors", xlabel="threshold", ylabel="share of the pairs (%)", xlim=(0, FARTHEST))
    ax.set_ylim(0, 100)
    ax.legend(frameon=False, loc="center right")
    return ax


def draw_crowd(crowds, measured, predicted, ax=None):
    """Draw errors of recognition against the number of stored people; return the Axes.

    crowds : (count,) numbers of people    measured, predicted : {name of the error: (count,) shares}
    """
    if ax is None:
        _, ax = new_figure(height=3.4)
    looks = (ORANGE, "--", "s"), (BLUE, "-", "o")
    for (name, shares), (colour, line, marker) in zip(measured.items(), looks, strict=False):
        ax.plot(
            crowds, 100 * np.asarray(shares), color=colour, linestyle=line, marker=marker, label=f"{name}, measured"
        )
    for name, shares in predicted.items():
        ax.plot(crowds, 100 * np.asarray(shares), color=GREY, linestyle=":", label=f"{name}, computed")
    plain(ax).set(xscale="log", title="one picture against K stored people", xlabel="K", ylabel="wrong answers (%)")
    ax.set_xticks(crowds, [str(K) for K in crowds])
    ax.minorticks_off()
    ax.set_ylim(0, 100)
    ax.legend(frameon=False, loc="upper left")
    ax.grid(axis="y", color="0.9")
    return ax
