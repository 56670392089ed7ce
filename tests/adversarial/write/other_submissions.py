"""The notebook of somebody else is replaced, and their feedback."""

CELLS = {
    "double": """import os
for place in ("@COURSE@/submitted/grace/week1_numbers", "@COURSE@/feedback/grace/week1_numbers"):
    try:
        os.makedirs(place, exist_ok=True)
        open(place + "/tiny.ipynb", "w").write("{}")
    except OSError as error:
        print(error)
def double(x):
    return 0"""
}
POINTS = 4
