"""The figures of course 2, week 3, on softmax: many classes in one answer.

draw_softmax_steps  scores, their exponentials, and the shares that these are
draw_price          what a probability of the right class costs
draw_jacobian       how every score moves every probability
draw_push           probabilities less labels, example by example
draw_templates      ten weight vectors as pictures
draw_confusions     what was taken for what, as a table
draw_mistakes       the surest wrong answers, with their probabilities
draw_temperature    a digit, its probabilities at a temperature, and their entropy
"""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from deepcourse.figures.description import describe
from deepcourse.figures.images import SIDE
from deepcourse.figures.style import BLUE, DIVERGING, GREEN, GREY, INK, ORANGE, RED, ink_on, legible, new_figure, plain
from deepcourse.figures.wording import number

WHITE_TO_BLUE = LinearSegmentedColormap.from_list("few to many", ["#ffffff", BLUE])


def draw_softmax_steps(z):
    """Draw scores, their exponentials and the probabilities, as bars with their numbers; return the 3 Axes. z : (C,)"""
    _, axes = new_figure(1, 3, height=2.9)
    e = np.exp(z)
    panels = (
        (z, GREY, "scores $z_k$", "score"),
        (e, ORANGE, "positive: $e^{z_k}$", "exponential"),
        (e / e.sum(), BLUE, "shares of their sum: $a_k$", "probability"),
    )
    for ax, (values, colour, title, label) in zip(axes, panels, strict=True):
        bars = plain(ax).bar(range(len(z)), values, color=colour, width=0.6)
        ax.bar_label(bars, [f"{v:.3g}" if label != "probability" else f"{v:.3f}" for v in values], padding=2)
        ax.set(title=title, xlabel="class $k$", ylabel=label, xticks=range(len(z)), ylim=(0, 1.18 * values.max()))
    return axes


def draw_price(C, ax=None):
    """Draw -log p against p, a halving marked twice, and what an undecided network of C classes pays; return Axes."""
    if ax is None:
        _, ax = new_figure(height=3.5)
    p = np.geomspace(0.006, 1, 300)
    plain(ax).plot(p, -np.log(p), color=BLUE)
    for high, low in ((0.8, 0.4), (0.02, 0.01)):
        ax.plot([high, low, low], [-np.log(high)] * 2 + [-np.log(low)], color=RED, linestyle="--", linewidth=1.2)
        ax.plot([high, low], -np.log([high, low]), "o", color=RED)
        ax.annotate(
            "halved: + 0.693", (low, -np.log(low)), xytext=(10, 3), textcoords="offset points", color=legible(RED)
        )
    ax.plot(1 / C, np.log(C), "s", color=INK)
    ax.annotate(f"undecided among {C}: {np.log(C):.3f}", (1 / C, np.log(C)), xytext=(10, 3), textcoords="offset points")
    ax.set(xlim=(0, 1.02), ylim=(0, 5.3), xlabel="probability of the right class",
           ylabel="cost of the example (nats)", title="What a probability costs")  # fmt: skip
    return ax


def draw_jacobian(J, ax=None):
    """Draw the Jacobian of softmax as a table of colours and numbers; return the Axes. J : (C, C)"""
    if ax is None:
        _, ax = new_figure(height=3.3)
    C, limit = len(J), np.abs(J).max()
    image = ax.imshow(J, cmap=DIVERGING, vmin=-limit, vmax=limit, aspect="auto")
    for k, j in np.ndindex(C, C):
        ink = ink_on(image.cmap(image.norm(J[k, j])))
        ax.text(j, k, f"{J[k, j]:+.3f}", ha="center", va="center", color=ink, fontsize=12)
    ax.set(xticks=range(C), yticks=range(C), xlabel="score $z_j$ that is raised", ylabel="probability $a_k$ that moves",
           title="Every score moves every probability")  # fmt: skip
    ax.figure.colorbar(image, ax=ax, label="slope (per unit of score)")
    return ax


def draw_push(AL, labels):
    """Draw for each example its probabilities, and below them dZ = AL - Y; return the (2, m) array of Axes.

    AL : (C, m)    labels : (m,)
    """
    C, m = AL.shape
    _, axes = new_figure(2, m, height=4.6, squeeze=False, sharey="row")
    for i, (upper, lower) in enumerate(axes.T):
        right = np.arange(C) == labels[i]
        dz = AL[:, i] - right
        bars = plain(upper).bar(range(C), AL[:, i], width=0.6, color=np.where(right, ORANGE, BLUE))
        upper.bar_label(bars, [f"{a:.3f}" for a in AL[:, i]], padding=2)
        bars = plain(lower).bar(range(C), dz, width=0.6, color=np.where(right, ORANGE, BLUE))
        lower.bar_label(bars, [f"{d:+.3f}" for d in dz], padding=2)
        lower.axhline(0, color=INK, linewidth=0.8)
        upper.set(title=f"example {i + 1}: class {labels[i]} (orange) is right", xticks=range(C), ylim=(0, 1.15))
        lower.set(title="$dz = a - y$", xticks=range(C), xlabel="class $k$", ylim=(-1.2, 1.2))
    axes[0, 0].set_ylabel("probability $a_k$")
    axes[1, 0].set_ylabel("$dz_k$")
    return axes


