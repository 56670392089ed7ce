"""Explorations open where the reader predicts, fit a narrow page, and say what they are to those who listen."""

import re

import pytest

from deepcourse.explore.exploration import Exploration, align_labels, choice, slider, stops_slider
from deepcourse.explore.page import BOX, SENTENCE, page_code
from deepcourse.figures.style import new_figure
from explorations import EXPLORATIONS, PAUSES, REPLAYS, make
from quiet import SILENT

pytestmark = SILENT

WALKS = [place for place in EXPLORATIONS if place[1] in REPLAYS]


def draw(step, **others):
    """Draw next to nothing, and say at which step."""
    figure, _ = new_figure(height=2, pyplot=False)
    return figure, f"step {step}"


def first_of(control):
    """Return the first stop of a slider."""
    return control.options[0] if hasattr(control, "options") else control.min


@pytest.mark.parametrize(("module", "name"), WALKS, ids=[name for _, name in WALKS])
def test_a_walk_opens_on_its_first_step_and_its_still_picture_shows_the_last(module, name):
    made, walked = make(module, name), REPLAYS[name]
    control = made.controls[walked]
    last = PAUSES.get(name, control.options[-1] if hasattr(control, "options") else control.max)
    assert control.value == first_of(control)
    assert made.still_sentence == made.draw(**(made.values | {walked: last}))[1] != made.first_sentence
    assert made.picture.value == made.first.picture != made.still.picture


def test_no_walk_is_forgotten():
    """A slider that is called step, moment or the like walks through something, or is one setting among others."""
    settings = {"explore_cost_surface", "explore_bowl", "explore_descent"}  # how long to walk, with which rate
    settings |= {"explore_fields", "explore_units"}  # which step of a network
    sources = {name: getattr(__import__(module, fromlist=[name]), name) for module, name in EXPLORATIONS}
    assert set(REPLAYS) <= set(sources)
    walking = {name for name, made in sources.items() if re.search(r"\b(step|moment)s?=", source_of(made))}
    assert walking - set(REPLAYS) == settings


def source_of(function):
    """Return the source code of a function."""
    import inspect

    return inspect.getsource(function)


def test_the_still_picture_is_the_first_one_unless_told():
    made = Exploration(draw, step=stops_slider("step", (0, 5, 9)))
    assert (made.first_sentence, made.still_sentence, made.still.png) == ("step 0", "step 0", made.first.png)
    made = Exploration(draw, still={"step": 9}, step=stops_slider("step", (0, 5, 9)))
    assert (made.first_sentence, made.still_sentence) == ("step 0", "step 9")
    assert made._repr_mimebundle_()["text/plain"] == made.still.text
    assert made.still.text.startswith("step 9. ")
    assert made.values == {"step": 0}


def test_labels_have_one_width_that_holds_the_longest():
    controls = slider("a", 0, 0, 1, 1), choice("how much of it really matters", ["x"]), stops_slider("b", (1, 2))
    align_labels(controls)
    (width,) = {control.style.description_width for control in controls}
    assert float(width.removesuffix("em")) > 0.5 * len("how much of it really matters")


def test_no_control_has_a_fixed_width():
    for control in (slider("a", 0, 0, 1, 1), slider("a", 0.0, 0, 1, 0.1), stops_slider("b", (1,)), choice("c", "xy")):
        assert control.layout.width == "auto"
        assert control.layout.max_width.endswith("em")


def test_the_page_is_told_about_every_exploration_once():
    made = Exploration(draw, step=slider("step", 0, 0, 9, 1))
    assert BOX in made.box._dom_classes
    assert SENTENCE in made.sentence._dom_classes
    assert [getattr(child, "value", None) for child in made.box.children].count(page_code()) == 1
    assert page_code().count('"') == 2  # the script ends where its attribute does
