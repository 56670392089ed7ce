"""The style of all code, notebooks and documents, wherever they are in the repository."""

import ast
import doctest
import importlib
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from samples import ROOT

SHARED = ROOT / "shared"
MODULES = sorted((SHARED / "deepcourse").rglob("*.py"))
CODE = [*MODULES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "benchmarks").rglob("*.py"))]
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
LARGEST_FILE, LARGEST_TREE = 5_000_000, 30_000_000  # bytes, committed: one file, and all together

REFERENCE = {"nn", "cnn", "sequence", "strategy"}  # the textbook in code
MAY_IMPORT = {  # part of the package: parts that it may import besides itself
    **dict.fromkeys(REFERENCE, REFERENCE),
    "datasets": set(),
    "curriculum": set(),
    "nearest": set(),
    "experiments": REFERENCE | {"datasets"},
    "figures": REFERENCE | {"datasets", "experiments"},
    "explore": REFERENCE | {"datasets", "experiments", "figures"},
    "exercises": REFERENCE | {"datasets", "experiments", "nearest"},
    "checking": REFERENCE | {"datasets", "exercises", "nearest"},
    "grading": REFERENCE | {"datasets", "exercises", "checking", "curriculum", "nearest"},
    "cli": {"grading", "curriculum", "exercises"},
}
PLAIN = {"numpy", *sys.stdlib_module_names}
MAY_IMPORT_FROM_OUTSIDE = {  # the parts that every notebook or reader of the textbook loads stay light
    **dict.fromkeys(REFERENCE, PLAIN),
    "curriculum": PLAIN,
    "nearest": PLAIN,
    "datasets": PLAIN | {"matplotlib", "PIL", "tflite", "scipy"},  # the last two: in scripts that made committed files
    "experiments": PLAIN,
    "figures": PLAIN | {"matplotlib"},
    "explore": PLAIN | {"matplotlib", "ipywidgets", "IPython", "traitlets"},
    "exercises": PLAIN,
    "checking": PLAIN | {"rich", "IPython", "threadpoolctl"},
}


def name_of(path):
    """Return how pytest shows a path."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path):
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), path)


@cache
def nodes(path):
    """Return all nodes of that tree."""
    return list(ast.walk(tree(path)))


def part_of(path):
    """Return which part of the package a module belongs to: shared/deepcourse/nn/activations.py belongs to nn."""
    return path.relative_to(SHARED / "deepcourse").parts[0].removesuffix(".py")


@cache
def imports_of(path):
    """Return the dotted names that a module imports, wherever in it; `from a import b` gives "a.b"."""
    plain = {alias.name for node in nodes(path) if isinstance(node, ast.Import) for alias in node.names}
    wholes = [node for node in nodes(path) if isinstance(node, ast.ImportFrom)]
    return plain | {f"{node.module}.{alias.name}" for node in wholes for alias in node.names}


def test_ruff_finds_nothing():
    done = subprocess.run([sys.executable, "-m", "ruff", "check", "."], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_all_code_is_laid_out_by_ruff():
    command = [sys.executable, "-m", "ruff", "format", "--check", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_module_says_what_it_is():
    silent = [name_of(path) for path in CODE if not ast.get_docstring(tree(path))]
    assert silent == [], "a module opens with one sentence"


def test_no_file_of_the_package_is_too_long():
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long():
    lengths = {f"{name_of(path)}: {f.name}": code_lines(f) for path in CODE for f in functions(path)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def functions(path):
    """Return the functions and methods of a file, also those inside others."""
    return [node for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def code_lines(function):
    """Return the number of lines of a function, without its docstring."""
    first = function.body[0]
    documented = ast.get_docstring(function, clean=False) is not None
    return function.end_lineno - function.lineno + 1 - (first.end_lineno - first.lineno + 1 if documented else 0)


def test_all_imports_are_absolute():
    relative = [name_of(path) for path in MODULES for node in nodes(path) if getattr(node, "level", 0)]
    assert relative == []


def test_parts_of_the_package_depend_on_each_other_in_one_direction():
    assert {name_of(path): against for path in MODULES if (against := imports_against_the_direction(path))} == {}


def imports_against_the_direction(path):
    """Return which parts of the package a module imports though its own part may not."""
    part = part_of(path)
    if part in ("__init__", "__main__"):
        return {name for name in imports_of(path) if name.startswith("deepcourse")} - {"deepcourse.cli.main"}
    used = {name.split(".")[1] for name in imports_of(path) if name.startswith("deepcourse.")}
    return used - MAY_IMPORT[part] - {part}


def test_light_parts_import_nothing_heavy():
    used = {path: {name.split(".")[0] for name in imports_of(path)} - {"deepcourse"} for path in MODULES}
    heavy = {name_of(path): names - MAY_IMPORT_FROM_OUTSIDE.get(part_of(path), names) for path, names in used.items()}
    assert {name: names for name, names in heavy.items() if names} == {}


def test_the_package_never_imports_tests_or_benchmarks():
    forbidden = {"tests", "benchmarks", "conftest"}
    used = {name_of(path): {name.split(".")[0] for name in imports_of(path)} & forbidden for path in MODULES}
    assert {name: names for name, names in used.items() if names} == {}


def test_the_examples_in_docstrings_are_true():
    """Importing `__main__` would run the command, and a module without an example need not be loaded."""
    shown = [path for path in MODULES if ">>>" in path.read_text(encoding="utf-8") and path.stem != "__main__"]
    assert len(shown) > 10
    names = [".".join(path.relative_to(SHARED).with_suffix("").parts).removesuffix(".__init__") for path in shown]
    assert [name for name in names if doctest.testmod(importlib.import_module(name)).failed] == []


@cache
def committed():
    """Return the paths of all files that git keeps or would keep."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("this is no git checkout, so nobody can tell what is committed")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


@cache
def committed_texts():
    """Return {path: text} of all committed files that are text."""
    texts = {}
    for path in committed():
        try:
            texts[path] = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # a picture, or data
    return texts


def test_no_committed_text_names_a_place_on_somebodys_machine():
    place = re.compile(r"(?<![\w.}~-])/(?:work|root|Users|home/\w+)/[\w.-]+")
    found = [
        f"{name_of(path)}: {place.search(text)[0]}" for path, text in committed_texts().items() if place.search(text)
    ]
    assert found == []


def test_nothing_committed_waits_to_be_written():
    texts = {path: text for path, text in committed_texts().items() if path != Path(__file__)}
    waiting = re.compile(r"\b(?:TODO|FIXME|XXX)\b|@@\w+@@")
    assert [f"{name_of(path)}: {found}" for path, text in texts.items() for found in waiting.findall(text)] == []


def test_every_link_between_committed_documents_leads_somewhere():
    texts = {path: text for path, text in committed_texts().items() if path.suffix == ".md"}
    link = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)(?:#[^)\s]*)?\)")
    dead = [
        f"{name_of(path)}: {target}"
        for path, text in texts.items()
        for target in link.findall(text)
        if not (path.parent / target).exists()
    ]
    assert dead == []


def test_nothing_large_is_committed():
    """Courses 3 to 5 bring their data with them, because nothing is downloaded; a clone stays small all the same."""
    sizes = {path: path.stat().st_size for path in committed()}
    assert [name_of(path) for path, size in sizes.items() if size > LARGEST_FILE] == []
    assert sum(sizes.values()) < LARGEST_TREE
