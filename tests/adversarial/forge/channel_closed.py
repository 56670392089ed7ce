"""The judge's socket is closed, and its number forgotten."""

CELLS = {
    "double": """import os
os.close(int(os.environ.pop("DEEPCOURSE_CHANNEL", os.open("/dev/null", os.O_RDONLY))))
def double(x):
    return x + x"""
}
POINTS = 0  # who closes the way by which answers go gets nothing, with a sentence
