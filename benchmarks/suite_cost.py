"""What the test suite costs: CPU seconds by kind of test and by notebook.

    .venv/bin/python benchmarks/suite_cost.py --write        the whole suite; its column in README.md is written anew
    .venv/bin/python benchmarks/suite_cost.py tests/nn       a part of it; everything else goes to pytest as it stands

A test costs what its process and the ended processes below it have computed meanwhile. A kernel that several tests
share is counted for the test in which it ends. Processes that nobody waited for become children of this program, which
waits for them; they belong to no test and are a row of their own. What it cannot see: what a process computed whose
parent refuses to hear of its end, and what runs on another machine. Only Linux gives orphans to this program: elsewhere
that row is too small.
"""

import argparse
import ctypes
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = Path(__file__).with_name("README.md")
TO = "SUITE_COST"  # environment: the folder for each process's list of costs
COLLECTION, OUTSIDE = "(collection)", "(outside tests)"
ADOPT_ORPHANS = 36  # of Linux' prctl
PATIENCE = 10  # seconds for orphans to end
costs = []  # of this process: [id of a test, CPU seconds]


# --- the plugin that every process of pytest loads ------------------------------------------------------------------


def spent():
    """Return the CPU seconds of this process and of the processes below it that have ended."""
    return sum(os.times()[:4])


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item):
    before = spent()
    result = yield
    costs.append([item.nodeid, spent() - before])
    return result


def pytest_collection_finish():
    costs.append([COLLECTION, spent()])


def pytest_sessionfinish():
    if TO in os.environ:
        Path(os.environ[TO], f"{os.getpid()}.json").write_text(json.dumps(costs))


# --- the program ----------------------------------------------------------------------------------------------------


def measured(arguments):
    """Run pytest; return (its exit status, [id, CPU seconds] of each test and of what belongs to none)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths), TO: folder}
        command = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "loadscope", "-p", "suite_cost", *arguments]
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        wait_for_orphans()
        found = [cost for path in Path(folder).glob("*.json") for cost in json.loads(path.read_text())]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    rest = used.ru_utime + used.ru_stime - sum(seconds for _, seconds in found)
    return status, [*found, [OUTSIDE, rest]]


def wait_for_orphans():
    """Wait until no process is left below this one, or say how many are."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.1)
        except ChildProcessError:
            return
    print("some processes still run: what they compute is not counted", file=sys.stderr)


def kind_of(test):
    """Return the folder of a test, or its file where it stands in no folder."""
    path = test.partition("::")[0].split("/")
    return "/".join(path[:2]) if len(path) > 1 else test


def notebook_of(test):
    """Return the notebook whose name a test's id holds, "no single notebook" where there is none."""
    names = (path.stem for path in ROOT.glob("course*/source/*/*.ipynb"))
    return next((name for name in sorted(names) if name in test), "no single notebook")


def summed(found, name_of):
    """Return {name: (number of tests, CPU seconds)}, the dearest first."""
    groups = defaultdict(list)
    for test, seconds in found:
        groups[name_of(test)].append(seconds)
    sums = {name: (len(seconds), sum(seconds)) for name, seconds in groups.items()}
    return dict(sorted(sums.items(), key=lambda item: -item[1][1]))


def print_table(title, sums):
    """Print a table of sums, with their shares of all."""
    whole = sum(seconds for _, seconds in sums.values())
    print(f"\n{title:44}  tests    CPU s  share")
    for name, (count, seconds) in {**sums, "all": (sum(n for n, _ in sums.values()), whole)}.items():
        print(f"{name:44} {count:6} {seconds:8.1f} {seconds / max(whole, 1e-9):6.1%}")


def rewritten(text, sums):
    """Return the README with new figures in the last two columns of its table; kinds that it lacks are added."""
    head, table, tail = re.split(r"(?<=<!-- suite_cost -->\n)|(?=<!-- /suite_cost -->)", text)
    *heading, dashes = table.splitlines()[:2]
    rows = {line.split(" | ")[0].strip("| "): line.strip("| ").split(" | ")[1] for line in table.splitlines()[2:]}
    whole = [sum(column) for column in zip(*sums.values(), strict=True)]
    new = {f"`{kind}`": sums.get(kind, ("–", "–")) for kind in sorted({name.strip("`") for name in rows} | {*sums})}
    new.pop("`all`", None)
    lines = [row(name, rows.get(name, "–"), *figures) for name, figures in new.items()]
    return head + "\n".join([*heading, dashes, *lines, row("all", rows.get("all", "–"), *whole)]) + "\n" + tail


def row(name, before, count, seconds):
    """Return one row of the README's table."""
    shown = seconds if isinstance(seconds, str) else f"{seconds:.0f}"
    return f"| {name} | {before} | {count} | {shown} |"


def main():
    """Run pytest with what this program does not know, and print what it cost."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="write the figures into README.md")
    parser.add_argument("--dearest", type=int, default=0, metavar="N", help="name the N dearest tests, too")
    choice, arguments = parser.parse_known_args()
    status, found = measured(arguments)
    if choice.dearest:
        single = summed([cost for cost in found if "::" in cost[0]], lambda test: test.partition("/")[2])
        print_table("test", dict(list(single.items())[: choice.dearest]))
    by_kind = summed(found, kind_of)
    print_table("kind of test", by_kind)
    print_table("notebook", summed(found, notebook_of))
    if choice.write:
        README.write_text(rewritten(README.read_text(encoding="utf-8"), by_kind), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
