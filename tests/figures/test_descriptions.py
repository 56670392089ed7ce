"""Every figure describes itself: with its titles, its series, and numbers of its data; no panel of it is empty."""

import io

import nbformat
import numpy as np
import papermill
import pytest
from matplotlib.figure import Figure
from nbconvert import HTMLExporter

from deepcourse.figures import alternative
from deepcourse.figures.behaviour import bars, by_word, cloud, course, field
from deepcourse.figures.description import LONGEST, NOTHING, describe, description
from deepcourse.figures.style import BLUE, GREY, RED
from deepcourse.figures.visibility import empty_panels
from deepcourse.figures.wording import finished, number, readable
from figures.rules import undescribed
from quiet import SILENT
from seen import complaints_about_images

pytestmark = SILENT


@pytest.fixture
def ax():
    """Axes of a figure that nobody keeps."""
    return Figure().subplots()


# --- the rule for all figures -----------------------------------------------------------------------------------------


def test_the_rule_for_all_figures_finds_each_fault(ax):
    ax.plot([1, 2], [3, 4], label="a series")
    ax.set_title("its title")
    assert undescribed(ax.figure, "Its title. “a series” rises from 3 at 1 to 4 at 2.") == []
    assert undescribed(ax.figure, "Its title. “other” rises from 3 at 1 to 4 at 2.") == ["'a series' is not named"]
    assert undescribed(ax.figure, r"Its title, $\beta$, “a series”, 3, nan") == [
        "it has 1 sentences", "formula: '$'", "unreadable: 'nan'"
    ]  # fmt: skip
    assert undescribed(ax.figure, "Its title. “a series”.") == ["it names no number"]
    ax.set_ylim(10, 20)
    assert undescribed(ax.figure, f"Its title. “a series” 3. {NOTHING}") == [
        "a panel is empty",
        "a panel is told as empty",
    ]


# --- numbers and words ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (-0.0, "0"), (12, "12"), (1234.5, "1,230"), (0.05, "0.05"), (-3.14159, "−3.14"), (99.96, "100"),
     (0.0001, "0.0001"), (1e-5, "10 to the −5"), (2.5e8, "2.5 times 10 to the 8"), (np.inf, "infinity")],
)  # fmt: skip
def test_numbers_are_written_as_a_person_writes_them(value, written):
    assert number(value) == written


@pytest.mark.parametrize(
    ("formula", "words"),
    [(r"weight $(1-\beta)\,\beta^k$", "weight (1 − beta) beta to the k"), (r"$\sigma'(x)$", "sigma prime (x)"),
     (r"$\sqrt{(1-\beta)/(1+\beta)}$", "square root of (1 − beta)/(1+ beta)"), (r"$10^{-7}$", "10 to the −7"),
     (r"$\frac{1}{m}$", "1 over m"), ("two\nlines", "two: lines"), ("5 $ or 6", "5 $ or 6"),
     ("blue $-$0.05", "blue −0.05"),
     (r"$A^{[0]} = X$", "A [0] = X"), (r"$\hat{y}$, $w^2$", "y hat, w squared"),
     ("3-4-1, 1e-5, -0.5", "3-4-1, 1e-5, −0.5")],
)  # fmt: skip
def test_formulas_are_read_in_words(formula, words):
    assert readable(formula) == words


# --- what numbers do ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("y", "told"),
    [([1, 2, 3], "rises from 1 at 0 to 3 at 2"), ([3, 2, 1], "falls from 3 at 0 to 1 at 2"),
     ([3, 1, 2], "falls from 3 at 0 to 1 at 1, then rises to 2 at 2"), ([5, 5, 5], "stays at 5 from 0 to 2"),
     ([1, 3, 2], "rises from 1 at 0 to 3 at 1, then falls to 2 at 2"),
     ([2, 9, 0, 9, 2], "goes up and down from 2 at 0 to 2 at 4, lowest 0 at 2, highest 9 at 1"),
     ([0, 0, 0, 0, 0, 1, 2], "stays near 0 from 0 until 4, then rises to 2 at 6"),
     ([9, 1, 1, 1, 1, 1, 1], "falls from 9 at 0 to 1 at 6, nearly level after 1"),
     ([np.nan, 4, np.nan], "a mark at (1, 4)"),
     ([np.nan] * 2, "has no values")],
)  # fmt: skip
def test_a_line_is_told_by_what_it_does(y, told):
    assert course(np.arange(len(y)), y) == told


