"""Run source notebooks from the first cell to the last with papermill, several at once, and say where one failed.

execute     run notebooks; an `Execution` for each
faults      what is wrong with a notebook that has been run
ended       whether a cell told its kernel to end
show        the table of times and faults
"""

import logging
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from click import ClickException
from nbformat import NotebookNode
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from deepcourse.grading.course.files import replace_file
from deepcourse.grading.course.notebooks import source_notebooks
from deepcourse.grading.course.places import QUIET_KERNEL, STARTUP_SECONDS, find_courses, use_this_python
from deepcourse.grading.course.progress import bar

END = "the-end"  # the id of a cell that is run behind the last: `exit()` only says that the kernel is to end soon
STILL_THERE = "if get_ipython().exit_now:\n    raise SystemExit"


@dataclass(frozen=True)
class Execution:
    """One notebook that was run: where from, where to, how long, and sentences on what went wrong."""

    source: Path
    executed: Path
    seconds: float
    faults: tuple[str, ...]


def find_notebooks(root: Path, names: Sequence[str]) -> list[Path]:
    """Return the paths of the notebooks that `names` ask for: files, or courses with all of theirs; none means all."""
    files = [Path(name) for name in names if name.endswith(".ipynb")]
    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        raise ClickException(f"there is no notebook {missing[0]}")
    names = [name for name in names if not name.endswith(".ipynb")]
    courses = find_courses(root, names) if names or not files else []
    return files + [path for course in courses for path in source_notebooks(course.path)]


def execute(
    root: Path, paths: Sequence[Path], console: Console, fast: bool, jobs: int, timeout: float
) -> list[Execution]:
    """Return the `Execution`s of notebooks, in the order of `paths`; the executed copies lie in build/executed/."""
    use_this_python()
    with ThreadPoolExecutor(jobs) as pool, bar(console) as progress:
        task = progress.add_task("executing", total=len(paths))
        running = {pool.submit(_execute, path, _copy_of(root, path), fast, timeout): path for path in paths}
        done = {}
        for future in as_completed(running):
            done[running[future]] = future.result()
            progress.advance(task)
    return [done[path] for path in paths]


def _copy_of(root: Path, path: Path) -> Path:
    """Return where the executed copy of a notebook belongs: build/executed/<course>/<week>/<notebook>.ipynb."""
    path = path.resolve()
    parts = path.relative_to(root).parts if path.is_relative_to(root) else path.parts[-2:]
    return Path(root, "build", "executed", *(part for part in parts if part != "source"))


def _execute(source: Path, executed: Path, fast: bool, timeout: float) -> Execution:
    """Run one notebook in its own folder, and keep it, with all it put out, whatever happened."""
    import nbformat

    with tempfile.TemporaryDirectory() as folder:
        running = Path(folder, source.name)
        begun = time.perf_counter()
        broken_off = _run(source, running, fast, timeout)
        seconds = time.perf_counter() - begun
        if not running.exists():
            return Execution(source, executed, seconds, (broken_off,))
        notebook = nbformat.read(running, as_version=4)
    end = notebook.cells.pop()
    replace_file(executed, nbformat.writes(notebook) + "\n")
    stopped = [f"cell {_last_begun(notebook)}: {broken_off}"] if broken_off and not _begun(end) else []
    return Execution(source, executed, seconds, (*stopped, *(faults(notebook) or ended(end))))


def _run(source: Path, running: Path, fast: bool, timeout: float) -> str:
    """Run a notebook into the file `running`; return what ended the run, "" if that was its end or an error of a cell.

    What cells raise is in the file, and whether the kernel was there to the end: a last cell, `END`, is added.
    """
    import nbformat
    import papermill

    from deepcourse.grading.course.engine import SAVES_ONCE  # it needs papermill, which most commands do without

    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    try:
        notebook = nbformat.read(source, as_version=4)
        notebook.cells.append(nbformat.v4.new_code_cell(STILL_THERE, id=END))
        papermill.execute_notebook(
            notebook,
            str(running),
            parameters={"FAST": fast},
            engine_name=SAVES_ONCE,
            progress_bar=False,
            start_timeout=STARTUP_SECONDS,
            execution_timeout=timeout,
            extra_arguments=list(QUIET_KERNEL),
            resources={"metadata": {"path": str(source.parent)}},  # cwd= would move all threads there
        )
    except papermill.PapermillExecutionError:
        return ""
    except Exception as error:  # whatever stopped it is told, and the other notebooks go on
        return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return ""


def faults(notebook: NotebookNode) -> list[str]:
    """Return sentences on an executed notebook: what cells raised or wrote to stderr, and which of them did not run.

    A cell without an execution count did not run: a `sys.exit(0)` before it ends a run that papermill calls a success.
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    sentences = [f"cell {_name(cell)} {_fault(cell)}" for cell in cells if _fault(cell)]
    left = [_name(cell) for cell in cells if cell.execution_count is None]
    if left:
        sentences.append(f"{len(left)} of {len(cells)} code cells did not run, {left[0]} the first of them")
    return sentences


def ended(end: NotebookNode) -> list[str]:
    """Return sentences on the cell `END` of an executed notebook: none where it ran as it should."""
    whole = end.execution_count is not None and not end.outputs
    return [] if whole else ["a cell ends the kernel, as exit() does; whatever follows such a cell is lost"]


def _fault(cell: NotebookNode) -> str:
    """Return what a cell did wrong, in words that go on from its name; "" where it did nothing wrong."""
    raised = [output for output in cell.outputs if output.output_type == "error"]
    if raised:
        return f"raised {raised[0].ename}: {raised[0].evalue}".splitlines()[0]
    complained = [output.text.strip() for output in cell.outputs if output.get("name") == "stderr"]
    return f"wrote to stderr: {complained[0].splitlines()[0] if complained[0] else 'blank lines'}" if complained else ""


def _name(cell: NotebookNode) -> str:
    return "injected-parameters" if "injected-parameters" in cell.metadata.get("tags", []) else cell.id


def _last_begun(notebook: NotebookNode) -> str:
    """Return the name of the cell that was running when the run broke off."""
    begun = list(filter(_begun, notebook.cells))
    return _name(begun[-1]) if begun else "(none)"


def _begun(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("papermill", {}).get("start_time"))


def show(executions: Iterable[Execution], root: Path, console: Console) -> None:
    """Print a table of the notebooks with their times."""
    table = Table("notebook", Column("seconds", justify="right"), "result")
    for execution in executions:
        result = "[red]failed[/]" if execution.faults else "[green]ran[/]"
        table.add_row(escape(_short(execution.source, root)), f"{execution.seconds:.1f}", result)
    console.print(table)


def _short(path: Path, root: Path) -> str:
    path = path.resolve()
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def problems(executions: Iterable[Execution], root: Path) -> list[str]:
    """Return a sentence for everything that went wrong, with the notebook and the cell."""
    return [f"{_short(execution.source, root)}: {fault}" for execution in executions for fault in execution.faults]
