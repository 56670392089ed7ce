"""Every source notebook has the form that this project promises: metadata, cells, rhythm, and one text in git."""

import ast
import importlib
import json
import re
from functools import cache
from symtable import symtable

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager
from nbgrader.nbgraderformat import MetadataValidator

from deepcourse import curriculum
from deepcourse.exercises import exercises_of
from deepcourse.exercises.decision import DecisionExercise
from deepcourse.exercises.declaration import ClassExercise
from deepcourse.grading.course import notebooks as tools
from deepcourse.grading.course.notebooks import canonical, notebook_info, source_notebooks, tidy
from samples import ROOT

NOTEBOOKS = [path for course in curriculum.load().courses for path in source_notebooks(ROOT / course.folder)]
PLAN = {(notebook.course, notebook.week, notebook.name): notebook for notebook in curriculum.load().notebooks}

WORD = r"(?:[A-Z]?[a-z]+|[A-Z]{1,4})(?:\d{1,2}(?:[a-z]\d{0,2})?)?"  # conv1x1 is a word, 3f9a2b7c is none
PAIR = "[a-z]{4,}2[a-z]{4,}"  # image2vector: from one thing to another
READABLE_ID = re.compile(rf"(?:{PAIR}|{WORD})(?:-(?:{WORD}|\d{{1,2}}))*")
FLAGS = ("grade", "solution", "locked", "task")
KINDS = {  # the four cells of an exercise: what their id ends in, their cell type, and their flags
    "-task": ("markdown", (False, False, True, False)),
    "": ("code", (False, True, False, False)),
    "-check": ("code", (True, False, True, False)),
    "-grade": ("code", (True, False, True, False)),
}
BEGIN, END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"

DECISIONS = [(path, e) for path in NOTEBOOKS for e in exercises_of(path.stem) if isinstance(e, DecisionExercise)]

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@cache
def load(path):
    """Return a notebook as it is: nbformat.read would mend it, and ids above all."""
    return nbformat.v4.reads(path.read_text(encoding="utf-8"))


def code_cells(path):
    """Return the code cells of a notebook."""
    return [cell for cell in load(path).cells if cell.cell_type == "code"]


def is_hidden(cell):
    """Return True for a cell of hidden tests, of which the reader sees only the comment above them."""
    return BEGIN in cell.source


def is_part_of_an_exercise(cell):
    """Return True for answer cells and test cells."""
    flags = cell.metadata.get("nbgrader", {})
    return flags.get("solution", False) or flags.get("grade", False)


def parse(source):
    """Return the syntax tree of a cell, its %magics turned into Python."""
    return ast.parse(TransformerManager().transform_cell(source))


def calls_in(cell):
    """Return the names of the functions that a cell calls: f for f(x), and draw for figures.draw(x)."""
    calls = [node.func for node in ast.walk(parse(cell.source)) if isinstance(node, ast.Call)]
    return [getattr(f, "id", getattr(f, "attr", "")) for f in calls]


# --- metadata -------------------------------------------------------------------------------------------------------


@each_notebook
def test_the_notebook_is_part_of_the_plan(path):
    info = notebook_info(path)
    assert (info.course, info.week, info.name) in PLAN


@each_notebook
def test_metadata_say_what_the_plan_says(path):
    info = notebook_info(path)
    assert sorted(info.lessons) == sorted(PLAN[info.course, info.week, info.name].lessons)
    assert [curriculum.lesson(number).number for number in info.lessons] == list(info.lessons)


@each_notebook
def test_metadata_are_complete_and_of_the_right_kind(path):
    info = notebook_info(path)
    assert set(load(path).metadata) == {*tools.INFORMATION, "kernelspec", "language_info"}
    assert type(info.title) is str
    assert info.title.strip() == info.title != ""
    assert type(info.minutes) is int
    assert 30 <= info.minutes <= 90
    assert type(info.points) is int
    assert info.points == 100


