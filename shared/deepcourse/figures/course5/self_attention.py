"""The figures of course 5, week 4: self-attention.

draw_weights      weights of all queries as a map
draw_look         one query: its weights as bars above the words
draw_masks        three masks side by side
draw_saturation   the largest weight of a softmax against the number of rows
draw_positions    an encoding of positions, and the products of its columns
draw_recall       right answers against the number of pairs
"""

import numpy as np

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREY, RED, SERIES, new_figure, plain

MARKERS = ("o", "s", "^")


def draw_weights(weights, names, ax=None, title="", row=None):
    """Draw weights (T_q, T_k), 0 white and 1 dark, with names for both axes; frame the query `row`; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.6)
    ax.imshow(weights, vmin=0, vmax=1, cmap="Blues", aspect="auto", interpolation="nearest")
    ax.set_xticks(range(len(names)), names, fontsize=10)
    ax.set_yticks(range(len(names)), names, fontsize=10)
    ax.tick_params(length=0)
    ax.set(xlabel="key", ylabel="query")
    if row is not None:
        ax.axhspan(row - 0.5, row + 0.5, fill=False, edgecolor=RED, linewidth=1.6)
    ax.set_title(title or "weights, from 0 (white) to 1 (dark)")
    best = ", ".join(f"{names[q]} at {names[int(k)]}" for q, k in enumerate(weights.argmax(axis=1)))
    describe(ax, f"a map of the weights of {len(weights)} queries; each looks most at: {best}")
    return ax


def draw_look(axes, weights, names, query, title):
    """Draw the weights of one query as bars above the words, and the map of all queries below, its row framed."""
    top, low = axes
    bars = top.bar(range(len(names)), 100 * weights[query], color=GREY, width=0.8)
    bars[query].set_color(BLUE)
    plain(top).set(xlim=(-0.5, len(names) - 0.5), ylim=(0, 105), xlabel="key", ylabel="weight (%)")
    top.set_xticks(range(len(names)), names, fontsize=10)
    top.tick_params(axis="x", length=0)
    top.set_title(f'{title}: where the query at step {query}, "{names[query]}", looks')
    draw_weights(weights, names, low, "all queries", row=query)
    shares = ", ".join(f"{name} {100 * share:.0f} %" for name, share in zip(names, weights[query], strict=True))
    describe(top, f"the weights of step {query}: {shares}; its own bar is blue")


def draw_masks(masks, axes=None):
    """Draw masks {title: (T, T) of True and False} side by side, what may be seen in blue; return the Axes."""
    if axes is None:
        _, axes = new_figure(1, len(masks), height=3.3)
    for ax, (title, mask) in zip(np.ravel(axes), masks.items(), strict=True):
        T = len(mask)
        ax.imshow(mask, vmin=0, vmax=1.6, cmap="Blues", interpolation="nearest")
        for q in range(T):
            for k in range(T):
                ax.text(k, q, "yes" if mask[q, k] else "-", ha="center", va="center", fontsize=9)
        ax.set(xticks=range(T), yticks=range(T), title=title, xlabel="key", ylabel="query")
        ax.tick_params(length=0)
        told = ", ".join(str(int(n)) for n in mask.sum(axis=1))
        describe(ax, f"{title}: the queries 0 to {T - 1} may look at {told} keys")
    return axes


def draw_saturation(rows, curves, ax=None):
    """Draw the mean largest weight against the number of rows, {name: values}; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.4)
    for (colour, line), marker, (name, values) in zip(SERIES, MARKERS, curves.items(), strict=False):
        ax.plot(rows, values, line, color=colour, marker=marker, label=name)
    plain(ax).set(xscale="log", ylim=(0, 1.02), xlabel="rows of queries and keys, d_k (logarithmic)",
                  ylabel="mean largest weight", title="a softmax over 32 random keys")  # fmt: skip
    ax.set_xticks(rows, [str(n) for n in rows])
    ax.minorticks_off()
    ax.grid(alpha=0.3)
    ax.legend(loc="upper left", frameon=False)
    ends = "; ".join(f"{name}: from {values[0]:.2f} to {values[-1]:.2f}" for name, values in curves.items())
    describe(ax, f"mean largest weight for d_k from {rows[0]} to {rows[-1]}; {ends}")
    return ax


def draw_positions(P, axes=None):
    """Draw an encoding (d, T) as a map, and the products of its columns with the one in the centre; return the Axes."""
    if axes is None:
        _, axes = new_figure(1, 2, height=3.4)
    (d, T), (left, right) = P.shape, np.ravel(axes)
    left.imshow(P, cmap="RdBu_r", vmin=-1, vmax=1, aspect="auto", interpolation="nearest")
    left.set(xlabel="step", ylabel="row", title="one column for each step")
    products = P[:, T // 2] @ P
    right.plot(range(T), products, color=BLUE)
    right.axvline(T // 2, color=GREY, linestyle=":")
    plain(right).set(xlabel="step", ylabel="product", title=f"products with the column of step {T // 2}")
    right.grid(alpha=0.3)
    describe(left, f"{d} rows and {T} steps of sines and cosines: upper rows change fast, lower rows slowly")
    describe(right, f"the product is largest, {products.max():.1f}, at step {T // 2} itself, and the same at equal "
                    f"distances on both sides")  # fmt: skip
    return axes


def draw_recall(lengths, curves, trained_to, chance, ax=None):
    """Draw right answers in % against the number of pairs, {name: shares}; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.4)
    for (colour, line), marker, (name, shares) in zip(SERIES, MARKERS, curves.items(), strict=False):
        ax.plot(lengths, 100 * np.array(shares), line, color=colour, marker=marker, label=name)
    ax.axvspan(lengths[0], trained_to, color=GREY, alpha=0.15, label="lengths of the training")
    ax.axhline(100 * chance, color=GREY, linestyle=":", label="chance")
    plain(ax).set(xscale="log", ylim=(0, 105), xlabel="pairs in the sequence (logarithmic)",
                  ylabel="right answers (%)", title="which value stood beside this key?")  # fmt: skip
    ax.set_xticks(lengths, [str(n) for n in lengths])
    ax.minorticks_off()
    ax.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False)
    told = "; ".join(f"{name}: {', '.join(f'{100 * s:.0f}' for s in shares)} %" for name, shares in curves.items())
    describe(
        ax,
        f"right answers for {', '.join(map(str, lengths))} pairs; chance is {100 * chance:.0f} %, "
        f"lengths of the training end at {trained_to}. {told}",
    )
    return ax
