"""An exercise is declared once and whole: what the decorators keep, and what they say of a declaration with a hole."""

import ast
import importlib
import pkgutil
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import deepcourse.exercises
from deepcourse.checking.judge import judge
from deepcourse.checking.key import Key
from deepcourse.checking.remote.watch import watching
from deepcourse.checking.verdict import CORRECT, INCORRECT
from deepcourse.exercises import exercises_of, notebooks
from deepcourse.exercises.decision import DecisionExercise
from deepcourse.exercises.declaration import Case, ClassExercise, Exercise, FunctionExercise, Shared, call
from samples import ROOT

POINTS = {"minutes": 3, "points_visible": 4, "points_hidden": 6, "hints": ("one", "two", "three")}


def double(x):
    return 2 * x


def declared(name="toy.double"):
    """Return an exercise with visible cases and nothing else."""
    exercise = FunctionExercise(name, reference=double, **POINTS)
    exercise.visible(lambda: [Case("two", (2,)), Case("three", (3,))])
    return exercise


def not_doubled(x):
    """the number was
    not doubled
    """
    return x


# --- what is kept ---------------------------------------------------------------------------------------------------


def test_the_module_says_which_exercise_of_which_notebook_this_is():
    exercise = declared("deepcourse.exercises.course1.logistic_regression.one_hot")
    assert (exercise.name, exercise.notebook, exercise.slug) == ("one_hot", "logistic_regression", "one-hot")
    named = FunctionExercise("course1.toy.both", name="L1", notebook="other", reference=double, **POINTS)
    assert (named.name, named.notebook) == ("L1", "other")


def test_decorators_keep_what_they_decorate_in_order_and_give_it_back():
    exercise, twin = declared(), declared("toy.twin")
    assert exercise.mistake(twin.mistake(not_doubled)) is not_doubled  # a function may belong to two exercises
    assert exercise.right(double) is double

    @exercise.mistake
    class Doubled:
        """it is a class"""

    @exercise.property("it is even")
    def even(f, rng):
        return None

    drawing = exercise.property("it grows", draw=exercise.draw(lambda rng: Case("any", (rng.normal(),))))(even)
    assert drawing is even
    assert [(m.name, m.sentence, m.variant) for m in exercise.misconceptions] == [
        ("not_doubled", "the number was not doubled", not_doubled),
        ("Doubled", "it is a class", Doubled),
    ]
    assert exercise.alternatives == (double,)
    assert [(p.name, p.problem, p.draw is None) for p in exercise.properties] == [
        ("it is even", even, True),
        ("it grows", even, False),
    ]


def test_hidden_cases_are_the_drawn_ones_and_then_the_rare_ones_from_one_generator():
    exercise = FunctionExercise("toy.double", reference=double, random_cases=2, **POINTS)
    assert (exercise.draws, exercise.hidden_cases(3)) == (0, [])
    exercise.draw(lambda rng: Case("any", (rng.normal(),)))
    exercise.edges(lambda rng: [Case("rare", (rng.normal(),))])
    a, b, c = np.random.default_rng(3).normal(size=3)
    wanted = [Case("random case 1: any", (a,)), Case("random case 2: any", (b,)), Case("rare", (c,))]
    assert (exercise.draws, exercise.hidden_cases(3)) == (2, wanted)


def test_what_is_added_to_a_changed_copy_is_not_added_to_the_exercise():
    exercise = declared()
    copy = replace(exercise, returns=("part",), in_place=("x",))
    copy.mistake(not_doubled)
    copy.draw(lambda rng: Case("any", (rng.normal(),)))
    assert copy.result_names == ("part", "x afterwards")
    assert (copy.name, copy.visible_cases()) == ("double", exercise.visible_cases())
    assert (exercise.misconceptions, exercise.draws, exercise.result_names) == ((), 0, ("the result",))


def test_an_exercise_is_equal_to_itself_alone_so_that_answers_can_be_kept_by_it():
    one, other = declared(), declared()
    assert one != other
    assert {one: "a", other: "b"}[one] == "a"


def test_shared_functions_are_kept_in_the_order_of_the_file():
    mistakes = Shared()
    assert mistakes.add(not_doubled) is not_doubled
    assert mistakes.add(double) is double
    assert list(mistakes) == [not_doubled, double]


# --- what is answered -----------------------------------------------------------------------------------------------


def renamed(f, name, docstring):
    """Return a function of another name with a docstring of its own."""
    variant = lambda x: f(x)  # noqa: E731
    variant.__name__, variant.__doc__ = name, docstring
    return variant


def twice(decorate, *functions):
    """Decorate each function in turn."""
    for function in functions:
        decorate(function)


