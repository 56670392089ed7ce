"""What numbers do, in words: where a line rises, falls and levels off, where points lie, what bars and fields hold.

course      what a line does from its first point to its last
cloud       where a set of points lies
bars        the values of bars, by name
field       what a picture or a matrix of numbers holds
extremes    lowest and highest
"""

import numpy as np

from deepcourse.figures.wording import listed, number, place, span

FLAT = 0.02  # of the range: a smaller move against the trend is no turn
LEVEL = 0.05  # of the range: what stays so near its end has levelled off
MOST_BARS = 12
LONG = 6  # points: of fewer it is not told where they stay level
TINY = 1e-6  # of the largest value: on a scale that is not logarithmic this is 0
SMALL = 25  # numbers of a matrix that can be told one by one


def course(x, y, *, logarithmic=False):
    """Return what a line through the points (x, y) does, as a phrase that follows its name.

    x, y : (n,)    logarithmic : whether the eye sees log y

    >>> course([0, 1, 2, 3], [4, 1, 2, 3])
    'falls from 4 at 0 to 1 at 1, then rises to 3 at 3'
    """
    x, y = finite(x, y)
    if not len(x):
        return "has no values"
    if not logarithmic:
        y = np.where(abs(y) < TINY * abs(y).max(), 0, y)
    if len(x) == 1:
        return f"a mark at {place(x[0], y[0])}"
    steps = np.diff(x)
    if not (steps >= 0).all() and not (steps <= 0).all():
        return f"goes from {place(x[0], y[0])} to {place(x[-1], y[-1])} in {len(x):,} points"
    if (steps <= 0).all():
        x, y = x[::-1], y[::-1]
    if x[0] == x[-1]:
        return f"stands upright at {number(x[0])}, from {span(y.min(), y.max())}"
    return moves(x, y, np.log10(y) if logarithmic and (y > 0).all() else y)


def moves(x, y, seen):
    """Return what values y at rising x do; `seen` is y as the eye sees it, on the scale of the axis."""
    first, last = f"{number(y[0])} at {number(x[0])}", f"{number(y[-1])} at {number(x[-1])}"
    changes, whole = np.diff(seen), np.ptp(seen)
    if number(y.min()) == number(y.max()):
        return f"stays at {number(y[0])} from {span(x[0], x[-1])}"
    up, down = changes[changes > 0].sum(), -changes[changes < 0].sum()
    if down <= FLAT * whole:
        return f"{waiting(x, y, seen) or f'rises from {first}'} to {last}{levelling(x, seen)}"
    if up <= FLAT * whole:
        return f"{waiting(x, y, seen) or f'falls from {first}'} to {last}{levelling(x, seen)}"
    low, high = int(np.argmin(seen)), int(np.argmax(seen))
    if up + down <= (2 + 2 * FLAT) * whole and turns_once(seen, low):
        return f"falls from {first} to {number(y[low])} at {number(x[low])}, then rises to {last}"
    if up + down <= (2 + 2 * FLAT) * whole and turns_once(seen, high):
        return f"rises from {first} to {number(y[high])} at {number(x[high])}, then falls to {last}"
    ends = f"from {first} to {last}"
    inside = [(word, at) for word, at in (("lowest", low), ("highest", high)) if 0 < at < len(y) - 1]
    between = "".join(f", {word} {number(y[at])} at {number(x[at])}" for word, at in inside)
    return f"goes {tendency(seen, whole)} {ends}{between}"


def turns_once(seen, turn):
    """Return whether values go one way before their extreme point and the other way after it."""
    if not 0 < turn < len(seen) - 1:
        return False
    before, after = np.diff(seen[: turn + 1]), np.diff(seen[turn:])
    backwards = min(abs(before[before > 0].sum()), abs(before[before < 0].sum()))
    backwards += min(abs(after[after > 0].sum()), abs(after[after < 0].sum()))
    return backwards <= FLAT * np.ptp(seen)


def tendency(seen, whole):
    """Return where values with ups and downs go on the whole."""
    rise = seen[-1] - seen[0]
    return "up and down" if abs(rise) < 0.3 * whole else "up with dips" if rise > 0 else "down with bumps"


def waiting(x, y, seen):
    """Return how long values stay at their first one before they rise or fall, "" where they do so at once."""
    moved = np.flatnonzero(abs(seen - seen[0]) > FLAT * np.ptp(seen))
    last = x[max(moved[0] - 1, 0)]
    if len(x) < LONG or last - x[0] < 0.3 * (x[-1] - x[0]):
        return ""
    stays = f"stays near {number(y[0])} from {number(x[0])} until {number(last, 2)}"
    return f"{stays}, then {'rises' if seen[-1] > seen[0] else 'falls'}"


