"""One spelling of English in all that a student reads: the British one, with -ise. Names in code are American."""

import re

import pytest

from deepcourse.exercises import exercises_of, notebooks
from deepcourse.exercises.decision import DecisionExercise
from samples import ROOT, read

NOTEBOOKS = sorted(ROOT.glob("course*/source/*/*.ipynb"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("course*/README.md"))]
# No words of the author's: code, formulas, addresses, tags, names with an underscore, titles of papers, calls.
QUOTED = re.compile(
    r"```.*?```|`[^`]*`|\$[^$]*\$|\]\([^)]*\)|<[^>]*>|https?://\S+|\b\w*_\w+\b|\*[A-Z][^*\n]{15,}\*|\w+\([^)]*\)", re.S
)
AMERICAN = re.compile(
    r"""\b(?:
        \w*(?:neighbor|color|flavor|favor|behavior)\w*
        | (?:un|re|off-?)?center(?:s|ed|ing)?
        | gray(?:s|er|ish)?
        | (?:un)?(?:label|model|travel|cancel|signal|level)(?:ed|ing)
        | \w*(?:[a-z]l|[a-z]r|[a-z]n|[a-z]d|at|gn|im|im|as|et|it|ec|es)iz(?:e|es|ed|er|ers|ing|ation|ations|able)
        | (?:anal|catal|paral)yz\w+
        | artifacts? | judgments? | toward | afterward
    )\b""",
    re.X | re.I,
)
FINE = re.compile(r"(?:over|re)?siz\w*|seiz\w*|priz\w*|capsiz\w*", re.I)

EXERCISES = {notebook: exercises_of(notebook) for notebook in notebooks()}
NAMES = {*EXERCISES, *(one.name for exercises in EXERCISES.values() for one in exercises), "initialize", "optimizer"}


def american(text):
    """Return the American spellings among an author's words."""
    return [word for word in AMERICAN.findall(QUOTED.sub(" ", text)) if word not in NAMES and not FINE.fullmatch(word)]


def test_american_spellings_are_found_and_names_are_not():
    text = "A neighboring color, Normalized; `normalize` and `color`, batch_normalization"
    assert american(text) == ["neighboring", "color", "Normalized"]
    assert american("The size of a prize, *Visualizing and Understanding Networks*, $color$, summarize(x)") == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_text_of_a_notebook_is_british(path):
    cells = [cell for cell in read(path)["cells"] if cell["cell_type"] == "markdown"]
    found = {cell["id"]: american("".join(cell["source"])) for cell in cells}
    assert {cell: words for cell, words in found.items() if words} == {}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_is_british(path):
    assert american(path.read_text(encoding="utf-8")) == []


def words_of(question):
    """Return what a question and its options say."""
    return [question.text, *(word for option in question.options.values() for word in (option.text, option.word))]


@pytest.mark.parametrize("notebook", EXERCISES)
def test_hints_and_names_of_mistakes_are_british(notebook):
    found = {}
    for exercise in EXERCISES[notebook]:
        said = [*exercise.hints, *exercise.returns, *(one.sentence for one in exercise.misconceptions)]
        if isinstance(exercise, DecisionExercise):
            said += [word for question in exercise.questions for word in words_of(question)]
        found[exercise.name] = american("\n".join(said))
    assert {name: words for name, words in found.items() if words} == {}