@each_notebook
def test_the_title_is_the_first_heading(path):
    first = load(path).cells[0]
    assert first.cell_type == "markdown"
    assert first.source.splitlines()[0] == f"# {notebook_info(path).title}"


@each_notebook
def test_every_exploration_is_one_of_the_package_and_is_used(path):
    explorations = notebook_info(path).explorations
    called = {name for cell in code_cells(path) for name in calls_in(cell) if name.startswith("explore_")}
    assert len(explorations) >= 1
    assert set(explorations) == called
    course = path.relative_to(ROOT).parts[0].split("_")[0]
    explore = importlib.import_module(f"deepcourse.explore.{course}.{path.stem}")
    assert [name for name in explorations if not hasattr(explore, name)] == []


# --- cells ----------------------------------------------------------------------------------------------------------


@each_notebook
def test_ids_are_readable_and_unique(path):
    ids = [cell.id for cell in load(path).cells]
    assert [one for one in ids if not READABLE_ID.fullmatch(one)] == []
    assert len(set(ids)) == len(ids)


@each_notebook
def test_ids_are_the_grade_ids(path):
    graded = [cell for cell in load(path).cells if "nbgrader" in cell.metadata]
    assert [cell.id for cell in graded] == [cell.metadata.nbgrader.grade_id for cell in graded]


@each_notebook
def test_both_formats_are_valid(path):
    nbformat.validate(load(path))
    MetadataValidator().validate_nb(load(path))


@each_notebook
def test_every_exercise_has_its_four_cells_in_order(path):
    cells = {cell.id: cell for cell in load(path).cells}
    ids, starts = list(cells), []
    for exercise in exercises_of(path.stem):
        assert f"{exercise.slug}-task" in ids, f"there is no cell {exercise.slug}-task; an exercise has four cells"
        starts.append(ids.index(f"{exercise.slug}-task"))
        assert ids[starts[-1] : starts[-1] + 4] == [exercise.slug + ending for ending in KINDS]
        for ending, (cell_type, flags) in KINDS.items():
            cell = cells[exercise.slug + ending]
            assert cell.cell_type == cell_type
            assert tuple(cell.metadata.nbgrader[flag] for flag in FLAGS) == flags
    assert starts == sorted(starts)


@each_notebook
def test_every_answer_cell_belongs_to_a_declared_exercise(path):
    answers = [cell.id for cell in load(path).cells if cell.metadata.get("nbgrader", {}).get("solution")]
    assert answers == [exercise.slug for exercise in exercises_of(path.stem)]


@each_notebook
def test_every_answer_cell_defines_its_exercise_and_has_one_solution_or_a_class_one_for_each_method(path):
    cells = {cell.id: cell.source for cell in load(path).cells}
    for exercise in exercises_of(path.stem):
        source = cells[exercise.slug]
        defined = [node for node in parse(source).body if getattr(node, "name", "") == exercise.name]
        assert len(defined) == 1
        assert ast.get_docstring(defined[0])
        marks = re.findall(r"### (?:BEGIN|END) SOLUTION", source)
        regions = len(marks) // 2 if isinstance(exercise, ClassExercise) else 1
        assert marks == ["### BEGIN SOLUTION", "### END SOLUTION"] * regions != []


def asked_in(source):
    """Return {question: (its text, {letter: option})} of a task cell whose questions stand in paragraphs and lists."""
    asked = {}
    for name, text, options in re.findall(r"^\*\*(\w+)\*\*: (.+)\n\n((?:- \(\w\) .+\n?)+)", source, re.MULTILINE):
        asked[name] = text, dict(re.findall(r"^- \((\w)\) (.+)$", options, re.MULTILINE))
    return asked


def rows_in(source):
    """Return {question: the whole row} of a task cell whose questions stand in a table, by their first cell."""
    return {row[1]: row[0] for row in re.findall(r'^(\| `"(.+?)"` \|.+\|)$', source, re.MULTILINE)}


