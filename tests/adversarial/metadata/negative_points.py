"""A failed test is made worth -4 points, so that losing it wins them."""

CELLS = {"double": "def double(x):\n    return 0"}
POINTS = 4


def edit(notebook):
    for cell in notebook["cells"]:
        if cell["id"] == "double-grade":
            cell["metadata"]["nbgrader"]["points"] = -4
