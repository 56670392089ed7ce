"""The figures of course 5, week 2: word vectors, learned from text.

draw_window         a word and its neighbours, each with its weight
draw_tree           a binary tree of words, with the path to one of them
draw_costs          how many products of vectors a prediction takes, by the size of the vocabulary
draw_sampling       how often words are drawn as negatives, and how often they are kept
draw_optimum        scores that were learned beside those that were derived
draw_separation     how well several kinds of vectors separate groups of words
draw_map            words of some groups, in the plane
free_places         where the names of points have room
"""

import numpy as np

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, PURPLE, RED, legible, new_figure, plain

MARKS = ((BLUE, "o"), (RED, "s"), (GREEN, "^"), (PURPLE, "D"), (ORANGE, "v"))


def draw_window(ax, tokens, center, window):
    """Draw the tokens of a sentence and the weight 1 / distance of those in the window around one; return the Axes."""
    distance = np.abs(np.arange(len(tokens)) - center)
    weight = np.where((distance > 0) & (distance <= window), 1 / np.maximum(distance, 1), 0)
    ax.bar(range(len(tokens)), weight, color=BLUE, width=0.6)
    ax.axvspan(center - 0.42, center + 0.42, color=ORANGE, alpha=0.45, zorder=0, linewidth=0)
    ax.annotate("centre", (center, 1.04), ha="center", fontsize=10)
    for t, value in enumerate(weight):
        if value:
            label = "1" if value == 1 else f"1/{distance[t]}"
            ax.annotate(label, (t, value), xytext=(0, 3), textcoords="offset points", ha="center", fontsize=10)
    plain(ax).set(xticks=range(len(tokens)), xticklabels=tokens, ylim=(0, 1.25), xlim=(-0.6, len(tokens) - 0.4))
    ax.set(xlabel="the sentence", ylabel="weight 1 / distance", title=f"pairs of {tokens[center]!r}, window {window}")
    told = ", ".join(f"{tokens[t]} {value:.2f}" for t, value in enumerate(weight) if value)
    describe(ax, f"the centre is {tokens[center]}; weights: {told}")
    return ax


def tree_layout(codes):
    """Return {beginning of a code: (x, depth)} of all nodes of a tree; leaves are one apart, in the order of codes."""
    places = {code: (float(x), len(code)) for x, code in enumerate(sorted(codes))}
    inner = {code[:depth] for code in codes for depth in range(len(code))}
    for code in sorted(inner, key=len, reverse=True):
        places[code] = ((places[code + "0"][0] + places[code + "1"][0]) / 2, len(code))
    return places


def draw_tree(ax, words, counts, codes, chosen):
    """Draw a binary tree with the path to one word; each leaf has its word and its count; return the Axes.

    codes : a list of strings of 0 and 1, one for each word    chosen : one of the words
    """
    places, goal = tree_layout(codes), codes[list(words).index(chosen)]
    for code, (x, depth) in places.items():
        if code:
            above, on = places[code[:-1]], goal.startswith(code)
            ax.plot(
                [above[0], x], [above[1], depth], color=ORANGE if on else "0.75", linewidth=3 if on else 1.2, zorder=1
            )
            middle = ((above[0] + x) / 2, (above[1] + depth) / 2)
            ax.annotate(code[-1], middle, ha="center", va="center", fontsize=9,
                        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8})  # fmt: skip
    inner = np.array([place for code, place in places.items() if code not in codes])
    ax.plot(inner[:, 0], inner[:, 1], "o", color=BLUE, markersize=6, label="a turn")
    for word, count, code in zip(words, counts, codes, strict=True):
        x, depth = places[code]
        ax.annotate(f"{word}\n{count}", (x, depth), xytext=(0, -3), textcoords="offset points", ha="center", va="top",
                    fontsize=9.5, fontweight="bold" if word == chosen else "normal")  # fmt: skip
    deepest = max(len(code) for code in codes)
    ax.set(xlim=(-0.6, len(words) - 0.4), ylim=(deepest + 1.1, -0.4), yticks=range(deepest + 1), xticks=[])
    for side in ("top", "right", "bottom"):
        ax.spines[side].set_visible(False)
    ax.set(ylabel="number of turns", title=f"{chosen!r} has the code {goal}", xlabel="words, with their counts")
    told = ", ".join(f"{word} {code}" for word, code in zip(words, codes, strict=True))
    describe(
        ax,
        f"a tree of {len(words)} words; their codes: {told}; the path to {chosen} is marked; a dot is a turn",
    )
    return ax


