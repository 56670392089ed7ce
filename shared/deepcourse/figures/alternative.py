"""A picture and its text alternative, as one piece of HTML that every reader of notebooks shows.

JupyterLab and the HTML export of nbconvert show `image/png` without an `alt`, whatever its metadata say. So a figure
is shown as `text/html`, an `<img>` with both. It is not kept as `image/png` besides: a saved notebook would grow to
twice its size.

picture             PNG bytes and a description as `<img>`
printed             a figure as PNG, drawn no more often than it must be
alternative_text    the description of a figure, whatever happens
describe_in         lets a shell of IPython show all figures of matplotlib so
in_notebooks        does so in the notebook that this is imported in
"""

import base64
import io
import struct
import sys
from html import escape
from importlib import import_module

import matplotlib
import matplotlib.pyplot as plt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from deepcourse.figures.description import description
from deepcourse.figures.style import HOUSE

UNKNOWN = "A figure. It could not be described."
INLINE = "matplotlib_inline.backend_inline"
DOTS = {"print_figure": 1, "retina_figure": 2}  # of IPython's functions: for one dot of the page, in each direction


def picture(png, text):
    """Return PNG bytes as an `<img>` whose `alt` is the text; it shrinks with the page and keeps its proportions.

    The browser decodes it before it paints it: a picture that takes the place of another does not flicker.
    """
    width, height = size_of(png)
    data = base64.b64encode(png).decode()
    size = f'width="{width}" height="{height}" style="max-width: 100%; height: auto"'
    return f'<img alt="{escape(text)}" {size} decoding="sync" src="data:image/png;base64,{data}">'


def size_of(png):
    """Return (width, height) of PNG bytes, in dots."""
    return struct.unpack(">II", png[16:24])


def alternative_text(figure):
    """Return the description of a figure; a figure that cannot be described is no error of the reader's."""
    try:
        return description(figure)
    except Exception:
        return UNKNOWN


def describe_in(shell):
    """Let a shell of IPython show figures as pictures with a text alternative; where it has done so, nothing changes.

    The format is that of the inline backend (png or retina) at this moment. Where a reader asks for another one later,
    it is shown as they want, and this one besides.
    """
    formatter = shell.display_formatter
    known = formatter.formatters["image/png"].type_printers
    print_png = known.get(Figure)
    if print_png is None:  # another backend, or a format of the reader's own
        return
    formatter.mimebundle_formatter.for_type(Figure, lambda figure: bundle(figure, print_png))
    del known[Figure]


def bundle(figure, print_png):
    """Return what a notebook holds of a figure: the picture with its alternative, and the alternative alone as text."""
    png = printed(figure, print_png)
    png, size = png if isinstance(png, tuple) else (png, None)
    if png is None:  # a figure without axes is not shown
        return {}
    text = alternative_text(figure)
    shown = picture(base64.b64decode(png) if isinstance(png, str) else png, text)
    if size:  # of a screen with two dots for each
        shown = resized(shown, **size)
    return {"text/html": shown, "text/plain": text}


def printed(figure, print_png):
    """Return what `print_png` makes of a figure: PNG bytes, and for a screen with two dots for each also its size.

    One of ours is drawn once, and shown as large as it was made. Any other is drawn twice: first to see what is empty
    at its edge, or stands beyond it.
    """
    dots = DOTS.get(getattr(getattr(print_png, "func", None), "__name__", ""))
    if figure.get_gid() != HOUSE or not figure.axes or dots is None:
        return print_png(figure)
    dpi, png = figure.dpi, io.BytesIO()
    figure.set_dpi(dots * dpi)
    try:
        FigureCanvasAgg(figure).print_png(png)
    finally:
        figure.set_dpi(dpi)
    if dots == 1:
        return png.getvalue()
    width, height = size_of(png.getvalue())
    return png.getvalue(), {"width": width // dots, "height": height // dots}


def resized(shown, width, height):
    """Return an `<img>` with another size in the page than that of its dots."""
    start, rest = shown.split(" width=", 1)
    return f'{start} width="{width}" height="{height}" style={rest.split(" style=", 1)[1]}'


def in_notebooks():
    """Describe all figures of the notebook that imports this; outside IPython, or with another backend, do nothing."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None or not hasattr(shell, "kernel"):
        return
    if str(matplotlib.get_backend(auto_select=False)).removeprefix("module://") in (INLINE, "inline"):
        import_module(INLINE)  # it sets its own way of showing figures when it is loaded, which must be before ours
        describe_in(shell)
        # After each cell pyplot draws all figures, for windows that stay open. Here a figure is drawn when it is shown
        # and then closed: that drawing is wasted, a quarter of the time that a figure takes.
        plt.uninstall_repl_displayhook()
