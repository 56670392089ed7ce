"""The explorations of course 4, week 4: what the units of a network respond to.

explore_fields      the receptive field of any position in any layer of a pretrained network
explore_units       the patches that excite any unit of some layers most
"""

import numpy as np

from deepcourse.cnn.receptive_fields import field_box, layers_to, receptive_field
from deepcourse.cnn.units import strongest
from deepcourse.datasets import load_pretrained
from deepcourse.experiments.course4.inside_networks import patch, shrunk
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course4 import what_convnets_learn as figures
from deepcourse.figures.style import new_figure

STOPS = (0, 1, 4, 7, 9, 11, 14, 18, 22, 25, 29, 33, 37, 40)
PATCHES = 9


def explore_fields():
    """Return an exploration: a photograph, and the field of one position of a layer."""
    picture, steps = shrunk("cat", 1), load_pretrained().steps
    n_H, n_W = picture.shape[:2]
    strides = {place: np.prod([stride for _, stride, _ in layers_to(steps, place, n_H)]) for place in STOPS}

    def draw(step, row, column):
        field = receptive_field(layers_to(steps, step, n_H))
        size, jump, start = field
        places = [n // int(strides[step]) for n in (n_H, n_W)]
        h, w = (round(share / 100 * (n - 1)) for share, n in zip((row, column), places, strict=True))
        box = field_box(h, w, field, (n_H, n_W))
        margins = {"left": 0.02, "right": 0.98, "bottom": 0.03, "top": 0.9}
        figure, ax = new_figure(height=4.2, pyplot=False, margins=margins)
        figures.draw_fields(picture, {"field": box}, ax, title=f"step {step}, position ({h}, {w})")
        inside = (box[1] - box[0]) * (box[3] - box[2])
        return figure, (
            f"step {step} has {places[0]} x {places[1]} positions: size {size}, jump {jump}, start {start}. Position "
            f"({h}, {w}) sees rows {box[0]} to {box[1] - 1}, columns {box[2]} to {box[3] - 1}: "
            f"{100 * inside / (n_H * n_W):.1f} % of the picture"
        )

    return Exploration(
        draw,
        step=stops_slider("step", STOPS),
        row=slider("row in %", 50, 0, 100, 5),
        column=slider("column in %", 50, 0, 100, 5),
    )


def explore_units(pictures, outs, steps):
    """Return an exploration: the strongest patches of a unit, with its largest values.

    pictures : (m, n, n, 3)    outs : of `pretrained.run`    steps : places of the network to choose from
    """
    network, n = load_pretrained().steps, pictures.shape[1]
    fields = {place: receptive_field(layers_to(network, place, n)) for place in steps}

    def draw(step, unit):
        A = outs[step]
        unit = min(unit, A.shape[3] - 1)
        places = strongest(A, unit, min(PATCHES, len(A)))
        values = [float(A[i, h, w, unit]) for i, h, w in places]
        rows = [[patch(pictures[i], h, w, fields[step]) for i, h, w in places]]
        margins = {"left": 0.1, "right": 0.99, "bottom": 0.03, "top": 0.8}
        figure, ax = new_figure(height=1.5, pyplot=False, margins=margins)
        figures.draw_patches(rows, ax, title=f"step {step}: fields of {fields[step][0]} pixels", names=[f"unit {unit}"])
        least = float(A[..., unit].max(axis=(1, 2)).min())
        said = (
            f"values from {values[0]:.2f} down to {values[-1]:.2f}; the weakest picture reaches {least:.2f}"
            if values[0] - least > 1e-3 * max(values[0], 1)
            else f"{values[0]:.2f} in every picture: these are only the first ones"
        )
        return figure, f"step {step}, unit {unit}: {said}"

    return Exploration(
        draw,
        step=choice("step", list(steps)),
        unit=slider("unit", 15, 0, max(outs[place].shape[3] for place in steps) - 1, 1),
    )
