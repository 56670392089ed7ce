"""What a cell shows, from the messages of its kernel: nbformat outputs, cut where it is too much.

Outputs     takes messages in, one by one, and keeps the outputs
"""

import json
from typing import Any

import nbformat
from nbformat import NotebookNode

from deepcourse.checking.legible import writable

KINDS = {"stream", "display_data", "execute_result", "error", "clear_output", "update_display_data"}
MOST_OUTPUTS = 1000
Content = dict[str, Any]  # of a kernel's message


class Outputs:
    """The outputs of one cell; whoever sends the messages is not trusted: what is not well formed is left out."""

    def __init__(self, most_bytes: int) -> None:
        self.most, self.used, self.cut, self.clear_first = most_bytes, 0, False, False
        self.kept: list[NotebookNode] = []
        self.displays: dict[str | None, list[NotebookNode]] = {}  # display_id: the outputs with it

    def take(self, kind: Any, content: Any) -> None:
        """Take in one message of the kernel."""
        if not isinstance(kind, str) or kind not in KINDS or not isinstance(content, dict):
            return
        if kind == "clear_output":
            self.clear_first = True
            if not content.get("wait"):
                self._clear()
        elif kind == "update_display_data":
            self._update(content)
        else:
            self._add(kind, content)

    def _clear(self) -> None:
        self.kept, self.displays, self.clear_first = [], {}, False

    def _add(self, kind: str, content: Content) -> None:
        if self.clear_first:
            self._clear()
        if kind == "stream":
            self._stream(content)
            return
        output = made(kind, content)
        if output is None or not self._fits(size_of(output), output):
            return
        self.kept.append(output)
        if name := display_id(content):
            self.displays.setdefault(name, []).append(output)

    def _stream(self, content: Content) -> None:
        name, text = content.get("name"), content.get("text")
        if name not in ("stdout", "stderr") or not isinstance(text, str):
            return
        text = writable(text)
        room = self.most - self.used
        whole = len(text.encode("utf-8", "replace"))
        if whole > room:
            self.cut = True
            text = text.encode("utf-8", "replace")[: max(room, 0)].decode("utf-8", "ignore")
        self.used += min(whole, max(room, 0))
        last = next((output for output in reversed(self.kept) if output.output_type == "stream"), None)
        if last is not None and last is self.kept[-1] and last.name == name:
            last.text += text
        elif text and len(self.kept) < MOST_OUTPUTS:
            self.kept.append(nbformat.v4.new_output("stream", name=name, text=text))

    def _fits(self, size: int, output: NotebookNode) -> bool:
        """Return whether an output may be kept; an error always is, shortened."""
        if output.output_type == "error" and self.used + size > self.most:
            output.update(evalue=output.evalue[:2000], traceback=[line[:2000] for line in output.traceback[:20]])
            self.cut = True
            return len(self.kept) < MOST_OUTPUTS
        if self.used + size > self.most or len(self.kept) >= MOST_OUTPUTS:
            self.cut = True
            return False
        self.used += size
        return True

    def _update(self, content: Content) -> None:
        new = made("display_data", content)
        shown = self.displays.get(display_id(content), [])
        if new is not None and shown and self._fits(size_of(new), new):
            for output in shown:
                output.data, output.metadata = new.data, new.metadata

    def finished(self) -> list[NotebookNode]:
        """Return the outputs, the last one a note where something was cut."""
        if not self.cut:
            return self.kept
        note = f"\n[This cell showed more than {self.most:,} bytes; the rest was left out.]\n"
        return [*self.kept, nbformat.v4.new_output("stream", name="stderr", text=note)]


def display_id(content: Content) -> str | None:
    """Return the name by which a display can be updated, None where it has none."""
    transient = content.get("transient")
    name = transient.get("display_id") if isinstance(transient, dict) else None
    return name if isinstance(name, str) else None


def size_of(output: NotebookNode) -> int:
    """Return the bytes that an output takes in a notebook."""
    return len(json.dumps(output))


def made(kind: str, content: Content) -> NotebookNode | None:
    """Return a valid nbformat output, None where the message does not give one."""
    try:
        if kind == "error":
            fields = {"ename": content["ename"], "evalue": content["evalue"], "traceback": list(content["traceback"])}
        else:
            fields = {"data": content["data"], "metadata": content.get("metadata") or {}}
        if kind == "execute_result":
            fields["execution_count"] = content.get("execution_count")
        output = nbformat.v4.new_output(kind, **fields)
        json.dumps(output, allow_nan=False, ensure_ascii=False).encode()  # as it will be written
        nbformat.validate(output, ref="output", version=4, version_minor=4)
        return output
    except Exception:  # whatever strange data make nbformat and jsonschema stumble over
        return None