@pytest.mark.parametrize(("path", "exercise"), DECISIONS, ids=lambda part: getattr(part, "name", None))
def test_the_questions_of_a_decision_stand_in_its_file_as_they_stand_in_the_notebook(path, exercise):
    cells = {cell.id: cell.source for cell in load(path).cells}
    task, answer = cells[f"{exercise.slug}-task"], parse(cells[exercise.slug]).body[0]
    if exercise.asked_one_by_one:
        assert list(rows_in(task).items()) == [(q.name, q.text) for q in exercise.questions]
        assert all(f'`"{option.text}"`' in task for q in exercise.questions for option in q.options.values())
        assert [argument.arg for argument in answer.args.args] == [exercise.asked]
    else:
        texts = {q.name: (q.text, {letter: o.text for letter, o in q.options.items()}) for q in exercise.questions}
        found = asked_in(task)
        assert found == texts
        assert list(found) == list(texts)
        assert [list(options) for _, options in found.values()] == [list(q.options) for q in exercise.questions]
    [table] = [ast.literal_eval(node) for node in ast.walk(answer) if isinstance(node, ast.Dict)]
    assert list(table.items()) == [(q.name, q.answer) for q in exercise.questions]


@each_notebook
def test_points_are_those_of_the_declarations_and_sum_to_100(path):
    points = {c.id: c.metadata.nbgrader.points for c in load(path).cells if c.metadata.get("nbgrader", {}).get("grade")}
    declared = {f"{exercise.slug}-check": exercise.points_visible for exercise in exercises_of(path.stem)}
    declared |= {f"{exercise.slug}-grade": exercise.points_hidden for exercise in exercises_of(path.stem)}
    assert points == declared
    assert sum(points.values()) == notebook_info(path).points == 100


@each_notebook
def test_hidden_tests_and_nothing_else_are_hidden(path):
    hidden = [cell for cell in load(path).cells if is_hidden(cell)]
    assert [cell.id for cell in hidden] == [f"{exercise.slug}-grade" for exercise in exercises_of(path.stem)]
    for cell in hidden:
        lines = cell.source.splitlines()
        assert (lines.count(BEGIN), lines.count(END), lines[-1]) == (1, 1, END)
        promise = lines[: lines.index(BEGIN)]
        assert promise, "its first line stays in the student's notebook and says what is tested"
        assert all(line.startswith("# ") for line in promise)


@each_notebook
@pytest.mark.parametrize(("ending", "verb"), [("-check", "check"), ("-grade", "grade")])
def test_test_cells_hold_only_imports_comments_and_one_call(path, ending, verb):
    """The call is the only value in the cell: it is None, or points for a decision, which nbgrader then gives."""
    cells = {cell.id: cell for cell in load(path).cells}
    for exercise in exercises_of(path.stem):
        *imports, call = parse(cells[exercise.slug + ending].source).body
        assert all(isinstance(node, ast.ImportFrom) and node.module == "deepcourse.checking" for node in imports)
        seed = r", seed=\d+" if verb == "grade" else ""
        assert re.fullmatch(rf"{verb}\({exercise.name}{seed}\)", ast.unparse(call))


@each_notebook
def test_there_is_one_parameters_cell_before_all_other_code(path):
    tagged = [cell.id for cell in load(path).cells if "parameters" in cell.metadata.get("tags", [])]
    first = code_cells(path)[0]
    assert tagged == [first.id]
    assert ast.unparse(parse(first.source)) == "FAST = False"


@each_notebook
def test_there_is_one_import_cell_and_it_says_which_notebook_this_is(path):
    imports = (ast.Import, ast.ImportFrom)
    importing = [
        cell
        for cell in code_cells(path)
        if not is_hidden(cell) and any(isinstance(node, imports) for node in parse(cell.source).body)
    ]
    assert len(importing) == 1
    assert f'begin("{path.stem}")' in importing[0].source


