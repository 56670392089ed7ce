"""The marks of a panel: its lines, points, bars, bands, pictures, each with what it shows, and what is written in it.

Mark        a mark: its kind, its name, what it does
marks_of    all marks of axes, those with a name first
words_of    what is written in axes and names no mark
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from matplotlib.collections import LineCollection, PathCollection, PolyCollection, QuadMesh
from matplotlib.container import BarContainer
from matplotlib.contour import ContourSet
from matplotlib.patches import StepPatch

from deepcourse.figures import naming
from deepcourse.figures.behaviour import bars, by_word, cloud, course, extremes, field, finite
from deepcourse.figures.visibility import is_joined
from deepcourse.figures.wording import number, place, readable, span

MOST_ALIKE = 3  # of so many nameless marks of a kind each is told by itself


@dataclass
class Mark:
    """A mark of a panel: its kind, its name, the name that its colour has in the figure, what it does."""

    kind: str
    does: str = ""
    name: str = ""
    colour: str = ""
    colours_name: str = ""
    data: tuple = ()  # points and lines: x, y    bars: names, values
    words: tuple = ({}, {})  # the words at the ticks across and up

    @cached_property
    def in_full(self):
        """The mark in words, with what it does."""
        does = self._does()
        if self.name:
            line = " is " if does.startswith("a mark") else " "
            between = {"line": line, "points": ": ", "bars": ": "}.get(self.kind, f": {self.kind} ")
            return f"“{self.name}”{between}{does}".strip()
        if self.colours_name:
            has = {"points": "is marked at", "line": "has also a line that"}.get(self.kind, f"has also {self._noun()}")
            return f"“{self.colours_name}” {has} {does}".strip()
        return does if self.kind == "points" else f"{self._noun()} {does}".strip()

    @property
    def in_short(self):
        """The mark in words, without what it does."""
        return f"“{self.name or self.colours_name}”" if self.name or self.colours_name else self._noun()

    def _noun(self):
        if self.kind not in ("line", "band", "border", "histogram"):
            return self.kind
        words = [naming.colour_name(self.colour)] * (not self.colours_name) + [self.kind]
        text = " ".join(filter(None, words))
        return f"{'an' if text[0] in 'aeiou' else 'a'} {text}"

    def _does(self):
        if self.kind == "bars":
            return bars(*self.data)
        if self.kind != "points":
            return self.does
        x, y = self.data
        if any(self.words):
            spots, values, words = (y, x, self.words[1]) if self.words[1] else (x, y, self.words[0])
            return by_word(naming.nearest(words, spots), values)
        if len(x) == 1:
            return place(x[0], y[0]) if self.colours_name and not self.name else f"a mark at {place(x[0], y[0])}"
        colour = "" if self.name or self.colours_name else naming.colour_name(self.colour)
        return f"{len(x):,} {colour + ' ' if colour else ''}points{',' if len(x) > 3 else ''} {cloud(x, y)}"


def marks_of(ax, names, by_colour):
    """Return the `Mark`s of axes; many of one kind and without names are one.

    names : {id of a line: its name}    by_colour : {colour: the name that it has in the figure}
    """
    containers = [some for some in ax.containers if isinstance(some, BarContainer)]
    in_bars = {id(patch) for container in containers for patch in container}
    found = [bar_mark(container, ax) for container in containers if len(container)]
    found += [line_mark(line, ax, names.get(id(line), "")) for line in ax.lines if line.get_visible()]
    found += [collection_mark(some, ax) for some in ax.collections if some.get_visible()]
    found += [image_mark(image, ax) for image in ax.images if image.get_visible()]
    found += [patch_mark(patch) for patch in ax.patches if patch.get_visible() and id(patch) not in in_bars]
    found = [mark for mark in found if mark]
    find_names(found, by_colour)
    found = without_repetition(merged(found))
    return [mark for mark in found if mark.name] + grouped([mark for mark in found if not mark.name])


def find_names(found, by_colour):
    """Give marks without a name the name that their colour has: their own, if the panel names nothing else.

    The colour of a single mark may mean something else in each panel; of two or more it is no chance.
    """
    here = {mark.name for mark in found if mark.name}
    nameless = [mark for mark in found if not mark.name and mark.colour in by_colour]
    several = len({mark.colour for mark in nameless}) > 1
    for mark in nameless:
        name = by_colour[mark.colour]
        if name in here:
            mark.colours_name = name
        elif several and not here:
            mark.name = name


def merged(found):
    """Return marks with points and bars of one name or colour put together."""
    groups = {}
    for i, mark in enumerate(found):
        joins = mark.kind in ("points", "bars") and len(mark.data[0])
        key = (mark.kind, mark.name or mark.colours_name or mark.colour, bool(mark.name)) if joins else i
        groups.setdefault(key, []).append(mark)
    for group in groups.values():
        if len(group) > 1:
            group[0].data = tuple(np.concatenate([mark.data[i] for mark in group]) for i in (0, 1))
    return [group[0] for group in groups.values()]


def without_repetition(found):
    """Return marks without empty ones, and without points that only mark the corners of a named line."""
    corners = {mark.name: set(zip(*mark.data, strict=True)) for mark in found if mark.kind == "line" and mark.name}
    kept = []
    for mark in found:
        empty = mark.kind in ("points", "bars") and not len(mark.data[0])
        repeats = mark.kind == "points" and mark.colours_name in corners and len(mark.data[0]) > 1
        if not empty and not (repeats and set(zip(*mark.data, strict=True)) <= corners[mark.colours_name]):
            kept.append(mark)
    return kept


def grouped(nameless):
    """Return marks without a name of their own, those of a kind as one where there are more than a few."""
    groups = {}
    for mark in nameless:
        groups.setdefault((mark.kind, mark.colours_name), []).append(mark)
    few = [mark for group in groups.values() if len(group) <= MOST_ALIKE for mark in group]
    return few + [together(group) for group in groups.values() if len(group) > MOST_ALIKE]


def together(group):
    """Return one mark for many of a kind; of lines it says where they begin and end."""
    kind = {"box": "boxes", "points": "groups of points"}.get(group[0].kind, f"{group[0].kind.removeprefix('a ')}s")
    many = Mark(f"{len(group)} {kind}", colours_name=group[0].colours_name)
    lines = [mark.data[1] for mark in group if mark.kind == "line" and len(mark.data[1])]
    if lines:
        starts, ends = [y[0] for y in lines], [y[-1] for y in lines]
        many.does = f"that start at {span(min(starts), max(starts))} and end at {span(min(ends), max(ends))}"
    return many


def words_of(ax, names):
    """Return what is written in axes, from top to bottom and left to right, without the `names` of lines."""
    used = set(names.values())
    texts = [text for text in ax.texts if text.get_visible() and text.get_text().strip()]
    inverse = ax.transAxes.inverted()
    spots = [inverse.transform(naming.anchor(text, ax)) for text in texts]
    order = sorted(range(len(texts)), key=lambda i: (-round(spots[i][1] * 12), spots[i][0]))
    written = [readable(texts[i].get_text()) for i in order]
    return [text for text in written if text not in used]


# --- kinds of marks --------------------------------------------------------------------------------------------------


def line_mark(line, ax, name):
    """Return the mark of a Line2D: a line, points, or a guide over the whole width or height."""
    colour = naming.colour_of(line)
    if hasattr(line, "get_data_3d"):
        return spatial_mark(line, name)
    x, y = finite(*line.get_data(orig=False))
    for transform, kind, at in ((ax.get_yaxis_transform(), "level", y), (ax.get_xaxis_transform(), "upright", x)):
        if line.get_transform() is transform and len(at):
            return (
                Mark(f"{kind} line", f"at {number(at[0])}", name) if at[0] or name else None
            )  # at 0: part of the axes
    if not is_joined(line):
        return points_mark(x, y, ax, name, colour)
    if len(x) == 0:
        return None
    words = naming.ticks_in_words(ax.xaxis)
    does = course(x, y, logarithmic=ax.get_yscale() == "log") if ax.axison else ""
    does = f"reaches {by_word(naming.nearest(words, x), y)}" if words and len(x) <= 2 * len(words) else does
    return Mark("line", does, name, colour, data=(x, y))


def points_mark(x, y, ax, name, colour):
    """Return the mark of points; where words stand at an axis, they are told by these."""
    words = naming.ticks_in_words(ax.xaxis), naming.ticks_in_words(ax.yaxis)
    return Mark("points", "", name, colour, data=(x, y), words=words) if ax.axison or name else None


def spatial_mark(line, name):
    """Return the mark of a line or point in space."""
    x, y, z = (np.ravel(part) for part in line.get_data_3d())
    if len(x) == 1:
        return Mark("mark", f"at ({number(x[0])}, {number(y[0])}, {number(z[0])})", name)
    return Mark("line in space", f"at heights {span(np.nanmin(z), np.nanmax(z))}", name)


def bar_mark(container, ax):
    """Return the mark of bars: name and value of each."""
    lying = container.orientation == "horizontal"
    values = [patch.get_width() if lying else patch.get_height() for patch in container.patches]
    boxes = [patch.get_bbox() for patch in container.patches]
    middles = [(box.y0 + box.y1) / 2 if lying else (box.x0 + box.x1) / 2 for box in boxes]
    names = naming.at_ticks(ax.yaxis if lying else ax.xaxis, middles)
    colour = naming.colour_of(container[0]) if not naming.label_of(container) else ""
    return Mark("bars", "", naming.label_of(container), colour, data=(np.array(names, dtype=object), np.array(values)))


def collection_mark(some, ax):
    """Return the mark of a collection: points, segments, bands, a map."""
    name, colour = naming.label_of(some), naming.colour_of(some)
    if isinstance(some, ContourSet):
        return contour_mark(some, name)
    if isinstance(some, QuadMesh):
        return Mark("a map in colours", f"for values {span(*extremes(some.get_array()))}", name)
    if hasattr(some, "do_3d_projection"):
        return Mark("a surface", f"with heights {span(*extremes(some._vec[2]))}" if hasattr(some, "_vec") else "", name)
    if isinstance(some, PathCollection):
        x, y = finite(*np.ma.filled(np.ma.asarray(some.get_offsets(), float), np.nan).T)
        return points_mark(x, y, ax, name, colour)
    if isinstance(some, LineCollection):
        return segments_mark(some, ax, name, colour)
    return band_mark(some, name, colour) if isinstance(some, PolyCollection) else Mark("shapes", "", name)


def contour_mark(contours, name):
    """Return the mark of contour lines or of regions between them."""
    levels = contours.levels
    if contours.filled or len(levels) > 1:
        kind = "regions in colours" if contours.filled else f"{len(levels)} contour lines"
        return Mark(kind, f"for values {span(levels[0], levels[-1])}", name)
    lines = [path.vertices for path in contours.get_paths() if len(path.vertices)]
    if not lines:
        return Mark("border", f"at level {number(levels[0])}, nowhere in this panel", name)
    x, y = np.concatenate(lines).T
    where = f"across {span(x.min(), x.max())}, up {span(y.min(), y.max())}"
    return Mark("border", f"where the value is {number(levels[0])}, {where}", name)


def segments_mark(some, ax, name, colour):
    """Return the mark of many straight pieces, of upright or level ones their lengths."""
    parts = [part for part in some.get_segments() if len(part) >= 2]
    if not parts or not ax.axison:
        return None
    upright = all(np.ptp(part[:, 0]) == 0 for part in parts)
    if upright or all(np.ptp(part[:, 1]) == 0 for part in parts):
        lengths = [np.ptp(part[:, 1 if upright else 0]) for part in parts]
        kind = f"{len(parts)} {'upright' if upright else 'level'} line{'s' * (len(parts) > 1)}"
        return Mark(kind, f"of length {span(min(lengths), max(lengths))}", name, colour)
    x, y = np.concatenate(parts).T
    return Mark(f"{len(parts)} joining line{'s' * (len(parts) > 1)}", cloud(x, y), name, colour)


def band_mark(some, name, colour):
    """Return the mark of a filled band: from where to where."""
    shapes = [path.vertices for path in some.get_paths() if len(path.vertices)]
    if len(shapes) != 1:
        return Mark(f"{len(shapes)} filled shapes", "", name, colour) if shapes else None
    x, y = shapes[0].T
    return Mark("band", f"across {span(x.min(), x.max())}, up {span(y.min(), y.max())}", name, colour)


def image_mark(image, ax):
    """Return the mark of a picture or matrix: how large, its values, where it is lowest and highest."""
    values = image.get_array()
    rows, columns = values.shape[:2]
    if not ax.axison or values.ndim == 3:
        does = f"with values {span(*extremes(values))}" if values.ndim == 2 else "in colours"
        return Mark(f"a picture of {rows} by {columns}", does, naming.label_of(image))
    left, right, bottom, top = image.get_extent()
    across = left + (np.arange(columns) + 0.5) * (right - left) / columns
    up = bottom + (np.arange(rows) + 0.5) * (top - bottom) / rows
    names = [naming.at_ticks(axis, spots) if naming.ticks_in_words(axis) else spots for axis, spots in
             ((ax.xaxis, across), (ax.yaxis, up if image.origin == "lower" else up[::-1]))]  # fmt: skip
    upwards = image.origin == "lower"
    does = field(values[::-1] if upwards else values, names[0], names[1][::-1] if upwards else names[1])
    return Mark(f"a field of {rows} by {columns} values,", does, naming.label_of(image))


def patch_mark(patch):
    """Return the mark of a single shape; steps of a histogram are values."""
    name = naming.label_of(patch)
    if not isinstance(patch, StepPatch):
        kinds = {"Circle": "circle", "Ellipse": "ellipse", "FancyArrowPatch": "arrow", "Polygon": "shape"}
        return Mark(kinds.get(type(patch).__name__, "box"), "", name)
    values, edges, _ = patch.get_data()
    values, top = np.asarray(values), int(np.argmax(values))
    inside = np.flatnonzero(values)
    if not len(inside):
        return Mark("histogram", "without values", name)
    reach = span(edges[inside[0]], edges[inside[-1] + 1])
    does = f"from {reach}, highest {number(values[top])} between {number(edges[top])} and {number(edges[top + 1])}"
    return Mark("histogram", does, name, naming.colour_of(patch))
