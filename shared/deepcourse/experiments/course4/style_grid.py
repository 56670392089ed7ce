"""Record a style transfer with fifteen settings: `datasets/course4/style_grid.jpg` and `.json`.

    python -m deepcourse.experiments.course4.style_grid

painted     one setting
record      all of them, a row of pictures each
"""

import sys

import numpy as np

from deepcourse.datasets import generated_painting, load_photograph, resized
from deepcourse.datasets.course4.style_grid import N_H, N_W, write
from deepcourse.experiments.course4.style_transfers import LAYERS, sizes_for, transfer

CHOICES = {"early": (0, 1, 2), "late": (10, 13), "all": LAYERS}
BETAS = (0.5, 2.0, 8.0, 30.0, 120.0)
EACH = 40  # steps at each of three sizes
KEPT = (0, 4, 12, 40, 60, 80, 100, 120)


def painted(choice, beta, *, steps=EACH, kept=KEPT):
    """Return ({name: numbers}, pictures (len(kept), 96, 144, 3)) of one setting."""
    content, style = load_photograph("cat"), generated_painting("swirls")
    sizes = sizes_for(content, 48, 96, 144)
    made = transfer(content, style, sizes, beta=beta, steps=steps, layers=CHOICES[choice], keep=kept)
    places = [min(step, len(made.contents) - 1) for step in kept]
    numbers = {"contents": made.contents[places], "styles": made.styles[places]}
    told = {name: [float(f"{number:.4g}") for number in values] for name, values in numbers.items()}
    pictures = np.stack([resized(frame, N_H, N_W) for frame in made.frames.values()])
    return {"layers": choice, "beta": beta, "steps": list(kept), **told}, pictures


def record():
    """Paint all of them, and write both files."""
    runs, rows = [], []
    for choice in CHOICES:
        for beta in BETAS:
            told, pictures = painted(choice, beta)
            print(told, file=sys.stderr, flush=True)
            runs.append(told)
            rows.append(np.hstack(pictures))
    write(runs, np.vstack(rows))


if __name__ == "__main__":
    record()
