"""What holds for every drawing of every notebook, besides what `seen` and `colours` hold of any figure.

undescribed           what is wrong with the description of a figure
told_by_colour_alone  which groups of a drawing differ in nothing but colour
"""

import re

from colours import told_by_colour
from deepcourse.figures.description import LONGEST, NOTHING
from deepcourse.figures.visibility import empty_panels, panels_of
from deepcourse.figures.wording import readable

MATHTEXT = re.compile(r"\$|\\[A-Za-z]|[_^]\{")
UNREADABLE = re.compile(r"\bnan\b|<matplotlib|0x[0-9a-f]{6}|(?<!\.)\.\.\s|\s{2}|\[\]")
OTHERWISE = {  # a notebook's drawing: how its groups are told apart besides
    ("building_blocks", "layers"): "each layer stands in its own column, and its name below it",
    ("planar_classification", "network"): "each layer stands in its own column, and its name below it",
    ("gradient_checking", "suspects"): "a scale of numbers, and a thick edge where something is wrong",
    ("gradient_checking", "by name"): "a scale of numbers, which the axis shows as well",
}


def words_to_find(figure):
    """Return what a description has to name: each panel's title, and each labelled series."""
    panels = panels_of(figure)
    titles = [ax.get_title() for ax in panels]
    artists = [some for ax in panels for some in (*ax.lines, *ax.collections, *ax.containers)]
    labels = [str(some.get_label()) for some in artists if len(getattr(some, "get_xdata", lambda: [0])())]
    labels = [label for label in labels if not label.startswith("_")]
    return [readable(word) for word in (*titles, *labels) if word]


def undescribed(figure, text):
    """Return what is wrong with the description of a figure."""
    lower = text.lower()
    found = [f"{word!r} is not named" for word in words_to_find(figure) if word.lower() not in lower]
    found += [f"it has {text.count('. ') + 1} sentences"] if len(re.findall(r"[.!?](\s|$)", text)) < 2 else []
    found += ["it names no number"] if not re.search(r"\d", text) else []
    found += [f"formula: {MATHTEXT.search(text)[0]!r}"] if MATHTEXT.search(text) else []
    found += [f"unreadable: {UNREADABLE.search(text)[0]!r}"] if UNREADABLE.search(text) else []
    found += [f"it has {len(text)} characters"] if len(text) > LONGEST + 100 else []
    return found + ["a panel is empty"] * len(empty_panels(figure)) + ["a panel is told as empty"] * (NOTHING in text)


def told_by_colour_alone(notebook, name, figure):
    """Return the groups of lines or points of a drawing that differ in nothing but colour; none where it is excused."""
    return [] if (notebook, name) in OTHERWISE else [each for ax in figure.axes for each in told_by_colour(ax)]
