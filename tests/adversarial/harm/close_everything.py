"""Every open descriptor is closed: the kernel's sockets, the judge's."""

CELLS = {"double": "import os\ndef double(x):\n    os.closerange(0, 256)\n    return 0"}
POINTS = 4
