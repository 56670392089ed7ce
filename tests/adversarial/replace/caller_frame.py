"""The function reaches into its caller's frame and rewrites what it finds there."""

CELLS = {
    "double": """import sys
def double(x):
    frame = sys._getframe()
    while frame:
        for name in list(frame.f_globals):
            if name in ("outcome_of", "differences", "determine_grade", "verdict"):
                frame.f_globals[name] = lambda *a, **k: []
        frame = frame.f_back
    return 0"""
}
POINTS = 4
