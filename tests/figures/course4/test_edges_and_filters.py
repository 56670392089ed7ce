"""The figures of edges_and_filters show the numbers that they were given, can be read, and leave nothing behind."""

import numpy as np
import pytest

from deepcourse.cnn.filters import KERNELS, convolve2d
from deepcourse.datasets import load_photograph
from deepcourse.explore.course4.edges_and_filters import SMALL
from deepcourse.figures.course4 import edges_and_filters as figures
from deepcourse.figures.description import description
from quiet import SILENT

pytestmark = SILENT

CAT, COLOURED = load_photograph("cat", grey=True)[:120, :160], load_photograph("coffee")[:100, :150]
ANSWERS = convolve2d(CAT, KERNELS["Sobel"])
STEPS = (3, 10, 30, 100)
LINES = {
    name: np.geomspace(1, end, 4) for name, end in (("noise", 1e-9), ("gravel", 1e-2), ("cat", 0.2), ("brick", 0.5))
}
RAMP = np.tile([0.0, 0.0, 1.0, 1.0, 1.0, 0.0], (5, 1))

DRAWINGS = {  # figure: how the notebook draws it
    "window": lambda: figures.draw_window(SMALL, KERNELS["vertical edges"]),
    "window with a question": lambda: figures.draw_window(SMALL, KERNELS["vertical edges"], asked=True),
    "window with a frame": lambda: figures.draw_window(SMALL, KERNELS["blur"].round(2), 2, 3, 4),
    "maps": lambda: figures.draw_maps(CAT, {"vertical edges": ANSWERS, "horizontal edges": -ANSWERS}, 1.5),
    "views": lambda: figures.draw_views(ANSWERS, 1.5),
    "strengths": lambda: figures.draw_strengths(["cat", "brick"], [0.16, 0.27], [0.2, 0.1]),
    "learning": lambda: figures.draw_learning(STEPS, LINES, LINES),
    "kernels": lambda: figures.draw_kernels({"hidden": KERNELS["Sobel"], "from noise": -KERNELS["Sobel"]}),
    "channels": lambda: figures.draw_channels(
        COLOURED, dict.fromkeys(("all channels", "red", "red minus green"), ANSWERS), 1
    ),
    "edges": lambda: figures.draw_edges(COLOURED, np.abs(COLOURED.mean(axis=2)), 1.5),
}
EXCUSED = {name: {"xlabel", "ylabel"} for name in ("maps", "views", "channels", "edges", "strengths")}


def numbers_on(ax):
    return [text.get_text() for text in ax.texts]


def test_the_answers_worked_out_by_hand_stand_in_the_table():
    assert numbers_on(DRAWINGS["window"]()[2]) == ["22"]
    axes = figures.draw_window(SMALL, KERNELS["vertical edges"], step=99)
    assert numbers_on(axes[2]) == [f"{answer:g}" for answer in convolve2d(SMALL, KERNELS["vertical edges"]).ravel()]


def test_an_answer_that_is_asked_for_is_told_nowhere():
    axes = DRAWINGS["window with a question"]()
    assert numbers_on(axes[2]) == ["?"]
    assert "22" not in description(axes[0].figure)


def test_the_description_names_the_pixels_of_the_window_and_the_answer():
    told = description(figures.draw_window(SMALL, KERNELS["Sobel"], 1, 2, 5)[0].figure)
    assert "The window stands at row 2, column 2, on the pixels 8 2 0; 7 1 1; 9 1 2" in told
    assert "6 of 12 answers are there" in told
    assert "row 1, column 1, is 27" in told


def test_pixels_that_no_window_covers_are_marked():
    seen = figures.covered((5, 7), 3, 3)
    assert np.argwhere(~seen).tolist() == [[i, j] for i in range(5) for j in range(7) if i > 2 or j > 5]
    assert figures.covered((5, 7), 3, 1).all()
    axes = figures.draw_window(SMALL, KERNELS["Sobel"], 0, 3)
    cells = axes[0].patches[: SMALL.size]
    marked = [tuple(cell.get_facecolor()[:3]) == pytest.approx((251 / 255, 227 / 255, 205 / 255)) for cell in cells]
    np.testing.assert_array_equal(np.reshape(marked, SMALL.shape), ~seen)


def test_a_signed_map_is_white_at_zero_and_the_same_on_both_sides():
    for ax in DRAWINGS["maps"]()[1:]:
        norm, colours = ax.images[0].norm, ax.images[0].cmap
        assert norm.vmin == -norm.vmax
        assert min(colours(norm(0.0))[:3]) > 0.95
        red, _, blue, _ = colours(norm(1.4))
        assert red > blue + 0.2


def test_what_is_cut_off_is_black_and_magnitudes_are_not():
    _, magnitudes, cut = DRAWINGS["views"]()
    negative = ANSWERS < -0.1
    assert (np.asarray(cut.images[0].get_array())[negative] < 0).all()
    assert (np.asarray(magnitudes.images[0].get_array())[negative] > 0).all()


def test_costs_too_small_to_matter_stand_at_the_floor():
    lowest = [min(line.get_ydata()) for line in DRAWINGS["learning"]()[0].lines]
    assert lowest[0] == 1e-5
    assert lowest[1] == pytest.approx(1e-2)


@pytest.mark.parametrize(
    ("kernel", "largest"),
    [(KERNELS["Sobel"], 4.0), (KERNELS["blur"], 1.0), (KERNELS["sharpen"], 5.0), (np.zeros((3, 3)), 1.0)],
)
def test_the_largest_answer_that_is_possible(kernel, largest):
    assert figures.possible(kernel) == pytest.approx(largest)
    if kernel.any():
        best = np.where(kernel > 0, 1.0, 0.0), np.where(kernel < 0, 1.0, 0.0)
        assert max(abs((kernel * image).sum()) for image in best) == pytest.approx(largest)


def test_shares_count_both_signs():
    assert figures.shares(convolve2d(RAMP, KERNELS["Sobel"])) == "25% of the answers positive, 50% negative"