def test_a_path_that_turns_back_is_told_by_its_ends():
    assert course([0, 1, 0], [0, 1, 5]) == "goes from (0, 0) to (0, 5) in 3 points"


def test_on_a_logarithmic_scale_the_eye_sees_powers():
    y = [1, 0.1, 0.01, 0.001, 1e-4, 1e-5]
    assert "nearly level after 2" in course(range(6), y)
    assert course(range(6), y, logarithmic=True) == "falls from 1 at 0 to 10 to the −5 at 5"


def test_points_bars_and_fields_tell_their_values():
    assert cloud([1], [2]) == "at (1, 2)"
    assert cloud(range(12), range(12)).endswith("their middle at (5.5, 5.5), rising to the right (correlation 1)")
    assert bars(["a", "b"], [1, -2]) == "a 1, b −2"
    assert bars(list("abcdefghijklmn"), range(14)) == "14 bars, lowest 0 at a, highest 13 at n"
    assert by_word(["a", "b", "a"], [1, 2, 3]) == "a 1 and 3; b 2"
    told = field(np.arange(900.0).reshape(30, 30), range(30), range(30))
    assert told == "lowest 0 at (0, 0) and highest 899 at (29, 29); thirds, row by row from the top: " \
        "140, 150, 160; 440, 450, 460; 740, 750, 760"  # fmt: skip


# --- panels ---------------------------------------------------------------------------------------------------------


def test_a_line_is_named_by_its_label_the_text_at_its_end_or_the_legend_of_its_colour(ax):
    ax.plot([0, 1], [0, 1], color=BLUE, label="labelled")
    ax.plot([0, 1], [1, 5], color=RED)
    ax.annotate("at its end", (1, 5), xytext=(4, 0), textcoords="offset points", color=RED)
    ax.plot([0.5], [0.5], "o", color=BLUE)
    ax.axhline(3, color=GREY)
    ax.text(0.4, 3.1, "a guide")
    ax.set(xlabel="$x_1$ (m)", ylabel="cost", yscale="linear")
    assert description(ax.figure) == (
        "Across: x 1 (m), 0 to 1. Up: cost, 0 to 5. “labelled” rises from 0 at 0 to 1 at 1. "
        "“at its end” rises from 1 at 0 to 5 at 1. “a guide”: level line at 3. “labelled” is marked at (0.5, 0.5)."
    )


def test_a_text_names_no_line_of_another_colour(ax):
    ax.plot([0, 1], [1, 5], color=RED)
    ax.annotate("another", (1, 5), color=BLUE)
    assert "“another”" not in description(ax.figure)
    assert "Written in it: another." in description(ax.figure)


def test_bars_have_the_names_at_the_ticks_and_a_scale_is_said(ax):
    ax.bar(["cat", "dog"], [3, 40], label="pets")
    ax.set(yscale="log", ylim=(1, 100), ylabel="number", title="animals")
    told = "Animals. Across: cat and dog. Up: number, 1 to 40 (logarithmic). “pets”: cat 3, dog 40."
    assert description(ax.figure) == told


def test_many_lines_without_names_are_one():
    figure = Figure()
    ax = figure.subplots()
    for start in range(6):
        ax.plot([0, 1, 2], [start, 1, 10], color=GREY)
    assert "6 lines that start at 0 to 5 and end at 10" in description(figure)


def test_pictures_are_a_grid_with_their_captions():
    figure = Figure()
    for ax, title in zip(figure.subplots(1, 4), ("coat", "coat", "dress", ""), strict=True):
        ax.axis("off")
        if title:
            ax.imshow(np.eye(5))
            ax.set_title(title)
    assert description(figure) == "Three pictures of 5 by 5 pixels. Their captions: coat (2 times) and dress."


def test_what_a_drawing_function_says_stands_for_the_marks(ax):
    ax.plot([0, 1], [0, 1], label="hidden")
    ax.set_title("a network")
    describe(ax, "two units, joined by $w_1$")
    assert description(ax.figure).startswith("A network. Two units, joined by w 1.")
    assert "hidden" not in description(ax.figure)


