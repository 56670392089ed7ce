"""Shut a program in with bubblewrap: a read-only system, no network, none of the user's files.

why_not     why that does not work on this machine, "" where it does
command     the command line that does it
system      the part of it that says what can be seen
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path

import deepcourse
from deepcourse.grading.sandbox import limits

INSIDE = Path(__file__).with_name("inside.py")
PROGRAM, PACKAGE, KERNELS = "/deepcourse/inside.py", "/deepcourse/package", "/deepcourse/kernels"
STUDENT = 65533  # whom root becomes inside: the number of processes is not limited for root
INSTALL = "install it with: apt install bubblewrap, or your system's way"
ALLOW = "ask your administrator to allow unprivileged user namespaces, or grade with --unsafe"
THREADS = ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM", "NUMEXPR")


@cache
def why_not() -> str:
    """Return why students' code cannot be shut in here, with the remedy, as a sentence; "" where it can."""
    if sys.platform != "linux":
        return "bubblewrap exists for Linux only: grade in a container or a virtual machine, or with --unsafe."
    if shutil.which("bwrap") is None:
        return f"bubblewrap is not installed; {INSTALL}."
    probe = [*command("/tmp", writable=False), "probe", json.dumps(asdict(limits.Limits()))]
    try:
        tried = subprocess.run(probe, capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"bubblewrap does not run here ({error}); {ALLOW}."
    said = (tried.stderr.strip().splitlines() or ["no reason given"])[-1]
    return f"bubblewrap is not allowed to shut programs in here ({said}); {ALLOW}." if tried.returncode else ""


def command(folder: Path | str, *, writable: bool = True, at: str = KERNELS, more: Iterable[str] = ()) -> list[str]:
    """Return the command line that runs the program `inside` shut in; its arguments are to be added.

    folder: the one folder of this machine that it sees besides the system, as `at`;  more: further options.
    """
    share = ["--bind" if writable else "--ro-bind", str(folder), str(at)]
    ends = ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/", "--", python(), "-I", "-B", PROGRAM]
    return [shutil.which("bwrap") or "bwrap", *namespaces(), *environment(), *system(), *share, *more, *ends]


def python() -> str:
    """Return the path of this Python, without "..": a virtual environment stays one, for its link is not followed."""
    place = Path(sys.executable)
    return str(Path(os.path.realpath(place.parent), place.name))


def pythons() -> list[Path]:
    """Return the folders that this Python lives in, outside of /usr: its installation, its virtual environment."""
    places = dict.fromkeys(Path(p) for p in (sys.base_prefix, sys.prefix, os.path.realpath(sys.prefix)))
    return [folder for folder in places if not folder.is_relative_to("/usr")]


def below_tmp() -> list[Path]:
    """Return those of them that lie below /tmp."""
    return [folder for folder in pythons() if folder.is_relative_to("/tmp")]


def namespaces() -> list[str]:
    """Return the options for what is the program's own: processes, network, names, users."""
    shut = ["--die-with-parent", "--new-session", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    shut += ["--unshare-cgroup-try", "--hostname", "sandbox", "--cap-drop", "ALL"]
    if os.getuid() == 0:  # so that it can become somebody else for each submission
        return [*shut, "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    return ["--unshare-user", *shut]


def environment() -> list[str]:
    """Return the options for the environment: nothing of the grader's own."""
    variables = {
        "PATH": f"{Path(sys.prefix, 'bin')}:/usr/bin:/bin",
        "HOME": "/tmp/home",
        "USER": "student",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": "/tmp/matplotlib",
        "IPYTHONDIR": "/tmp/ipython",
        "DEEPCOURSE_PACKAGE": PACKAGE,
        "DEEPCOURSE_BELOW_TMP": os.pathsep.join(map(str, below_tmp())),
        **{f"{library}_NUM_THREADS": "1" for library in THREADS},
    }
    return ["--clearenv", *(part for item in variables.items() for part in ("--setenv", *item))]


def system() -> list[str]:
    """Return the options for the files that can be read: the system, this Python, the package without its grader."""
    package = Path(deepcourse.__file__).resolve().parent
    seen = ["--ro-bind", "/usr", "/usr", "--perms", "1777", "--tmpfs", "/tmp"]  # this Python may lie below /tmp
    for name in ("bin", "lib", "lib32", "lib64", "sbin"):
        seen += _as_here(Path("/", name))
    for name in ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "fonts", "localtime", "mime.types"):
        seen += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    for folder in pythons():
        seen += [*_parents(folder), "--ro-bind", str(folder), str(folder)]
    seen += _hidden(package) if package.is_relative_to(os.path.realpath(sys.prefix)) else []
    seen += ["--perms", "0755", "--dir", "/deepcourse", "--perms", "0755", "--dir", PACKAGE]
    seen += ["--perms", "0700", "--dir", "/deepcourse/kernel", "--ro-bind", str(package), f"{PACKAGE}/deepcourse"]
    seen += [*_hidden(Path(PACKAGE, "deepcourse")), "--ro-bind", str(INSIDE), PROGRAM]
    for folder in below_tmp():  # where each kernel's own /tmp covers it; `inside` puts it back from here
        seen += [*_parents(Path(f"/deepcourse{folder}")), "--ro-bind", str(folder), f"/deepcourse{folder}"]
    return [*seen, "--proc", "/proc", "--dev", "/dev", *_fonts()]


def _as_here(path: Path) -> list[str]:
    if path.is_symlink():
        return ["--symlink", os.readlink(path), str(path)]
    return ["--ro-bind", str(path), str(path)] if path.exists() else []


def _parents(folder: Path) -> list[str]:
    """Bubblewrap makes the folders above for their owner alone; whom root becomes must pass them too."""
    return [part for above in reversed(folder.parents[:-1]) for part in ("--perms", "0755", "--dir", str(above))]


def _hidden(package: Path) -> list[str]:
    grading = str(package / "grading")
    return ["--perms", "0555", "--tmpfs", grading, "--remount-ro", grading]


def _fonts() -> list[str]:
    """Matplotlib's list of fonts takes seconds to make: the one of this machine is used where it is there."""
    import matplotlib

    lists = sorted(Path(matplotlib.get_cachedir()).glob("fontlist-*.json"))
    return [part for file in lists for part in ("--ro-bind", str(file), f"/tmp/matplotlib/{file.name}")]
