"""The explorations of course 1, week 2: one neuron."""

import itertools

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from deepcourse.datasets import load_pullover_or_coat
from deepcourse.explore.course1 import logistic_regression as course1
from deepcourse.explore.course1 import logistic_regression as explore
from deepcourse.nn import logistic_regression as nn
from quiet import SILENT
from seen import complaints_about_images

pytestmark = SILENT

DATA = load_pullover_or_coat()
VIEW = "application/vnd.jupyter.widget-view+json"
FEW_STEPS = 30


@pytest.fixture(scope="module")
def trained():
    """A neuron that has learned a little: w (784, 1) and b."""
    params, _, _ = nn.optimize(np.zeros((784, 1)), 0.0, DATA.X_train, DATA.Y_train, FEW_STEPS, 0.02)
    return params["w"], params["b"]


def test_the_likelihood_is_that_of_the_reference():
    draw = explore.explore_likelihood().draw
    x, Y = explore.few_pictures(20)
    expected = nn.log_likelihood(np.array([[-3.5]]), -1.0, x, Y)
    assert f"log-likelihood {expected:.3f}, cost {-expected / 20:.3f} per picture" in draw(-3.5, -1.0)[1]


def test_the_best_position_of_the_sliders_is_the_one_that_the_text_cites():
    shown = explore.explore_likelihood()
    places = [np.arange(c.min, c.max + 0.01, c.step) for c in shown.controls.values()]
    x, Y = explore.few_pictures(20)
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
    far = next(iter(explore.STARTS))
    assert explore.STARTS[far] == (8, 8)
    _, sentence = shown.draw(rate, steps, "log loss", far)
    counted = int(sentence.split("rose in ")[1].split(" of")[0])
    assert counted == 0 if rises == 0 else counted >= rises
    if cost is not None:
        assert float(sentence.split("start, ")[1].split(" now")[0]) == pytest.approx(cost, abs=0.05)


def test_recorded_weights_are_those_of_optimize():
    record = explore.recorded_training(FEW_STEPS)
    params, _, costs = nn.optimize(np.zeros((784, 1)), 0.0, *DATA[:2], FEW_STEPS, explore.LEARNING_RATE)
    np.testing.assert_allclose(record.weights[FEW_STEPS], params["w"][:, 0])
    np.testing.assert_allclose(record.costs[:-1], costs)
    right = nn.accuracy(nn.predict(params["w"], params["b"], DATA.X_test), DATA.Y_test)
    assert record.accuracies[FEW_STEPS][1] == right
    assert record.stops[:4] == (0, 1, 2, 3)
    assert record.stops[-1] == FEW_STEPS


def test_a_recorded_training_is_used_again():
    assert explore.recorded_training(FEW_STEPS) is explore.recorded_training(FEW_STEPS)


def test_the_weights_open_on_the_first_step_and_a_page_without_widgets_shows_the_last():
    shown = explore.explore_weights(FEW_STEPS)
    assert shown.values == {"step": 0}
    assert shown.controls["step"].options[-1] == FEW_STEPS
    assert shown.still_sentence == shown.draw(FEW_STEPS)[1] != shown.first_sentence
    assert explore.explore_weights(1).controls["step"].options == (0, 1)


def test_every_mistake_can_be_seen(trained, monkeypatch):
    few = DATA._replace(X_test=DATA.X_test[:, :130], Y_test=DATA.Y_test[:, :130])
    monkeypatch.setattr(course1, "load_pullover_or_coat", lambda: few)
    shown = explore.explore_mistakes(*trained)
    wrong = nn.predict(*trained, few.X_test)[0] != few.Y_test[0]
    assert wrong.sum() > 2 * explore.PER_PAGE
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
    code = "from deepcourse.explore.course1 import logistic_regression as explore\nexplore.explore_likelihood()"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(notebook, store_widget_state=False, resources={"metadata": {"path": tmp_path}}).execute()
    (output,) = notebook.cells[0].outputs  # one, and nothing on stdout or stderr
    assert set(output["data"]) == {VIEW, "text/html", "text/plain"}
    assert complaints_about_images(notebook) == []
    assert 'width="900"' in output["data"]["text/html"]
    page, _ = HTMLExporter().from_notebook_node(notebook)
    assert output["data"]["text/html"].split("src=")[1][:90] in page
    assert f'alt="{output["data"]["text/plain"][:40]}' in page
    assert "No description has been provided" not in page
    assert VIEW not in page
