"""The result is an array of a gigabyte."""

CELLS = {"double": "import numpy as np\ndef double(x):\n    return np.zeros(10**8)"}
POINTS = 4
