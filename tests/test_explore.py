"""Every exploration draws at all positions of its controls, follows them, and reads well where there are no widgets."""

import base64
import io
import itertools
import json

import ipywidgets as widgets
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from matplotlib.figure import Figure
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from PIL import Image

from deepcourse import explore
from deepcourse.datasets import load_pullover_or_coat
from deepcourse.explore import exploration
from deepcourse.explore.course1 import logistic_regression as course1
from deepcourse.explore.exploration import Exploration, choice, log_slider, slider, stops_slider
from deepcourse.figures.style import WIDTH, new_figure
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import logistic_regression as nn
from seen import SILENT, complaints

pytestmark = SILENT

DATA = load_pullover_or_coat()
VIEW = "application/vnd.jupyter.widget-view+json"
FEW_STEPS = 30


@pytest.fixture(scope="module")
def trained():
    """A neuron that has learned a little: w (784, 1) and b."""
    params, _, _ = nn.optimize(np.zeros((784, 1)), 0.0, DATA.X_train, DATA.Y_train, FEW_STEPS, 0.02)
    return params["w"], params["b"]


@pytest.fixture(scope="module", params=sorted(explore.__all__))
def made(request, trained):
    """Each exploration as the notebook makes it, trained for a few steps only, and the values it first has."""
    arguments = {"explore_weights": (FEW_STEPS,), "explore_mistakes": trained}
    network = blocks.initialize_parameters_deep([784, 8, 1], 1)
    for name in ("explore_deep_training", "explore_hidden_shift", "explore_learning_rates"):
        arguments[name] = (FEW_STEPS,)
    arguments["explore_own_picture"] = (network, DATA.X_train.mean(axis=1, keepdims=True))
    arguments["explore_backward"] = (lambda a, b, c: 3 * (a + b * c),)
    numbers = {"explore_backward": {"a": 5, "b": 3, "c": 2}}
    exploration = getattr(explore, request.param)(*arguments.get(request.param, ()), **numbers.get(request.param, {}))
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


def size_of(png):
    with Image.open(io.BytesIO(png)) as image:
        return image.size


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
    assert list(power.box.children) == [*power.controls.values(), power.sentence, power.picture]


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
    assert stops_slider("a", (0, 1, 7)).value == 7
    assert choice("a", {"x": 1, "y": 2}).value == "x"


# --- single explorations --------------------------------------------------------------------------------------------


def test_the_likelihood_is_that_of_the_reference():
    draw = explore.explore_likelihood().draw
    x, Y = course1.few_pictures(20)
    expected = nn.log_likelihood(np.array([[-3.5]]), -1.0, x, Y)
    assert f"log-likelihood {expected:.3f}, cost {-expected / 20:.3f} per picture" in draw(-3.5, -1.0)[1]


def test_the_best_position_of_the_sliders_is_the_one_that_the_text_cites():
    shown = explore.explore_likelihood()
    places = [np.arange(c.min, c.max + 0.01, c.step) for c in shown.controls.values()]
    x, Y = course1.few_pictures(20)
    best = max(itertools.product(*places), key=lambda at: nn.log_likelihood(np.array([[at[0]]]), at[1], x, Y))
    assert best == (-3.5, -1.0)
    assert "log-likelihood -6.4" in shown.draw(*best)[1]


@pytest.mark.parametrize(
    ("rate", "steps", "rises", "cost"),
    [(10**1.125, 40, 0, None), (10**1.25, 40, 16, None), (10**0.25, 10, 0, 0.52), (0.1, 40, 0, 5.9)],
    ids=["calm", "jumps", "a tenth", "slow"],
)
def test_the_far_descent_is_the_one_that_the_text_cites(rate, steps, rises, cost):
    shown = explore.explore_cost_surface()
    far = next(iter(course1.STARTS))
    assert course1.STARTS[far] == (8, 8)
    _, sentence = shown.draw(rate, steps, "log loss", far)
    counted = int(sentence.split("rose in ")[1].split(" of")[0])
    assert counted == 0 if rises == 0 else counted >= rises
    if cost is not None:
        assert float(sentence.split("start, ")[1].split(" now")[0]) == pytest.approx(cost, abs=0.05)


