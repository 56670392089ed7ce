"""Exercises of course 5, week 1, notebook `music_with_lstm`: a module each, in the order of the notebook.

melodies        melodies and networks for the cases of several of them
"""

from deepcourse.exercises.course5.music_with_lstm.expected_runs import expected_runs
from deepcourse.exercises.course5.music_with_lstm.generate import generate
from deepcourse.exercises.course5.music_with_lstm.harmonize import harmonize
from deepcourse.exercises.course5.music_with_lstm.longest_copied_run import longest_copied_run
from deepcourse.exercises.course5.music_with_lstm.melody_wave import melody_wave
from deepcourse.exercises.course5.music_with_lstm.teacher_batch import teacher_batch
from deepcourse.exercises.course5.music_with_lstm.transpose import transpose
from deepcourse.exercises.decision import DecisionExercise

read_the_music = DecisionExercise.from_file(__name__, "read_the_music")

EXERCISES = (
    transpose,
    melody_wave,
    teacher_batch,
    generate,
    longest_copied_run,
    expected_runs,
    harmonize,
    read_the_music,
)
