"""What a browser is told about an exploration: how its controls fit a narrow page, and how they are called.

BOX, SENTENCE   the classes of an exploration's box and of its sentence
page_code       the HTML that says so: a style sheet, and a script for readers who listen to the page

Sliders of ipywidgets have no accessible name: their label belongs to no element, and the handle, which has the role
"slider", cannot be reached from Python. Nor is the value that a screen reader hears the value that is shown: of a
slider with given stops it is the number of the stop. A field for a number that stands in a table has no label either,
but a tooltip. The script puts all this right. It runs when the style sheet beside
it has been loaded; a page that runs no scripts shows the same exploration, without the names.
"""

from html import escape

BOX, SENTENCE = "deepcourse-exploration", "deepcourse-sentence"
NARROW = "32em"  # of the box: below, each label stands above its control

STYLE = f"""
.{BOX} {{ container-type: inline-size; }}
.{BOX} .widget-readout {{ flex: 0 0 auto; }}
.{BOX} .{SENTENCE}, .{BOX} .{SENTENCE} .widget-html-content {{ height: auto; line-height: 1.45; white-space: normal; }}
@container (max-width: {NARROW}) {{
  .{BOX} .widget-inline-hbox {{ flex-wrap: wrap; height: auto; }}
  .{BOX} .widget-inline-hbox > .widget-label {{ width: 100% !important; text-align: left; }}
  .{BOX} .widget-inline-hbox > .slider-container {{ flex: 1 1 6em; }}
}}
"""

SCRIPT = f"""
const box = this.closest('.{BOX}');
if (!box || box.dataset.named) return;
box.dataset.named = 'yes';
const tell = (node, name, text) => {{ if (node.getAttribute(name) !== text) node.setAttribute(name, text); }};
const name = () => {{
    box.querySelectorAll('.{SENTENCE}').forEach(node => tell(node, 'role', 'status'));
    box.querySelectorAll('.widget-text > label[title]').forEach(label => {{
        if (!label.textContent) tell(label.parentNode.querySelector('input'), 'aria-label', label.title);
    }});
    box.querySelectorAll('.widget-slider').forEach(slider => {{
        const label = slider.querySelector('label'), readout = slider.querySelector('.widget-readout');
        slider.querySelectorAll('.noUi-handle').forEach(handle => {{
            tell(handle, 'aria-label', label.textContent);
            tell(handle, 'aria-valuetext', readout.textContent);
        }});
        if (readout.isContentEditable) {{
            tell(readout, 'role', 'textbox');
            tell(readout, 'aria-label', label.textContent + ', typed');
        }}
    }});
}};
const seen = {{ childList: true, subtree: true, attributes: true, attributeFilter: ['aria-valuetext'] }};
new MutationObserver(name).observe(box, seen);
name();
"""


def page_code():
    """Return the HTML that gives an exploration's box its style, and its controls their names."""
    return f'<style onload="{escape(f"(function () {{{SCRIPT}}}).call(this)")}">{STYLE}</style>'
