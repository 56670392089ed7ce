"""A cell that must be rewritten a thousand times before it is Python."""

CELLS = {"imports": "import math\n" + "x = !true\n" * 700, "double": "def double(x):\n    return 0"}
POINTS, CELL_SECONDS = 4, 2
