"""A graded notebook without anything that runs in the browser of whoever opens it.

harmless            a notebook, its outputs, Markdown and attachments cleaned in place
harmless_html       HTML of which text, tables, colours and pictures are left
harmless_markdown   Markdown from which no script can come; as plain text where that is in doubt

formgrader puts outputs and Markdown cells into its page as they are, and that page has the instructor's rights. HTML is
cleaned by bleach, which nbconvert brings; nbconvert's own setting, `sanitize_html`, leaves Markdown cells alone in
formgrader, and would show the `<br>` of our panels as text.
"""

import base64
import re
from collections.abc import Collection, Mapping
from functools import cache
from html.parser import HTMLParser
from typing import Any

from nbformat import NotebookNode

TAGS = {
    "a", "b", "blockquote", "br", "caption", "center", "code", "col", "colgroup", "dd", "del", "details", "div",
    "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd",
    "li", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
}  # fmt: skip
BARE = "b|blockquote|br|center|code|details|div|em|hr|i|kbd|p|s|small|span|strong|sub|summary|sup|u"  # in Markdown
STYLES = {
    "background", "background-color", "border", "border-bottom", "border-collapse", "border-left", "border-radius",
    "border-right", "border-spacing", "border-top", "color", "font", "font-family", "font-size", "font-style",
    "font-weight", "height", "line-height", "list-style-type", "margin", "margin-bottom", "margin-left",
    "margin-right", "margin-top", "max-width", "min-width", "padding", "padding-bottom", "padding-left",
    "padding-right", "padding-top", "text-align", "text-decoration", "vertical-align", "white-space", "width",
}  # fmt: skip
ATTRIBUTES = {
    "align", "alt", "border", "colspan", "height", "open", "rowspan", "scope", "start", "title", "width",
}  # fmt: skip
CSS_FUNCTIONS = {"calc", "hsl", "hsla", "rgb", "rgba", "var"}  # none of them fetches anything
LONGEST_HTML, LONGEST_TAG, LONGEST_MARKDOWN = 100_000, 4_000, 20_000  # characters: time goes with their square
MOST_TAGS, TAGS_OF_NOTEBOOK = 4_000, 20_000
MOST_FORMATTED = 400_000  # formatting tags times all tags: HTML repeats the open ones in every block
FORMATTING = re.compile(r"<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b", re.IGNORECASE)
LONG_TAG = re.compile(rf"<[^<>]{{{LONGEST_TAG},}}")
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|svg\+xml);base64,[A-Za-z0-9+/=\s]*")
FILE = re.compile(r"(?![/.])(?!.*\.\.)[\w./ %-]+\.(?:png|jpe?g|gif|svg)", re.IGNORECASE)  # beside the notebook
PICTURES = ("image/png", "image/jpeg", "image/gif")
LATEX = re.compile(r"\\(?=(?:href|url|style|class|cssId|data|require|unicode)\b)")  # links and styles of MathJax
NAME = re.compile(r"[\w.-]+")


def harmless(notebook: NotebookNode, released: Collection[str] = frozenset()) -> NotebookNode:
    """Return the notebook itself, in which nothing is left that runs, links to a script, or is fetched from elsewhere.

    released    sources of Markdown cells that are the course's own, and stay as they are
    """
    notebook.metadata.pop("widgets", None)
    room = TAGS_OF_NOTEBOOK
    for cell in notebook.cells:
        cell.metadata.pop("raw_mimetype", None)
        cell.metadata.pop("format", None)
        if not NAME.fullmatch(str(cell.metadata.get("nbgrader", {}).get("grade_id", "none"))):
            del cell.metadata["nbgrader"]
        if "attachments" in cell:
            cell.attachments = {name: _pictures(data) for name, data in cell.attachments.items() if _pictures(data)}
        if cell.cell_type == "markdown" and cell.source not in released:
            cell.source = harmless_markdown(cell.source, cell.get("attachments", {}))
        for output in cell.get("outputs", []):
            if "data" in output:
                room -= "".join(output.data.get("text/html", "")).count("<")
                _clean(output, html=room >= 0)
    return notebook


def _clean(output: NotebookNode, html: bool = True) -> None:
    """Leave of an output its text, its pictures, and its HTML made harmless; SVG becomes a picture, which runs nothing.

    Where `html` is False, no HTML is left.
    """
    data = {kind: "".join(value) if isinstance(value, list) else value for kind, value in output.data.items()}
    kept = {kind: data[kind] for kind in ("text/plain",) if isinstance(data.get(kind), str)}
    kept |= _pictures(data)
    if isinstance(data.get("text/html"), str):
        kept["text/html"] = harmless_html(data["text/html"]) if html else ""
    elif isinstance(data.get("image/svg+xml"), str) and "image/png" not in kept:
        kept["text/html"] = _as_picture(data["image/svg+xml"])
    if isinstance(data.get("text/markdown"), str):
        kept["text/markdown"] = harmless_markdown(data["text/markdown"])
    if isinstance(data.get("text/latex"), str):
        kept["text/latex"] = LATEX.sub(r"\\ ", data["text/latex"]).replace("<", "< ")
    kept = {kind: value for kind, value in kept.items() if value}
    output.data = kept or {"text/plain": f"[{', '.join(sorted(data)) or 'nothing'}: not shown here]"}
    output.metadata = {kind: _size(output.metadata[kind]) for kind in PICTURES if kind in output.metadata}


