"""Every exploration draws at all positions of its controls, follows them, and reads well where there are no widgets."""

import base64
import importlib
import itertools
import json
import pkgutil

import ipywidgets as widgets
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure

from deepcourse.datasets import load_pullover_or_coat
from deepcourse.explore import exploration
from deepcourse.explore.exploration import Exploration, choice, log_slider, slider, stops_slider
from deepcourse.figures.style import WIDTH, new_figure
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import logistic_regression as nn
from seen import SILENT, complaints, size_of

pytestmark = SILENT

DATA = load_pullover_or_coat()
VIEW = "application/vnd.jupyter.widget-view+json"
FEW_STEPS = 30


def modules_in(package):
    """Return the dotted names of what a package holds."""
    return [m.name for m in pkgutil.iter_modules(importlib.import_module(package).__path__, f"{package}.")]


COURSES = [name for name in modules_in("deepcourse.explore") if name.rsplit(".", 1)[1].startswith("course")]
EXPLORATIONS = [  # the dotted name of a notebook's module, and the name of a function in it
    (module, name)
    for course in COURSES
    for module in modules_in(course)
    for name in vars(importlib.import_module(module))
    if name.startswith("explore_")
]


@pytest.fixture(scope="module")
def trained():
    """A neuron that has learned a little: w (784, 1) and b."""
    params, _, _ = nn.optimize(np.zeros((784, 1)), 0.0, DATA.X_train, DATA.Y_train, FEW_STEPS, 0.02)
    return params["w"], params["b"]


@pytest.fixture(scope="module", params=EXPLORATIONS, ids=lambda each: f"{each[0]}-{each[1]}")
def made(request, trained):
    """Each exploration as the notebook makes it, trained for a few steps only, and the values it first has."""
    arguments = {"explore_weights": (FEW_STEPS,), "explore_mistakes": trained}
    network = blocks.initialize_parameters_deep([784, 8, 1], 1)
    for name in ("explore_deep_training", "explore_hidden_shift", "explore_learning_rates"):
        arguments[name] = (FEW_STEPS,)
    arguments["explore_own_picture"] = (network, DATA.X_train.mean(axis=1, keepdims=True))
    arguments["explore_backward"] = (lambda a, b, c: 3 * (a + b * c),)
    numbers = {"explore_backward": {"a": 5, "b": 3, "c": 2}}
    module, name = request.param
    explore = getattr(importlib.import_module(module), name)
    exploration = explore(*arguments.get(name, ()), **numbers.get(name, {}))
    return exploration, exploration.values


@pytest.fixture
def shown(made):
    """Each exploration at its first values."""
    exploration, first = made
    for name, value in first.items():
        exploration.controls[name].value = value
    return exploration


def extremes(control):
    """Return all options of a list, and lowest, highest and first value of a slider."""
    if isinstance(control, widgets.Dropdown):
        return list(control.options)
    if isinstance(control, widgets.SelectionSlider):
        return [control.options[i] for i in (0, len(control.options) // 2, -1)]
    if isinstance(control, widgets.FloatLogSlider):
        return [control.base**control.min, control.base**control.max]
    return [control.min, control.max]


# --- the explorations of the courses --------------------------------------------------------------------------------


def test_every_extreme_can_be_drawn_and_read(shown):
    names = list(shown.controls)
    corners = list(itertools.product(*map(extremes, shown.controls.values())))
    for values in corners[:: 1 + 2 * (len(corners) // 200)]:  # of very many every third or fifth, so that all vary
        at = dict(zip(names, values, strict=True))
        figure, sentence = shown.draw(**at)
        assert complaints(figure) == [], at
        assert sentence, at
        assert "nan" not in sentence, at


def test_moving_any_control_changes_figure_and_sentence(shown):
    for control in shown.controls.values():
        before = shown.picture.value, shown.sentence.value
        control.value = next(value for value in extremes(control) if value != control.value)
        assert shown.picture.value != before[0], control.description
        assert shown.sentence.value != before[1], control.description


def test_the_same_position_gives_the_same_picture(shown):
    assert shown.render() == (shown.first_png, shown.first_sentence)


def test_it_needs_no_front_end_and_leaves_no_figure_open(shown):
    figure, _ = shown.draw(**shown.values)
    assert type(figure) is Figure
    assert plt.get_fignums() == []


def test_it_says_nothing_on_stderr(shown, capfd):
    for control in shown.controls.values():
        for value in extremes(control):
            control.value = value
    shown._repr_mimebundle_()
    assert capfd.readouterr() == ("", "")


def test_its_figure_is_as_wide_as_the_others(shown):
    width, height = size_of(shown.first_png)
    assert width == WIDTH * exploration.DOTS_PER_INCH
    assert height <= 600


def test_controls_say_what_they_are(shown):
    assert all(control.description for control in shown.controls.values())


# --- what an exploration is -----------------------------------------------------------------------------------------


def draw_power(base, power):
    """A drawing function that fails for one value."""
    if base == 0:
        raise ZeroDivisionError("0 has no <inverse>")
    figure, ax = new_figure(height=2, pyplot=False)
    ax.plot([0, 1], [0, base**power])
    return figure, f"{base} to the power {power} is {base**power} > 0"


@pytest.fixture
def power():
    return Exploration(draw_power, base=slider("base", 2, 0, 5, 1), power=choice("power", [1, -1]))


def test_it_stands_at_its_first_values(power):
    assert power.values == {"base": 2, "power": 1}
    assert power.sentence.value == "2 to the power 1 is 2 &gt; 0"  # as HTML
    assert power.picture.value == power.first_png
    *controls, sentence, scrolled, _ = power.box.children
    assert (controls, sentence) == ([*power.controls.values()], power.sentence)
    assert list(scrolled.children) == [power.picture]


def test_an_error_is_raised_by_the_function_and_shown_by_the_widget(power, capfd):
    with pytest.raises(ZeroDivisionError):
        power.draw(base=0, power=-1)
    before = power.picture.value
    power.controls["base"].value = 0
    assert power.sentence.value == "<b>this could not be drawn:</b> ZeroDivisionError: 0 has no &lt;inverse&gt;"
    assert power.picture.value == before
    assert capfd.readouterr() == ("", "")
    power.controls["base"].value = 3
    assert power.sentence.value == "3 to the power 1 is 3 &gt; 0"


def test_an_error_at_the_first_values_is_raised_at_once():
    with pytest.raises(ZeroDivisionError):
        Exploration(draw_power, base=slider("base", 0, 0, 5, 1), power=choice("power", [-1]))


def test_the_page_without_widgets_shows_the_first_figure(power):
    power.controls["base"].value = 5
    bundle = power._repr_mimebundle_()
    assert bundle[VIEW]["model_id"] == power.box.model_id
    assert bundle["text/plain"] == "2 to the power 1 is 2 > 0"
    assert size_of(base64.b64decode(bundle["image/png"])) == (900, 200)
    assert json.loads(json.dumps(bundle)) == bundle


def test_sliders_are_whole_or_not_as_their_numbers_are():
    assert isinstance(slider("a", 1, 0, 5, 1), widgets.IntSlider)
    assert isinstance(slider("a", 1.0, 0, 5, 0.5), widgets.FloatSlider)
    assert (log_slider("a", 1.0, -1, 2).min, log_slider("a", 1.0, -1, 2).max) == (-1, 2)
    assert stops_slider("a", (0, 1, 7)).value == 0
    assert stops_slider("a", (0, 1, 7), 7).value == 7
    assert choice("a", {"x": 1, "y": 2}).value == "x"
