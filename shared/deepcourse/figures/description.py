"""A figure in words, for a reader who does not see it: made from what is drawn, when it is shown.

describe        adds a sentence to a figure or panel that only its drawing function can know
description     a figure's description: titles, axes, lines, bars, points, pictures, what is written in it
"""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from deepcourse.figures.marks import marks_of, words_of
from deepcourse.figures.naming import NUMERIC, names_by_colour, names_of, ticks_in_words
from deepcourse.figures.visibility import is_colour_bar, is_empty, panels_of
from deepcourse.figures.wording import capital, counted, finished, listed, readable, span

LONGEST = 1200  # characters: what can be listened to
NOTHING = "Nothing is drawn here."
GRID = 3  # so many pictures are told as one grid
DETAILS = (  # of how many marks of a panel it is told what they do, and how many of its words are read out
    (12, 24), (8, 12), (6, 8), (5, 6), (4, 4), (3, 2), (2, 0), (1, 0), (0, 0),
)  # fmt: skip
_own = WeakKeyDictionary()  # Figure or Axes: what its drawing function says of it


def describe(drawn, sentence):
    """Let a figure, or one panel of it, be described by a sentence of the function that draws it; returns nothing.

    The sentence is made from the data. In a panel it stands for the marks and words, which are not told besides; with a
    figure it stands before its panels.
    """
    _own[drawn] = capital(finished(readable(sentence)))


def description(figure):
    """Return a figure in sentences: its title and finding first, then each panel's axes and marks.

    The text has no mathtext and about `LONGEST` characters at most: of many marks only the first are told in full.
    """
    panels = panels_of(figure)
    pictures = [ax for ax in panels if is_picture(ax)]
    pictures = pictures if len(pictures) >= GRID else []
    names = {ax: names_of(ax) for ax in panels if ax not in pictures}
    by_colour = names_by_colour(names)
    told = [Panel.of(ax, names[ax], by_colour) for ax in names]
    start = [capital(finished(readable(figure.get_suptitle()))), _own.get(figure, ""), grid_sentence(pictures)]
    start += [f"{count(len(told))} panels."] if len(told) > 1 else []
    end = [finished(f"Written beside: {listed(words)}") for words in [figure_words(figure)] if words]
    end += [colours_sentence(ax) for ax in figure.axes if is_colour_bar(ax)]
    for detail in DETAILS:
        text = " ".join(filter(None, [*start, *panel_sentences(told, detail), *end]))
        if len(text) <= LONGEST:
            break
    return text or f"A figure without panels. {NOTHING}"


@dataclass
class Panel:
    """What there is to say of a panel, in sentences: its title, its axes, its marks in full and in short, its words."""

    title: str
    own: str
    axes: dict
    marks: list
    words: list
    legend: list
    empty: bool

    @classmethod
    def of(cls, ax, names, by_colour):
        """Return what there is to say of axes."""
        titles = [ax.get_title(loc) for loc in ("left", "center", "right")]
        title = capital(readable("\n".join(filter(None, titles))))
        axes = {axis_key(ax, which): axis_sentence(ax, which) for which in "xy"}
        if ax in _own:
            return cls(title, _own[ax], axes, [], [], [], False)
        marks = marks_of(ax, names, by_colour)
        words, empty = words_of(ax, names), is_empty(ax)
        if any(mark.kind == "bars" or mark.does.startswith("row by row") for mark in marks):
            words = [word for word in words if not NUMERIC.fullmatch(word)]  # they are told with the marks
        words = [word for word in words if not any(mark.name.startswith(word) for mark in marks)]
        if not ax.axison and words:
            marks = [mark for mark in marks if mark.name]
        return cls(title, "", axes, marks, counted(words), legend_words(ax, marks, by_colour), empty)

    def sentences(self, detail, before):
        """Return the panel in sentences, without what has been said `before` of others."""
        most, most_words = detail
        said = [finished(self.title), self.own, *(text for key, text in self.axes.items() if key not in before)]
        before.update(self.axes)
        if self.empty:
            return [*said, NOTHING]
        fresh = [mark for mark in self.marks if mark.in_full not in before]
        before.update(mark.in_full for mark in fresh)
        said += [capital(finished(mark.in_full)) for mark in fresh[:most]]
        rest = counted([mark.in_short for mark in fresh[most:]])
        said += [finished(f"Also {listed(rest, 20)}")] if rest else []
        repeated = len(self.marks) - len(fresh)
        said += ["The rest is as before."] if repeated and fresh else ["As before."] if repeated else []
        said += [finished(f"The legend says: {listed(self.legend)}")] if self.legend and most_words else []
        said += [finished(f"Written in it: {listed(self.words, most_words)}")] if self.words and most_words else []
        return said