def draw_costs(sizes, products, ax=None):
    """Draw how many products of two vectors a prediction takes for vocabularies of several sizes; return the Axes.

    products : {kind: (sizes,)}
    """
    if ax is None:
        _, ax = new_figure(height=3.8)
    for (name, values), (colour, mark), dash in zip(products.items(), MARKS, ("-", "--", "-."), strict=False):
        ax.plot(sizes, values, color=colour, marker=mark, linestyle=dash, label=name)
    plain(ax).set(xscale="log", yscale="log", xlabel="words in the vocabulary", ylabel="products of two vectors")
    ticks = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]
    ax.set_yticks(ticks, [str(tick) for tick in ticks])
    ax.set_xticks(sizes, [str(size) for size in sizes])
    ax.minorticks_off()
    ax.grid(color="0.93")
    ax.set(ylim=(1, 1.5 * max(sizes)), title="the price of one prediction")
    ax.legend(frameon=False)
    return ax


def draw_sampling(axes, words, shares, chosen):
    """Draw how often words occur, are drawn as negatives and are kept, one of them marked; return the two Axes.

    shares : {"text": (V,), "negatives": (V,), "kept": (V,)}
    """
    rows, here = np.arange(len(words)), list(words).index(chosen)
    left, right = axes
    left.hlines(rows, shares["text"], shares["negatives"], color="0.8", linewidth=2, zorder=1)
    left.plot(shares["text"], rows, "o", color=BLUE, label="share of the text")
    left.plot(shares["negatives"], rows, "s", color=RED, label="share of the negatives")
    plain(left).set(xscale="log", xlim=(1e-5, 0.3), xlabel="share (logarithmic)", title="drawn as a negative")
    left.legend(frameon=False, loc="upper left", fontsize=9)
    left.minorticks_off()
    right.barh(rows, shares["kept"], color=[ORANGE if i == here else BLUE for i in rows], height=0.6)
    plain(right).set(xlim=(0, 1.02), xlabel="probability", title="kept in the text")
    for ax in axes:
        ax.axhspan(here - 0.45, here + 0.45, color=ORANGE, alpha=0.25, zorder=0, linewidth=0)
        ax.set(yticks=rows, yticklabels=words, ylim=(len(words) - 0.4, -2.2 if ax is left else -0.6))
    right.set_ylim(left.get_ylim())
    told = [f"{word} {shares['text'][i]:.2g}, {shares['negatives'][i]:.2g}" for i, word in enumerate(words)]
    describe(left, f"for each word, its share of the text and its share of the negatives: {'; '.join(told)}")
    return axes


