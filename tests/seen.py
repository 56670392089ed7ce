"""What a reader sees of a matplotlib figure: its texts, where they stand, and whether they can be read."""

import io
import re
from html import unescape

from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Annotation, Text
from PIL import Image

SMALLEST = 9  # points: smaller letters cannot be read at the width of a notebook


def texts_of(figure):
    """Return (Text, its box in pixels) for everything written on a figure, after laying it out as drawing would."""
    canvas = FigureCanvasAgg(figure)
    figure.draw_without_rendering()  # all of drawing but the pixels
    artists = figure.findobj(lambda artist: isinstance(artist, Text | Axis))
    hidden = {id(label) for axis in artists if isinstance(axis, Axis) for label in hidden_labels(axis)}
    written = [one for one in artists if isinstance(one, Text) and one.get_text().strip() and one.get_visible()]
    return [(text, words_of(text, canvas.get_renderer())) for text in written if id(text) not in hidden]


def words_of(text, renderer):
    """Return the box of a text's words, without the arrow that an annotation may have: that may cross other words."""
    if isinstance(text, Annotation):
        text.update_positions(renderer)
    return Text.get_window_extent(text, renderer)


def hidden_labels(axis):
    """Return the tick labels that matplotlib keeps but does not draw: beyond the axis, or of axes switched off."""
    low, high = sorted(axis.get_view_interval())
    slack = 1e-9 * (high - low)
    drawn = [tick for tick in axis.get_major_ticks() if low - slack <= tick.get_loc() <= high + slack]
    shown = {id(tick.label1) for tick in drawn} if axis.axes.axison else set()
    labels = [label for tick in axis.majorTicks + axis.minorTicks for label in (tick.label1, tick.label2)]
    if not axis.axes.axison:
        labels.append(axis.label)
    return [label for label in labels if id(label) not in shown]


def complaints(figure):
    """Return what makes a figure hard to read: letters that are too small, cut off at the edge, or upon each other."""
    found, paper = [], figure.bbox.padded(1)
    shown = [(text, box, box.padded(-1.5)) for text, box in texts_of(figure)]
    for i, (text, box, inner) in enumerate(shown):
        if text.get_fontsize() < SMALLEST:
            found.append(f"{text.get_text()!r} is written in {text.get_fontsize():g} points")
        if not (paper.x0 <= box.x0 and box.x1 <= paper.x1 and paper.y0 <= box.y0 and box.y1 <= paper.y1):
            found.append(f"{text.get_text()!r} is cut off")
        for other, _, place in shown[:i]:
            if inner.overlaps(place):
                found.append(f"{text.get_text()!r} stands upon {other.get_text()!r}")
    return found


def size_of(png):
    """Return (width, height) of a picture, in pixels."""
    with Image.open(io.BytesIO(png)) as image:
        return image.size


def complaints_about_images(notebook):
    """Return what is wrong with the pictures among a notebook's outputs: no description, one by hand, an empty panel.

    A picture counts wherever it is shown: as an `<img>` of `text/html`, or as `image/png`, `jpeg` or `svg` for which
    JupyterLab has no alternative text.
    """
    found = []
    for number, cell in enumerate(notebook.cells):
        name = cell.get("id") or f"cell {number}"
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            html = "".join(data.get("text/html", ""))
            if any(kind.startswith("image/") for kind in data) and "<img" not in html:
                found.append(f"{name}: a picture without a description")
            found += [
                f"{name}: {told}" for image in re.findall(r"<img\b[^>]*>", html) for told in about_image(image, data)
            ]
    return found


def about_image(image, data):
    """Return what is wrong with an `<img>` of an output; its description stands in the output as text, too."""
    alternative = re.search(r'\balt="([^"]*)"', image)
    text = unescape(alternative[1]) if alternative else ""
    if not text.strip():
        return ["an image without a description"]
    faults = ["its description is not that of the figure"] if text != "".join(data.get("text/plain", "")) else []
    faults += ["it could not be described"] if "could not be described" in text else []
    return faults + (["a panel in which nothing is drawn"] if "Nothing is drawn here" in text else [])