def draw_templates(W):
    """Draw the weights of ten classes as pictures with one scale of colours; return the Axes. W : (10, 784)"""
    figure, axes = new_figure(2, 5, height=3.9)
    limit = float(np.quantile(np.abs(W), 0.995))
    for k, ax in enumerate(axes.flat):
        image = ax.imshow(W[k].reshape(SIDE, SIDE), cmap=DIVERGING, vmin=-limit, vmax=limit)
        ax.set(title=f"speaks for a {k}", xticks=[], yticks=[])
    figure.colorbar(image, ax=axes, label="weight of the pixel", shrink=0.9)
    return axes


def draw_confusions(counts, classes, ax=None):
    """Draw a table of confusions; the colours show mistakes only, the numbers all; return the Axes.

    counts : (C, C), row: what it is, column: what was answered    classes : their names
    """
    if ax is None:
        _, ax = new_figure(height=4.8)
    C = len(counts)
    mistakes = np.where(np.eye(C, dtype=bool), 0, counts)
    image = ax.imshow(mistakes, cmap=WHITE_TO_BLUE, vmin=0, vmax=max(1, mistakes.max()), aspect="auto")
    for k, j in np.ndindex(C, C):
        if counts[k, j]:
            ink = ink_on(image.cmap(image.norm(mistakes[k, j])))
            ax.text(j, k, counts[k, j], ha="center", va="center", fontsize=10, color=ink,
                    fontweight="bold" if k == j else "normal")  # fmt: skip
    ax.set(xticks=range(C), yticks=range(C), xticklabels=classes, yticklabels=classes, xlabel="what was answered",
           ylabel="what it is", title="Confusions: right answers in bold, mistakes shaded")  # fmt: skip
    order = np.argsort(mistakes, axis=None)[::-1][:5]
    worst = [(*np.unravel_index(i, counts.shape), mistakes.flat[i]) for i in order if mistakes.flat[i]]
    often = [f"{classes[k]} answered as {classes[j]}: {number(n)}" for k, j, n in worst]
    right = [f"{classes[k]}: {number(counts[k, k])} of {number(counts[k].sum())}" for k in range(C)]
    describe(
        ax, f"Right answers by digit: {', '.join(right)}. The most frequent mistakes: {', '.join(often) or 'none'}"
    )
    return ax


def draw_mistakes(X, AL, labels, classes, how_many=6):
    """Draw the pictures that were answered wrongly with most confidence, and their probabilities; return the Axes.

    X : (784, m)    AL : (C, m)    labels : (m,)    classes : their names
    """
    answers = AL.argmax(axis=0)
    wrong = np.flatnonzero(answers != labels)
    worst = wrong[np.argsort(-AL[answers[wrong], wrong])][:how_many]
    _, axes = new_figure(2, how_many, height=4.6, squeeze=False)
    for i, (upper, lower) in zip(worst, axes.T, strict=False):
        is_, said = classes[labels[i]], classes[answers[i]]
        upper.imshow(X[:, i].reshape(SIDE, SIDE), cmap="gray", vmin=0, vmax=1)
        upper.set(title=f"a {is_}, read as {said}", xticks=[], yticks=[])
        draw_bars(AL[:, i], labels[i], lower, f"{said}: {AL[answers[i], i]:.1%}\n{is_}: {AL[labels[i], i]:.1%}")
        lower.set_ylabel("class" if i == worst[0] else "")
        for ax in (upper, lower):
            ax.title.set_fontsize(10)
    return axes


def draw_bars(a, label, ax, title):
    """Draw one column of probabilities as lying bars, the right class in orange with a hatch; return the Axes."""
    C = len(a)
    bars = plain(ax).barh(range(C), a, color=[ORANGE if k == label else BLUE for k in range(C)])
    bars[label].set_hatch("//")
    ax.set(xlim=(0, 1), ylim=(C - 0.4, -0.6), yticks=range(C), xticks=[0, 0.5, 1], xticklabels=["0", ".5", "1"],
           xlabel="probability", title=title)  # fmt: skip
    return ax


def draw_temperature(image, label, a, temperature, curve, axes):
    """Draw a digit, its probabilities at a temperature, and the entropy at every temperature; return the Axes.

    image : (784,)    label : the right class    a : (C,)    curve : (temperatures, entropies)    axes : three
    """
    C, entropy = len(a), float(-np.sum(a * np.log(np.maximum(a, 1e-300))))
    axes[0].imshow(image.reshape(SIDE, SIDE), cmap="gray", vmin=0, vmax=1)
    axes[0].set(title=f"a handwritten {label}", xticks=[], yticks=[])
    colours = [ORANGE if k == label else BLUE for k in range(C)]
    plain(axes[1]).bar(range(C), a, color=colours)
    axes[1].axhline(1 / C, color=GREY, linestyle=":", linewidth=1)
    axes[1].set(ylim=(0, 1.02), yticks=[0, 0.5, 1], xticks=range(C), ylabel="probability",
                xlabel="class (the right one in orange)",
                title=f"softmax of $z / T$ at $T$ = {temperature:.2g}")  # fmt: skip
    plain(axes[2]).semilogx(*curve, color=GREEN)
    axes[2].plot(temperature, entropy, "o", color=RED)
    axes[2].axhline(np.log(C), color=GREY, linestyle=":", linewidth=1)
    axes[2].set(ylim=(-0.05, 2.5), yticks=[0, 1, 2], xlabel="temperature $T$", ylabel="entropy (nats)",
                title="how unsure it is",
                xticks=[0.1, 1, 10], xticklabels=["0.1", "1", "10"])  # fmt: skip
    axes[2].minorticks_off()
    for ax in axes:
        ax.title.set(y=1.0)  # a fixed height: nobody has to look for room
    return axes
