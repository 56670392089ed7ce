"""Answers that nobody foresaw, and what they get to hear.

The files in `answers/` were written by readers who had seen the released pages and none of the declarations: for each
notebook wrong answers and right ones in an unusual style. One block is one answer, all that stands in the solution's
cell; its head says which exercise it is for, whether it is right, and what is wrong, or unusual, in a sentence.

answers_in      the `Answer`s of a file
namespace       what a reader of a notebook has when the cell of a solution is run
judged          what the check and the hidden tests say to an answer
"""

import ast
import contextlib
import io
import re
import types
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from answers import SEEDS, is_wrong_somewhere, judge
from deepcourse.checking.key import key_to
from deepcourse.checking.verdict import CORRECT, Report
from deepcourse.exercises import exercises_of
from samples import ROOT, read

HERE = Path(__file__).parent / "answers"
HEAD = re.compile(r"^# %% (\w+) \| (wrong|right) \| (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """An answer to an exercise of a notebook: its code, whether it is right, and a sentence on it."""

    notebook: str
    exercise: str
    right: bool
    sentence: str
    code: str


def answers_in(path):
    """Return the answers of a file, whose name is that of their notebook."""
    text = path.read_text(encoding="utf-8")
    heads = list(HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    pairs = zip(heads, ends, strict=True)
    return [Answer(path.stem, h[1], h[2] == "right", h[3], text[h.end() : end].strip() + "\n") for h, end in pairs]


@cache
def _cells(notebook):
    """Return (the imports of a notebook, its solutions in order, each with the exercise's name)."""
    [path] = ROOT.glob(f"course*/source/*/{notebook}.ipynb")
    cells = [cell for cell in read(path)["cells"] if cell["cell_type"] == "code"]
    statements = [s for cell in cells for s in _parsed("".join(cell["source"]))]
    imports = [s for s in statements if isinstance(s, ast.Import | ast.ImportFrom)]
    names = {exercise.slug: exercise.name for exercise in exercises_of(notebook)}
    solved = [(names[cell["id"]], "".join(cell["source"])) for cell in cells if cell["id"] in names]
    return ast.unparse(imports), solved


def _parsed(source):
    return ast.parse("\n".join(line for line in source.splitlines() if not line.startswith(("%", "!")))).body


def namespace(answer):
    """Return what stands in the kernel when an answer's cell is run: imports, and the exercises before it, solved."""
    imports, solved = _cells(answer.notebook)
    names = types.ModuleType("__main__").__dict__ | {"FAST": True}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(imports, names)
        for exercise, source in solved:
            if exercise == answer.exercise:
                break
            exec(source, names)
    return names


@dataclass(frozen=True)
class Judged:
    """What an answer got to hear: the report of its check, whether all hidden tests pass; an error of its cell."""

    answer: Answer
    visible: Report | None
    passes_hidden: bool  # with both of the seeds that are tried
    error: str = ""

    @property
    def passes_visible(self):
        """Whether the check is green."""
        return self.visible is not None and self.visible.state == CORRECT


def judged(answer):
    """Return what the check and the hidden tests say to an answer."""
    names = namespace(answer)
    try:
        exec(compile(answer.code, f"<{answer.exercise}>", "exec"), names)
    except Exception as error:
        return Judged(answer, None, False, f"{type(error).__name__}: {error}")
    [exercise] = [e for e in exercises_of(answer.notebook) if e.name == answer.exercise]
    f = names[answer.exercise]
    hidden = not any(is_wrong_somewhere(exercise, f, seed) for seed in SEEDS[:2])
    return Judged(answer, judge(key_to(exercise), f), hidden)
