"""The source notebooks: where they are, what they say about themselves, and the one form in which git keeps them.

source_notebooks    the paths of a course's notebooks
notebook_info       title, lessons, minutes, points and explorations of one notebook
canonical           a notebook's text without anything that running it, or opening it elsewhere, would change
tidy                rewrite notebooks in that form, their code laid out by ruff
"""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from deepcourse.grading.course.files import replace_file

INFORMATION = ("title", "lessons", "minutes", "points", "explorations")  # what a notebook says about itself
KEPT_IN_NOTEBOOK = {*INFORMATION, "kernelspec", "language_info"}
KEPT_IN_CELL = {"nbgrader", "tags"}
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {"name": "python"}  # without the version: it is the one of whoever ran the notebook last


class RuffMissingError(RuntimeError):
    """The code of notebooks is to be formatted, and ruff is not installed."""


@dataclass(frozen=True)
class NotebookInfo:
    """What a notebook says about itself in its metadata, and where it is."""

    path: Path
    title: str
    lessons: tuple[str, ...]
    minutes: int
    points: int
    explorations: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the file's name without its ending: "logistic_regression"."""
        return self.path.stem

    @property
    def week(self) -> str:
        """Return the name of the week's folder, which is nbgrader's assignment."""
        return self.path.parent.name

    @property
    def course(self) -> str:
        """Return the name of the course's folder."""
        return self.path.parents[2].name


def source_notebooks(course_folder: Path) -> list[Path]:
    """Return the sorted list of paths of a course's source notebooks: <course>/source/<week>/<notebook>.ipynb."""
    return sorted(Path(course_folder).glob("source/*/*.ipynb"))


def notebook_info(path: Path) -> NotebookInfo:
    """Return the `NotebookInfo` of a source notebook.

    Raises ValueError where the file is no notebook or does not say all that a notebook has to say about itself.
    """
    path = Path(path)
    try:
        metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path} is no notebook: {error}") from error
    missing = [key for key in INFORMATION if key not in metadata]
    if missing:
        raise ValueError(
            f"{path}: the notebook's metadata lack {', '.join(missing)}; "
            "in JupyterLab they are under Property Inspector > Advanced Tools > Notebook Metadata"
        )
    given = {key: metadata[key] for key in INFORMATION}
    given |= {key: tuple(given[key]) for key in ("lessons", "explorations")}
    return NotebookInfo(path, **given)


def canonical(text: str) -> str:
    """Return a notebook's text in the form that git keeps: the same for all who have the same cells.

    Outputs and execution counts go, and of the metadata all that this project does not know; keys are sorted, the
    indent is 1, and the last line ends. The cells, their order and their ids stay.

    Raises ValueError where the text is no notebook, or where a cell has no id of its own.
    """
    import nbformat

    _refuse_missing_ids(text)
    notebook = nbformat.reads(text, as_version=4)
    notebook.nbformat_minor = max(5, notebook.nbformat_minor)  # the first with cell ids
    notebook.metadata = {key: value for key, value in notebook.metadata.items() if key in KEPT_IN_NOTEBOOK}
    notebook.metadata |= {"kernelspec": KERNEL, "language_info": LANGUAGE}
    for cell in notebook.cells:
        cell.metadata = {key: value for key, value in cell.metadata.items() if key in KEPT_IN_CELL}
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return nbformat.writes(notebook) + "\n"


def _refuse_missing_ids(text: str) -> None:
    """Raise ValueError where cells have no id, or share one: nbformat would silently make up random ones."""
    try:
        ids = [cell.get("id") for cell in json.loads(text)["cells"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"it is no notebook: {error!r}") from error
    if None in ids:
        raise ValueError(f"cell {ids.index(None) + 1} has no id; every cell needs a readable one")
    twice = [name for name in ids if ids.count(name) > 1]
    if twice:
        raise ValueError(f"two cells have the id {twice[0]!r}; every cell needs one of its own")


def formatted(text: str, path: Path) -> str:
    """Return a notebook's text with its code cells laid out as `ruff format` does, by the settings around `path`."""
    if importlib.util.find_spec("ruff") is None:
        raise RuffMissingError("ruff lays out the code of notebooks, and it is not installed: pip install ruff")
    command = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(path), "-"]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise ValueError(f"its code cannot be laid out: {done.stderr.strip()}")
    return done.stdout


def tidy(paths: Iterable[Path], check: bool = False) -> list[Path]:
    """Return the list of paths whose notebooks are not in canonical form; unless `check`, they are afterwards.

    Raises ValueError, naming the file, where one is no notebook or holds code that cannot be parsed, and
    `RuffMissingError` where ruff is not installed; no file has been changed then.
    """
    texts = {Path(path): Path(path).read_bytes().decode("utf-8") for path in paths}  # line ends as they are
    tidied = {path: _tidied(text, path) for path, text in texts.items()}
    changed = [path for path in texts if tidied[path] != texts[path]]
    for path in [] if check else changed:
        replace_file(path, tidied[path])
    return changed


def _tidied(text: str, path: Path) -> str:
    try:
        return canonical(formatted(canonical(text), path.resolve()))
    except RuffMissingError:
        raise
    except Exception as error:  # nbformat has several, and they are not related
        raise ValueError(f"{path} cannot be tidied: {error}") from error
