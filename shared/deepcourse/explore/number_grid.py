"""A control that holds the numbers of a small square table: a field for each, and a list of ready tables above.

NumberGrid      the control: its value is the tuple of all numbers, row by row
"""

from math import isqrt

import ipywidgets as widgets
import traitlets

OWN = "your own"
FIELD = {"width": "auto", "min_width": "2.5em", "max_width": "5.5em", "flex": "1 1 5.5em"}  # narrower on a narrow page


class NumberGrid(widgets.VBox):
    """Fields for the numbers of a square table, and a list of ready ones to start from.

    Choosing a ready table fills the fields; a number that is typed turns the choice into "your own". `value` changes
    once for each of the two. `min` and `max` are the tables of the smallest and of the largest numbers.
    """

    value = traitlets.Tuple()

    def __init__(self, label, tables, *, low, high, by):
        numbers = [tuple(float(number) for number in table) for table in tables.values()]
        self.tables, self.description = dict(zip(tables, numbers, strict=True)), label
        side = isqrt(len(numbers[0]))
        self.min, self.max = (float(low),) * side**2, (float(high),) * side**2
        self.menu = widgets.Dropdown(
            options=[*tables, OWN], description=label, layout={"width": "auto", "max_width": "36em"}
        )
        self.style_of_menu = self.menu.style
        self.fields = [
            widgets.BoundedFloatText(
                value=number, min=low, max=high, step=by, layout=FIELD,
                tooltip=f"{label}: row {i // side + 1}, column {i % side + 1}",
            )
            for i, number in enumerate(numbers[0])
        ]  # fmt: skip
        rows = [widgets.HBox(self.fields[start : start + side]) for start in range(0, side**2, side)]
        self.table = widgets.VBox(rows)
        super().__init__([self.menu, self.table], value=numbers[0])
        self.filling = False
        self.style.observe(self.moved, names="description_width")
        self.menu.observe(self.chosen, names="value")
        self.observe(self.shown, names="value")
        for field in self.fields:
            field.observe(self.typed, names="value")

    @property
    def style(self):
        """Return the style of the list, whose label is this control's."""
        return self.style_of_menu

    def moved(self, change):
        """Let the fields begin where the list begins, to the right of its label."""
        self.table.layout.margin = f"0 0 0 {change['new']}"

    def chosen(self, change):
        """Put the numbers of a chosen table into the fields."""
        if not self.filling and change["new"] in self.tables:
            self.value = self.tables[change["new"]]

    def typed(self, change):
        """Take the numbers of the fields over."""
        if not self.filling:
            self.value = tuple(field.value for field in self.fields)

    def shown(self, change):
        """Let fields and list show the value, wherever it comes from."""
        self.filling = True
        try:
            for field, number in zip(self.fields, self.value, strict=True):
                field.value = number
            self.menu.value = next((name for name, table in self.tables.items() if table == self.value), OWN)
        finally:
            self.filling = False
