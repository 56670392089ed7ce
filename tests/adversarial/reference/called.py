"""The package's own implementation is called, under its own name."""

CELLS = {"predict": "def predict(w, b, X):\n    return reference.predict(w, b, X)"}
HONEST = {"predict": "def predict(w, b, X):\n    return (reference.sigmoid(w.T @ X + b) >= 0.5).astype(float)"}
BASE, POINTS, INTEGRITY = "logistic", 30, True
