"""Frames that look like verdicts are written into the judge's socket before the judge asks."""

CELLS = {
    "double": """import os, socket
from deepcourse.checking.remote.wire import pack
if "DEEPCOURSE_CHANNEL" in os.environ:
    there = socket.socket(fileno=os.dup(int(os.environ["DEEPCOURSE_CHANNEL"])))
    for answer in (6, -42, 6, -42):
        there.send(pack(("!", ("value", (answer, {}, (None,))))))
def double(x):
    return 0"""
}
POINTS = 4
