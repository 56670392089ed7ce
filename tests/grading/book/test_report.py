"""The report: figures that can be counted by hand, and tables that do no harm in a spreadsheet."""

import csv
import io

import pytest
from rich.console import Console

from deepcourse.grading.book.export import write_csv, write_wide
from deepcourse.grading.book.report import Handled, condensed, show_report, summary
from deepcourse.grading.book.scores import GRADED, Score
from deepcourse.grading.judging.verdicts import NOT_JUDGED, Judged
from deepcourse.grading.judging.verdicts import Test as OneTest


def scores_of(students):
    """Return the scores of {student: points of the one exercise}, None for what was not judged."""
    return [
        Score("c", "w", "n", student, exercise, points, 10.0, NOT_JUDGED if points is None else GRADED)
        for student, points in students.items()
        for exercise in ("double", "total")
    ]


def mistaken(student, *names):
    test = OneTest("a test", "incorrect", ("wrong",), names)
    cell = Judged("double-check", "double", 0, 10, "incorrect", tests=(test, test), integrity=("calls the reference",))
    return Handled(student, (cell,), ("the cell double was moved",))


CLASS = scores_of({"a": 0.0, "b": 5.0, "c": 10.0, "d": 10.0, "e": None})
HANDLED = [mistaken("a", "no_mean"), mistaken("b", "no_mean", "y_minus_a")]


def test_the_figures_are_those_counted_by_hand():
    found = summary(CLASS, HANDLED)
    assert (found.students, found.not_judged, found.largest) == (5, 1, 10)
    assert found.quartiles == (3.75, 7.5, 10)
    assert found.histogram == [1, 0, 0, 0, 0, 1, 0, 0, 0, 2]
    assert found.exercises == {"double": (0.5, [("no_mean", 2), ("y_minus_a", 1)])}


@pytest.mark.parametrize(("points", "expected"), [({}, None), ({"a": None}, None), ({"a": 4.0}, (4, 4, 4))])
def test_a_small_class_has_figures_too(points, expected):
    assert summary(scores_of(points)).quartiles == expected


def test_the_report_names_mistakes_repairs_and_what_to_look_at():
    console = Console(file=io.StringIO(), width=160)
    show_report("c/w/n", CLASS, HANDLED, console)
    shown = console.file.getvalue()
    for told in ("median 7.5 of 10", "1 not judged", "50%", "no mean (2)", "double was moved", "calls the reference"):
        assert told in shown


def test_a_row_for_each_student_of_the_roster(tmp_path):
    write_wide(tmp_path / "wide.csv", scores_of({"b": 7.5, "=cmd()": 1.0, "e": None}), ["b", "absent"])
    rows = list(csv.reader((tmp_path / "wide.csv").open(newline="")))
    assert rows == [
        ["student", "double", "total"],
        ["'=cmd()", "1", "1"],
        ["absent", "", ""],
        ["b", "7.5", "7.5"],
        ["e", "", ""],
    ]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t"])
def test_no_name_is_a_formula(tmp_path, begin):
    write_csv(tmp_path / "long.csv", scores_of({f"{begin}1": 7.5}))
    lines = list(csv.DictReader((tmp_path / "long.csv").open(newline="")))
    assert {line["student"] for line in lines} == {f"'{begin}1"}
    assert {line["points"] for line in lines} == {"7.5"}


def test_cells_that_were_put_back_are_counted_where_they_are_many():
    put_back = [f"the cell {name} was missing; it was put back" for name in "abcde"]
    assert condensed(["the file ends early", *put_back]) == [
        "the file ends early",
        "5 cells were missing; they were put back",
    ]
    assert condensed(put_back[:2]) == put_back[:2]
