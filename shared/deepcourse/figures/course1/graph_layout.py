"""A computation graph and where its boxes and arrows stand: layers from left to right, as few crossings as possible.

A graph of more layers than fit side by side is broken into rows, as a text is into lines.

Step        a number of an expression that remembers how it was computed
trace       an expression, written as a function of named numbers, taken apart into steps
Layout      where everything stands
lay_out     find that
"""

import itertools
import math
from dataclasses import dataclass, field

from deepcourse.nn.autodiff import Value, topological_order

MOST_STEPS = 40
NAMES = "uvwpqrst"
BRUTE = 6  # layers of at most so many places are ordered by trying all orders
BOX, ROW = (1.0, 0.6), 0.98  # inches: a box, and from row to row
WIDE, PAGE = 2.0, 7.4  # inches: from layer to layer at most, and of a page from the first layer to the last
COLUMNS = 5  # layers that a page has room for, with messages between them
BREAK = 0.5  # inches between the boxes of two rows


class Step:
    """A number of an expression: what it was computed from, its slopes, how to write it, and the engine's own value."""

    def __init__(self, value, form, parents=(), slopes=()):
        self.value, self.form, self.parents, self.slopes = value, form, parents, slopes
        self.name, self.rank = "", 0

    @property
    def data(self):
        """Return the number."""
        return float(self.value.data)

    def __add__(self, other):
        return self._with(other, "+", lambda x, y: x + y, lambda x, y: (1.0, 1.0))

    def __radd__(self, other):
        return self._with(other, "+", lambda x, y: x + y, lambda x, y: (1.0, 1.0), turned=True)

    def __sub__(self, other):
        return self._with(other, "−", lambda x, y: x - y, lambda x, y: (1.0, -1.0))

    def __rsub__(self, other):
        return self._with(other, "−", lambda x, y: x - y, lambda x, y: (1.0, -1.0), turned=True)

    def __mul__(self, other):
        return self._with(other, "·", lambda x, y: x * y, lambda x, y: (y, x))

    def __rmul__(self, other):
        return self._with(other, "·", lambda x, y: x * y, lambda x, y: (y, x), turned=True)

    def __truediv__(self, other):
        return self._with(other, "/", lambda x, y: x / y, lambda x, y: (1 / y, -x / y**2))

    def __rtruediv__(self, other):
        return self._with(other, "/", lambda x, y: x / y, lambda x, y: (1 / y, -x / y**2), turned=True)

    def __pow__(self, power):
        slope = power * self.data ** (power - 1) if power else 0.0
        return Step(self.value**power, ("{}**" + f"{power:.3g}").format, (self,), (slope,))

    def __neg__(self):
        return Step(-self.value, "−{}".format, (self,), (-1.0,))

    def exp(self):
        """Return e to the power of this."""
        return Step(self.value.exp(), "exp {}".format, (self,), (math.exp(self.data),))

    def log(self):
        """Return the natural logarithm."""
        return Step(self.value.log(), "log {}".format, (self,), (1 / self.data,))

    def tanh(self):
        """Return the hyperbolic tangent."""
        return Step(self.value.tanh(), "tanh {}".format, (self,), (1 - math.tanh(self.data) ** 2,))

    def relu(self):
        """Return max(0, this)."""
        return Step(self.value.relu(), "relu {}".format, (self,), (float(self.data > 0),))

    def _with(self, other, sign, combine, slopes, turned=False):
        """Return a step of two terms; a plain number is written into the form and has no box."""
        if isinstance(other, Step):
            both = slopes(self.data, other.data)
            return Step(combine(self.value, other.value), f"{{}} {sign} {{}}".format, (self, other), both)
        left, right = (other, self.data) if turned else (self.data, other)
        form = f"{other:.3g} {sign} {{}}" if turned else f"{{}} {sign} {other:.3g}"
        value = combine(other, self.value) if turned else combine(self.value, other)
        return Step(value, form.format, (self,), (slopes(left, right)[1 if turned else 0],))


def trace(expression, numbers, engine=Value):
    """Return the steps of an expression in the order of the backward walk, the result first; gradients are filled in.

    expression : function of named numbers that returns the result    numbers : {name: number}
    engine : a class such as Value; where it fails, because it is not finished yet, the package's takes its place

    Raises ValueError for an expression that computes nothing, or that has more steps than can be drawn.
    """
    try:
        return _traced(expression, numbers, engine)
    except Exception:
        if engine is Value:
            raise
        return _traced(expression, numbers, Value)


def _traced(expression, numbers, engine):
    inputs = {name: Step(engine(number), None) for name, number in numbers.items()}
    for rank, step in enumerate(inputs.values()):
        step.rank = rank
    last = expression(**inputs)
    if not isinstance(last, Step) or not last.parents:
        raise ValueError(
            "the expression computes nothing from its numbers; return a sum, a product, a function of them"
        )
    ordered = topological_order(last)
    if len(ordered) > MOST_STEPS:
        raise ValueError(f"the expression has {len(ordered)} steps; at most {MOST_STEPS} can be drawn")
    last.value.backward()
    for step in ordered:
        step.value.grad = float(step.value.grad)  # an engine whose gradients are no numbers is found out here
    give_names(ordered, {id(step): name for name, step in inputs.items()})
    return ordered


