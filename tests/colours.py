"""What colour alone tells: contrast of what is written, and groups that differ in nothing else.

contrast            how well one colour is read on another, as WCAG 2 defines it
pale_texts          what is written on a figure with too little contrast to what is behind it
told_by_colour      groups of lines or points of one axes that differ in colour only
"""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb, to_rgba
from matplotlib.text import Text

from seen import texts_of

ENOUGH = 4.5  # WCAG 2.2, success criterion 1.4.3
WHITE = "#ffffff"
NOTHING = ("", "None", "none", " ", None)


def luminance(colour):
    """Return the relative luminance of a colour, from 0 for black to 1 for white."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


def contrast(colour, other):
    """Return the contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(colour), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pale_texts(figure):
    """Return sentences on the texts of a figure whose contrast to the median of what lies behind them is too small."""
    written = texts_of(figure)
    figure.set_layout_engine("none")  # nothing moves when the texts are taken away
    every = [text for text in figure.findobj(Text) if text.get_visible()]
    for text in every:
        text.set_visible(False)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    page = np.asarray(canvas.buffer_rgba())[::-1, :, :3] / 255  # from the bottom up, as boxes are
    for text in every:
        text.set_visible(True)
    return [told for text, box in written if (told := _pale(text, box, page))]


def _pale(text, box, page):
    """Return a sentence on a text that is too pale, or nothing."""
    behind = np.median(page[_pixels(box.y0, box.y1), _pixels(box.x0, box.x1)].reshape(-1, 3), axis=0)
    patch = text.get_bbox_patch()
    if patch is not None and to_rgba(patch.get_facecolor())[3] > 0.5:
        behind = np.array(to_rgb(patch.get_facecolor()))
    *rgb, alpha = to_rgba(text.get_color(), text.get_alpha())
    seen = alpha * np.array(rgb) + (1 - alpha) * behind
    ratio = contrast(seen, behind)
    return f"{text.get_text()!r}: {to_hex(seen)} on {to_hex(behind)}, {ratio:.2f}" if ratio < ENOUGH else ""


def _pixels(low, high):
    return slice(max(0, int(low)), max(int(low), int(high)) + 1)


def told_by_colour(ax):
    """Return sentences on lines and points of an axes that differ in colour only: not in dash, mark, fill or size.

    Points that are coloured by a scale of numbers are no groups, nor are the caps of error bars.
    """
    caps = {id(cap) for container in ax.containers for cap in getattr(container, "lines", [(), (), ()])[1] or ()}
    looks = {}
    for line in ax.lines:
        if len(line.get_xdata()) and line.get_visible() and id(line) not in caps:
            look, colour = look_of(line)
            looks.setdefault(look, set()).add(colour)
    for points in ax.collections:
        if hasattr(points, "get_sizes") and len(points.get_sizes()) and points.get_array() is None:
            shape = points.get_paths()[0].vertices.round(3).tobytes()
            for face in {to_hex(face) for face in points.get_facecolors()} - {WHITE}:  # white points are hollow ones
                looks.setdefault(("points", shape), set()).add(face)
    return [f"{look[0]}: {sorted(colours)}" for look, colours in looks.items() if len(colours) > 1]


def look_of(line):
    """Return all that a line or its marks look like but for the colour, and the colour."""
    drawn = line.get_linestyle() not in NOTHING and line.get_linewidth() > 0
    dashes = line._unscaled_dash_pattern if drawn else None  # all that tells "--" from (0, (6, 2))
    mark = str(line.get_marker()) if line.get_marker() not in NOTHING else None
    hollow = str(line.get_markerfacecolor()) == "none" or mark in ("x", "+", "|", "_")
    colour = line.get_color() if drawn else line.get_markeredgecolor() if hollow else line.get_markerfacecolor()
    size = line.get_markersize() if mark else None
    return (f"dashes {dashes}, mark {mark}", hollow, line.get_linewidth(), size), to_hex(colour)
