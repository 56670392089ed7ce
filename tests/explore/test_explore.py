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
from quiet import SILENT
from seen import complaints, size_of

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
    positions = [
        dict(zip(explored.controls, at, strict=True)) for at in in_pairs(map(extremes, explored.controls.values()))
    ]
    assert [fault for at in positions for fault in wrong_at(explored, at)] == []
    assert controls_without_effect(explored, name) == []
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


def in_pairs(options):
    """Return positions, as few as found at once, in which every two options of two lists stand together somewhere."""
    every = list(itertools.product(*options))
    pairs = {at: set(itertools.combinations(enumerate(at), 2)) or {at} for at in every}
    missing, chosen = set().union(*pairs.values()), []
    while missing:
        chosen.append(max(every, key=lambda at: len(pairs[at] & missing)))
        missing -= pairs[chosen[-1]]
    return chosen


def wrong_at(explored, at):
    """Return what is wrong with figure, sentence and description where the controls say `at`, each with the place."""
    figure, sentence = explored.draw(**at)
    found = complaints(figure)
    if type(figure) is not Figure:
        found.append(f"it draws a {type(figure)}")
    if not sentence or "nan" in sentence:
        found.append(f"it says {sentence!r}")
    text = words_for(figure, sentence)
    found += [text] if re.search(r"\$|\\[A-Za-z]|\bnan\b", text) else []
    found += [f"empty: {panel}" for panel in empty_panels(figure)]
    return [(at, fault) for fault in found]


def words_for(figure, sentence):
    """Return what stands for the picture where it is not seen."""
    return f"{finished(sentence)} {description(figure)}"


def controls_without_effect(explored, exploration_name):
    """Return which controls leave figure, sentence or description as they were; move all to all extremes."""
    faults, drawn, draw = [], [], explored.draw
    explored.draw = lambda **values: drawn.append(draw(**values)) or drawn[-1]
    walk = explored.controls.get(REPLAYS.get(exploration_name))
    if walk is not None:  # it opens on its first step, where the other controls may change nothing yet
        walk.value = walk.options[-1] if hasattr(walk, "options") else walk.max
    others = {name: [v for v in extremes(c) if v != c.value] for name, c in explored.controls.items()}
    later = [(name, value) for name, values in others.items() for value in values[1:]]
    for number, (name, value) in enumerate([*((name, values[0]) for name, values in others.items()), *later]):
        before = png_of(explored), explored.sentence.value
        explored.controls[name].value = value
        moved = png_of(explored) != before[0] and explored.sentence.value != before[1]
        faults += [f"{name} at {value} changes nothing"] * (number < len(others) and not moved)
        faults += [f"{name} at {value}: {explored.sentence.value}"] * explored.sentence.value.startswith("<b>")
        told = escape(words_for(*drawn[-1])) in explored.picture.value
        faults += [f"{name} at {value}: the picture comes with other words"] * (not told)
    explored.draw = draw
    return faults


def png_of(explored):
    """Return the picture that is shown, without its words: these change with the sentence."""
    return re.search(r"base64,([^\"]+)", explored.picture.value)[1]


def test_every_two_options_stand_together_somewhere():
    options = [[1, 2, 3], ["a", "b"], [True, False], [0.5, 1.5, 2.5]]
    chosen = in_pairs(options)
    for one, other in itertools.combinations(range(4), 2):
        assert {(at[one], at[other]) for at in chosen} == set(itertools.product(options[one], options[other]))
    assert len(chosen) < 12
    assert in_pairs([[1, 2, 3]]) == [(1,), (2,), (3,)]


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