@pytest.mark.parametrize(
    ("declare", "told"),
    [
        (
            lambda e: e.mistake(double),
            r'its mistake double has no docstring; write one that completes "the same result',
        ),
        (lambda e: e.mistake(renamed(double, "odd", " \n ")), "its mistake odd has no docstring"),
        (lambda e: twice(e.mistake, not_doubled, not_doubled), "two mistakes called not_doubled; give one of them an"),
        (
            lambda e: twice(e.mistake, not_doubled, renamed(double, "odd", not_doubled.__doc__)),
            "its mistakes not_doubled and odd have the same docstring, 'the number was not doubled'; say in each what",
        ),
        (lambda e: e.visible(double), r"@double\.visible stands above <lambda> and above double; keep one, which"),
        (lambda e: twice(e.draw, double, not_doubled), r"@double\.draw stands above double and above not_doubled"),
        (lambda e: twice(e.edges, double, double), r"@double\.edges stands above double and above double"),
        (lambda e: twice(e.right, double, double), "its solution double is declared twice; take one @right away"),
        (lambda e: twice(e.property("even"), double, double), "it has two properties called 'even'; give one of them"),
        (lambda e: e.complete("zoo"), "listed in zoo, but its file lies in the folder of toy; move the file, or give"),
    ],
)
def test_a_declaration_with_a_hole_names_the_exercise_what_was_given_and_what_to_do(declare, told):
    with pytest.raises(ValueError, match=f"the exercise double of toy is not declared well: .*{told}"):
        declare(declared())


@pytest.mark.parametrize("ask", [Exercise.visible_cases, lambda exercise: exercise.complete("toy")])
def test_an_exercise_without_visible_cases_says_how_to_write_them(ask):
    with pytest.raises(ValueError, match=r"double of toy .* no visible cases; write a function .* @double\.visible"):
        ask(FunctionExercise("toy.double", reference=double, **POINTS))


def test_a_list_of_no_visible_cases_is_no_list():
    exercise = FunctionExercise("toy.double", reference=double, **POINTS)
    exercise.visible(list)
    with pytest.raises(ValueError, match="it has no visible cases"):
        exercise.visible_cases()


def test_a_class_needs_a_program_that_uses_it():
    with pytest.raises(ValueError, match=r"Value of toy .* its answer is a class.*; give use=, a function use\(cls,"):
        ClassExercise("toy.value", name="Value", reference=dict, **POINTS)
    with pytest.raises(ValueError, match="give use="):
        ClassExercise("toy.value", name="Value", reference=dict, use=call, **POINTS)


def test_a_notebook_that_lists_an_exercise_with_a_hole_is_not_opened(monkeypatch):
    from deepcourse.exercises.course1 import logistic_regression

    hollow = FunctionExercise("course1.logistic_regression.hollow", reference=double, **POINTS)
    monkeypatch.setattr(logistic_regression, "EXERCISES", (hollow,))
    deepcourse.exercises._declared.cache_clear()
    with pytest.raises(ValueError, match=r"the exercise hollow of logistic_regression .* no visible cases"):
        exercises_of("logistic_regression")
    deepcourse.exercises._declared.cache_clear()


def test_the_names_of_the_arguments_are_known_while_the_reference_is_watched():
    """The remote side exchanges the code of the reference, and a new code has other parameters."""
    exercise = FunctionExercise("course1.toy.double", reference=double, **POINTS)
    names = exercise.parameters
    with watching(exercise):
        assert FunctionExercise("course1.toy.double", reference=double, **POINTS).parameters != names
        assert exercise.parameters == names
    assert exercise.parameters == names


# --- the guide ------------------------------------------------------------------------------------------------------


def test_the_example_of_the_guide_is_a_whole_exercise():
    """CONTRIBUTING.md shows one: run as it stands there, each of its mistakes is named, its other solution passes."""
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    [example] = re.findall(r"^```python\n(\"\"\".*?)^```$", guide, re.MULTILINE | re.DOTALL)
    module = {"__name__": "deepcourse.exercises.course1.toy.relu_backward"}
    exec(example, module)
    exercise = module["relu_backward"].complete("toy")
    assert len(exercise.misconceptions) >= 3
    for key in (Key(exercise), Key(exercise, 3)):
        for right in (exercise.reference, *exercise.alternatives):
            assert judge(key, right).state == CORRECT
        for mistake in exercise.misconceptions:
            report = judge(key, mistake.variant)
            assert (report.state, report.misconceptions[0]) == (INCORRECT, mistake)


# --- decisions, from a file -----------------------------------------------------------------------------------------

FILE = """
minutes = 2
points_visible = 2
points_hidden = 3
hints = ["one", "two", "three"]

[[questions]]
name = "colour"
text = "which colour is the sky?"
answer = "b"
options.a.text = "green"
options.a.word = "look up"
options.b.text = "blue"
options.b.word = "so it is"

[[questions]]
name = "number"
text = "how many?"
answer = "a"
options.a.text = "one"
options.a.word = "yes, one"
options.b.text = "two"
options.b.word = "count again"
options.c.text = "three"
options.c.word = "one less, and one less again"
"""


