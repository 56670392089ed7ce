"""Every exploration draws at all positions of its controls, follows them, and reads well where there are no widgets."""

import itertools
import json
import re
from html import escape

import ipywidgets as widgets
import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure

from colours import pale_texts, told_by_colour
from deepcourse.explore import exploration
from deepcourse.explore.exploration import Exploration, choice, log_slider, slider, stops_slider
from deepcourse.figures.description import description
from deepcourse.figures.style import WIDTH, new_figure
from deepcourse.figures.visibility import empty_panels
from deepcourse.figures.wording import finished
from explorations import EXPLORATIONS, REPLAYS, make
from seen import SILENT, complaints, size_of

pytestmark = SILENT

OTHERWISE = {  # an exploration: how its groups are told apart besides colour
    "explore_bug_hunt": "a scale of numbers, and a thick edge where something is wrong",
}
VIEW = "application/vnd.jupyter.widget-view+json"


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


@pytest.mark.parametrize(("module", "name"), EXPLORATIONS, ids=[f"{m}-{name}" for m, name in EXPLORATIONS])
def test_an_exploration_can_be_read_everywhere_follows_its_controls_and_is_silent(module, name, capfd):
    """One pass over the positions: making an exploration may train networks, and drawing is what this test costs."""
    explored = make(module, name)
    nameless = [control for control in explored.controls.values() if not control.description]
    assert nameless == []
    assert wrong_first_picture(explored) == []
    assert told_by_colour_alone(name, explored) == []
    assert [fault for at in corners(explored) for fault in wrong_at(explored, at)] == []
    assert controls_without_effect(explored, name) == []
    assert badly_described(explored) == []
    explored._repr_mimebundle_()
    assert capfd.readouterr() == ("", "")
    assert plt.get_fignums() == []  # widgets belong to no front end of matplotlib


def wrong_first_picture(explored):
    """Return what is wrong with an exploration as the page first shows it: its size, or that it is not repeatable."""
    width, height = size_of(explored.first.png)
    fits = (width, height <= 600) == (WIDTH * exploration.DOTS_PER_INCH, True)
    found = [] if fits else [f"it is {width} by {height} pixels"]
    again = explored.render() == explored.first
    return found if again else [*found, "the same position gives another picture"]


def told_by_colour_alone(name, explored):
    """Return what is too pale in the first picture, and which groups in it differ in nothing but colour."""
    figure, _ = explored.draw(**explored.values)
    figure.set_dpi(exploration.DOTS_PER_INCH)
    groups = [] if name in OTHERWISE else [each for ax in figure.axes for each in told_by_colour(ax)]
    return [*pale_texts(figure), *groups]


def corners(explored):
    """Return where the controls are all at extremes; of very many every third or fifth, so that all vary."""
    places = list(itertools.product(*map(extremes, explored.controls.values())))
    return [dict(zip(explored.controls, at, strict=True)) for at in places[:: 1 + 2 * (len(places) // 200)]]


def wrong_at(explored, at):
    """Return what is wrong with figure and sentence where the controls say `at`, each with the place."""
    figure, sentence = explored.draw(**at)
    found = complaints(figure)
    if type(figure) is not Figure:
        found.append(f"it draws a {type(figure)}")
    if not sentence or "nan" in sentence:
        found.append(f"it says {sentence!r}")
    return [(at, fault) for fault in found]


def controls_without_effect(explored, exploration_name):
    """Return the names of the controls that leave figure or sentence as they were; move all to all extremes."""
    idle, later = [], []
    walk = explored.controls.get(REPLAYS.get(exploration_name))
    if walk is not None:  # it opens on its first step, where the other controls may change nothing yet
        walk.value = walk.options[-1] if hasattr(walk, "options") else walk.max
    for name, control in explored.controls.items():
        before = png_of(explored), explored.sentence.value
        other, *more = (value for value in extremes(control) if value != control.value)
        later += [(name, control, value) for value in more]
        idle += move(name, control, other, before, explored)
    for name, control, value in later:
        control.value = value
        idle += [f"{name} at {value}: {explored.sentence.value}"] * explored.sentence.value.startswith("<b>")
    return idle


def png_of(explored):
    """Return the picture that is shown, without its words: these change with the sentence."""
    return re.search(r"base64,([^\"]+)", explored.picture.value)[1]


def move(name, control, value, before, explored):
    """Move a control; return [its name] if picture or sentence did not follow."""
    control.value = value
    moved = png_of(explored) != before[0] and explored.sentence.value != before[1]
    return [] if moved else [name]


def badly_described(explored):
    """Return what is wrong with the words for the picture, with each control in turn at each of its extremes."""
    found = []
    for control in explored.controls.values():
        for value in extremes(control):
            control.value = value
            figure, sentence = explored.draw(**explored.values)
            text, place = f"{finished(sentence)} {description(figure)}", (control.description, value)
            if escape(text) not in explored.picture.value:
                found.append((place, "the picture comes with other words"))
            if re.search(r"\$|\\[A-Za-z]|\bnan\b", text):
                found.append((place, text))
            found += [(place, f"empty: {panel}") for panel in empty_panels(figure)]
    return found


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
    assert power.picture.value == power.first.picture
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
    assert bundle["text/plain"].startswith("2 to the power 1 is 2 > 0. ")
    assert 'alt="2 to the power 1 is 2 &gt; 0. ' in bundle["text/html"]
    assert 'width="900" height="200"' in bundle["text/html"]
    assert json.loads(json.dumps(bundle)) == bundle


def test_sliders_are_whole_or_not_as_their_numbers_are():
    assert isinstance(slider("a", 1, 0, 5, 1), widgets.IntSlider)
    assert isinstance(slider("a", 1.0, 0, 5, 0.5), widgets.FloatSlider)
    assert (log_slider("a", 1.0, -1, 2).min, log_slider("a", 1.0, -1, 2).max) == (-1, 2)
    assert stops_slider("a", (0, 1, 7)).value == 0
    assert stops_slider("a", (0, 1, 7), 7).value == 7
    assert choice("a", {"x": 1, "y": 2}).value == "x"
