"""SystemExit and KeyboardInterrupt instead of an answer: a grader may take them for its own."""

CELLS = {"double": "def double(x):\n    raise (SystemExit if x > 0 else KeyboardInterrupt)(0)"}
POINTS = 4
