"""check and grade are defined anew in the notebook; the released cells would call those."""

CELLS = {"predict": "def predict(w, b, X):\n    return 0\ncheck = grade = lambda *a, **k: None"}
HONEST = {"predict": "grade = np.rint\ndef predict(w, b, X):\n    return grade(sigmoid(w.T @ X + b) + 1e-12)"}
BASE, POINTS = "logistic", 18
