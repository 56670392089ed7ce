"""A solution that the reader of solutions cannot read to its end: names inside names, and a path with a zero byte."""

CELLS = {
    "predict": "def predict(w, b, X):\n    return (sigmoid(w.T @ X + b) >= 0.5).astype(float)\n"
    + "import importlib\nif False:\n    importlib.import_module('deepcourse.\\0')\n    importlib"
    + ".a" * 900
}
BASE, POINTS = "logistic", 30
