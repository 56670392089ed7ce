"""An exploration: a pure drawing function and its controls.

Exploration     sliders above a figure that follows them; the figure alone where there are no widgets
Drawing         what it shows for some values of its controls
slider, log_slider, stops_slider, choice    the controls
"""

import gc
import io
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape

import ipywidgets as widgets
from matplotlib.backends.backend_agg import FigureCanvasAgg

from deepcourse.explore.page import BOX, SENTENCE, page_code
from deepcourse.figures.alternative import alternative_text, picture
from deepcourse.figures.wording import finished

DOTS_PER_INCH = 100  # as figures outside explorations have
FITTING = {"width": "auto", "max_width": "36em"}  # as wide as the page allows, up to a width at which aim is easy
LEAST_PICTURE = "680px"  # letters of 9 points are 9 pixels high then; a narrower page scrolls the picture sideways
LEAST_LABEL, LETTER = 9, 0.56  # em: the width of labels, and the width of a letter, generously


@dataclass(frozen=True)
class Drawing:
    """What an exploration shows for some values: PNG bytes, the sentence above them, and both in words."""

    png: bytes
    sentence: str
    text: str

    @property
    def picture(self):
        """The picture as HTML, with the text for readers who do not see it."""
        return picture(self.png, self.text)


class Exploration:
    """Controls, a figure that follows them, and a sentence with the numbers that the figure shows.

    `draw(**values)` takes a value for each control and returns a matplotlib Figure and a sentence. It knows nothing of
    widgets: tests call it. A page without widgets shows what it draws for the first values of the controls, but for
    those in `still`: a walk or a training opens on its first step, where the reader predicts, while the still picture
    has to tell what came of it, so it shows the last step.
    """

    def __init__(self, draw, *, still=None, **controls):
        self.draw, self.controls = draw, controls
        self.picture = widgets.HTML(layout={"max_width": "100%", "min_width": LEAST_PICTURE})  # an Image has no alt
        self.sentence = widgets.HTML()
        self.sentence.add_class(SENTENCE)
        self.first = self.render()
        self.still = self.render(**still) if still else self.first
        self.show(self.first)
        align_labels(controls.values())
        for control in controls.values():
            control.observe(self.redraw, names="value")
        scrolled = widgets.Box([self.picture], layout={"overflow": "auto", "align_items": "flex-start"})
        code = widgets.HTML(page_code(), layout={"display": "none"})
        self.box = widgets.VBox([*controls.values(), self.sentence, scrolled, code])
        self.box.add_class(BOX)

    @property
    def values(self):
        """Return what the controls are set to, by name."""
        return {name: control.value for name, control in self.controls.items()}

    @property
    def first_sentence(self):
        """Return the sentence for the first values of the controls."""
        return self.first.sentence

    @property
    def still_sentence(self):
        """Return the sentence of the picture for pages without widgets."""
        return self.still.sentence

    def render(self, **others):
        """Return the `Drawing` for the controls' values, or for other ones."""
        with swept():
            return self._rendered(self.values | others)

    def _rendered(self, values):
        figure, sentence = self.draw(**values)
        png = io.BytesIO()
        figure.set_dpi(DOTS_PER_INCH)
        FigureCanvasAgg(figure).print_png(png)
        return Drawing(png.getvalue(), sentence, f"{finished(sentence)} {alternative_text(figure)}")

    def show(self, drawing):
        """Put a drawn figure and its sentence before the reader."""
        self.picture.value, self.sentence.value = drawing.picture, escape(drawing.sentence)

    def redraw(self, change=None):
        """Draw for the controls' new values; where that fails, the reader sees why and keeps the last figure."""
        try:
            self.show(self.render())
        except Exception as error:
            self.sentence.value = f"<b>this could not be drawn:</b> {escape(f'{type(error).__name__}: {error}')}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Return the widget, and for pages without widgets the still picture."""
        view = self.box._repr_mimebundle_(include=include, exclude=exclude)
        return view | {"text/html": self.still.picture, "text/plain": self.still.text}


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


def align_labels(controls):
    """Give the labels of some controls one width, in which the longest of them is not cut."""
    controls = list(controls)
    width = max([LEAST_LABEL, *(1 + LETTER * len(control.description) for control in controls)])
    for control in controls:
        control.style.description_width = f"{width:.3g}em"


def slider(label, value, low, high, step):
    """Return a slider: of whole numbers if all are whole, else of fractions."""
    whole = all(isinstance(number, int) for number in (value, low, high, step))
    kind = widgets.IntSlider if whole else widgets.FloatSlider
    return kind(value=value, min=low, max=high, step=step, description=label, layout=FITTING)


def log_slider(label, value, low, high):
    """Return a slider over powers of ten, from 10**low to 10**high, eight stops to each."""
    return widgets.FloatLogSlider(
        value=value, min=low, max=high, step=0.125, description=label, readout_format=".3g", layout=FITTING
    )


def stops_slider(label, stops, value=None):
    """Return a slider that knows these numbers only; it stands at `value`, or at the first one."""
    value = stops[0] if value is None else value
    return widgets.SelectionSlider(options=stops, value=value, description=label, layout=FITTING)


def choice(label, options):
    """Return a list to choose one option from; the first is chosen at first."""
    return widgets.Dropdown(options=list(options), description=label, layout=FITTING)
