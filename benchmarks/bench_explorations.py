"""How long a reader waits for the figure after moving a slider: every exploration, side by side with the usual way."""

import argparse
import importlib
import importlib.util
import itertools
from functools import partial

import _timing  # isort: skip  (before NumPy)

import numpy as np
from IPython.core.pylabtools import print_figure

from deepcourse.curriculum import load
from deepcourse.datasets import load_pullover_or_coat
from deepcourse.nn.building_blocks import initialize_parameters_deep
from deepcourse.nn.logistic_regression import optimize

WANTED = 0.150  # seconds


def loss_of_one_example(w, b):
    """Return the loss of a neuron with one input, 3, whose answer should be 1."""
    z = 3 * w + b
    return (1 + z.exp()).log() - 1 * z


def explorations_of_the_courses():
    """Yield (name, function) of every exploration, in the order of the courses."""
    for planned in load().notebooks:
        module = f"deepcourse.explore.{planned.course.split('_')[0]}.{planned.name}"
        if importlib.util.find_spec(module.rsplit(".", 1)[0]) and importlib.util.find_spec(module):
            for name, made in vars(importlib.import_module(module)).items():
                if name.startswith("explore_"):
                    yield name, made


def explorations():
    """Yield each exploration with its name, as the notebook makes it, and how long that took."""
    data = load_pullover_or_coat()
    params, _, _ = optimize(np.zeros((784, 1)), 0.0, data.X_train, data.Y_train, 200, 0.05)
    found = dict(explorations_of_the_courses())
    calls = {name: () for name in found} | {
        "explore_weights": (2000,),
        "explore_mistakes": (params["w"], params["b"]),
        "explore_backward": (loss_of_one_example,),
        "explore_own_picture": (
            initialize_parameters_deep([784, 64, 16, 1], 1),
            data.X_train.mean(axis=1, keepdims=True),
        ),
    }
    numbers = {"explore_backward": {"w": 0.5, "b": -2.0}}
    for name, arguments in calls.items():
        make = partial(found[name], *arguments, **numbers.get(name, {}))
        seconds, exploration = _timing.stopwatch(make)
        yield name, exploration, seconds


def positions(control, moves):
    """Return `moves` values of a control, from one end to the other and back, so that each differs from the last."""
    if hasattr(control, "options"):
        values = list(control.options)
    elif hasattr(control, "base"):
        values = (control.base ** np.arange(control.min, control.max + 1e-9, control.step)).tolist()
    else:
        values = np.arange(control.min, control.max + control.step / 2, control.step).tolist()
    there_and_back = itertools.cycle([*values, *values[-2:0:-1]])
    kind = type(control.value)
    return [kind(value) for value in itertools.islice(there_and_back, moves)]


def redraws(exploration, moves):
    """Return the seconds that each of `moves` moves of every control took, and the bytes sent to the page."""
    seconds, sizes = [], []
    for control in exploration.controls.values():
        for value in positions(control, moves):
            if value == control.value:
                continue
            seconds.append(_timing.stopwatch(setattr, control, "value", value)[0])
            sizes.append(len(exploration.picture.value))
    return seconds, sizes


def usual_way(exploration, repeats):
    """Return the seconds of the same figure drawn as Jupyter's inline backend draws it: laid out and cut to size."""

    def draw():
        figure, _ = exploration.draw(**exploration.values)
        figure.set_layout_engine("constrained")
        print_figure(figure, "png", bbox_inches="tight", dpi=100)

    return _timing.seconds_of(draw, repeats)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=25, help="moves of each control (default: 25)")
    repeats = parser.parse_args().repeats
    rows = []
    for name, exploration, first in explorations():
        seconds, sizes = redraws(exploration, repeats)
        usual = usual_way(exploration, max(3, repeats // 3))
        rows.append(
            (
                name,
                len(seconds),
                _timing.median_of(seconds),
                _timing.shown(float(np.quantile(seconds, 0.95))),
                f"{np.mean(np.array(seconds) < WANTED):.0%}",
                _timing.median_of(usual),
                f"{np.median(sizes) / 1000:.0f} kB",
                _timing.shown(first),
            )
        )
    columns = ["exploration", "moves", "median", "95 %", f"< {1000 * WANTED:.0f} ms", "usual way", "sent", "first"]
    note = "usual way: the same figure as the inline backend draws it; first: from the call to the first figure"
    _timing.show("From a slider's move to the new figure", columns, rows, note)


if __name__ == "__main__":
    main()
