"""What the next submission in the same worker will see is left in /tmp, in shared memory and in the package."""

CELLS = {
    "double": """import os
for place in ("/tmp/left.txt", "/dev/shm/left.txt", "/deepcourse/kernels/left.txt", "/deepcourse/kernel/left.txt"):
    try:
        open(place, "w").write("left for the next")
    except OSError:
        continue
def double(x):
    return 0"""
}
HONEST = {
    "double": """import os
assert not any(os.path.exists(p) for p in ("/tmp/left.txt", "/dev/shm/left.txt", "/deepcourse/kernel/left.txt"))
open("/tmp/notes.txt", "w").write("my own")
def double(x):
    return x + x"""
}
POINTS = 4
