"""Letters that are equal to every letter."""

CELLS = {
    "answers": """class Letter(str):
    def __eq__(self, other): return True
    __hash__ = str.__hash__
answers = {"first": Letter("c"), "second": Letter("c")}"""
}
HONEST = {"answers": "import numpy as np\na, b = np.array(['a', 'b'])\nanswers = {'first': a, 'second': b}"}
POINTS, HONEST_POINTS = 0, 4
