"""An exploration: a pure drawing function and its controls.

Exploration     sliders above a figure that follows them; the figure alone where there are no widgets
slider, log_slider, stops_slider, choice    the controls
"""

import base64
import gc
import io
from contextlib import contextmanager
from html import escape

import ipywidgets as widgets
from matplotlib.backends.backend_agg import FigureCanvasAgg

DOTS_PER_INCH = 100  # as figures outside explorations have
SLIDER = {"continuous_update": True, "style": {"description_width": "9em"}, "layout": {"width": "34em"}}


class Exploration:
    """Controls, a figure that follows them, and a sentence with the numbers that the figure shows.

    `draw(**values)` takes a value for each control and returns a matplotlib Figure and a sentence. It knows nothing of
    widgets: tests call it, and a page without widgets shows what it draws for the first values of the controls.
    """

    def __init__(self, draw, **controls):
        self.draw, self.controls = draw, controls
        self.picture = widgets.Image(format="png", layout={"max_width": "100%"})
        self.sentence = widgets.HTML()
        self.first_png, self.first_sentence = self.render()
        self.show(self.first_png, self.first_sentence)
        for control in controls.values():
            control.observe(self.redraw, names="value")
        self.box = widgets.VBox([*controls.values(), self.sentence, self.picture])

    @property
    def values(self):
        """Return what the controls are set to, by name."""
        return {name: control.value for name, control in self.controls.items()}

    def render(self):
        """Return the figure for the controls' values as PNG bytes, and its sentence."""
        with swept():
            return self._rendered()

    def _rendered(self):
        figure, sentence = self.draw(**self.values)
        png = io.BytesIO()
        figure.set_dpi(DOTS_PER_INCH)
        FigureCanvasAgg(figure).print_png(png)
        return png.getvalue(), sentence

    def show(self, png, sentence):
        """Put a drawn figure and its sentence before the reader."""
        self.picture.value, self.sentence.value = png, escape(sentence)

    def redraw(self, change=None):
        """Draw for the controls' new values; where that fails, the reader sees why and keeps the last figure."""
        try:
            self.show(*self.render())
        except Exception as error:
            self.sentence.value = f"<b>this could not be drawn:</b> {escape(f'{type(error).__name__}: {error}')}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Return the widget, and for pages without widgets the figure as it is at first."""
        view = self.box._repr_mimebundle_(include=include, exclude=exclude)
        return view | {"image/png": base64.b64encode(self.first_png).decode(), "text/plain": self.first_sentence}


@contextmanager
def swept():
    """Run a block without the garbage collector, and afterwards collect what the block made and left.

    A figure is thousands of small objects that refer to each other. Left to itself, the collector lets a dozen figures
    gather and then takes a tenth of a second at once, in which a slider does not answer.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)  # the youngest objects only: those of the block
        if running:
            gc.enable()


def slider(label, value, low, high, step):
    """Return a slider: of whole numbers if all are whole, else of fractions."""
    whole = all(isinstance(number, int) for number in (value, low, high, step))
    kind = widgets.IntSlider if whole else widgets.FloatSlider
    return kind(value=value, min=low, max=high, step=step, description=label, **SLIDER)


def log_slider(label, value, low, high):
    """Return a slider over powers of ten, from 10**low to 10**high, eight stops to each."""
    return widgets.FloatLogSlider(
        value=value, min=low, max=high, step=0.125, description=label, readout_format=".3g", **SLIDER
    )


def stops_slider(label, stops):
    """Return a slider that knows these numbers only; it stands at the last one."""
    return widgets.SelectionSlider(options=stops, value=stops[-1], description=label, **SLIDER)


def choice(label, options):
    """Return a list to choose one option from; the first is chosen at first."""
    return widgets.Dropdown(options=list(options), description=label, style=SLIDER["style"], layout=SLIDER["layout"])
