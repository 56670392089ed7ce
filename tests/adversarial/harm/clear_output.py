"""Output is shown and cleared, again and again."""

CELLS = {
    "double": """from IPython.display import clear_output, display
for number in range(20000):
    clear_output(wait=bool(number % 2))
    display("x" * 1000)
def double(x):
    return 0"""
}
POINTS, CELL_SECONDS = 4, 2
