"""An error whose text is half a character, and moves the cursor of a terminal."""

CELLS = {"double": "def double(x):\n    raise ValueError('\\ud800 \\x1b[2J\\x1b]0;mine\\x07 \\x00')"}
POINTS = 4