def give_names(ordered, inputs):
    """Write a name into each step: the inputs' own, J for the result, and letters in the order of computing."""
    taken = {name.lower() for name in inputs.values()}  # w beside W would confuse
    letters = (a + n for n in ("", *map(str, range(1, 9))) for a in NAMES)
    free = (name for name in letters if name not in taken)
    for step in reversed(ordered):
        step.name = inputs.get(id(step)) or ("J" if step is ordered[0] and "j" not in taken else next(free))


@dataclass
class Layout:
    """Where everything stands: x and y in inches, from left to right and from top to bottom."""

    boxes: dict = field(default_factory=dict)  # step: (x, y) of the middle of its box
    again: list = field(default_factory=list)  # (step, (x, y)) of boxes that stand once more, in a later row
    arrows: list = field(default_factory=list)  # (step, index of the parent, [(x, y), ...] from parent to step)
    width: float = 0.0
    height: float = 0.0

    @property
    def places(self):
        """Return the middles of all boxes, those that stand once more included."""
        return [*self.boxes.values(), *(place for _, place in self.again)]


def lay_out(ordered):
    """Return the `Layout` of steps, given in the order of the backward walk.

    A step stands one layer to the right of the last of its parents. An arrow that passes a layer gets a place of its
    own in it, so that it runs between the boxes and never through one. Where the layers do not fit side by side, they
    are broken into rows; a box of an earlier row that is used in a later one stands there once more, on the left.
    """
    depth = {}
    for step in reversed(ordered):
        depth[step] = 1 + max((depth[parent] for parent in step.parents), default=-1)
    starts = _starts(ordered, depth)
    home = _homes(ordered, depth, starts)
    rows = [_columns(ordered, depth, home, row, start) for row, start in enumerate(starts)]
    pitch = min(WIDE, PAGE / max(1, *(max(columns.values()) for columns in rows)))
    layout = Layout()
    for row, columns in enumerate(rows):
        own = [step for step in ordered if home[step] == row]
        _add_row(layout, own, columns, pitch)
    return layout


def _starts(ordered, depth):
    """Return the first layer of each row: as few rows as possible, and few boxes that must stand once more."""
    best = {0: (0, 0, [])}  # layers in rows: (number of rows, boxes that stand once more, the first layers)
    for end in range(1, depth[ordered[0]] + 2):
        fitting = [start for start in best if end - start <= COLUMNS - (start > 0)]
        best[end] = min(
            (best[start][0] + 1, best[start][1] + _carried(ordered, depth, start), [*best[start][2], start])
            for start in fitting
        )
    return best[depth[ordered[0]] + 1][2]


def _carried(ordered, depth, start):
    """Return how many computed steps before a layer are used in it or after it."""
    used = {parent for step in ordered if depth[step] >= start for parent in step.parents}
    return sum(depth[parent] < start for parent in used if parent.parents)


def _homes(ordered, depth, starts):
    """Return {step: its row}. An input stands in the first row that uses it."""
    home = {step: sum(start <= depth[step] for start in starts) - 1 for step in ordered}
    for step in ordered:
        if not step.parents:
            home[step] = min(home[user] for user in ordered if step in user.parents)
    return home


def _columns(ordered, depth, home, row, start):
    """Return {step: column} of all that stands in a row: in all but the first, the left column is for what comes in."""
    own = {step: depth[step] - start + (row > 0) if step.parents else 0 for step in ordered if home[step] == row}
    again = {parent: 0 for step in own for parent in step.parents if parent not in own}
    return own | again


def _places(ordered, depth, layers):
    """Return {(step, parent's index): places from parent to step}, and add a place to each layer that it passes."""
    paths = {}
    for step in ordered:
        for i, parent in enumerate(step.parents):
            passed = [(step, i, layer) for layer in range(depth[parent] + 1, depth[step])]
            if i and parent in step.parents[:i]:
                passed = paths[step, step.parents.index(parent)][1:-1]  # the same way as its twin
            for place in passed:
                if place not in layers[place[2]]:
                    layers[place[2]].append(place)
            paths[step, i] = [parent, *passed, step]
    return paths


def crossings(layers, links):
    """Return how many pairs of links between neighbouring layers cross each other."""
    at = {place: (k, i) for k, layer in enumerate(layers) for i, place in enumerate(layer)}
    by_gap = [[] for _ in layers]
    for a, b in set(links):
        by_gap[at[a][0]].append((at[a][1], at[b][1]))
    return sum((a - c) * (b - d) < 0 for gap in by_gap for (a, b), (c, d) in itertools.combinations(gap, 2))


