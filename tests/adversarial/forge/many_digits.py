"""Numbers of four thousand digits, and not a number at all."""

CELLS = {"double": "def double(x):\n    return 10**4000 if x > 0 else float('nan')"}
POINTS = 4
