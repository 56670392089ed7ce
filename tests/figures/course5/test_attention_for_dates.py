"""The figures of attention_for_dates: what each shows."""

import numpy as np

from deepcourse.datasets import load_read_dates
from deepcourse.experiments.course5 import broken_attention, reading_dates
from deepcourse.figures.course5 import attention_for_dates as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

READERS, _ = load_read_dates()
TEXT = "donnerstag, den 17. märz 2033"


def read(text=TEXT, fault="nothing", pads=0):
    trained = reading_dates.recorded_network()
    weights = trained.layers[2].textbook()
    encode, attend = reading_dates.encoder_of(trained), broken_attention.FAULTS[fault]
    answers, alphas, _ = broken_attention.read_broken(encode, weights, [text], attend, pads)
    return answers[0], alphas[0]


def links():
    answer, alphas = read("april 17, 1987")
    return figures.draw_links("april 17, 1987", answer, alphas)


def map_of(**options):
    answer, alphas = read(**options)
    return figures.draw_map(alphas, TEXT, answer)


def look():
    _, axes = new_figure(2, 1, height=4.8, height_ratios=(1, 2))
    answer, alphas = read()
    figures.draw_look(axes, alphas, TEXT, answer, 9)
    return axes[0]


def by(part):
    groups = list(READERS[0].by_kind) if part == "by_kind" else list(reading_dates.LENGTHS)
    series = {}
    for kind, name in figures.NAMES.items():
        chosen = [getattr(one, part) for one in READERS if one.attention == kind]
        rows = [list(one.values()) if part == "by_kind" else one for one in chosen]
        series[name] = np.mean(rows, axis=0)
    return figures.draw_groups(groups, series, title="exact match, mean of three networks")


DRAWINGS = {  # figure: how the notebook draws it
    "links": links,
    "step": figures.draw_step,
    "map": map_of,
    "map with padding": lambda: map_of(fault="the mask is forgotten", pads=10),
    "look": look,
    "learning": lambda: figures.draw_learning(READERS),
    "lengths": lambda: by("by_length"),
    "kinds": lambda: by("by_kind"),
}

EXCUSED = {  # diagrams, and bars with names
    "links": {"xlabel", "ylabel"},
    "step": {"xlabel", "ylabel"},
    "look": {"xlabel"},
    "lengths": {"ylabel"},
    "kinds": {"ylabel"},
}


def test_links_tell_where_each_output_looks():
    told = description(links().figure)
    assert "April 17, 1987 is read as 1987-04-17" in told
    assert "7 at 7 (99 %)" in told


def test_padding_is_shown_as_padding():
    labels = [label.get_text() for label in DRAWINGS["map with padding"]().get_xticklabels()]
    assert labels[: len(TEXT)] == figures.shown(TEXT)
    assert set(labels[len(TEXT) :]) == {figures.PAD}


def test_what_both_kinds_reach_is_told():
    assert "With attention 99 to 100 % at the end" in description(DRAWINGS["learning"]().figure)


def test_without_attention_the_shortest_texts_are_hardest():
    short, *longer = np.mean([one.by_length for one in READERS if not one.attention], axis=0)
    assert short < 0.95 < min(longer)
    kinds = {kind: np.mean([one.by_kind[kind] for one in READERS if not one.attention]) for kind in READERS[0].by_kind}
    assert min(kinds, key=kinds.get).startswith("numbers")
    assert min(share for kind, share in kinds.items() if not kind.startswith("numbers")) > max(
        share for kind, share in kinds.items() if kind.startswith("numbers, year")
    )