def fewest_crossings(layers, links, sweeps=8):
    """Return the layers, each in the best order that was found: to the right and back, layer by layer."""
    best, least = [list(layer) for layer in layers], crossings(layers, links)
    current = [list(layer) for layer in layers]
    for sweep in range(sweeps):
        if not least:
            break
        indices = range(1, len(layers)) if sweep % 2 == 0 else range(len(layers) - 1, -1, -1)
        for k in indices:
            current[k] = _best_order(current, k, links)
        found = crossings(current, links)
        if found < least:
            best, least = [list(layer) for layer in current], found
    return best


def _best_order(layers, k, links):
    """Return the order of layer k with fewest crossings: of all orders if it is small, else by neighbours' means."""
    near = [(a, b) for a, b in links if a in layers[k] or b in layers[k]]
    neighbours = layers[max(0, k - 1) : k + 2]
    here = min(k, 1)
    by_means = _by_means(layers, k, near)
    if len(layers[k]) > BRUTE:
        return by_means
    orders = [by_means, *itertools.permutations(layers[k])]
    return list(min(orders, key=lambda o: crossings([*neighbours[:here], list(o), *neighbours[here + 1 :]], near)))


def _by_means(layers, k, near):
    """Return layer k ordered by the mean place of each place's neighbours (the barycentre heuristic)."""
    rank = {place: i / max(1, len(layer) - 1) for layer in layers for i, place in enumerate(layer)}

    def mean(place):
        ranks = [rank[b if a == place else a] for a, b in near if place in (a, b)]
        return sum(ranks) / len(ranks) if ranks else rank[place]

    return sorted(layers[k], key=mean)


def _heights(layers, links, rounds=12):
    """Return {place: row}: near the mean of its neighbours, in the order of its layer, at least one row apart."""
    row = {place: i - (len(layer) - 1) / 2 for layer in layers for i, place in enumerate(layer)}
    near = {place: [] for place in row}
    for a, b in links:
        near[a].append(b)
        near[b].append(a)
    for turn in range(rounds):
        for layer in layers if turn % 2 else layers[::-1]:
            wished = [sum(row[n] for n in near[p]) / len(near[p]) for p in layer]
            got = list(itertools.accumulate(wished, lambda low, wish: max(low + 1, wish)))
            shift = sum(w - g for w, g in zip(wished, got, strict=True)) / len(layer)
            row.update({place: g + shift for place, g in zip(layer, got, strict=True)})
    top = min(row.values())
    return {place: value - top for place, value in row.items()}


def _add_row(layout, own, columns, pitch):
    """Add a row to a layout, below what it holds: boxes and arrows of its own steps, and the boxes from rows above."""
    layers = [[] for _ in range(max(columns.values()) + 1)]
    for step in reversed(columns):
        layers[columns[step]].append(step)
    layers[0].sort(key=lambda step: step.rank)
    paths = _places(own, columns, layers)
    links = [(a, b) for path in paths.values() for a, b in itertools.pairwise(path)]
    layers = fewest_crossings(layers, links)
    heights = _heights(layers, links)
    top = layout.height + BREAK if layout.boxes else 0.0
    at = {step: (BOX[0] / 2 + columns[step] * pitch, top + BOX[1] / 2 + heights[step] * ROW) for step in columns}
    layout.boxes |= {step: at[step] for step in own}
    layout.again += [(step, at[step]) for step in columns if step not in own]
    layout.arrows += _arrows(paths, at, heights, pitch, top)
    layout.width = max(layout.width, (len(layers) - 1) * pitch + BOX[0])
    layout.height = top + max(heights.values()) * ROW + BOX[1]


def _arrows(paths, at, heights, pitch, top):
    """Return the arrows of a row. They leave and reach a box at ports, sorted so that none cross beside it."""
    arrows = []
    out = _ports(paths, heights, 0, 1)
    into = _ports(paths, heights, -1, -2)
    for (step, i), path in paths.items():
        (x, y), (far, down) = at[path[0]], at[step]
        points = [(x + BOX[0] / 2, y + out[step, i])]
        for place in path[1:-1]:
            middle, level = BOX[0] / 2 + place[2] * pitch, top + BOX[1] / 2 + heights[place] * ROW
            level += _apart(paths, step, i)
            points += [(middle - BOX[0] / 2, level), (middle + BOX[0] / 2, level)]
        arrows.append((step, i, [*points, (far - BOX[0] / 2, down + into[step, i])]))
    return arrows


def _apart(paths, step, i):
    """Return how far an arrow runs beside its twin, which joins the same two boxes."""
    twins = [key for key, path in paths.items() if key[0] is step and path[0] is paths[step, i][0]]
    return 0.3 * BOX[1] * (twins.index((step, i)) - (len(twins) - 1) / 2)


def _ports(paths, heights, end, towards):
    """Return {(step, parent's index): how far below the middle of the box at one end its arrow is fixed}."""
    groups = {}
    for key, path in paths.items():
        groups.setdefault(path[end], []).append(key)
    at = {}
    for keys in groups.values():
        keys.sort(key=lambda key: (heights[paths[key][towards]], key[1]))
        for n, key in enumerate(keys):
            share = (n - (len(keys) - 1) / 2) / max(1, len(keys) - 1)
            at[key] = share * BOX[1] * (0.55 if len(keys) > 2 else 0.4)
    return at
