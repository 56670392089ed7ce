"""Many submissions at once: by workers on this machine, or by those of a Dask cluster.

results     a `Result` for each `Job`, as they are ready
cores       how many workers this machine has room for
"""

import contextlib
import logging
import os
import sys

from deepcourse.grading.worker import Result, handle

KILLED = "the process that judged it was ended from outside, more than once; grade it by itself with --student"


def cores():
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def results(jobs, workers=1, scheduler=None):
    """Yield (number of the job, its `Result`), in the order in which they are ready.

    jobs        a list of `Job`
    workers     processes on this machine; with 1, this process does it all
    scheduler   the address of a Dask scheduler, as "tcp://10.0.0.5:8786", whose workers then do it
    """
    if scheduler is None and min(workers, len(jobs)) <= 1:
        for number, job in enumerate(jobs):
            yield number, guarded(job)
        return
    from distributed import as_completed

    with cluster(min(workers, len(jobs)), scheduler) as client:
        running = {client.submit(guarded, job, pure=False, retries=1): number for number, job in enumerate(jobs)}
        for future in as_completed(running):
            yield running[future], future.result() if future.status == "finished" else Result(problem=KILLED)
            future.release()


def guarded(job):
    """Return the `Result` of a job, whatever goes wrong: one submission never stops the others."""
    try:
        return handle(job)
    except Exception as error:
        told = str(error).strip().split("\n")[0]
        return Result(
            problem=f"the grader failed on it, which is no fault of the student: {type(error).__name__}: {told}"
        )


@contextlib.contextmanager
def cluster(workers, scheduler):
    """Give a Dask client, quiet; of a cluster on this machine where no scheduler is named."""
    import dask
    from distributed import Client, LocalCluster

    quiet = {"logging.distributed": "error"}
    if sys.platform == "linux":
        quiet |= {"distributed.worker.multiprocessing-method": "fork"}  # what is imported need not be imported again
    with dask.config.set(quiet), contextlib.ExitStack() as stack:
        if scheduler is None:
            local = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,  # what was handed in is judged in a process by itself
                dashboard_address=None,
                silence_logs=logging.ERROR,
                memory_limit=0,  # what submissions use is bounded by the sandbox
            )
            scheduler = stack.enter_context(local)
        yield stack.enter_context(Client(scheduler))