def test_the_same_panel_is_told_once():
    figure = Figure()
    for ax in figure.subplots(1, 2):
        ax.plot([0, 1], [0, 1], color=BLUE)
        ax.set(title="t", xlabel="x", ylabel="y")
    text = description(figure)
    assert text == "Two panels. Panel 1: t. Across: x, 0 to 1. Up: y, 0 to 1. " \
        "A blue line rises from 0 at 0 to 1 at 1. Panel 2: t. As before."  # fmt: skip


def test_a_rich_figure_is_told_at_a_length_that_one_can_listen_to():
    figure = Figure()
    for i, ax in enumerate(np.ravel(figure.subplots(3, 4))):
        for series in range(8):
            ax.plot(np.cumsum(np.arange(9) * (i - series)), label=f"series {i} {series}")
    text = description(figure)
    assert len(text) <= 3 * LONGEST  # 96 names
    assert all(f"series {i} {series}" in text for i in range(12) for series in range(8))


@pytest.mark.parametrize("change", [lambda y: y + 1, lambda y: -y, lambda y: y * 1.1], ids=["more", "turned", "scaled"])
def test_another_figure_has_another_description(change):
    texts = []
    for y in (np.arange(5.0), change(np.arange(5.0))):
        ax = Figure().subplots()
        ax.plot(y)
        texts.append(description(ax.figure))
    assert texts[0] != texts[1]


# --- panels in which nothing is drawn --------------------------------------------------------------------------------


def beyond(ax):
    ax.plot([0, 1], [5, 6], "o-")
    ax.scatter([0, 1], [5, 6])
    ax.bar([0, 1], [2, 2], bottom=5)


@pytest.mark.parametrize(
    "draw",
    [beyond, lambda ax: None, lambda ax: ax.axhline(0.5), lambda ax: ax.plot([], []),
     lambda ax: ax.plot([np.nan], [1], "o"),
     lambda ax: ax.text(0.5, 0.5, "words alone"), lambda ax: ax.plot([0.5], [9], "-"),
     lambda ax: ax.plot([0, 1], [0.5, 0.5], visible=False), lambda ax: ax.fill_between([0, 1], [2, 2], [3, 3])],
)  # fmt: skip
def test_a_panel_without_a_visible_mark_is_empty(draw, ax):
    draw(ax)
    ax.set(xlim=(0, 1), ylim=(0, 1))
    assert empty_panels(ax.figure) == [ax]
    assert NOTHING in description(ax.figure)


@pytest.mark.parametrize(
    "draw",
    [lambda ax: ax.plot([0.5], [0.5], "o"), lambda ax: ax.plot([-5, 5], [-5, 5]), lambda ax: ax.bar([0.5], [0.5]),
     lambda ax: ax.scatter([0.5, 9], [0.5, 9]), lambda ax: ax.imshow(np.eye(2), extent=(-9, 9, -9, 9)),
     lambda ax: ax.fill_between([-9, 9], [-9, -9], [9, 9]), lambda ax: ax.vlines([0.5], -2, 2),
     lambda ax: ax.plot([np.nan, 0, 1], [0.1, 0.1, 0.2])],
)  # fmt: skip
def test_a_panel_with_a_mark_within_its_frame_is_not_empty(draw, ax):
    draw(ax)
    ax.set(xlim=(0, 1), ylim=(0, 1))
    assert empty_panels(ax.figure) == []
    assert NOTHING not in description(ax.figure)


def test_a_drawing_of_words_alone_is_not_empty(ax):
    ax.axis("off")
    ax.text(0.5, 0.5, "a table")
    assert empty_panels(ax.figure) == []
    assert description(ax.figure) == "Written in it: a table."


# --- shown ----------------------------------------------------------------------------------------------------------


def test_a_picture_is_html_with_its_size_and_any_text():
    figure = Figure(figsize=(2, 1))
    figure.subplots().plot([0, 1])
    png = io.BytesIO()
    figure.savefig(png, format="png", dpi=100)
    html = alternative.picture(png.getvalue(), 'a < b & "c"\'')
    assert html.startswith(
        '<img alt="a &lt; b &amp; &quot;c&quot;&#x27;" width="200" height="100" style="max-width: 100%'
    )
    assert 'src="data:image/png;base64,iVBOR' in html


