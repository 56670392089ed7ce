"""Two test cells exchange ids and names, so that the easy one is worth the points of the hard one."""

CELLS = {"double": "def double(x):\n    return abs(x + x)"}
POINTS = 6


def edit(notebook):
    cells = {cell["id"]: cell for cell in notebook["cells"]}
    one, other = cells["double-check"], cells["double-grade"]
    one["id"], other["id"] = other["id"], one["id"]
    one["metadata"], other["metadata"] = other["metadata"], one["metadata"]
