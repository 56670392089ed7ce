"""What is stored of a submission runs nothing: tags, addresses, styles, Markdown, pictures; what is honest stays."""

import io
from html.parser import HTMLParser

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

from deepcourse.checking.present import report_panel
from deepcourse.checking.session import verdict
from deepcourse.figures.alternative import picture
from deepcourse.grading.edition import config
from deepcourse.grading.edition.convert import convert
from deepcourse.grading.edition.harmless import MOST_TAGS, harmless, harmless_html, harmless_markdown
from deepcourse.nn import logistic_regression as reference
from nbgraders import Autograde
from samples import RIGHT, WEEK, read

PNG = "iVBORw0KGgo="


class Parts(HTMLParser):
    """The tags, attributes and words of a page, styles as sets of declarations, without what any browser adds."""

    def __init__(self, html):
        super().__init__()
        self.parts = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag != "tbody":
            self.parts.append((tag, {name: style(value) for name, value in attributes}))

    def handle_data(self, data):
        self.parts.append(data)


def style(value):
    return {part.replace(" ", "") for part in value.split(";") if part.strip()}


def propagate(w, b, X, Y):
    return {"dw": w, "db": 0.0}, 0.0


@pytest.mark.parametrize("answer", [reference.propagate, propagate], ids=["right", "wrong"])
def test_our_own_panels_look_as_before(answer):
    panel = report_panel(verdict(answer, "logistic_regression")).html
    assert "style=" in panel
    assert Parts(harmless_html(panel)).parts == Parts(panel).parts


TABLE = '<table border="1"><tr><td style="text-align: right;">1.5</td></tr></table>'
HTML = {  # name: (HTML, what is left of it)
    "script": ("<script>run()</script>", "&lt;script&gt;run()&lt;/script&gt;"),
    "handler": ('<b onclick="run()">a</b>', "<b>a</b>"),
    "image": ('<img src="/api/kernels" onerror="run()">', "<img>"),
    "picture": (f'<img src="data:image/png;base64,{PNG}">', f'<img src="data:image/png;base64,{PNG}">'),
    "svg": ('<svg onload="run()">', '&lt;svg onload="run()"&gt;'),
    "javascript": ('<a href="java\tscript:run()">a</a>', "<a>a</a>"),
    "path": ('<a href="/logout">a</a>', "<a>a</a>"),
    "link": ('<a href="https://example.org">a</a>', '<a href="https://example.org">a</a>'),
    "url": ('<i style="background:url(/x);color:red">a</i>', "<i>a</i>"),
    "escaped": (r'<i style="background:\75rl(/x)">a</i>', "<i>a</i>"),
    "position": ('<i style="position:fixed;color:red">a</i>', '<i style="color:red;">a</i>'),
    "id": ('<b id="double-check" class="full-credit">a</b>', "<b>a</b>"),
    "sheet": ("<style scoped>.dataframe {width: 1px}</style>" + TABLE, TABLE.replace("<tr>", "<tbody><tr>").replace(
        "</table>", "</tbody></table>")),
    "formula": (r"$\href{javascript:run()}{x}$", r"$\ href{javascript:run()}{x}$"),
    "unclosed": ("<b", "&lt;b"),
}  # fmt: skip


@pytest.mark.parametrize("name", HTML)
def test_html_is_left_with_what_is_only_looked_at(name):
    html, left = HTML[name]
    assert harmless_html(html) == left
    assert harmless_html(left) == left


@pytest.mark.parametrize(
    "html", ["<p>" * (MOST_TAGS + 1), "<b>" * 300 + "<p>" * 3000, f"<p {'a ' * 9000}>", "a" * 10**6]
)
def test_html_that_would_take_its_square_in_time_is_not_read(html):
    assert harmless_html(html) == ""


STAYS = [
    "# A title\n\n> a quotation with *emphasis*, $a_1 < b$ and `x & y`\n\n- a list & more",
    "<details><summary>Answer</summary>\n\nNo.</details>",
    "[the next one](../week3/shallow.ipynb), [a page](https://example.org), [above](#top)",
    "$$\n\\begin{aligned} a &= b \\\\ c &< d \\end{aligned}\n$$",
    "![a curve](curve.png)",
]


@pytest.mark.parametrize("source", STAYS)
def test_honest_markdown_stays_as_it_is(source):
    assert harmless_markdown(source) == source


