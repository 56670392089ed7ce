"""The notebook names a kernel of its own, whose command line is the student's."""

CELLS = {"double": "def double(x):\n    return 0"}
POINTS = 4


def edit(notebook):
    notebook["metadata"]["kernelspec"] = {
        "name": "mine",
        "display_name": "mine",
        "language": "python",
        "argv": ["true"],
    }
