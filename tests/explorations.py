"""Every exploration of the courses, made as its notebook makes it, but trained for a few steps only.

EXPLORATIONS    (dotted name of a notebook's module, name of a function in it), of all courses
REPLAYS         those with a slider that walks through a training or a graph: {name of the function: that control}
PAUSES          those whose still picture shows an earlier stop of the walk: {name of the function: that stop}
make            make one
"""

import importlib
import pkgutil
from unittest import mock

import numpy as np

from deepcourse.cnn import lenet
from deepcourse.cnn.pretrained import as_input, run
from deepcourse.datasets import load_digits, load_pretrained, load_pullover_or_coat, traffic_scenes
from deepcourse.experiments.course4 import inside_networks, sliding
from deepcourse.experiments.course5 import name_models, spoken_times, tune_models
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import logistic_regression as nn

FEW_STEPS = 30
REPLAYS = {
    "explore_backward": "step",
    "explore_weights": "step",
    "explore_timing": "size",
    "explore_decision_boundary": "step",
    "explore_hidden_units": "step",
    "explore_deep_training": "step",
    "explore_race": "step",
    "explore_hidden_shift": "step",
    "explore_learning_rates": "step",
    "explore_dropout": "step",
    "explore_class_regions": "step",
    "explore_tensor_graph": "moment",
    "explore_windows": "place",
    "explore_shares": "step",
    "explore_stepper": "step",
    "explore_block": "step",
    "explore_margin": "step",
    "explore_patches": "step",
    "explore_coarse": "block",
    "explore_painting": "step",
    "explore_future": "ahead",
    "explore_edits": "k",
    "explore_merges": "step",
    "explore_trellis": "step",
}
PAUSES = {
    "explore_block": 5,  # the end of the forward pass; the backward pass has an exploration of its own later
    "explore_merges": 5,  # the first word is whole; at the end no pair is left
    "explore_coarse": 8,  # blocks of 16 leave hardly anything
    "explore_edits": 4,  # after more edits, BLEU is 0 and stays so
}


def modules_in(package):
    """Return the dotted names of what a package holds."""
    return [m.name for m in pkgutil.iter_modules(importlib.import_module(package).__path__, f"{package}.")]


COURSES = [name for name in modules_in("deepcourse.explore") if name.rsplit(".", 1)[1].startswith("course")]
EXPLORATIONS = [
    (module, name)
    for course in COURSES
    for module in modules_in(course)
    for name in vars(importlib.import_module(module))
    if name.startswith("explore_")
]


def trained():
    """Return a neuron that has learned a little: w (784, 1) and b."""
    data = load_pullover_or_coat()
    params, _, _ = nn.optimize(np.zeros((784, 1)), 0.0, data.X_train, data.Y_train, FEW_STEPS, 0.02)
    return params["w"], params["b"]


def own_picture():
    """Return an untrained network for 784 pixels, and the mean training picture."""
    mean = load_pullover_or_coat().X_train.mean(axis=1, keepdims=True)
    return blocks.initialize_parameters_deep([784, 8, 1], 1), mean


def short():
    """Return the arguments for a training of few steps."""
    return (FEW_STEPS,)


def digits():
    """Return an untrained network for digits, and a picture of each."""
    return lenet.initialize(1), lenet.to_pictures(load_digits().X_test[:, :10], (10, 28, 28, 1))


def two_distances():
    """Return squared distances of pairs of one person and of two people."""
    rng = np.random.default_rng(1)
    return rng.uniform(0, 0.8, size=200), rng.uniform(0.2, 4, size=900)


def a_few_detections():
    """Return two scenes, in each of them boxes with scores and classes, and the true boxes."""
    scenes = traffic_scenes(np.random.default_rng(3), 2)
    truths = [np.array([[6.0, 20, 30, 34], [26, 14, 40, 40]])] * 2
    boxes = np.concatenate([truths[0], truths[0] + 1, [[7, 22, 31, 38], [20, 16, 36, 40]]])
    raw = (np.array([0.99, 0.98, 0.97, 0.96, 0.3, 0.07]), boxes, np.array([0, 1, 0, 1, 1, 1]))
    return scenes.images, [raw, raw], truths


def untrained_windows():
    """Return the parameters of an untrained classifier of windows."""
    X, y = sliding.crops(1, 4)
    return (sliding.trained(X, y, 0)[0],)


def some_units():
    """Return a few pieces of photographs, what a pretrained network makes of them, and steps to choose from."""
    pictures = inside_networks.crops(every=25)
    return pictures, run(load_pretrained().steps, as_input(pictures), 15)[0], (4, 14)


def counted_names():
    """Return two models of names that count, and names to ask them about."""
    models = {f"counts of {n}": name_models.from_counts(["anna", "mario", "marion", "oana"], n) for n in (1, 3)}
    return models, ("mario", "zoe")


def hardly_trained_on_tunes():
    """Return a network that has seen a tune or two."""
    melody = [(60, 2), (64, 2), (67, 4)] * 4
    return (tune_models.trained([melody], steps=3, seed=1, batch=1, units=8)[0],)


def two_melodies():
    """Return a scale, and a part of a training tune."""
    scale = [(60 + k, 2) for k in range(12)]
    return ({"scale": scale, "known": [(60, 2), (60, 2), (67, 2), (67, 2), (69, 2), (69, 2), (67, 4)]},)


def spoken_steps():
    """Return a hardly trained model's steps for two times of day."""
    network, _ = spoken_times.trained(["07:20", "19:20", "16:07"], steps=40, m=16, n_a=12)
    return ({time: network.step_for(spoken_times.source(time), spoken_times.START) for time in ("19:20", "16:07")},)


ARGUMENTS = {
    "explore_weights": short,
    "explore_deep_training": short,
    "explore_hidden_shift": short,
    "explore_learning_rates": short,
    "explore_regularization": short,
    "explore_linear_zone": short,
    "explore_starts": short,
    "explore_mistakes": trained,
    "explore_own_picture": own_picture,
    "explore_feature_maps": digits,
    "explore_moved_digit": digits,
    "explore_threshold": two_distances,
    "explore_thresholds": a_few_detections,
    "explore_window_map": untrained_windows,
    "explore_units": some_units,
    "explore_surprise": counted_names,
    "explore_answers": spoken_steps,
    "explore_boldness": lambda: (counted_names()[0]["counts of 3"], ("mari", "o")),
    "explore_next_note": hardly_trained_on_tunes,
    "explore_copies": two_melodies,
    "explore_backward": lambda: (lambda a, b, c: 3 * (a + b * c),),
}
NUMBERS = {"explore_backward": {"a": 5, "b": 3, "c": 2}}
LESS = {"explore_complexity": {"AMOUNTS": (60, 300), "DRAWS": (1, 2)}}  # else 24 seconds of fitting


def make(module, name):
    """Return one of the `EXPLORATIONS`."""
    home = importlib.import_module(module)
    with mock.patch.dict(vars(home), LESS.get(name, {})):
        return getattr(home, name)(*ARGUMENTS.get(name, tuple)(), **NUMBERS.get(name, {}))
