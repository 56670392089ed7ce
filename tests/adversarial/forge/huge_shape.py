"""A forged array claims to have 2**120 entries."""

CELLS = {
    "double": """from deepcourse.checking.remote import wire
wire.Packer.array = lambda self, value: ["a", "<f8", [2**40, 2**40, 2**40], "C", None]
import numpy as np
def double(x):
    return np.zeros(3)"""
}
POINTS = 4