def test_a_figure_that_cannot_be_described_is_no_error(ax, monkeypatch):
    monkeypatch.setattr(alternative, "description", lambda figure: 1 / 0)
    assert alternative.alternative_text(ax.figure) == alternative.UNKNOWN


CELLS = (
    "FAST = False",
    "from deepcourse.figures.style import new_figure\nimport matplotlib.pyplot as plt",
    "figure, ax = plt.subplots(); ax.plot([1, 2, 3], [2, 5, 1], label='mine'); ax.set_title('my own');",
    "figure",
    "plt.figure(); plt.show()",  # no axes: nothing to show
    "figure, ax = plt.subplots(); ax.plot([0], [5], 'o'); ax.set_ylim(0, 1);",
    "from matplotlib.backends.backend_agg import FigureCanvasAgg as Canvas\n"
    "drawn, draw = [], Canvas.draw\nCanvas.draw = lambda canvas: (drawn.append(canvas), draw(canvas))[1]\n"
    "figure, ax = new_figure(); ax.plot([0, 1]);",
    "len(drawn)",
    "%config InlineBackend.figure_format = 'retina'\n"
    "from deepcourse.figures import alternative\n"
    "print_png = get_ipython().display_formatter.formatters['image/png'].type_printers[type(figure)]\n"
    "sharp = alternative.bundle(figure, print_png)['text/html']\n"
    "plt.close('all')\n"
    "alternative.size_of(alternative.printed(figure, print_png)[0]), sharp[sharp.index('width') :][:24]",
)


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """A notebook that papermill has run: the figures of a student, who draws without our functions."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.cells[0].metadata.tags = ["parameters"]
    paths = [str(tmp_path_factory.mktemp("executed") / name) for name in ("source.ipynb", "executed.ipynb")]
    nbformat.write(notebook, paths[0])
    papermill.execute_notebook(*paths, progress_bar=False)
    return nbformat.read(paths[1], 4)


@pytest.mark.filterwarnings("default")  # of Jupyter's own modules
def test_a_student_s_own_figure_is_shown_with_its_description_in_a_notebook_and_a_page(executed):
    told = "My own. Across: 1 to 3. Up: 1 to 5. “mine” rises from 2 at 1 to 5 at 2, then falls to 1 at 3."
    shown = [output.data for cell in executed.cells[2:4] for output in cell.outputs]
    assert len(shown) == 2
    assert all(set(data) == {"text/html", "text/plain"} and data["text/plain"] == told for data in shown)  # kept once
    assert [output.data for output in executed.cells[4].outputs] == [
        {"text/plain": "<Figure size 640x480 with 0 Axes>"}
    ]
    page, _ = HTMLExporter().from_notebook_node(executed)
    assert page.count(f'alt="{told}"') == 2
    assert "No description has been provided" not in page


@pytest.mark.filterwarnings("default")
def test_a_figure_of_ours_is_drawn_once_and_keeps_its_size(executed):
    """Pyplot would draw it after the cell, and print_figure again to see what stands beyond its edge."""
    shown, count, sharp = executed.cells[-3:]
    assert 'width="900" height="340"' in shown.outputs[0].data["text/html"]
    assert count.outputs[0].data["text/plain"] == "1"
    told = sharp.outputs[-1].data["text/plain"]  # of a screen with two dots for each
    assert told == '((1800, 680), \'width="900" height="340"\')'


@pytest.mark.filterwarnings("default")
def test_a_notebook_s_pictures_are_complained_about_where_they_say_nothing(executed):
    name = executed.cells[5].id
    assert complaints_about_images(executed) == [f"{name}: a panel in which nothing is drawn"]
    cell = nbformat.v4.new_code_cell(id="bad")
    htmls = ('<img src="x">', '<img alt="">', '<img alt="by hand">')
    cell.outputs = [nbformat.v4.new_output("display_data", {"image/png": "iVBOR"})]
    cell.outputs += [nbformat.v4.new_output("display_data", {"text/html": html}) for html in htmls]
    assert complaints_about_images(nbformat.v4.new_notebook(cells=[cell])) == [
        "bad: a picture without a description",
        "bad: an image without a description",
        "bad: an image without a description",
        "bad: its description is not that of the figure",
    ]


def test_a_finished_sentence_ends():
    assert [finished(text) for text in ("", "a", "a?", "a: ")] == ["", "a.", "a?", "a."]