# --- rhythm ---------------------------------------------------------------------------------------------------------


@each_notebook
def test_no_cell_gives_another_meaning_to_an_imported_name(path):
    """Or the cells above it fail when they are run again."""
    tables = [symtable(TransformerManager().transform_cell(cell.source), cell.id, "exec") for cell in code_cells(path)]
    symbols = [(table.get_name(), symbol) for table in tables for symbol in table.get_symbols()]
    imported = {symbol.get_name() for _, symbol in symbols if symbol.is_imported()}
    assigned = {(cell, symbol.get_name()) for cell, symbol in symbols if symbol.is_assigned()}
    assert [(cell, name) for cell, name in assigned if name in imported] == []


@each_notebook
def test_there_are_never_more_than_two_code_cells_without_a_sentence(path):
    visible = [cell for cell in load(path).cells if not is_hidden(cell)]
    threes = zip(visible, visible[1:], visible[2:], strict=False)
    assert [three[0].id for three in threes if all(cell.cell_type == "code" for cell in three)] == []


@each_notebook
def test_a_figure_is_followed_by_a_sentence(path):
    visible = [cell for cell in load(path).cells if not is_hidden(cell)]
    drawing = re.compile(r"(draw|plot|explore|show)_\w+|imshow|subplots")
    unexplained = [
        cell.id
        for cell, following in zip(visible, [*visible[1:], None], strict=True)
        if cell.cell_type == "code" and any(map(drawing.fullmatch, calls_in(cell)))
        if following is None or following.cell_type != "markdown"
    ]
    assert unexplained == []


@each_notebook
def test_code_cells_outside_exercises_are_short(path):
    cells = [cell for cell in code_cells(path) if not is_part_of_an_exercise(cell)]
    lengths = {cell.id: sum(map(bool, cell.source.split("\n"))) for cell in cells}  # empty lines do not count
    assert {cell_id: length for cell_id, length in lengths.items() if length > 15} == {}


@each_notebook
def test_no_cell_is_empty(path):
    assert [cell.id for cell in load(path).cells if not cell.source.strip()] == []


# --- the form in git ------------------------------------------------------------------------------------------------


@each_notebook
def test_the_file_is_canonical_byte_for_byte(path):
    assert path.read_bytes() == canonical(path.read_text(encoding="utf-8")).encode("utf-8"), "run deepcourse tidy"
    assert tidy([path], check=True) == [], "run deepcourse tidy"


@each_notebook
def test_no_outputs_are_kept(path):
    kept = [cell.id for cell in code_cells(path) if cell.outputs or cell.execution_count is not None]
    assert kept == [], "run deepcourse tidy"


@pytest.mark.parametrize("course", curriculum.load().courses, ids=lambda course: course.folder)
def test_source_folders_hold_nothing_but_notebooks(course):
    files = [path for path in (ROOT / course.folder / "source").rglob("*") if path.is_file()]
    others = [path for path in files if ".ipynb_checkpoints" not in path.parts and path.suffix != ".ipynb"]
    assert others == []


def written(tmp_path, *cells, **changes):
    """Return the path of a notebook made of code cells, as a program with other habits would have saved it."""
    told = {"title": "A", "lessons": ["1.2.1"], "minutes": 30, "points": 100, "explorations": []}
    metadata = told | {"kernelspec": {"name": "mine"}, "language_info": {"name": "python", "version": "3.99"}}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata | {"widgets": {"a": 1}}, "cells": list(cells)}
    path = tmp_path / "course1_nn" / "source" / "week1" / "one.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook | changes), encoding="utf-8")
    return path


def code(source, cell_id="one", **metadata):
    """Return a code cell that has been run."""
    output = {"output_type": "stream", "name": "stdout", "text": "hello"}
    told = {"cell_type": "code", "metadata": metadata, "execution_count": 7, "outputs": [output], "source": source}
    return told | ({"id": cell_id} if cell_id else {})


