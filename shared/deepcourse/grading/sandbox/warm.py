"""The process inside the sandbox that has imported everything: one for this process and the workers that it forks.

start   begin to start it, so that it warms up while other things are done
pool    the `Pool` that kernels are forked from
close   end it
"""

import atexit
import os
import sys
from typing import Any

from deepcourse.grading.sandbox.bubblewrap import why_not
from deepcourse.grading.sandbox.pool import Pool

_pools: dict[
    int, Pool
] = {}  # at most one, by the number of the process that started it: a forked worker uses its parent's


def start() -> None:
    """Start the process where there is a sandbox, and do not wait for it."""
    modules: dict[str, Any] = sys.modules
    modules.setdefault("rfc3987_syntax", None)  # 0.7 s, in which jsonschema prepares for addresses that none checks
    if not _pools and not why_not():
        _pools[os.getpid()] = Pool()


def pool() -> Pool:
    """Return the `Pool` to fork kernels from, a new one where there is none."""
    if not _pools:
        _pools[os.getpid()] = Pool()
    return next(iter(_pools.values()))


@atexit.register
def close() -> None:
    """Forget the process, and end it unless it is a parent's."""
    for number, started in list(_pools.items()):
        del _pools[number]
        if number == os.getpid():
            started.close()
