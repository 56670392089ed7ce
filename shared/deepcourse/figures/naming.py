"""What the marks of a figure are called: by their label, the text at their end, the legend, or another of their colour.

label_of        the label of a line, collection or shape, in words
names_of        the names of the lines of axes
names_by_colour what each colour of a figure stands for
colour_of       the colour of a mark
colour_name     that colour in a word
ticks_in_words  the words that stand at an axis in place of numbers
at_ticks, nearest    the word nearest to each of some places
"""

import re

import numpy as np
from matplotlib.colors import to_hex, to_rgb
from matplotlib.container import BarContainer
from matplotlib.text import Annotation
from matplotlib.ticker import LogFormatter, NullFormatter, ScalarFormatter

from deepcourse.figures.style import BLUE, GREEN, ORANGE, PURPLE, RED, SKY, legible
from deepcourse.figures.visibility import is_guide, is_marked
from deepcourse.figures.wording import number, readable

NUMERIC = re.compile(r"[-+−±]?[\d.,  ]+(e[-+−]?\d+)?%?|(10 to the|.* times 10 to the) .*")
HALF = 0.45  # of the distance of two words: what is nearer to a word belongs to it
NEAR = 0.08  # of the panel's size: a text of a line's colour at this distance from its end is its name
PALETTE = {BLUE: "blue", ORANGE: "orange", GREEN: "green", RED: "red", PURPLE: "purple", SKY: "sky-blue"}


def label_of(artist):
    """Return the label of an artist in words, "" where matplotlib made it up."""
    label = str(artist.get_label() or "")
    return "" if label.startswith("_") else readable(label)


def names_of(ax):
    """Return {id of a line: its name}: its label, or a text that stands at its end and has its colour."""
    names = {id(line): label_of(line) for line in ax.lines}
    for container in ax.containers:  # a line with error bars
        if label_of(container) and not isinstance(container, BarContainer) and container[0] is not None:
            names[id(container[0])] = label_of(container)
    texts = [text for text in ax.texts if text.get_text().strip() and text.get_visible()]
    inverse = ax.transAxes.inverted()
    spots = [(text, as_hex(text.get_color()), inverse.transform(anchor(text, ax))) for text in texts]
    for line in ax.lines if texts else ():
        if not names[id(line)] and len(line.get_xdata()) and not hasattr(line, "get_data_3d"):
            names[id(line)] = text_beside(line, spots, inverse, ax)
    return names


def text_beside(line, spots, inverse, ax):
    """Return the text that names a line: of its colour and at its end, or beside it where it is a guide; "" for none.

    spots : (Text, colour, place in the panel) of each text    inverse : from pixels to places in the panel
    """
    guide, colour = is_guide(line, ax), as_hex(line.get_color())
    if len(line.get_xdata()) < 2 and not guide:
        return ""
    end = inverse.transform(line.get_transform().transform([line.get_xdata()[-1], line.get_ydata()[-1]]))
    weights = np.array([2 * NEAR, NEAR])
    if guide:
        weights = [np.inf, NEAR] if line.get_transform() is ax.get_yaxis_transform() else [NEAR / 2, np.inf]
    own = {colour, as_hex(legible(line.get_color()))}
    mine = [
        (text, spot) for text, its, spot in spots if its in own or (guide and colour_name(its) in ("grey", "black"))
    ]
    away = [(max(abs(spot - end) / weights), text) for text, spot in mine]
    distance, text = min(away, key=lambda pair: pair[0], default=(1, None))
    return readable(text.get_text()) if distance < 1 else ""


def anchor(text, ax):
    """Return where the point that a text belongs to is, in pixels."""
    if not isinstance(text, Annotation):
        return text.get_transform().transform(text.get_position())
    frames = {"data": ax.transData, "axes fraction": ax.transAxes}
    pair = (text.xycoords,) * 2 if isinstance(text.xycoords, str) else text.xycoords
    return [frames.get(frame, ax.transData).transform(text.xy)[i] for i, frame in enumerate(pair)]


def names_by_colour(names_in):
    """Return {colour: the one name that it has in the panels}: of lines, points, bars and entries of legends.

    names_in : {Axes: the names of its lines, as `names_of` gives them}
    """
    pairs = []
    for ax, its in names_in.items():
        pairs += [(colour_of(line), its[id(line)]) for line in ax.lines]
        pairs += [(colour_of(some), label_of(some)) for some in (*ax.collections, *ax.patches)]
        bars = [some for some in ax.containers if isinstance(some, BarContainer) and len(some)]
        pairs += [(colour_of(some[0]), label_of(some)) for some in bars]
        if legend := ax.get_legend():
            words = [readable(text.get_text()) for text in legend.get_texts()]
            pairs += [(colour_of(handle), word) for handle, word in zip(legend.legend_handles, words, strict=True)]
    names = {}
    for colour, name in pairs:
        if name and colour in PALETTE:
            names.setdefault(colour, set()).add(name)
    return {colour: next(iter(those)) for colour, those in names.items() if len(those) == 1}


def colour_of(artist):
    """Return the one colour of a mark as "#0072B2", "" where it has several or none."""
    if artist is None:
        return ""
    if hasattr(artist, "get_xdata"):
        filling = as_hex(artist.get_markerfacecolor())
        hollow = filling in ("", "#FFFFFF") and is_marked(artist)
        return as_hex(artist.get_markeredgecolor() if hollow else artist.get_color())
    colours = np.atleast_2d(artist.get_facecolor())
    colours = colours if colours.size and colours[0, -1] else np.atleast_2d(artist.get_edgecolor())
    one = colours.size and (colours == colours[0]).all() and not is_scaled(artist)
    return as_hex(colours[0]) if one else ""


def as_hex(colour):
    """Return a colour of matplotlib as "#0072B2", "" for none."""
    return "" if isinstance(colour, str) and colour == "none" else to_hex(colour).upper()


def is_scaled(artist):
    """Return whether the colours of an artist come from its numbers."""
    return getattr(artist, "get_array", lambda: None)() is not None


def colour_name(colour):
    """Return a colour in a word, "" where it has no name here.

    >>> colour_name("#0072B2"), colour_name("#8a8a8a"), colour_name("#123456")
    ('blue', 'grey', '')
    """
    if colour.upper() in PALETTE or not colour:
        return PALETTE.get(colour.upper(), "")
    rgb = to_rgb(colour)
    plain = "black" if max(rgb) < 0.25 else "white" if min(rgb) > 0.95 else "grey"
    return plain if max(rgb) - min(rgb) < 0.02 else ""


def ticks_in_words(axis):
    """Return {place: word} of an axis with words at its ticks, {} where matplotlib writes numbers."""
    formatter = axis.get_major_formatter()
    if isinstance(formatter, (ScalarFormatter, LogFormatter, NullFormatter)):
        return {}
    spots = list(axis.get_majorticklocs())
    words = {float(at): readable(word) for at, word in zip(spots, formatter.format_ticks(spots), strict=False)}
    words = {at: word for at, word in words.items() if word}
    return {} if all(NUMERIC.fullmatch(word) for word in words.values()) else words


def at_ticks(axis, spots):
    """Return the words that stand at spots of an axis, or the numbers of the spots."""
    return nearest(ticks_in_words(axis), spots)


def nearest(words, spots):
    """Return the word nearest to each spot, or the number of the spot where none is near.

    words : {place: word}    spots : places
    """
    places = [min(words, key=lambda at, spot=spot: abs(at - spot), default=np.inf) for spot in spots]
    return [words[at] if abs(at - spot) <= HALF else number(spot) for at, spot in zip(places, spots, strict=True)]
