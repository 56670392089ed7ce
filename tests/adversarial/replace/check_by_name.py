"""check and grade are defined anew in the notebook; the released cells would call those."""

CELLS = {
    "predict": "def predict(w, b, X):\n    return 0\ndef check(f):\n    return None\ndef grade(f, seed):\n    return None"
}
HONEST = {
    "predict": "def grade(a):\n    return a >= 0.5\ndef predict(w, b, X):\n    return grade(sigmoid(w.T @ X + b)).astype(float)"
}
BASE, POINTS = "logistic", 18
