"""The cell with the parameters, which grading fills in, holds code that leaves the quotation open."""

CELLS = {"parameters": 'FAST = False; text = """\nFAST = 1\n', "double": "def double(x):\n    return 0"}
POINTS = 4
