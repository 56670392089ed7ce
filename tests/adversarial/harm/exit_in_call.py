"""The process ends without an error while it is tested."""

CELLS = {"double": "import os\ndef double(x):\n    os._exit(0)"}
POINTS = 4
