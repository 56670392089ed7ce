"""For the record: what plain `nbgrader autograde` gives for each trick, beside what this grader gives.

Usage: python tests/adversarial/record.py      writes README.md beside this file; needs bubblewrap

Everything that could harm the machine is left out, and the rest runs in an outer shell of bubblewrap, with no network
and a read-only system, in a course that is thrown away.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from adversarial import suite

SPOILS_ITSELF = ("forge", "harm")  # who attacks what only this grader has may lose what was solved honestly
HEAD = """# Tricks, and what they earn

Each file in these folders is a submission with one trick. `python tests/adversarial/record.py` wrote the table;
`tests/grading/test_adversarial.py` holds its last column. What is solved honestly counts in both numbers; "unearned" is
what the trick itself brought. Plain nbgrader is `nbgrader autograde` with its own settings: student's code, tests and
verdict in one process.

| trick | plain nbgrader: points | ours: points |
| --- | --- | --- |
"""


def main():
    """Run all tricks that may run, and write the table."""
    with tempfile.TemporaryDirectory() as folder:
        root, home = Path(folder, "clone"), Path(folder, "home")
        environment = os.environ | suite.plant_secrets(home)
        course = suite.make_course(root)
        for path in suite.tricks():
            if not suite.read(path)["NOT_PLAIN"]:
                suite.hand_in(suite.read(path), course, home, course / "submitted" / student(path) / suite.WEEK)
        shell = [
            "bwrap",
            "--unshare-all",
            "--die-with-parent",
            "--ro-bind",
            "/",
            "/",
            "--dev",
            "/dev",
            "--proc",
            "/proc",
        ]
        shell += [
            "--tmpfs",
            "/tmp",
            "--bind",
            folder,
            folder,
            "--chdir",
            str(course),
            sys.executable,
            __file__,
            "inside",
        ]
        done = subprocess.run(shell, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    plain = json.loads(done.stdout.splitlines()[-1])
    rows = [row(path, plain) for path in suite.tricks()]
    Path(__file__).with_name("README.md").write_text(HEAD + "\n".join([*rows, "", summary(plain)]) + "\n")


def student(path):
    """Return the name of the student who tries a trick."""
    return suite.name_of(path).replace("/", "-").replace("_", "-")


def inside():
    """Grade everything that was handed in with plain nbgrader, one by one; print the points as JSON."""
    from nbgrader.api import Gradebook
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    config = Config()
    config.CourseDirectory.root = os.getcwd()
    config.Execute.timeout = 10
    found = {}
    for folder in sorted(Path("submitted").iterdir()):
        if not (folder / suite.WEEK).is_dir() or folder.name == "grace":
            continue
        result = NbGraderAPI(config=config).autograde(suite.WEEK, folder.name, force=True)
        with Gradebook("sqlite:///gradebook.db") as book:
            found[folder.name] = book.find_submission(suite.WEEK, folder.name).score if result["success"] else None
    print("\n" + json.dumps(found))


def row(path, plain):
    """Return the line of the table for a trick."""
    trick, name = suite.read(path), suite.name_of(path)
    most = suite.FULL[trick["BASE"]]
    given = plain.get(student(path))
    told = f"{given:g} of {most}" if given is not None else "none: the submission is lost"
    if trick["NOT_PLAIN"]:
        told = f"not run: {trick['NOT_PLAIN']}"
    elif path.parent.name not in SPOILS_ITSELF and given is not None and given > trick["POINTS"]:
        told += f" ({given - trick['POINTS']:g} unearned)"
    ours = "refused, with the reason" if trick["PROBLEM"] else f"{trick['POINTS']} of {most}"
    ours += ", reported for review" if trick["INTEGRITY"] else ""
    return f"| [{name}]({name}.py): {first_line(path)} | {told} | {ours} |"


def first_line(path):
    """Return what a trick says of itself."""
    return path.read_text(encoding="utf-8").split('"""')[1].strip().replace("|", "\\|")


def summary(plain):
    """Return a sentence on all of it."""
    tried = {student(path): suite.read(path) for path in suite.tricks()}
    unearned = sum(
        (given or 0) > tried[name]["POINTS"] for name, given in plain.items() if name.split("-")[0] not in SPOILS_ITSELF
    )
    lost = sum(given is None for given in plain.values())
    return (
        f"Of {len(tried)} tricks, {len(plain)} were run with plain nbgrader: {unearned} earned points that they should "
        f"not, {lost} lost the whole submission."
    )


if __name__ == "__main__":
    inside() if sys.argv[1:] == ["inside"] else main()
