"""The tests are deleted, and so is the cell's id in the answer."""

CELLS = {"double": "def double(x):\n    return 0"}
POINTS = 4


def edit(notebook):
    notebook["cells"] = [cell for cell in notebook["cells"] if not cell["id"].startswith("double-")]
