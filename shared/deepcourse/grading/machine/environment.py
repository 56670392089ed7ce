"""environment.yml, made from the pins, so that conda users get the very set that everybody else gets.

pins                the requirements of a pinned file, one line each, without their hashes
environment_text    what environment.yml has to say
main                write it: `python -m deepcourse.grading.machine.environment [folder]`, beside pyproject.toml
"""

import sys
from pathlib import Path

from deepcourse.grading.course.files import replace_file

HEAD = """\
# For conda users: conda env create --file environment.yml, then conda activate deepcourse
# Written by `python -m deepcourse.grading.machine.environment` from the pins: change those, not this file.
name: deepcourse
channels:
  - conda-forge
dependencies:
  - python>=3.11
  - pip
  - pip:
"""


def pins(text: str) -> list[str]:
    r"""Return the requirements in the text of a pinned file, each as `name==version ; marker`.

    >>> pins("comm==0.2.3 \\\n    --hash=sha256:2c3\ncolorama==0.4.6 ; os_name == 'nt' \\\n    --hash=sha256:0b1\n")
    ['comm==0.2.3', "colorama==0.4.6 ; os_name == 'nt'"]
    """
    lines = (line for line in text.splitlines() if line and not line.startswith((" ", "#")))
    return [line.removesuffix("\\").rstrip() for line in lines]


def environment_text(root: Path) -> str:
    """Return the text of environment.yml: Python and pip from conda, the pinned set and this package from pip."""
    course = (root / "requirements" / "course.txt").read_text(encoding="utf-8")
    return HEAD + "".join(f"      - {requirement}\n" for requirement in [*pins(course), "-e ."])


def main(root: Path) -> None:
    """Write environment.yml into the folder that holds pyproject.toml and requirements/."""
    path = root / "environment.yml"
    replace_file(path, environment_text(root))
    print(f"{path} is written")


if __name__ == "__main__":
    main(Path(*sys.argv[1:]))
