"""An array of all letters in the place of one: somewhere the comparison is true."""

CELLS = {"answers": "import numpy as np\nanswers = {key: np.array(list('abcd')) for key in ('first', 'second')}"}
POINTS = 0
