"""A cell that never ends, and ignores the interrupt."""

CELLS = {
    "imports": "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])\nwhile True: pass",
    "double": "def double(x):\n    return 0",
}
POINTS, CELL_SECONDS = 4, 2
NOT_PLAIN = "it never ends"
