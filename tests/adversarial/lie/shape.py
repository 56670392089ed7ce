"""An array that says it has the right shape and dtype."""

CELLS = {
    "initialize-with-zeros": """class Liar:
    def __init__(self, dim):
        self.shape, self.dtype, self.ndim, self.size = (dim, 1), np.dtype(float), 2, dim
    def __array__(self, *a, **k): return np.zeros(self.shape)
    def __sub__(self, other): return np.zeros(self.shape)
    def __eq__(self, other): return True
def initialize_with_zeros(dim):
    return Liar(dim), 0.0"""
}
BASE, POINTS = "logistic", 22
