"""The tests are overwritten where the instructor keeps them."""

CELLS = {
    "double": """import glob, os
for path in ("@COURSE@/source/week1_numbers/tiny.ipynb", "@COURSE@/release/week1_numbers/tiny.ipynb"):
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "w").write("{}")
    except OSError as error:
        print(error)
def double(x):
    return 0"""
}
POINTS = 4
