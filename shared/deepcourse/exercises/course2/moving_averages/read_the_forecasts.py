"""Exercise 9: read your own plot of the forecasts."""

from deepcourse.exercises.course2.moving_averages.series import NOTEBOOK
from deepcourse.exercises.declaration import Question, decision

GOOD_THERMOMETER = Question(
    "good_thermometer",
    answer="a",
    options={
        "a": "2.87 degrees at 0.1 against 2.88 at 0: with exact readings, today is nearly all that tomorrow needs",
        "b": "at 0.5 the solid curve is at 2.97, a tenth of a degree above its lowest point",
        "c": "at 0.8 the solid curve is at 3.23; that is where the curves of the bad thermometer have their bottom",
        "d": "at 0.98 every curve is above 5 degrees: read the left end of the solid one",
    },
)

BAD_THERMOMETER = Question(
    "bad_thermometer",
    answer="c",
    options={
        "a": "at 0.1 they are above 4.5 degrees: one reading that is 4 degrees off spoils the forecast",
        "b": "at 0.5 they are near 3.7: go on to the right, they still fall",
        "c": "all three have their lowest point at 0.8, near 3.4 to 3.5 degrees, where noise and delay balance",
        "d": "at 0.98 the noise is gone, and so is the season: the average is 49 days late",
    },
)

RIGHT_END = Question(
    "right_end",
    answer="b",
    options={
        "a": "a larger beta leaves less noise, not more: at 0.98 a tenth of it",
        "b": "at 0.99 the average runs 99 days behind: it forecasts summer from spring and winter from autumn",
        "c": "the averages are corrected; without the correction the first year would be worse still",
        "d": "rounding errors are of the size of 1e-14 degrees here; these are degrees",
    },
)

THREE_RUNS = Question(
    "three_runs",
    answer="d",
    options={
        "a": "one run could be lucky: the runs differ by a tenth of a degree, as much as the two settings do",
        "b": "the ranges 3.38 to 3.49 and 3.48 to 3.58 touch, but each run has its own noise; compare within a run",
        "c": "three means without their spread would look as sure if the runs disagreed; look at each run",
        "d": "the same noise meets both settings, so the difference within a run counts: 0.10, 0.09 and 0.11 degrees",
    },
)

READ_THE_FORECASTS = decision(
    "read_the_forecasts",
    NOTEBOOK,
    (GOOD_THERMOMETER, BAD_THERMOMETER, RIGHT_END, THREE_RUNS),
    minutes=4,
    points_visible=3,
    points_hidden=5,
    hints=(
        "The lowest point of each curve carries a ring; read its beta off the lower axis.",
        "Which of the two faults of an average grows with beta: the noise that it lets through, or its delay?",
        "Three runs with the same three noises at both settings: each run is a comparison of its own.",
    ),
)
