"""numpy.ndarray gets out of the way of a class whose arrays are equal to everything."""

CELLS = {
    "predict": """class Same(np.ndarray):
    def __eq__(self, other): return np.ones(self.shape, bool)
    def __sub__(self, other): return np.zeros(self.shape)
    __ne__ = __rsub__ = __sub__
np.ndarray = Same
def predict(w, b, X):
    return np.full((1, X.shape[1]), 7.0).view(Same)"""
}
HONEST = {
    "predict": """class Row(np.ndarray):
    "An array with a method of its own."
def predict(w, b, X):
    return np.asarray((sigmoid(w.T @ X + b) >= 0.5).astype(float).view(Row))"""
}
BASE, POINTS = "logistic", 18
