"""A cell saves the notebook anew, with its tests renamed, while it is graded."""

CELLS = {
    "double": """import glob, json
for path in glob.glob("*.ipynb"):
    notebook = json.load(open(path))
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    json.dump(notebook, open(path, "w"))
def double(x):
    return 0"""
}
POINTS = 4
