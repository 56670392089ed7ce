"""A table of number fields: one value, changed once for each choice or typed number."""

import pytest

from deepcourse.explore.exploration import align_labels
from deepcourse.explore.number_grid import OWN, NumberGrid

TABLES = {"ones": (1, 1, 1, 1), "steps": (1, 2, 3, 4)}


@pytest.fixture
def grid():
    """A table of 2 by 2 numbers."""
    return NumberGrid("filter", TABLES, low=-5, high=5, by=1)


def told_by(grid):
    told = []
    grid.observe(lambda change: told.append(change["new"]), names="value")
    return told


def test_it_opens_on_the_first_table(grid):
    assert grid.value == (1.0, 1.0, 1.0, 1.0)
    assert [field.value for field in grid.fields] == [1, 1, 1, 1]
    assert grid.menu.value == "ones"
    assert (grid.min, grid.max) == ((-5,) * 4, (5,) * 4)


def test_a_choice_fills_the_fields_and_is_told_once(grid):
    told = told_by(grid)
    grid.menu.value = "steps"
    assert told == [(1.0, 2.0, 3.0, 4.0)]
    assert [field.value for field in grid.fields] == [1, 2, 3, 4]


def test_a_typed_number_is_told_once_and_is_ones_own(grid):
    told = told_by(grid)
    grid.fields[2].value = 3
    assert told == [(1.0, 1.0, 3.0, 1.0)]
    assert grid.menu.value == OWN
    grid.menu.value = OWN
    grid.fields[2].value = 1
    assert grid.menu.value == "ones"


def test_a_value_from_outside_is_shown(grid):
    grid.value = (1.0, 2.0, 3.0, 4.0)
    assert grid.menu.value == "steps"
    assert [field.value for field in grid.fields] == [1, 2, 3, 4]


def test_every_field_has_a_name_of_its_own(grid):
    names = [field.tooltip for field in grid.fields]
    assert names[0] == "filter: row 1, column 1"
    assert len(set(names)) == 4
    assert grid.style is grid.menu.style


def test_the_fields_begin_where_the_list_begins(grid):
    align_labels([grid])
    assert grid.table.layout.margin == f"0 0 0 {grid.style.description_width}"
