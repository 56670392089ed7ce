"""What is there on this machine, what is missing, and how to get it.

examine     all findings
show        the table of them
"""

import importlib.metadata
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from deepcourse.grading.course.places import find_courses, use_this_python
from deepcourse.grading.machine.environment import pins
from deepcourse.grading.sandbox import why_not

GIGABYTE = 10**9
FREE_GIGABYTES = 1.0  # notebooks, gradebooks and feedback pages of a large class; the packages are installed already
INSTALL = "pip install --require-hashes -r requirements/course.txt"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked for; `needed` where the course does not work without it."""

    what: str
    state: str
    remedy: str = ""  # "" where nothing has to be done
    needed: bool = True

    @property
    def missing(self) -> bool:
        """Return True where something has to be done."""
        return bool(self.remedy)


def examine(root: Path) -> list[Finding]:
    """Return the `Finding`s on this machine, for the repository at `root`."""
    use_this_python()
    return [
        python(),
        packages(root),
        kernel(),
        server_extensions(),
        lab_extension(),
        alembic(),
        writable(root),
        disk(root),
        sandbox(),
        chromium(),
        torch(),
    ]


def python() -> Finding:
    """Look at the version of the Python that runs."""
    state = f"{sys.version.split()[0]} at {sys.executable}"
    return Finding("Python", state, "" if sys.version_info >= (3, 11) else "install Python 3.11 or newer")


def packages(root: Path) -> Finding:
    """Compare what is installed with the pins: another version is worth knowing, a missing package is needed."""
    file = root / "requirements" / "course.txt"
    if not file.exists():
        return Finding("packages", "no requirements/course.txt to compare with", needed=False)
    pinned = pins(file.read_text(encoding="utf-8"))
    missing, other = compare(pinned)
    if missing:
        return Finding("packages", f"missing: {', '.join(missing)}", INSTALL)
    if other:
        return Finding("packages", f"other versions than pinned: {', '.join(other)}", INSTALL, needed=False)
    return Finding("packages", f"all {len(pinned)} as pinned")


def compare(pinned: list[str]) -> tuple[list[str], list[str]]:
    """Return the pinned requirements that are missing here, and those that are here in another version."""
    from packaging.requirements import Requirement

    missing, other = [], []
    for requirement in map(Requirement, pinned):
        if requirement.marker and not requirement.marker.evaluate():
            continue
        try:
            version = importlib.metadata.version(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            missing.append(requirement.name)
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            other.append(f"{requirement.name} {version} ({requirement.specifier})")
    return missing, other


def kernel() -> Finding:
    """Look whether notebooks run in this Python: nbgrader, Validate and JupyterLab find the kernel by its name."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        program = KernelSpecManager().get_kernel_spec("python3").argv[0]
    except NoSuchKernel:
        return Finding("kernel", "there is none called python3", INSTALL)
    mine = not Path(program).is_absolute() or Path(program) == Path(sys.executable)
    remedy = "" if mine else "remove it with: jupyter kernelspec remove python3"
    return Finding("kernel", "python3 is this Python" if mine else f"python3 is another Python: {program}", remedy)


def server_extensions() -> Finding:
    """Look whether JupyterLab's server loads nbgrader: Validate and formgrader."""
    from jupyter_core.paths import jupyter_config_path
    from jupyter_server.extension.config import ExtensionConfigManager

    enabled = ExtensionConfigManager(read_config_path=jupyter_config_path()).get_jpserver_extensions()
    wanted = ("validate_assignment", "formgrader")
    missing = [name for name in wanted if not enabled.get(f"nbgrader.server_extensions.{name}")]
    remedies = [f"jupyter server extension enable --sys-prefix nbgrader.server_extensions.{name}" for name in missing]
    state = f"not enabled: {', '.join(missing)}" if missing else "Validate and formgrader are enabled"
    return Finding("nbgrader in the server", state, "; ".join(remedies))


def lab_extension() -> Finding:
    """Look whether JupyterLab has nbgrader's buttons and menu."""
    from jupyter_core.paths import jupyter_path

    found = any(
        Path(folder, "@jupyter", "nbgrader", "package.json").exists() for folder in jupyter_path("labextensions")
    )
    return Finding("nbgrader in JupyterLab", "there" if found else "its extension is missing", "" if found else INSTALL)


def alembic() -> Finding:
    """Look for the program by which nbgrader makes a new gradebook."""
    found = shutil.which("alembic")
    return Finding("alembic", found or "not beside this Python", "" if found else INSTALL)


def writable(root: Path) -> Finding:
    """Look whether the student edition, workspaces and grades can be written."""
    closed = [str(folder) for folder in (root, *(course.path for course in find_courses(root))) if not _open(folder)]
    remedy = "work on a clone of your own, or ask for the right to write there" if closed else ""
    return Finding("writing", f"not allowed in {', '.join(closed)}" if closed else f"allowed in {root}", remedy)


def _open(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK)


def disk(root: Path) -> Finding:
    """Look how much room there is."""
    free = shutil.disk_usage(root).free / GIGABYTE
    return Finding("disk", f"{free:.1f} GB free", "" if free >= FREE_GIGABYTES else f"free {FREE_GIGABYTES:g} GB")


def sandbox() -> Finding:
    """Look whether bubblewrap can shut a program in here."""
    program = shutil.which("bwrap")
    if program is None:
        return Finding("bubblewrap", "not installed", "apt install bubblewrap, or your system's way", needed=False)
    if problem := why_not():
        return Finding("bubblewrap", "does not shut students' code in here", problem, needed=False)
    return Finding("bubblewrap", "works", needed=False)


def chromium() -> Finding:
    """Look for the browser of the tests that use one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    remedy = "" if found else "for the browser tests: apt install chromium, or your system's way"
    return Finding("Chromium", found or "not found", remedy, needed=False)


def torch() -> Finding:
    """Look for PyTorch, with which tests compare where it is there."""
    try:
        return Finding("PyTorch", importlib.metadata.version("torch"), needed=False)
    except importlib.metadata.PackageNotFoundError:
        return Finding("PyTorch", "not installed", "for more tests: pip install torch", needed=False)


def show(findings: list[Finding], console: Console) -> None:
    """Print the table of findings."""
    table = Table("", "what", "found", "to do")
    for finding in findings:
        mark = "[red]missing[/]" if finding.needed else "[yellow]optional[/]"
        mark = mark if finding.missing else "[green]ok[/]"
        table.add_row(mark, finding.what, escape(finding.state), escape(finding.remedy))
    console.print(table)
