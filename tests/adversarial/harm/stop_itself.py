"""The kernel stops itself: not dead, only silent for ever."""

CELLS = {"double": "import os, signal\ndef double(x):\n    os.kill(os.getpid(), signal.SIGSTOP)\n    return 0"}
POINTS = 4
NOT_PLAIN = "plain nbgrader waits for it until its time is over"
