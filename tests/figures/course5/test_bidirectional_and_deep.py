"""The figures of bidirectional_and_deep: what each shows."""

from deepcourse.explore.course5 import bidirectional_and_deep as explore
from deepcourse.figures.course5 import bidirectional_and_deep as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

WORDS = (["he", "said", "teddy", "roosevelt", "was", "president"], ["he", "said", "bill", "was", "on", "sale"])


def chances(known=4):
    _, axes = new_figure(2, 1, height=3.6)
    return figures.draw_chances(axes, WORDS[0], known, 2, {"person": 0.75, "thing": 0.25})[0]


def reach():
    _, ax = new_figure(height=4.4)
    names, edges = explore.unrolled("both directions", 2)
    return figures.draw_reach(ax, names, 8, edges, explore.reached_from(edges, (len(names) - 1, 3)), 3)


def taggers():
    shares = {"1 layer, forwards": [0.8, 0.81, 0.8], "1 layer, both": [1, 0.99, 1]}
    return figures.draw_taggers(shares, {"best without the future": 0.805, "best": 1.0}, "some sentences", low=50)


def flip():
    return figures.draw_flip(
        WORDS,
        [{"whole": [0.6, 1, 1, 1], "cut": [0.5, 1, 1, 1]}, {"whole": [0.7, 0.7, 0.1, 0], "cut": [0.6, 0.7, 0.2, 0]}],
        2,
    )[0]


def kinds():
    tables = {"1 layer": [[1, 1], [0, 0]], "2 layers": [[1, 1], [1, 0.5]]}
    return figures.draw_kinds(tables, ["everybody", "nobody"], ["good", "bad"])[0]


def delays():
    return figures.draw_delays({0: (0.98, 0.8), 1: (0.99, 0.9), 4: (0.98, 0.97)}, (0.99, 1.0), 0.05)


DRAWINGS = {  # figure: how the notebook draws it
    "chances": chances,
    "ceilings": lambda: figures.draw_ceilings({"teddy": [0.8, 0.86, 0.91, 1], "reviews": [0.5, 0.7, 0.8, 1]}),
    "reach": reach,
    "taggers": taggers,
    "flip": flip,
    "kinds": kinds,
    "delays": delays,
}


EXCUSED = {  # what words at the ticks say already
    "chances": {"xlabel", "ylabel"},
    "reach": {"ylabel"},
    "taggers": {"ylabel"},
    "kinds": {"xlabel", "ylabel"},
}


def test_covered_words_are_not_told():
    told = description(chances(known=3).figure)
    assert "said teddy, and 3 covered words" in told
    assert "roosevelt" not in told


def test_a_stack_tells_what_the_answer_depends_on():
    assert "depends on the words 0, 1, 2, 3, 4, 5, 6, 7" in description(reach().figure)


def test_taggers_tell_their_shares_and_the_ceilings():
    told = description(taggers().figure)
    assert "1 layer, forwards: 80 to 81 %" in told
    assert "best without the future: 80 %" in told


def test_a_flip_tells_its_words():
    assert "whole: bill 70 %, was 70 %, on 10 %, sale 0 %" in description(flip().figure)
