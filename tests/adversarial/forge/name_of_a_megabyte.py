"""A function whose name, signature and annotations hold a megabyte each."""

CELLS = {
    "predict": """import inspect
def predict(*a):
    return 0
one = inspect.Parameter.POSITIONAL_OR_KEYWORD
names = ["a" * 10**6, *(f"b{i}" * 100 for i in range(1000))]
predict.__signature__ = inspect.Signature([inspect.Parameter(n, one) for n in names])
predict.__name__ = predict.__qualname__ = "predict" * 10**6"""
}
BASE, POINTS = "logistic", 18
