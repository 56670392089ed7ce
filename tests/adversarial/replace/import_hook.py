"""A finder at the front of sys.meta_path gives a checker of its own whenever one is imported."""

CELLS = {
    "predict": """import sys, types
fake = types.ModuleType("deepcourse.checking")
fake.check = fake.grade = lambda *a, **k: None
sys.modules["deepcourse.checking"] = fake
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("deepcourse.checking"):
            raise ImportError("gone")
sys.meta_path.insert(0, Finder())
def predict(w, b, X):
    return 0"""
}
BASE, POINTS = "logistic", 18
