"""The processes of the grader are looked at through /proc: command lines, memory, open files."""

CELLS = {
    "double": """import glob, os
for path in glob.glob("/proc/[0-9]*/cmdline") + glob.glob("/proc/[0-9]*/maps") + glob.glob("/proc/[0-9]*/fd/*"):
    try:
        print(path, os.readlink(path) if "/fd/" in path else open(path, "rb").read()[:2000])
    except OSError:
        continue
def double(x):
    return 0"""
}
POINTS = 4
