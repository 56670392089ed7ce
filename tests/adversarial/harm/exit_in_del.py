"""The process ends when an object is thrown away, whenever that will be."""

CELLS = {
    "double": """import os
class Last:
    def __del__(self):
        os._exit(0)
def double(x):
    return Last()"""
}
POINTS = 4
