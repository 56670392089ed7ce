"""Exercises of course 5, week 3, notebook `sequence_to_sequence_and_beam_search`: a module each, in its order.

tables          models of a few words for the cases of several of them
"""

from deepcourse.exercises.course5.sequence_to_sequence_and_beam_search.attribute_error import attribute_error
from deepcourse.exercises.course5.sequence_to_sequence_and_beam_search.beam_search import beam_search
from deepcourse.exercises.course5.sequence_to_sequence_and_beam_search.decoder_batch import decoder_batch
from deepcourse.exercises.course5.sequence_to_sequence_and_beam_search.extend import extend
from deepcourse.exercises.course5.sequence_to_sequence_and_beam_search.greedy import greedy
from deepcourse.exercises.course5.sequence_to_sequence_and_beam_search.stops_early import stops_early
from deepcourse.exercises.course5.sequence_to_sequence_and_beam_search.tipping_alpha import tipping_alpha
from deepcourse.exercises.course5.sequence_to_sequence_and_beam_search.trap import trap
from deepcourse.exercises.decision import DecisionExercise

read_the_searches = DecisionExercise.from_file(__name__, "read_the_searches")

EXERCISES = (
    decoder_batch,
    greedy,
    trap,
    extend,
    beam_search,
    tipping_alpha,
    stops_early,
    attribute_error,
    read_the_searches,
)
