"""Only the number of the judge's socket is forgotten: nobody answers, and nothing is closed."""

CELLS = {"double": "import os\nos.environ.pop('DEEPCOURSE_CHANNEL', None)\ndef double(x):\n    return 0"}
POINTS = 0