def panel_sentences(told, detail):
    """Return the sentences on panels, numbered where there are several."""
    before, said = set(), []
    for i, panel in enumerate(told, 1):
        start = [f"Panel {i}:"] if len(told) > 1 else []
        said += start + panel.sentences(detail, before)
    return said


def is_picture(ax):
    """Return whether a panel is nothing but a picture: an image without axes."""
    bare = ax.images and (not ax.axison or not (len(ax.get_xticks()) or len(ax.get_yticks())))
    return bool(bare) and not ax.lines and not ax.collections and ax not in _own


def grid_sentence(pictures):
    """Return what a grid of pictures shows: how many, how large, their captions; "" for none."""
    if not pictures:
        return ""
    rows, columns = pictures[0].images[0].get_array().shape[:2]
    captions = [readable(f"{ax.get_title()}\n{ax.get_xlabel()}") for ax in pictures]
    captions = counted([caption for caption in captions if caption])
    text = f"{count(len(pictures))} pictures of {rows} by {columns} pixels."
    return f"{text} {finished(f'Their captions: {listed(captions, 24)}')}" if captions else text


def axis_key(ax, which):
    """Return what is equal for axes that need not be told twice: which, its label, its limits."""
    return (
        which,
        getattr(ax, f"get_{which}label")(),
        getattr(ax, f"get_{which}lim")(),
        getattr(ax, f"get_{which}scale")(),
    )


def axis_sentence(ax, which):
    """Return what an axis measures and how far its data reach, "" where it measures nothing."""
    axis, label = getattr(ax, f"{which}axis"), readable(getattr(ax, f"get_{which}label")())
    if not ax.axison or not axis.get_visible():
        return ""
    start, words = "Across: " if which == "x" else "Up: ", list(ticks_in_words(axis).values())
    if words:
        return start + finished(": ".join(filter(None, (label, listed(words)))))
    if not label and len(ax.figure.axes) > 1:  # a neighbour has it
        return ""
    scale = " (logarithmic)" if axis.get_scale() in ("log", "symlog") and "logarithmic" not in label else ""
    return start + finished(f"{label}{reach(ax, which)}{scale}".strip(", "))


def reach(ax, which):
    """Return how far the data reach along an axis, as far as its limits show them, "" where bars are named instead."""
    standing = {"x": "vertical", "y": "horizontal"}[which]
    if any(getattr(some, "orientation", None) == standing for some in ax.containers):
        return ""
    low, high = sorted(getattr(ax, f"get_{which}lim")())
    data = getattr(ax.dataLim, f"interval{which}")
    inside = np.clip(sorted(data), low, high) if np.isfinite(data).all() and data[0] != data[1] else (low, high)
    inside = [0 if abs(end) < 1e-9 * np.ptp(inside) else end for end in inside]
    if inside[0] == inside[1] or (getattr(ax, f"get_{which}scale")() == "log" and inside[0] <= 0):
        inside = low, high
    return f", {span(*inside, 2)}"


def legend_words(ax, marks, by_colour):
    """Return what a legend says besides the names of marks."""
    legend = ax.get_legend()
    if legend is None:
        return []
    names = {mark.name for mark in marks} | {mark.colours_name for mark in marks}
    written = [readable(text.get_text()) for text in (legend.get_title(), *legend.get_texts())]
    return [text for text in written if text and text not in names]


def figure_words(figure):
    """Return what is written on a figure outside its panels, without its title."""
    title = figure.get_suptitle()
    texts = [text.get_text() for text in figure.texts if text.get_visible()]
    return [readable(text) for text in texts if text.strip() and text != title]


def colours_sentence(ax):
    """Return what the colours of a colour bar stand for."""
    label = readable(ax.get_ylabel() or ax.get_xlabel() or ax.get_title())
    low, high = ax._colorbar.vmin, ax._colorbar.vmax
    return f"Colours: {finished(f'{label}, {span(low, high)}'.strip(', '))}"


def count(number):
    """Return a small number as a word, at the start of a sentence."""
    words = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"]
    return words[number] if number < len(words) else str(number)
