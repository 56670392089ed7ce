"""A test cell claims to be a solution as well, which is graded by hand, or by its checksum."""

CELLS = {"double": "def double(x):\n    return 0", "double-grade": "4.0"}
POINTS = 4


def edit(notebook):
    for cell in notebook["cells"]:
        if cell["id"] == "double-grade":
            cell["metadata"]["nbgrader"].update(solution=True, locked=False)
