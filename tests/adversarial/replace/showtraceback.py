"""Errors are no longer shown: nbgrader takes a cell without an error output for right."""

CELLS = {
    "double": """shell = get_ipython()
shell.showtraceback = shell._showtraceback = shell.showsyntaxerror = lambda *a, **k: None
shell.set_custom_exc((Exception,), lambda *a, **k: None)
def double(x):
    return 0"""
}
POINTS = 4
