"""Repair: whatever was handed in, what is graded comes from the release and the answers from the student."""

import copy
import json
import os
import random
import re

import nbformat
import pytest

from deepcourse.grading.intake.reading import UnreadableError, read_bounded
from deepcourse.grading.intake.repair import repair
from deepcourse.grading.intake.submissions import find_submissions
from samples import RIGHT, TINY, WEEK


@pytest.fixture(scope="module")
def released(_released):
    return nbformat.read(_released / "course1_nn" / "release" / WEEK / "tiny.ipynb", as_version=4)


@pytest.fixture
def solved(released):
    """The released notebook with its answers, as plain data."""
    notebook = json.loads(nbformat.writes(released))
    for cell in notebook["cells"]:
        cell["source"] = RIGHT.get(cell["id"], "".join(cell["source"]))
    return notebook


def cell(notebook, name):
    return next(one for one in notebook["cells"] if one["id"] == name)


def as_bytes(notebook):
    return json.dumps(notebook, indent=1).encode()


def assert_right(done, released):
    """Assert that what is graded is as released and the answers are right, whatever the student's own cells are."""
    assert done.problem == ""
    nbformat.validate(done.notebook)
    names = [one.id for one in released.cells]
    assert [one.id for one in done.notebook.cells if one.id in names] == names
    for one in done.notebook.cells:
        if one.id in names:
            right = next(other for other in released.cells if other.id == one.id)
            assert (one.cell_type, one.metadata) == (right.cell_type, right.metadata)
            assert one.source == RIGHT.get(one.id, right.source)
        else:
            assert one.metadata == {}


def test_an_honest_notebook_needs_no_repair(released, solved):
    done = repair(as_bytes(solved), released)
    assert done.repairs == ()
    assert_right(done, released)


def delete_test(notebook):
    notebook["cells"].remove(cell(notebook, "double-grade"))


def retype_answer(notebook):
    one = cell(notebook, "double")
    one["cell_type"], one["source"] = "markdown", f"```python\n{one['source']}\n```"
    del one["outputs"], one["execution_count"]


def rename(notebook):
    one = cell(notebook, "double")
    one["id"], one["metadata"] = "a1b2c3", {}


def rename_grade_id(notebook):
    cell(notebook, "double")["metadata"]["nbgrader"]["grade_id"] = "doubled"


def duplicate(notebook):
    one = copy.deepcopy(cell(notebook, "double"))
    one["source"] = 'def double(x):\n    raise NotImplementedError("write double")'
    notebook["cells"].append(one | {"id": "copied"})


def skip(notebook):
    cell(notebook, "double-grade")["metadata"]["tags"] = ["skip-execution"]


def expect_error(notebook):
    cell(notebook, "double-check")["metadata"]["tags"] = ["raises-exception"]


def raise_points(notebook):
    cell(notebook, "double-check")["metadata"]["nbgrader"]["points"] = 1000


def unlock(notebook):
    cell(notebook, "double-check")["metadata"]["nbgrader"]["grade"] = False


def change_test(notebook):
    cell(notebook, "double-check")["source"] = "assert True"


def move_test(notebook):
    one = cell(notebook, "double-check")
    notebook["cells"].remove(one)
    notebook["cells"].insert(0, one)


def change_kernel(notebook):
    notebook["metadata"]["kernelspec"]["name"] = "julia-1.10"


def write_into_test(notebook):
    cell(notebook, "double")["source"] = ""
    one = cell(notebook, "double-check")
    one["source"] = RIGHT["double"]


def write_elsewhere(notebook):
    cell(notebook, "double")["source"] = ""
    notebook["cells"].insert(1, {"cell_type": "code", "id": "mine", "metadata": {}, "source": RIGHT["double"]})


def forge_marks(notebook):
    mark = {"grade": True, "grade_id": "bonus", "points": 50, "locked": False, "solution": False}
    notebook["cells"].append({"cell_type": "code", "id": "x", "metadata": {"nbgrader": mark}, "source": "50"})


def old_format(notebook):
    notebook["nbformat_minor"] = 2
    for one in notebook["cells"]:
        del one["id"]


def half_surrogate(notebook):
    notebook["cells"].append({"cell_type": "markdown", "id": "x", "metadata": {}, "source": "\ud800"})


def number_as_source(notebook):
    notebook["cells"].append({"cell_type": "code", "id": "x", "metadata": {}, "source": [1, "x"]})