@pytest.mark.parametrize(
    "source", ["`a<b` <script>run()</script> <IMG SRC=x onerror=run()>", "<!-- a --> <br onload=x>"]
)
def test_in_markdown_no_tag_begins(source):
    assert harmless_markdown(source).replace("< ", "<") == source
    assert all(start not in harmless_markdown(source) for start in ("<s", "<I", "<!", "<b", "</"))


TRAPS = [
    "[a](javascript:run())",
    "[a]: java&#115;cript:run()\n\n[a]",
    "![a](/api/kernels)",
    "![a](https://example.org/seen.png)",
    "![a](../../api/kernels.png)",
    "![a](attachment:missing.png)",
]


@pytest.mark.parametrize("source", TRAPS)
def test_markdown_with_a_trap_is_shown_as_text(source):
    assert harmless_markdown(source) == f"```\n{source}\n```"
    assert harmless_markdown(f"```\n{source}") == f"```\n{source}"  # there it is text already
    assert harmless_markdown(f"````\n```\n````\n{source}") == f"`````\n````\n```\n````\n{source}\n`````"


def test_a_picture_keeps_its_text_alternative_however_long():
    words = "The cost falls from 0.69 to 0.31 & stays there. " * 40
    page = picture(png_of_one_dot(), words)
    left = Parts(harmless_html(page)).parts
    assert left[0][1]["alt"] == style(words)
    assert left[0][1]["src"] == Parts(page).parts[0][1]["src"]


def png_of_one_dot():
    dot = io.BytesIO()
    Image.new("L", (1, 1)).save(dot, "png")
    return dot.getvalue()


def shown(**data):
    """Return what is left of an output with data of these kinds, "_" for "/" and "__" for "+"."""
    kinds = {kind.replace("__", "+").replace("_", "/", 1): value for kind, value in data.items()}
    output = new_output("display_data", kinds, metadata={"text/html": {"isolated": True}, "image/png": {"width": 3}})
    return harmless(new_notebook(cells=[new_code_cell("1", outputs=[output])])).cells[0].outputs[0]


def test_outputs_are_reduced_to_text_and_pictures():
    assert shown(text_plain="a", application_javascript="run()").data == {"text/plain": "a"}
    assert shown(application_javascript="run()").data == {"text/plain": "[application/javascript: not shown here]"}
    assert shown(image_png=PNG, text_plain="a").data == {"image/png": PNG, "text/plain": "a"}
    assert shown(image_png='"><script>', text_plain="a").data == {"text/plain": "a"}
    assert shown(image_png=PNG).metadata == {"image/png": {"width": 3}}
    assert shown(image_svg__xml="<svg>run</svg>").data["text/html"].startswith('<img src="data:image/svg+xml;base64,')
    assert shown(text_markdown="[a](javascript:run())").data["text/markdown"].startswith("```")


def test_metadata_that_are_written_into_a_page_are_names():
    cell = new_markdown_cell("a", metadata={"nbgrader": {"grade_id": '"><script>'}})
    notebook = harmless(new_notebook(cells=[cell], metadata={"widgets": {"a": 1}}))
    assert notebook.cells[0].metadata == notebook.metadata == {}


def test_the_courses_own_texts_stay_as_they_are():
    cells = [new_markdown_cell(f"<iframe src={name}>") for name in "ab"]
    left = [cell.source for cell in harmless(new_notebook(cells=cells), {cells[0].source}).cells]
    assert left == ["<iframe src=a>", "< iframe src=b>"]


HOSTILE = "from IPython.display import HTML, display\ndisplay(HTML('<script>run()</script>'))\n"


def test_plain_nbgrader_stores_clean_outputs_and_its_points_stay(course, hand_in):
    hand_in("ada", **RIGHT | {"double": HOSTILE + RIGHT["double"]})
    convert(Autograde, course, assignment_id=WEEK, student_id="ada", notebook_id="tiny")
    stored = (course.autograded / "ada" / WEEK / "tiny.ipynb").read_text()
    assert "&lt;script&gt;" in stored
    assert "<script>run()" not in "".join(str(cell["outputs"]) for cell in read_code(course))


def read_code(course):
    cells = read(course.autograded / "ada" / WEEK / "tiny.ipynb")["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def test_a_course_s_pages_are_cleaned_whatever_is_stored(course):
    output = new_output("display_data", {"text/html": "<script>run()</script>"})
    cells = [new_code_cell("1", outputs=[output]), new_markdown_cell("<script>run()</script>")]
    page = HTMLExporter(config=config.load(course)).from_notebook_node(nbformat.from_dict(new_notebook(cells=cells)))[0]
    assert "<script>run()" not in page
