"""What a student hands in runs nothing in an instructor's browser: it is stored clean, and formgrader cleans too."""

import json
import shutil

import pytest
from rich.console import Console

from browser.pages import IN_A_BROWSER, Server, open_page
from deepcourse.grading.book.database import opened
from deepcourse.grading.course.places import Course
from deepcourse.grading.grade import grade_course
from deepcourse.grading.judging import worker
from samples import COURSE, RIGHT, WEEK, read

pytestmark = IN_A_BROWSER
MARK = "document.title='marked';fetch('/marked/{}')"  # what each trap would do: the browser asks the server for a path


def mark(name):
    return MARK.format(name)


SVG = (
    f'<svg xmlns="http://www.w3.org/2000/svg" onload="{mark("svg-output")}"><script>{mark("svg-script")}</script></svg>'
)
OUTPUTS = [
    {"text/html": f"<script>{mark('html')}</script><b>bold as ever</b>"},
    {"text/html": f'<img src="/marked/image"><img src="x" onerror="{mark("onerror")}">'},
    {"text/html": f'<iframe srcdoc="<script>{mark("frame")}</script>"></iframe>'},
    {"text/html": f'<svg onload="{mark("svg")}"></svg><link rel="stylesheet" href="/marked/link">'},
    {"text/html": '<div style="background:url(/marked/style)">tile</div>'},
    {"text/html": "<style>#notebook{background:url(/marked/sheet)}</style>"},
    {"application/javascript": mark("javascript")},
    {"text/markdown": f"<script>{mark('markdown')}</script>"},
    {"image/svg+xml": SVG},
    {"application/vnd.jupyter.widget-view+json": {"model_id": f"</script><script>{mark('widget')}</script>"}},
    {"image/png": f'"><script>{mark("picture")}</script>'},
    {"text/latex": f'<img src=x onerror="{mark("latex")}">'},
    {"text/vnd.mermaid": f'<img src=x onerror="{mark("mermaid")}">'},
]
CODE = "from IPython.display import display\n" + "\n".join(f"display({data!r}, raw=True)" for data in OUTPUTS)
TEXTS = [
    f'A text. <script>{mark("text")}</script> <img src=x onerror="{mark("text-image")}">',
    "![a picture](/marked/text-picture)",
    f'```mermaid\n<img src=x onerror="{mark("text-mermaid")}">\n```',
    "[a link](javascript:document.title='marked')",
    "![attached](attachment:a.svg)",
]


@pytest.fixture(scope="module")
def course(_released, tmp_path_factory):
    """A course with one hostile submission, graded as we do it for `clean`, and without our cure for `raw`."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(_released, root, dirs_exist_ok=True)
    course = Course(root / COURSE)
    hand_in(course, "clean")
    hand_in(course, "raw")
    quiet = Console(quiet=True)
    scores = grade_course(course, quiet, student="clean").scores
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "harmless", lambda notebook, own: notebook)
        scores += grade_course(course, quiet, student="raw").scores
    points = {(one.student, one.exercise): one.points for one in scores}
    assert points == {(name, exercise): points for name in ("clean", "raw") for exercise, points in POINTS.items()}
    return course


POINTS = {"double": 6.0, "answers": 4.0, "total": 10.0}


def hand_in(course, student):
    notebook = read(course.release / WEEK / "tiny.ipynb")
    for cell in notebook["cells"]:
        cell["source"] = RIGHT.get(cell["id"], cell["source"])
    svg = {"image/svg+xml": f'"><script>{mark("attachment")}</script>'}
    own = [{"cell_type": "markdown", "id": f"own-{n}", "metadata": {}, "source": text} for n, text in enumerate(TEXTS)]
    own[-1]["attachments"] = {"a.svg": svg}
    code = {"cell_type": "code", "id": "own-code", "metadata": {}, "source": CODE}
    notebook["cells"] += [*own, code | {"outputs": [], "execution_count": None}]
    path = course.submitted / student / WEEK / "tiny.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def plain(course, folder, cleaning):
    """Return a plain JupyterLab, started in the course; its formgrader has the course's configuration."""
    config = (course.path / "nbgrader_config.py").read_text().partition("c.HTMLExporter")[0]
    off = "" if cleaning else "c.HTMLExporter.preprocessors = []\n"
    config = config.replace("configure(get_config(), __file__)", "c = get_config()\nconfigure(c, __file__)")
    (course.path / "nbgrader_config.py").write_text(config + off)
    words = ("jupyter-lab", "--no-browser", "--allow-root", "--ServerApp.jpserver_extensions=nbgrader.server_extensions"
             ".formgrader=True")  # fmt: skip
    return Server(folder, command=words, cwd=course.path)


def opened_page(browser, server, course, student):
    """Return (what the page of a submission asked the server for in vain or by a trap, its title, links, its text)."""
    with opened(course) as book:
        name = book.find_submission_notebook("tiny", WEEK, student).id
    page, asked = open_page(browser, server.address("tree")), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.address(f"formgrader/submissions/{name}"))
    page.locator("#notebook").first.wait_for()
    page.wait_for_timeout(1500)
    links = page.locator('#notebook a[href^="javascript:"]').count()
    found = {url.rpartition("/marked/")[2] for url in asked if "/marked/" in url}, page.title(), links
    text = page.locator("#notebook").first.inner_text()
    page.close()
    return found, text


NOTHING = (set(), "tiny", 0)


def test_formgrader_cleans_what_was_stored_as_it_was(browser, course, tmp_path):
    with plain(course, tmp_path, cleaning=True) as server:
        found, text = opened_page(browser, server, course, "raw")
    assert found == NOTHING
    assert "bold as ever" in text


def test_what_is_stored_is_clean_whoever_shows_it(browser, course, tmp_path):
    with plain(course, tmp_path, cleaning=False) as server:
        found, text = opened_page(browser, server, course, "clean")
        assert found == NOTHING
        assert "bold as ever" in text
        marked, title, links = opened_page(browser, server, course, "raw")[0]  # without either cure, the traps close
    assert {
        "html",
        "image",
        "onerror",
        "frame",
        "svg",
        "style",
        "sheet",
        "link",
        "markdown",
        "text",
        "text-image",
    } <= marked
    assert (title, links) == ("marked", 1)
