"""The test cells are unlocked and hold something else."""

CELLS = {"double": "def double(x):\n    return 0", "double-check": "2.0", "double-grade": "4.0"}
POINTS = 4


def edit(notebook):
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["locked"] = False