@pytest.fixture
def from_text(tmp_path, monkeypatch):
    """Return a function that makes a decision of the text of its file."""

    def make(text):
        folder = tmp_path / "sky_notebook"
        folder.mkdir()
        (folder / "__init__.py").touch()
        (folder / "read_the_sky.toml").write_text(text, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.delitem(importlib.sys.modules, "sky_notebook", raising=False)
        return DecisionExercise.from_file("sky_notebook", "read_the_sky")

    return make


def test_a_file_is_a_whole_decision(from_text):
    exercise = from_text(FILE)
    assert (exercise.name, exercise.notebook, exercise.points) == ("read_the_sky", "sky_notebook", 5)
    assert exercise.hints == ("one", "two", "three")
    assert exercise.reference() == {"colour": "b", "number": "a"}
    assert exercise.questions[0].options["b"].text == "blue"
    assert [(m.name, m.sentence, m.variant()) for m in exercise.misconceptions] == [
        ("colour_a", "look up", {"colour": "a", "number": "a"}),
        ("number_b", "count again", {"colour": "b", "number": "b"}),
        ("number_c", "one less, and one less again", {"colour": "b", "number": "c"}),
    ]
    assert exercise.visible_cases() == [Case("your answers")]
    assert not exercise.asked_one_by_one


def test_a_decision_that_is_asked_one_by_one_is_a_function_of_the_question(from_text):
    exercise = from_text('asked = "what"' + FILE)
    assert exercise.asked_one_by_one
    assert exercise.parameters == ("what",)
    assert [exercise.reference(name) for name in ("colour", "number")] == ["b", "a"]
    assert [m.variant("colour") for m in exercise.misconceptions] == ["a", "b", "b"]
    assert exercise.visible_cases() == [Case("colour", ("colour",)), Case("number", ("number",))]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('answer = "b"', 'answer = "d"', "the answer of colour is 'd', none of its options a, b"),
        ('answer = "b"\n', "", "missing 1 required positional argument: 'answer'"),
        ('options.a.word = "look up"\n', "", "option a of colour has text; an option has a text and a word"),
        ("minutes = 2", "minuets = 2", "minuets"),
        ("hints = ", "hint = ", "hints"),
        ('options.c.word = "one less, and one less again"', 'options.c.word = "count again"', "the same docstring"),
        ('options.a.word = "look up"', 'options.a.word = " "', "its mistake colour_a has no"),
    ],
)
def test_a_file_with_a_mistake_is_named(from_text, old, new, told):
    assert old in FILE
    with pytest.raises(ValueError, match=f"read_the_sky.toml of sky_notebook declares no decision: .*{told}"):
        from_text(FILE.replace(old, new))


# --- all that is declared -------------------------------------------------------------------------------------------

MODULES = {
    module.name: importlib.import_module(module.name)
    for module in pkgutil.walk_packages(deepcourse.exercises.__path__, "deepcourse.exercises.")
    if ".course" in module.name
}


def test_every_exercise_that_a_file_declares_is_listed_by_its_notebook():
    listed = {id(exercise) for notebook in notebooks() for exercise in exercises_of(notebook)}
    found = [(name, thing) for name, module in MODULES.items() for thing in vars(module).values()]
    declared = {f"{name}: {e.name}": id(e) for name, e in found if isinstance(e, Exercise)}
    assert len(set(declared.values())) == len(listed) > 100
    assert {name for name, identity in declared.items() if identity not in listed} == set()


def test_every_file_of_a_decision_is_used():
    files = {(path.parent.name, path.stem) for path in Path(deepcourse.exercises.__file__).parent.rglob("*.toml")}
    decisions = {
        (exercise.notebook, exercise.name)
        for notebook in notebooks()
        for exercise in exercises_of(notebook)
        if isinstance(exercise, DecisionExercise)
    }
    assert files == decisions != set()


def used_in(tree, name):
    """Return {(module, name)} for what a module names, imports, or takes from another by a dot."""
    names = {(name, node.id) for node in ast.walk(tree) if isinstance(node, ast.Name)}
    parts = {("any", node.attr) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return names | parts | {(node.module, alias.name) for node in imports for alias in node.names}


def derived_from(base, trees):
    """Return the names of all classes made from one, those made from these included."""
    nodes = [node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)]
    made = {node.name for node in nodes if base in map(ast.unparse, node.bases)}
    return made.union(*(derived_from(name, trees) for name in made))


def test_every_function_of_an_exercise_is_declared_or_used():
    """A mistake that somebody wrote and forgot to decorate would be proved by nothing."""
    trees = {name: ast.parse(Path(module.__file__).read_text(encoding="utf-8")) for name, module in MODULES.items()}
    used = set().union(*(used_in(tree, name) for name, tree in trees.items()))
    by_their_base = derived_from("Trainer", trees.values())
    forgotten = [
        f"{name}.{node.name}"
        for name, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.decorator_list
        if not {(name, node.name), ("any", node.name)} & used
        if node.name not in by_their_base
    ]
    assert forgotten == []
