"""The figures of course 2, week 3, on frameworks.

draw_stretched      a column that is copied on the way there, and summed on the way back
draw_steps          a number while it learns, for several programs
draw_descent        gradient descent on a parabola, and how far it is from the bottom
draw_times          how long a step takes, for several programs
"""

import numpy as np
from matplotlib.patches import Rectangle

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREY, INK, ORANGE, RED, SERIES, legible, new_figure, plain
from deepcourse.figures.wording import number

REACH, HIGH, LOW = 16.0, 250.0, -60.0  # of the parabola's axes
NEAREST = 1e-8  # distances below stand at the lower edge


def draw_stretched(b, X, dR):
    """Draw b + X with b (n, 1) stretched, and the gradient dR coming back to b as sums of rows; return the Axes.

    b : (n, 1)    X, dR : (n, m)
    """
    figure, ax = new_figure(height=3.6)
    n, m = X.shape
    middle = m + 4.4
    _cells(ax, b, 0, 3.2, BLUE, "b")
    _cells(ax, np.repeat(b, m, axis=1), 2.6, 3.2, BLUE, "b, stretched", first=True)
    _cells(ax, X, middle, 3.2, INK, "X")
    _cells(ax, b + X, middle + m + 1.6, 3.2, INK, "R = b + X")
    _cells(ax, dR.sum(axis=1, keepdims=True), 0, 0, RED, "db")
    _cells(ax, dR, 2.6, 0, RED, "each copy's gradient")
    _cells(ax, dR, middle, 0, RED, "dX")
    _cells(ax, dR, middle + m + 1.6, 0, RED, "dR")
    for row in range(n):
        _link(ax, (1.1, 4.7 - row), (2.5, 4.7 - row), BLUE)
        _link(ax, (2.5, 1.5 - row), (1.1, 1.5 - row), RED)
        _link(ax, (middle + m + 1.5, 1.5 - row), (middle + m + 0.1, 1.5 - row), RED)
    for x, sign in ((2.6 + m, "+"), (middle + m, "=")):
        ax.text(
            x + (middle - 2.6 - m) / 2 if sign == "+" else x + 0.8, 4.2, sign, ha="center", va="center", fontsize=15
        )
    arrays = {"b": b, "X": X, "R = b + X": b + X, "dR": dR, "db": dR.sum(axis=1, keepdims=True)}
    rows = [f"{name} is {'; '.join(', '.join(map(number, row)) for row in array)}" for name, array in arrays.items()]
    forward = f"Above, b is stretched to {m} equal columns before X is added"
    back = "Below, dR goes back unchanged to X and to each copy of b, and the rows of the copies are summed to db"
    describe(ax, f"Row by row: {'. '.join(rows)}. {forward}. {back}")
    ax.set(xlim=(-1.1, middle + 2 * m + 1.9), ylim=(-1.1, 6.4), aspect="equal", title="There and back")
    ax.axis("off")
    figure.get_layout_engine().set(w_pad=0, h_pad=0.02)
    return ax


def _cells(ax, values, left, bottom, colour, name, first=False):
    """Draw a small table of numbers with its name above; with `first`, the copies beside the first column are pale."""
    n, m = values.shape
    for i in range(n):
        for j in range(m):
            x, y = left + j, bottom + 1 - i
            pale = first and j > 0
            box = {"facecolor": "#f2f6fa" if pale else "white", "edgecolor": colour, "linewidth": 0.8 if pale else 1.4}
            ax.add_patch(Rectangle((x, y), 1, 1, **box))
            ax.text(x + 0.5, y + 0.5, f"{values[i, j]:g}", ha="center", va="center", color=legible(colour),
                    fontstyle="italic" if pale else "normal")  # fmt: skip
    ax.text(left + m / 2, bottom + 2.25, name, ha="center", va="bottom", color=legible(colour), fontsize=9.5)


def _link(ax, start, end, colour):
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 1.3, "shrinkA": 0,
                                            "shrinkB": 0})  # fmt: skip


def draw_steps(paths, target, title, ax=None):
    """Draw a number while it learns, a curve for each program, and where it ought to arrive; return the Axes.

    paths : {name: sequence of numbers}    target : number
    """
    if ax is None:
        _, ax = new_figure(height=3.6)
    for (name, path), (colour, line) in zip(paths.items(), SERIES, strict=False):
        ax.plot(path, color=colour, linestyle=line, label=name, linewidth=1.8)
    ax.axhline(target, color=GREY, linewidth=0.8)
    plain(ax).set(xlabel="steps", ylabel="w", title=title)
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def draw_descent(coefficients, path, learning_rate, axes):
    """Draw steps on the parabola a w^2 + b w + c, and the distance to its lowest point; return the two Axes.

    coefficients : (a, b, c)    path : (steps + 1,) values of w
    """
    (a, b, c), left = coefficients, axes[0]
    w, lowest = np.linspace(-REACH, REACH, 300), -b / (2 * a)
    shown = path[np.cumprod(np.abs(path) < 3 * REACH).astype(bool)]
    left.plot(w, a * w**2 + b * w + c, color=BLUE)
    left.plot(shown, a * shown**2 + b * shown + c, "o--", color=ORANGE, markersize=4, linewidth=1)
    left.plot(lowest, a * lowest**2 + b * lowest + c, "x", color=RED, markersize=9)
    written = f"{a:g} w² {'−' if b < 0 else '+'} {abs(b):g} w + {c:g}"
    plain(left).set(xlim=(-REACH, REACH), ylim=(LOW, HIGH), xlabel="w", ylabel="J", title=f"J = {written}")
    distance = np.abs(path - lowest)
    right = axes[1]
    right.plot(np.log10(np.maximum(distance, NEAREST)), "o-", color=ORANGE, markersize=3)
    title = f"each step: distance × {abs(1 - 2 * a * learning_rate):.3g}"
    plain(right).set(
        xlim=(-1, 51), ylim=(-8.4, 4.4), xlabel="steps", ylabel="distance to the lowest w (logarithmic)", title=title
    )
    right.set_yticks(range(-8, 5, 2), [f"{10.0**k:g}" for k in range(-8, 5, 2)])  # plain text is drawn faster
    right.axhline(0, color=GREY, linewidth=0.6)
    return axes


def draw_times(seconds, title):
    """Draw the median time of a step for several programs, with the spread of the runs; return the Axes.

    seconds : {name: (runs,) seconds}
    """
    _, ax = new_figure(height=0.9 + 0.5 * len(seconds))
    least = min(np.median(times) for times in seconds.values())
    for i, times in enumerate(seconds.values()):
        colour, middle = SERIES[i][0], np.median(times)
        ax.barh(i, 1e6 * middle, color=colour, height=0.55)
        ax.text(1e6 * middle, i, f"  {1e6 * middle:.0f} µs, {middle / least:.1f} times", va="center", color=INK)
    ax.set_yticks(range(len(seconds)), list(seconds))
    ax.invert_yaxis()
    ax.margins(x=0.3)
    plain(ax).set(xlabel="one step, median (microseconds)", title=title)
    return ax
