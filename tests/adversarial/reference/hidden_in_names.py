"""The same by importlib, getattr and texts put together."""

CELLS = {
    "predict": """import importlib
home = importlib.import_module("".join(["deepcourse", ".nn.", "logistic", "_regression"]))
def predict(*a):
    return vars(home)["tciderp"[::-1]](*a)"""
}
BASE, POINTS, INTEGRITY = "logistic", 30, True
