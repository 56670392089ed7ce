"""A second cell with the name of a hidden test shows its points."""

CELLS = {"double": "def double(x):\n    return 0"}
POINTS = 4


def edit(notebook):
    found = next(cell for cell in notebook["cells"] if cell["id"] == "double-grade")
    notebook["cells"].append(found | {"source": "4.0"})
    notebook["cells"].insert(0, found | {"id": "another", "source": "4.0"})
