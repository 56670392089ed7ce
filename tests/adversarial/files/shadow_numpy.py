"""A file numpy.py beside the notebook is imported in NumPy's place."""

CELLS = {"double": "def double(x):\n    return 0"}
BESIDE = {
    "numpy.py": "raise SystemExit('shadowed')",
    "math.py": "pi = 3",
    "json.py": "def loads(*a): return {}",
    "deepcourse.py": "raise SystemExit('shadowed')",
}
POINTS = 4