def test_tidy_removes_what_running_and_opening_leave_behind(tmp_path):
    path = written(tmp_path, code("x = 1", tags=["parameters"], collapsed=True, nbgrader={"grade_id": "one"}))
    assert tidy([path]) == [path]
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert notebook["metadata"] == {
        "title": "A",
        "lessons": ["1.2.1"],
        "minutes": 30,
        "points": 100,
        "explorations": [],
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert notebook["cells"] == [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": "one",
            "metadata": {"nbgrader": {"grade_id": "one"}, "tags": ["parameters"]},
            "outputs": [],
            "source": ["x = 1"],
        }
    ]


def test_tidy_lays_out_code_sorts_keys_and_ends_the_last_line(tmp_path):
    path = written(tmp_path, code("def f( x ):\n  ### BEGIN SOLUTION\n  return {'σ':x}"))
    tidy([path])
    text = path.read_text(encoding="utf-8")
    assert '    "def f(x):\\n",\n    "    ### BEGIN SOLUTION\\n",\n    "    return {\\"σ\\": x}"\n' in text
    assert text == json.dumps(json.loads(text), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def test_what_is_tidy_is_left_alone(tmp_path):
    path = written(tmp_path, code("x=1"))
    tidy([path])
    before = path.stat().st_mtime_ns
    assert tidy([path]) == []
    assert path.stat().st_mtime_ns == before
    assert [file.name for file in path.parent.iterdir()] == ["one.ipynb"]


def test_a_check_names_what_is_untidy_and_changes_nothing(tmp_path):
    path = written(tmp_path, code("x=1"))
    before = path.read_bytes()
    assert tidy([path], check=True) == [path]
    assert path.read_bytes() == before


def test_line_ends_of_another_system_are_untidy(tmp_path):
    path = written(tmp_path, code("x = 1"))
    tidy([path])
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert tidy([path]) == [path]
    assert b"\r" not in path.read_bytes()


@pytest.mark.parametrize(
    ("cells", "changes", "told"),
    [
        ([code("def (")], {}, "its code cannot be laid out: .*Expected"),
        ([code("x"), code("y")], {}, "two cells have the id 'one'"),
        ([code("x"), code("y", cell_id="")], {}, "cell 2 has no id"),
        ([], {"cells": None}, "it is no notebook"),
        ([], {"nbformat": 99}, "99"),
    ],
)
def test_a_notebook_that_cannot_be_tidied_is_named_and_nothing_is_changed(tmp_path, cells, changes, told):
    good, bad = written(tmp_path, code("x=1")), written(tmp_path / "bad", *cells, **changes)
    before = good.read_bytes(), bad.read_bytes()
    with pytest.raises(ValueError, match=rf"one\.ipynb cannot be tidied: .*{told}") as caught:
        tidy([good, bad])
    assert str(bad) in str(caught.value)
    assert (good.read_bytes(), bad.read_bytes()) == before


def test_without_ruff_tidy_says_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(tools.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(tools.RuffMissingError, match="pip install ruff"):
        tidy([written(tmp_path, code("x=1"))])


def test_a_notebook_says_where_it_is_and_what_it_is(tmp_path):
    info = notebook_info(written(tmp_path, code("x")))
    assert (info.course, info.week, info.name) == ("course1_nn", "week1", "one")
    assert (info.title, info.lessons, info.minutes, info.points, info.explorations) == ("A", ("1.2.1",), 30, 100, ())
    assert source_notebooks(tmp_path / "course1_nn") == [info.path]


def test_a_notebook_that_does_not_say_what_it_is_is_named(tmp_path):
    path = written(tmp_path, code("x"), metadata={"title": "A", "lessons": []})
    with pytest.raises(ValueError, match=r"one\.ipynb: the notebook's metadata lack minutes, points, explorations"):
        notebook_info(path)
