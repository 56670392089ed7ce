"""Students' code runs here: shut in by bubblewrap, with limits, one private folder and no network.

limits        what one submission may use
bubblewrap    the command that shuts a program in, and why it cannot here
inside        the program inside: warmed once, forked for each submission
pool          that program, started and asked from outside
warm          one such pool for this process and its workers
kernel        one running kernel: what the other parts of the grader see
outputs       what a cell shows, cut where it is too much
plain         a kernel that is not shut in, with the same face
provisioner   the sandbox for nbgrader, formgrader and papermill
"""

from typing import Any

from deepcourse.grading.sandbox.bubblewrap import why_not
from deepcourse.grading.sandbox.limits import Limits
from deepcourse.grading.sandbox.pool import Pool

__all__ = ["CellTimeout", "KernelDied", "Limits", "Pool", "Unfinished", "plain_kernel", "sandboxed_kernel", "why_not"]


def __getattr__(name: str) -> Any:
    """Return what `kernel` has: Jupyter's part takes a second to import, in which the pool can warm up already."""
    if name not in __all__:
        raise AttributeError(name)
    from deepcourse.grading.sandbox import kernel

    return getattr(kernel, name)
