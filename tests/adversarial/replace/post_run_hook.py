"""A hook that runs after each cell shows points."""

CELLS = {
    "double": "get_ipython().events.register('post_run_cell', lambda result: get_ipython().displayhook(4.0))\n"
    "def double(x):\n    return 0"
}
POINTS = 4
