"""Every figure of every notebook can be read, says what it shows, fits the page, and leaves nothing behind."""

import re

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure

from colours import pale_texts
from deepcourse.figures import style
from deepcourse.figures.description import description
from figures.drawings import NOTEBOOKS, all_drawings, axes_of, drawings_of, excused, figure_of
from figures.rules import told_by_colour_alone, undescribed
from quiet import SILENT
from samples import ROOT
from seen import complaints, hidden_labels

pytestmark = SILENT

HIGHEST = 7  # inches: a figure fits on the screen
DRAWINGS = all_drawings()


@pytest.mark.parametrize(("notebook", "name"), DRAWINGS, ids=[" ".join(key) for key in DRAWINGS])
def test_a_figure_can_be_read_is_described_fits_the_page_and_leaves_nothing_behind(notebook, name):
    """One drawing for all rules: to draw it is what costs."""
    settings = dict(mpl.rcParams)
    drawn = DRAWINGS[notebook, name]()
    assert dict(mpl.rcParams) == settings, "drawing changed a setting of matplotlib"
    figure, needless = figure_of(drawn), excused(notebook, name)
    described = undescribed(figure, description(figure))
    readable = complaints(figure)  # lays the figure out, too
    bare = [fault for ax in axes_of(drawn) for fault in missing_words(ax, needless)]
    sizes = [*wrong_sizes(figure, "width" in needless), *left_open(figure)]
    colours = [*told_by_colour_alone(notebook, name, figure), *pale_texts(figure)]
    assert [*described, *readable, *bare, *sizes, *colours] == []


def test_what_cannot_be_read_is_noticed():
    figure = Figure(figsize=(4, 3))
    figure.text(0.5, 0.5, "one upon")
    figure.text(0.52, 0.5, "the other")
    figure.text(0.9, 0.1, "beyond the edge")
    figure.text(0.1, 0.8, "small", fontsize=6)
    assert complaints(figure) == [
        "'the other' stands upon 'one upon'",
        "'beyond the edge' is cut off",
        "'small' is written in 6 points",
    ]


def test_a_missing_title_or_label_is_noticed_and_excused_only_where_nothing_is_missing():
    figure, (bars, curve) = style.new_figure(1, 2, pyplot=False)
    curve.plot([0, 1], [2, 3])
    bars.barh(["without loops", "with loops"], [1, 2])
    bars.set(title="bars", xlabel="seconds")
    complaints(figure)  # lays it out, as in the test of all figures
    every = {"title", "xlabel", "ylabel"}
    assert [fault.split()[0] for fault in missing_words(curve)] == ["title", "xlabel", "ylabel"]
    assert [fault.split()[0] for fault in missing_words(curve, every)] == ["title", "xlabel", "ylabel"]
    assert [fault.split()[0] for fault in missing_words(bars)] == ["ylabel"]
    assert missing_words(bars, every) == []  # words stand at its ticks
    bars.set_ylabel("program")
    assert [fault.split()[0] for fault in missing_words(curve, every)] == ["title", "xlabel"]  # the neighbour has it


def test_a_figure_of_another_size_or_beside_another_is_noticed():
    figure, _ = style.new_figure(width=8, height=7)
    assert wrong_sizes(figure, may_be_narrow=False) == ["it is 8 inches wide, not 9", "it is 7 inches high"]
    assert wrong_sizes(figure, may_be_narrow=True) == ["it is 7 inches high"]
    assert left_open(figure) == []
    style.new_figure()
    assert left_open(figure) == [f"pyplot holds the figures {plt.get_fignums()}"]


def test_every_notebook_has_its_drawings():
    written = {path.stem for path in ROOT.glob("course*/source/*/*.ipynb")}
    assert set(NOTEBOOKS) == written
    assert [notebook for notebook in NOTEBOOKS if not drawings_of(notebook)] == []


# --- the look of the house ------------------------------------------------------------------------------------------


def test_colours_are_those_of_okabe_and_ito():
    palette = {"#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9"}
    colours, lines = zip(*style.SERIES, strict=True)
    assert set(colours) == palette
    assert len(set(colours)) == len(set(lines)) == len(style.SERIES)


def test_a_figure_for_a_widget_is_unknown_to_pyplot():
    figure, _ = style.new_figure(pyplot=False)
    assert isinstance(figure, Figure)
    assert plt.get_fignums() == []


def test_a_figure_with_margins_stands_where_they_say():
    figure, ax = style.new_figure(pyplot=False, margins={"left": 0.25, "right": 0.75})
    figure.draw_without_rendering()
    assert ax.get_position().x0 == pytest.approx(0.25)
    assert ax.get_position().x1 == pytest.approx(0.75)


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
