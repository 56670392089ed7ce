"""Every figure of every notebook can be read, says what it shows, fits the page, and leaves nothing behind."""

import re

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from deepcourse.figures import style
from figures.drawings import all_drawings, axes_of, excused, figure_of
from seen import SILENT, complaints, hidden_labels

pytestmark = SILENT

HIGHEST = 7  # inches: a figure fits on the screen
DRAWINGS = all_drawings()


@pytest.mark.parametrize(("notebook", "name"), DRAWINGS, ids=[" ".join(key) for key in DRAWINGS])
def test_a_figure_can_be_read_has_titles_and_labels_fits_the_page_and_leaves_nothing_behind(notebook, name):
    settings = dict(mpl.rcParams)
    drawn = DRAWINGS[notebook, name]()
    assert dict(mpl.rcParams) == settings, "drawing changed a setting of matplotlib"
    figure, needless = figure_of(drawn), excused(notebook, name)
    readable = complaints(figure)  # lays the figure out, too
    bare = [fault for ax in axes_of(drawn) for fault in missing_words(ax, needless)]
    assert [*readable, *bare, *wrong_sizes(figure, "width" in needless), *left_open(figure)] == []


# --- the rules ------------------------------------------------------------------------------------------------------


def missing_words(ax, needless=()):
    """Return which words axes lack; those that are needless must be needless in truth: see `may_be_missing`."""
    wanted = ("title", "xlabel", "ylabel") if ax.axison else ("title",)
    missing = [word for word in wanted if not getattr(ax, f"get_{word}")()]
    return [f"{word} of {ax}" for word in missing if word not in needless or not may_be_missing(ax, word)]


def may_be_missing(ax, word):
    """Return whether a reader finds a title or label of axes elsewhere, or needs none."""
    if word == "title":
        return not ax.axison or any(other.get_title() for other in neighbours(ax, "x"))
    axis = getattr(ax, f"{word[0]}axis")
    ticks = [text for text in written_at(axis) if re.fullmatch(r"[-−+]?[\d.,  ]+(e[-+]?\d+)?|\$.*\$", text)]
    return not ticks or any(getattr(other, f"get_{word}")() for other in neighbours(ax, word[0]))


def written_at(axis):
    """Return the words or numbers at the ticks of an axis."""
    hidden = {id(label) for label in hidden_labels(axis)}
    labels = [label for label in axis.get_ticklabels() if label.get_visible() and id(label) not in hidden]
    return [label.get_text() for label in labels if label.get_text().strip()]


def neighbours(ax, direction):
    """Return the other axes of a figure that stand in the same column (direction x) or row (y)."""
    low, high = getattr(ax.get_position(), f"interval{direction}")
    spans = {
        other: getattr(other.get_position(), f"interval{direction}") for other in ax.figure.axes if other is not ax
    }
    return [other for other, (start, end) in spans.items() if min(high, end) - max(low, start) > (high - low) / 2]


def wrong_sizes(figure, may_be_narrow):
    """Return how a figure departs from the width of the page and the height of a screen."""
    width, height = figure.get_size_inches()
    fits = width == style.WIDTH or (may_be_narrow and width < style.WIDTH)
    found = [] if fits else [f"it is {width:g} inches wide, not {style.WIDTH:g}"]
    return found if height < HIGHEST else [*found, f"it is {height:g} inches high"]


def left_open(figure):
    """Return which figures pyplot holds if it does not hold this one alone."""
    return [] if plt.get_fignums() == [figure.number] else [f"pyplot holds the figures {plt.get_fignums()}"]