TRICKS = {
    delete_test: "the cell double-grade was missing; it was put back",
    retype_answer: "was handed in as markdown; it is code again",
    rename: "the cell double had lost its name; cell 5 was recognised by what is written in it",
    rename_grade_id: "had the name 'doubled'; it was recognised by its id",
    duplicate: "the cell double was there 2 times; cell 5, the last one written, counts",
    skip: "was tagged skip-execution; the tag was taken away",
    expect_error: "was tagged raises-exception; the tag was taken away",
    raise_points: "came with 1000 points; it has 2",
    unlock: "came with other flags for grading",
    change_test: "the cell double-check must not be changed, and was",
    move_test: "moved cells are back in their places: the cell double-check",
    change_kernel: "asks for the kernel 'julia-1.10'; it is run with 'python3'",
    write_into_test: "the cell double-check must not be changed, and was",
    write_elsewhere: "the cell double was there 2 times",
    forge_marks: "was marked for grading as 'bonus'; no such cell was released",
    half_surrogate: "held half a character",
    number_as_source: "is not text alone",
}


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.__name__)
def test_each_change_of_cells_is_put_right_and_told(released, solved, trick):
    trick(solved)
    done = repair(as_bytes(solved), released)
    assert_right(done, released)
    assert TRICKS[trick] in " | ".join(done.repairs)


def test_cells_without_ids_find_home_by_grade_id_and_text(released, solved):
    old_format(solved)
    done = repair(as_bytes(solved), released)
    assert_right(done, released)
    assert len(done.notebook.cells) == len(released.cells)


def spoil(content):
    return {
        "byte order mark": (b"\xef\xbb\xbf" + content, "byte order mark"),
        "utf-16": (content.decode().encode("utf-16"), "UTF-16"),
        "rubbish behind": (content + b"\n}]garbage", "stood behind the end"),
        "damaged": (content.replace(b'"cells": [', b'"cells": [,', 1), "the file is damaged at line"),
        "cut off": (content[: content.rindex(b'"nbformat"') - 400], "the file was cut off"),
    }


def test_text_of_an_old_windows_program_is_told_with_its_place_and_read(released, solved):
    solved["cells"].append({"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "für"})
    text = json.dumps(solved, indent=1, ensure_ascii=False)
    before = re.match("[\x00-\x7f]*", text)[0]
    done = repair(text.encode("cp1252"), released)
    assert_right(done, released)
    place = f"byte {len(before) + 1} of the file, in line {before.count(chr(10)) + 1}"
    assert f"{place}, is not UTF-8; it was read as Windows-1252" in done.repairs
    assert done.notebook.cells[-1].source == "für"


@pytest.mark.parametrize("kind", ["byte order mark", "utf-16", "rubbish behind", "damaged", "cut off"])
def test_a_damaged_file_is_graded_as_far_as_it_is_whole(released, solved, kind):
    content, told = spoil(as_bytes(solved))[kind]
    done = repair(content, released)
    assert_right(done, released)
    assert told in " | ".join(done.repairs)


def test_windows_line_ends_are_put_right(released, solved):
    for one in solved["cells"]:
        one["source"] = one["source"].replace("\n", "\r\n")
    assert_right(repair(as_bytes(solved).replace(b"\n", b"\r\n"), released), released)


def test_both_sides_of_a_merge_are_read(released, solved):
    text = as_bytes(solved).decode()
    line = next(line for line in text.split("\n") if "return x + x" in line)
    blank = line.replace("return x + x", "return x")
    merged = text.replace(line, f"<<<<<<< HEAD\n{blank}\n=======\n{line}\n>>>>>>> theirs")
    done = repair(merged.encode(), released)
    assert_right(done, released)
    assert any("git merge" in told for told in done.repairs)
    assert any("return x" in one.source for one in done.notebook.cells if one.id not in RIGHT)


def test_a_notebook_of_format_3_is_converted(released, solved):
    old = nbformat.convert(nbformat.from_dict(solved), 3)
    done = repair(json.dumps(old).encode(), released)
    assert_right(done, released)
    assert any("old format 3" in told for told in done.repairs)


def test_own_cells_stay_where_they_stood(released, solved):
    place = solved["cells"].index(cell(solved, "double"))
    solved["cells"].insert(place, {"cell_type": "code", "id": "helper", "metadata": {}, "source": "two = 2"})
    names = [one.id for one in repair(as_bytes(solved), released).notebook.cells]
    assert names[names.index("helper") + 1] == "double"


def test_what_was_written_in_a_locked_cell_is_kept_and_not_run(released, solved):
    cell(solved, "double-check")["source"] = "print('my notes')"
    kept = [one for one in repair(as_bytes(solved), released).notebook.cells if "my notes" in one.source]
    assert [one.cell_type for one in kept] == ["raw"]


def test_broken_imports_do_not_cost_the_exercises(released, solved):
    cell(solved, "imports")["source"] = "import math\npi = ("
    assert_right(repair(as_bytes(solved), released), released)


def test_locked_cells_get_the_sources_that_the_grader_gives(released, solved):
    done = repair(as_bytes(solved), released, {"double-grade": "assert double(-21) == -42"})
    assert next(one for one in done.notebook.cells if one.id == "double-grade").source == "assert double(-21) == -42"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b"\0" * 99, "zero bytes"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"def double(x):\n    return 2 * x\n", "a script or another text"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"[1, 2]", "no list of cells"),
        (b"[" * 100_000, "nested deeper"),
        (b'{"cells": [], "nbformat": 4}', "no cells"),
        (b'{"cells": [{"cell_type": "code", "source": "1"}], "nbformat": 4}', "is it the right file?"),
        (b'{"cells": [\n  {"id": 1,,\n', "the file is damaged at line 2, column 12: "),
        (b'{"cells": [\n  {"id": "a', "the file was cut off: it ends inside a notebook, after line 2, column "),
        (b'{"cells": [\n', "the file was cut off: it ends inside a notebook, after line "),
        (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"id": "a"}]}', "cell 1 is of no known type"),
    ],
)
def test_where_nothing_can_be_judged_a_sentence_says_so(released, content, told):
    done = repair(content, released)
    assert done.notebook is None
    assert told in done.problem


