"""The function itself shows a number, which nbgrader reads as points for the cell that called it."""

CELLS = {"double": "def double(x):\n    get_ipython().displayhook(4.0)\n    return 0"}
HONEST = {"double": "def double(x):\n    print('doubling', x)\n    return x + x"}
POINTS = 4
