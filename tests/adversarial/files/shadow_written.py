"""A cell writes a module with the checker's name into the working folder."""

CELLS = {
    "imports": """import os, sys
os.makedirs("deepcourse/checking", exist_ok=True)
for name in ("deepcourse/__init__.py", "deepcourse/checking/__init__.py"):
    open(name, "w").write("check = grade = begin = lambda *a, **k: None")
for name in [n for n in sys.modules if n.startswith("deepcourse")]:
    del sys.modules[name]
sys.path.insert(0, "")
import numpy as np
from deepcourse.checking import check, grade""",
    "predict": "def predict(w, b, X):\n    return 0",
}
BASE, POINTS = "logistic", 0  # all exercises: without the package nothing here can answer