def levelling(x, seen):
    """Return from where on the values hardly change, "" where they change until the end."""
    away = np.flatnonzero(abs(seen - seen[-1]) > LEVEL * np.ptp(seen))
    start = x[min(away[-1] + 1, len(x) - 1)]
    return f", nearly level after {number(start, 2)}" if len(x) >= LONG and start - x[0] <= 0.6 * (x[-1] - x[0]) else ""


def finite(*arrays):
    """Return arrays of one length as floats, without the places at which one of them is no number."""
    arrays = [np.ma.filled(array, np.nan) if np.ma.isMaskedArray(array) else np.asarray(array) for array in arrays]
    arrays = [array.astype(float).ravel() for array in arrays]
    good = np.logical_and.reduce([np.isfinite(array) for array in arrays])
    return [array[good] for array in arrays]


def cloud(x, y):
    """Return where the points (x, y) lie, as a phrase that follows "12 points".

    >>> cloud([0, 1, 2, 3], [3, 5, 5, 3])
    'across 0 to 3, up 3 to 5, their middle at (1.5, 4)'
    """
    x, y = finite(x, y)
    if not len(x):
        return "none with a place"
    if len(x) <= 3:
        return f"at {listed(map(place, x, y))}"
    text = f"across {span(x.min(), x.max())}, up {span(y.min(), y.max())}, their middle at {place(x.mean(), y.mean())}"
    if len(x) < 10 or not np.ptp(x) or not np.ptp(y):
        return text
    correlation = np.corrcoef(x, y)[0, 1]
    direction = "rising" if correlation > 0 else "falling"
    return (
        text if abs(correlation) < 0.5 else f"{text}, {direction} to the right (correlation {number(correlation, 2)})"
    )


def by_word(words, values):
    """Return the values that belong to each word.

    >>> by_word(["cat", "dog", "cat"], [1, 2, 3])
    'cat 1 and 3; dog 2'
    """
    groups = {}
    for word, value in zip(words, values, strict=True):
        groups.setdefault(word, []).append(value)
    few = {word: listed(map(number, some)) for word, some in groups.items() if len(some) <= 3}
    return "; ".join(
        f"{word} {few[word]}" if word in few else f"{word} {len(some)} from {span(min(some), max(some))}"
        for word, some in groups.items()
    )


def bars(names, values):
    """Return the values of bars; of many the number, the lowest and the highest.

    >>> bars(["cat", "dog"], [0.25, 0.75])
    'cat 0.25, dog 0.75'
    """
    if len(values) <= MOST_BARS:
        return ", ".join(f"{name} {number(value)}" for name, value in zip(names, values, strict=True))
    low, high = int(np.argmin(values)), int(np.argmax(values))
    extremes = f"lowest {number(values[low])} at {names[low]}, highest {number(values[high])} at {names[high]}"
    return f"{len(values)} bars, {extremes}"


def field(values, across, up):
    """Return what a field of numbers holds: a small one as it is, of a large one its range and its thirds.

    values : (rows, columns), from the top    across : (columns,) and up : (rows,) names or numbers of them

    >>> field([[1, 2], [3, 4]], ["a", "b"], ["c", "d"])
    'row by row from the top: 1, 2; 3, 4'
    """
    values = np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)
    if not np.isfinite(values).any():
        return "none of them a number"
    low, high = (np.unravel_index(pick(values), values.shape) for pick in (np.nanargmin, np.nanargmax))
    if number(values[low]) == number(values[high]):
        return f"everywhere {number(values[low])}"
    if values.size <= SMALL:
        return f"row by row from the top: {in_rows(values)}"
    ends = " and ".join(
        f"{word} {number(values[spot])} at ({spot_name(across[spot[1]])}, {spot_name(up[spot[0]])})"
        for word, spot in (("lowest", low), ("highest", high))
    )
    return ends if min(values.shape) < SMALL else f"{ends}; thirds, row by row from the top: {in_rows(thirds(values))}"


def thirds(values):
    """Return the means of nine parts of a field, (3, 3)."""
    rows = np.array_split(values, 3)
    return np.array([[np.nanmean(part) for part in np.array_split(row, 3, axis=1)] for row in rows])


def in_rows(values):
    """Return the numbers of a small matrix, row by row."""
    return "; ".join(", ".join(number(value, 2) for value in row) for row in values)


def spot_name(name):
    """Return a name, or a number as it is written."""
    return name if isinstance(name, str) else number(name)


def extremes(values):
    """Return the lowest and highest of an array, places without a number left out."""
    values = np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)
    return (np.nanmin(values), np.nanmax(values)) if np.isfinite(values).any() else (np.nan, np.nan)