def test_recorded_weights_are_those_of_optimize():
    record = course1.recorded_training(FEW_STEPS)
    params, _, costs = nn.optimize(np.zeros((784, 1)), 0.0, *DATA[:2], FEW_STEPS, course1.LEARNING_RATE)
    np.testing.assert_allclose(record.weights[FEW_STEPS], params["w"][:, 0])
    np.testing.assert_allclose(record.costs[:-1], costs)
    right = nn.accuracy(nn.predict(params["w"], params["b"], DATA.X_test), DATA.Y_test)
    assert record.accuracies[FEW_STEPS][1] == right
    assert record.stops[:4] == (0, 1, 2, 3)
    assert record.stops[-1] == FEW_STEPS


def test_a_recorded_training_is_used_again():
    assert course1.recorded_training(FEW_STEPS) is course1.recorded_training(FEW_STEPS)


def test_the_slider_of_the_weights_stands_at_the_last_step():
    shown = explore.explore_weights(FEW_STEPS)
    assert shown.values == {"step": FEW_STEPS}
    assert explore.explore_weights(1).controls["step"].options == (0, 1)


def test_every_mistake_can_be_seen(trained, monkeypatch):
    few = DATA._replace(X_test=DATA.X_test[:, :130], Y_test=DATA.Y_test[:, :130])
    monkeypatch.setattr(course1, "load_pullover_or_coat", lambda: few)
    shown = explore.explore_mistakes(*trained)
    wrong = nn.predict(*trained, few.X_test)[0] != few.Y_test[0]
    assert wrong.sum() > 2 * course1.PER_PAGE
    pictures = set()
    for page in range(1, shown.controls["page"].max + 1):
        figure, _ = shown.draw("wrong, the surest first", page)
        pictures |= {image.get_array().data.tobytes() for image in figure.axes[0].images}
    assert pictures == {column.tobytes() for column in np.ascontiguousarray(few.X_test[:, wrong].T)}


def test_the_surest_mistake_comes_first_and_the_least_decided_first(trained):
    shown = explore.explore_mistakes(*trained)
    first = {which: shown.draw(which, 1)[0].axes[0].texts[0].get_text() for which in shown.controls["which"].options}
    A = 1 / (1 + np.exp(-(trained[0].T @ DATA.X_test + trained[1])))[0]
    mistakes = np.abs(A - 0.5)[(A >= 0.5) != DATA.Y_test[0]]
    assert f"{mistakes.max() + 0.5:.0%}" in first["wrong, the surest first"]
    assert "50%" in first["hardly decided"]


def test_a_neuron_that_makes_no_mistake_has_no_page_of_mistakes(monkeypatch):
    few = DATA._replace(X_test=DATA.X_test[:, :1], Y_test=DATA.Y_test[:, :1])  # a pullover
    monkeypatch.setattr(course1, "load_pullover_or_coat", lambda: few)
    shown = explore.explore_mistakes(np.zeros((784, 1)), -1.0)
    figure, sentence = shown.draw("wrong, the surest first", 1)
    assert sentence == "none; of 1 unseen pictures 0 are wrong"
    assert figure.axes[0].texts[0].get_text() == "no such picture"


@pytest.mark.parametrize(
    ("w", "told"),
    [
        (np.zeros(784), r"shape \(784,\); give the weights of your neuron, an array \(784, 1\)"),
        (np.zeros((3, 1)), r"shape \(3, 1\)"),
        (None, r"shape \(\)"),
        (np.full((784, 1), np.nan), "smaller learning rate"),
    ],
    ids=["flat", "small", "None", "nan"],
)
def test_weights_that_are_none_are_refused_with_a_reason(w, told):
    with pytest.raises(ValueError, match=told):
        explore.explore_mistakes(w, 0.0)


# --- in a kernel ----------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("default")  # of Jupyter's own modules
def test_a_notebook_shows_it_once_and_keeps_the_figure_for_pages_without_widgets(tmp_path):
    code = "from deepcourse import explore\nexplore.explore_likelihood()"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(notebook, store_widget_state=False, resources={"metadata": {"path": tmp_path}}).execute()
    (output,) = notebook.cells[0].outputs  # one, and nothing on stdout or stderr
    assert set(output["data"]) == {VIEW, "image/png", "text/plain"}
    assert size_of(base64.b64decode(output["data"]["image/png"]))[0] == 900
    page, _ = HTMLExporter().from_notebook_node(notebook)
    assert "data:image/png;base64," + output["data"]["image/png"].strip()[:60] in page
    assert VIEW not in page