def test_links_folders_pipes_and_large_files_are_refused_unread(tmp_path):
    (tmp_path / "link").symlink_to(TINY)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b"x" * 11)
    for name in ("link", "pipe", ".", "large", "missing"):
        with pytest.raises(UnreadableError):
            read_bounded(tmp_path / name, most=10)
    assert read_bounded(TINY) == TINY.read_bytes()


def test_a_misnamed_file_counts_as_the_notebook_that_it_means(course, hand_in):
    hand_in("ada", name="tiny (1)", **RIGHT)
    [one] = find_submissions(course)
    assert (one.problem, one.notebook, one.graded.name) == ("", "tiny", "tiny.ipynb")
    assert one.repairs == ("the file was called tiny (1).ipynb; it is graded as tiny.ipynb",)


def test_of_several_copies_the_rightly_named_one_counts_and_the_others_are_told(course, hand_in):
    for name in ("tiny-2", "tiny", "tiny copy"):
        hand_in("ada", name=name, **RIGHT)
    [one] = find_submissions(course)
    assert one.path.name == "tiny.ipynb"
    assert {told.partition(" is there")[0] for told in one.repairs} == {"tiny-2.ipynb", "tiny copy.ipynb"}


def test_damage_is_left_to_repair_and_links_are_not(course, hand_in):
    hand_in("ada", text="{")
    link = hand_in("bob")
    link.unlink()
    link.symlink_to(TINY)
    hand_in("cid", name="essay")
    found = {one.student: one.problem for one in find_submissions(course)}
    assert found["ada"] == ""
    assert "a link" in found["bob"]
    assert "no notebook of this week has that name" in found["cid"]


@pytest.mark.parametrize("seed", range(4))
def test_no_damage_makes_repair_fail(released, solved, seed):
    rng = random.Random(seed)
    whole = as_bytes(solved)
    words = [
        b"{",
        b"}",
        b"[",
        b"]",
        b'"',
        b",",
        b"NaN",
        b"null",
        b"1" * 5000,
        b"\xff",
        b"\0",
        b'"cells": 3,',
        b'"id": 1,',
    ]
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(rng.choice([1, 2, 8])):
            place = rng.randrange(len(content))
            content[place : place + rng.choice([0, 1, 50])] = rng.choice(words)
        done = repair(bytes(content), released)
        assert (done.notebook is None) == bool(done.problem)
        if done.notebook:
            nbformat.validate(done.notebook)


@pytest.mark.parametrize("value", [None, 3, [], [1], {"a": 1}, "text", True])
@pytest.mark.parametrize("key", ["id", "metadata", "source", "cell_type", "attachments", "outputs"])
def test_no_odd_value_makes_repair_fail(released, solved, key, value):
    for one in solved["cells"][1:]:
        one[key] = value
    done = repair(as_bytes(solved), released)
    assert done.problem or nbformat.validate(done.notebook) is None
    mark = {"grade_id": value, "points": value, "grade": value}
    for one in solved["cells"]:
        one["metadata"] = {"nbgrader": mark, "tags": value, "kernelspec": value}
    done = repair(as_bytes(solved), released)
    assert done.problem or nbformat.validate(done.notebook) is None
