"""Errors whose text takes a megabyte, or for ever, or raises itself."""

CELLS = {
    "double": """class Long(Exception):
    def __str__(self):
        return "x" * 10**7
class Raising(Exception):
    def __str__(self):
        raise Raising
class Never(Exception):
    def __str__(self):
        while True:
            continue
def double(x):
    if x > 0:
        raise Long
    raise Never from Raising()"""
}
POINTS = 4
NOT_PLAIN = "it never ends"
