"""Many submissions at once: by workers on this machine, or by those of a Dask cluster.

results     a `Result` for each `Job`, as they are ready
cores       how many workers this machine has room for
"""

import contextlib
import os
from collections.abc import Iterator, Sequence

from click import ClickException

from deepcourse.grading.judging import workers as local
from deepcourse.grading.judging.worker import Job, Result, handle
from deepcourse.grading.sandbox import warm

KILLED = "the process that judged it was ended from outside, more than once; grade it by itself with --student"
NO_DASK = 'a cluster needs Dask, which is not installed; say: pip install "deepcourse[cluster]"'
CONNECT_SECONDS = 10  # for a cluster to answer


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def results(jobs: Sequence[Job], workers: int = 1, scheduler: str | None = None) -> Iterator[tuple[int, Result]]:
    """Yield (number of the job, its `Result`), in the order in which they are ready.

    workers     processes on this machine; with 1, this process does it all
    scheduler   the address of a Dask scheduler, as "tcp://10.0.0.5:8786", whose workers then do it
    """
    if scheduler:
        yield from on_cluster(jobs, scheduler)
    elif min(workers, len(jobs)) > 1:
        if any(job.sandboxed for job in jobs):
            warm.pool().ready()  # one for all workers, which are forked from here
        for number, result in local.results(guarded, jobs, min(workers, len(jobs))):
            yield number, result or Result(problem=KILLED)
    else:
        for number, job in enumerate(jobs):
            yield number, guarded(job)


def guarded(job: Job) -> Result:
    """Return the `Result` of a job, whatever goes wrong: one submission never stops the others."""
    try:
        return handle(job)
    except Exception as error:
        sentence = str(error).strip().split("\n")[0]
        return Result(
            problem=f"the grader failed on it, which is no fault of the student: {type(error).__name__}: {sentence}"
        )


def on_cluster(jobs: Sequence[Job], scheduler: str) -> Iterator[tuple[int, Result]]:
    """Yield (number of the job, its `Result`), judged by the workers of a Dask cluster.

    Raises ClickException, with what to do, where Dask is not installed, no scheduler answers, or it has no workers.
    """
    try:
        import dask
        from distributed import Client, as_completed
    except ModuleNotFoundError as error:
        raise ClickException(NO_DASK) from error
    with dask.config.set({"logging.distributed": "error"}), contextlib.ExitStack() as stack:
        try:
            client = stack.enter_context(Client(scheduler, timeout=CONNECT_SECONDS))
        except (OSError, ValueError) as error:
            raise ClickException(
                f"no Dask scheduler answers at {scheduler}; is it tcp://host:port, and running?"
            ) from error
        if not client.scheduler_info()["workers"]:
            raise ClickException(
                f"the Dask scheduler at {scheduler} has no workers; start some: dask worker {scheduler}"
            )
        running = {client.submit(guarded, job, pure=False, retries=1): number for number, job in enumerate(jobs)}
        for future in as_completed(running):
            yield running[future], future.result() if future.status == "finished" else Result(problem=KILLED)
            future.release()
