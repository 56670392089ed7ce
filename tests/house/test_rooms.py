"""Who may import whom, inside the parts of the package: the rooms of grading, the courses, and no circle anywhere.

Which part may import which is held by `test_style.py`.
"""

import ast
import graphlib
import re
import subprocess
import sys
from functools import cache

import pytest

from samples import ROOT

SHARED = ROOT / "shared"
WAY = ["course", "sandbox", "edition", "intake", "judging", "book"]  # each may use those before it
MAY_USE = {room: {*WAY[:place]} for place, room in enumerate(WAY)}
MAY_USE |= {"machine": {"course", "sandbox"}, "grade": {*WAY}, "demo": {*WAY, "grade"}}
BY_COURSE = ("datasets", "experiments", "exercises", "explore", "figures")  # the parts with a folder for each course
FRONTS = {"deepcourse.datasets"}  # what every notebook imports its data from, of whatever course they are


@cache
def arrows():
    """Return {module: the modules of the package that it imports, wherever in it}, by their dotted names."""
    paths = {
        ".".join(path.relative_to(SHARED).with_suffix("").parts).removesuffix(".__init__"): path
        for path in (SHARED / "deepcourse").rglob("*.py")
    }
    return {name: {module_of(one, paths) for one in imported(path)} - {"", name} for name, path in paths.items()}


def imported(path):
    """Return the dotted names that a file imports; `from a import b` gives "a.b"."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def module_of(name, known):
    """Return the module that a dotted name is, or is in; "" where it is none of the package."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name


def room_of(module):
    """Return the room of grading that a module is in, "" for the others and for `deepcourse.grading` itself."""
    found = re.match(r"deepcourse\.grading\.(\w+)", module)
    return found[1] if found else ""


def course_of(module):
    """Return the number of the course that a module belongs to, None where it serves all."""
    found = re.match(rf"deepcourse\.(?:{'|'.join(BY_COURSE)})\.course(\d)", module)
    return int(found[1]) if found else None


def test_no_modules_import_each_other_in_a_circle():
    graphlib.TopologicalSorter(arrows()).prepare()  # raises CycleError, with the circle


def test_rooms_of_grading_use_those_before_them():
    wrong = [
        f"{module} imports {used}"
        for module in arrows()
        for used in arrows()[module]
        if room_of(module) and room_of(used) and room_of(used) not in MAY_USE[room_of(module)] | {room_of(module)}
    ]
    assert sorted(wrong) == []


def test_every_room_says_what_is_in_it():
    for room in (*WAY, "machine"):
        folder = SHARED / "deepcourse" / "grading" / room
        listed = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
        for path in folder.glob("[!_]*.py"):
            assert re.search(rf"^(?:\w+, )*{path.stem}\b", listed, re.MULTILINE), f"{room} does not list {path.stem}"


def test_a_course_uses_itself_and_earlier_ones():
    wrong = [
        f"{module} imports {used}"
        for module in arrows()
        for used in arrows()[module]
        if course_of(used) is not None and module not in FRONTS and course_of(used) > (course_of(module) or 0)
    ]
    assert sorted(wrong) == []  # a module that serves all courses, as figures.style, imports none


@pytest.mark.parametrize("part", BY_COURSE)
def test_the_folders_of_courses_are_all_seen_by_these_rules(part):
    folders = {path.name for path in (SHARED / "deepcourse" / part).glob("course*")}
    seen = {f"course{course_of(module)}" for module in arrows() if module.startswith(f"deepcourse.{part}.course")}
    assert folders == seen


def test_explorations_are_loaded_one_notebook_at_a_time():
    told = (
        "import re, sys, deepcourse.explore, deepcourse.figures, deepcourse.experiments\n"
        "print([name for name in sys.modules if re.search(r'deepcourse\\..*\\.course\\d', name)])"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