def draw_optimum(derived, learned, k, ax=None):
    """Draw the scores of pairs that were learned against those that were derived; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=4.2, width=5.6)
    low, high = np.min([derived, learned]) - 0.4, np.max([derived, learned]) + 0.4
    ax.plot([low, high], [low, high], color=GREY, linestyle="--", label="learned = derived")
    ax.plot(np.ravel(derived), np.ravel(learned), "o", color=BLUE, alpha=0.75, label="a pair of words")
    plain(ax).set(
        xlabel="score derived on paper", ylabel="score learned, e · c", title=f"{np.size(derived)} pairs, k = {k}"
    )
    ax.legend(frameon=False, loc="upper left")
    gap = np.abs(np.subtract(derived, learned)).mean()
    describe(
        ax,
        f"{np.size(derived)} points, each a pair of words, along the line learned = derived; the mean gap is {gap:.2f}",
    )
    return ax


def draw_separation(values, ax=None):
    """Draw how often a pair of one group is more alike than a pair of two groups; return the Axes.

    values : {kind of vectors: share}
    """
    if ax is None:
        _, ax = new_figure(height=0.9 + 0.42 * len(values))
    rows = np.arange(len(values))
    found = np.array(list(values.values()))
    ax.barh(rows, found - 0.5, left=0.5, color=BLUE, height=0.6)
    ax.axvline(0.5, color=INK, linewidth=1)
    for row, value in zip(rows, found, strict=True):
        ax.annotate(f"{value:.3f}", (max(value, 0.5), row), xytext=(5, 0), textcoords="offset points", va="center",
                    color=legible(BLUE), fontsize=10)  # fmt: skip
    plain(ax).set(yticks=rows, yticklabels=list(values), ylim=(len(values) - 0.5, -0.6), xlim=(min(0.45, *found), 1.03))
    ax.set(xlabel="share of comparisons won (0.5 is chance)", title="pairs of one group against pairs of two groups")
    told = "; ".join(f"{name} {value:.3f}" for name, value in values.items())
    describe(ax, f"shares of comparisons won: {told}; 0.5 is chance")
    return ax


def free_places(points, words, size):
    """Return for each word where its text starts from its point, in points: the first place that no other text takes.

    points : (V, 2), in the unit square    size : of the square, in points
    """
    taken, places = [], []
    where = points * size
    for (x, y), word in zip(where, words, strict=True):
        width, height = 5.2 * len(word), 10
        options = [
            (5, 3),
            (5, -9),
            (-5 - width, 3),
            (-5 - width, -9),
            (5, 14),
            (5, -20),
            (-5 - width, 14),
            (-width, -20),
        ]
        boxes = [np.array([x + dx, y + dy, x + dx + width, y + dy + height]) for dx, dy in options]
        inside = [np.sum(np.all((where > box[:2]) & (where < box[2:]), axis=1)) for box in boxes]
        hidden = [sum(overlap(box, other) for other in taken) + n for box, n in zip(boxes, inside, strict=True)]
        best = int(np.argmin(hidden))
        taken.append(boxes[best])
        places.append(options[best])
    return places


def overlap(one, other):
    """Return whether two boxes (left, low, right, high) overlap."""
    return bool(np.all(one[:2] < other[2:]) and np.all(other[:2] < one[2:]))


def draw_map(vectors, words, groups, ax=None):
    """Draw words of some groups in the plane of their two principal components; return the Axes.

    vectors : (n, V)    words : (V,) str    groups : {name: words, in one str}
    """
    if ax is None:
        _, ax = new_figure(height=5.6)
    place = {word: i for i, word in enumerate(words)}
    members = {name: [word for word in text.split() if word in place] for name, text in groups.items()}
    points = vectors[:, [place[word] for found in members.values() for word in found]]
    points = points / np.linalg.norm(points, axis=0)
    U = np.linalg.svd(points - points.mean(axis=1, keepdims=True))[0]
    signs = np.sign(np.sum(U[:, :2] ** 3, axis=0))  # a component may point either way: the same way every time
    flat = (signs * U[:, :2]).T @ points
    low, wide = flat.min(axis=1), np.ptp(flat, axis=1)
    every = [word for found in members.values() for word in found]
    places = free_places((flat.T - low) / wide, every, (470, 290))
    start = 0
    for (name, found), (colour, mark) in zip(members.items(), MARKS, strict=False):
        here = slice(start, start + len(found))
        ax.plot(*flat[:, here], mark, color=colour, label=name, markersize=6)
        for word, where, place in zip(found, flat[:, here].T, places[here], strict=True):
            ax.annotate(word, where, xytext=place, textcoords="offset points", fontsize=9, color=legible(colour))
        start += len(found)
    plain(ax).set(xlabel="first component", ylabel="second component", title="words in the plane")
    ax.margins(0.13, 0.1)
    ax.legend(frameon=False, loc="best")
    describe(ax, f"the words of {len(members)} groups in the plane: {', '.join(members)}")
    return ax
