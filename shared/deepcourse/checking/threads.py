"""How many threads NumPy's matrix products use: one, unless the user has said how many.

limit_threads   let this process compute on one thread
"""

import os
import warnings

VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
THREADS = 1


def limit_threads() -> None:
    """Return nothing; from now on the BLAS that NumPy has loaded computes on one thread.

    Where one of the variables that rule threads is set, it stays as the user wants it. `deepcourse lab` sets them for
    its kernels; elsewhere (VS Code, plain Jupyter, papermill) NumPy has read them before a notebook can set any.

    One, because a course's matrices are small: several threads wait for each other, busily, and beside other programs
    that takes many times as long. A notebook that wants more says so: `threadpoolctl.threadpool_limits(4)`.
    """
    if any(os.environ.get(name) for name in VARIABLES):
        return
    from threadpoolctl import threadpool_limits

    with warnings.catch_warnings():  # it warns of other libraries in the process, and stderr costs points
        warnings.simplefilter("ignore")
        threadpool_limits(THREADS, user_api="blas")