def _pictures(data: Mapping[str, Any]) -> dict[str, str]:
    """Return those entries of {media type: value} that are pictures of pixels, in base64."""
    return {kind: data[kind] for kind in PICTURES if isinstance(data.get(kind), str) and BASE64.fullmatch(data[kind])}


def _size(metadata: Any) -> dict[str, float]:
    """Return the width and height of a picture's metadata, where they are numbers."""
    given = metadata if isinstance(metadata, dict) else {}
    return {name: given[name] for name in ("width", "height") if isinstance(given.get(name), int | float)}


def _as_picture(svg: str) -> str:
    return f'<img src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">'


# --- HTML -----------------------------------------------------------------------------------------------------------


def harmless_html(html: str) -> str:
    """Return HTML in which allowed tags are left and all others are text; "" where it is too much to be looked at."""
    html = re.sub(r"<style\b[^<]*</style\s*>", "", html, flags=re.IGNORECASE)  # of a data frame: nothing that is read
    without = PICTURE.sub("", html)
    tags = without.count("<")
    formatted = tags * len(FORMATTING.findall(without))
    if len(without) > LONGEST_HTML or tags > MOST_TAGS or formatted > MOST_FORMATTED or LONG_TAG.search(without):
        return ""
    return LATEX.sub(r"\\ ", _cleaner().clean(html))


@cache
def _cleaner() -> Any:
    from bleach.css_sanitizer import CSSSanitizer
    from bleach.sanitizer import Cleaner

    styles = CSSSanitizer(allowed_css_properties=STYLES, allowed_svg_properties=())
    protocols = {"http", "https", "mailto", "data"}
    return Cleaner(tags=TAGS, attributes=_allowed, protocols=protocols, css_sanitizer=styles)


def _allowed(tag: str, name: str, value: str) -> bool:
    """Return whether an attribute may stay: no handler, no id or class (formgrader has its own), nothing fetched."""
    if name == "style":
        return "\\" not in value and set(re.findall(r"([\w-]*)\(", value.lower())) <= CSS_FUNCTIONS
    if name == "src":
        return tag == "img" and bool(PICTURE.fullmatch(value))
    if name == "href":
        return tag == "a" and value.lower().startswith(("https://", "http://", "mailto:", "#"))
    return name in ATTRIBUTES


# --- Markdown -------------------------------------------------------------------------------------------------------

TAG = re.compile(rf"<(?!/?(?:{BARE})\s*/?>)(?=[A-Za-z/!?])", re.IGNORECASE)


def harmless_markdown(source: str, attachments: Mapping[str, Any] | None = None) -> str:
    """Return Markdown in which no tag begins but a few bare ones; all of it as plain text if it still holds a trap.

    attachments     {name: {media type: base64}} of its cell, without which it may not be shown at all
    """
    text = LATEX.sub(r"\\ ", TAG.sub("< ", source))  # in HTML, Markdown and code, "< script" is no tag
    return text if len(text) <= LONGEST_MARKDOWN and not _traps(text, attachments or {}) else _as_text(text)


def _traps(text: str, attachments: Mapping[str, Any]) -> bool:
    """Return whether the page that formgrader makes of a Markdown text holds a link or a picture that must not be."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    found = _Addresses()
    try:
        found.feed(MarkdownWithMath(renderer=IPythonRenderer(escape=False, attachments=attachments)).render(text))
    except Exception:  # what cannot be rendered here could not be there
        return True
    return found.trap


class _Addresses(HTMLParser):
    """Looks at each attribute of a page; `trap` says whether one of them runs or fetches something."""

    trap = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        for name, value in attributes:
            address = re.sub(r"[\x00-\x20]", "", value or "")
            if name.startswith("on") or (name == "src" and not (PICTURE.fullmatch(address) or FILE.fullmatch(address))):
                self.trap = True
            if name == "href" and not re.match(r"(?:https?:|mailto:|#|(?![/\\])[^:]*$)", address, re.IGNORECASE):
                self.trap = True


def _as_text(text: str) -> str:
    """Return a text as a code block, which shows it as it is."""
    fence = "`" * (1 + max([2, *map(len, re.findall(r"`+", text))]))
    return f"{fence}\n{text}\n{fence}"
