"""A dictionary whose keys all have the same hash."""

CELLS = {
    "predict": """def predict(w, b, X):
    return [{i * (2**61 - 1): 0 for i in range(2500)} for _ in range(10)]"""
}
BASE, POINTS = "logistic", 18
NOT_PLAIN = "it takes minutes"
