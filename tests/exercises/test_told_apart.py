"""The visible cases of every exercise tell its known mistakes apart, and by numbers that are no coincidence.

`benchmarks/coinciding_mistakes.py` lists for people what coincides in each single case.
"""

import numpy as np
import pytest
from benchmarks.coinciding_mistakes import (
    coincide,
    degenerate,
    groups_in,
    has_evidence,
    pairs_that_coincide_everywhere,
    told_apart,
)

from deepcourse.checking import key as keys
from deepcourse.checking.key import Effects, Key, key_to
from deepcourse.exercises import exercises_of, notebooks
from deepcourse.exercises.decision import DecisionExercise
from deepcourse.exercises.declaration import Case, FunctionExercise
from samples import name_of

EXERCISES = [e for notebook in notebooks() for e in exercises_of(notebook) if not isinstance(e, DecisionExercise)]
PATIENCE = 600.0  # seconds for a case: a busy machine must make no verdict

NAN = "0 / 0, 0 * log 0 or inf / inf is all that is wrong: in all other cases the mistake is right"
CONSTANT = "one number everywhere, whatever goes in, is what the mistake is"
ONE = "the class of a picture, an array of one number, is all that is wrong"
BY_NATURE = {  # mistakes that can do nothing but what counts as degenerate, and why
    "building_blocks.compute_cost": {"log_of_zero": NAN},
    "building_blocks.initialize_parameters_deep": {"all_zero": CONSTANT},
    "building_blocks.linear_backward": {"one_mean_for_all_units": CONSTANT},
    "building_blocks.L_model_backward": {"factor_by_factor": NAN},
    "numpy_and_vectorization.normalize_rows": {"zero_by_zero": NAN, "all_zero": CONSTANT},
    "deep_image_classifier.parity_network": {
        "threshold_never_reached": CONSTANT,
        "all_detectors_at_once": CONSTANT,
        "detectors_too_lenient": CONSTANT,
        "and_with_the_threshold_of_or": CONSTANT,
    },
    "numpy_and_vectorization.sigmoid": {"overflow": NAN},
    "numpy_and_vectorization.sigmoid_derivative": {"overflow": NAN, "kept_in_whole_numbers": CONSTANT},
    "numpy_and_vectorization.softmax": {"overflow": NAN, "other_shift": NAN, "largest_size_subtracted": NAN},
    "planar_classification.compute_cost": {"log_of_zero": NAN},
    "planar_classification.initialize_parameters": {"all_zero": CONSTANT, "all_equal": CONSTANT},
    "planar_classification.tanh_backward": {"tanh_by_exponentials": NAN},
    "planar_classification.sigmoid_backward": {"sigmoid_by_exponentials": NAN},
    "planar_classification.predict": {"sigmoid_taken_again": CONSTANT},
    "initialization.effective_gain": {"by_logarithms": NAN},
    "initialization.initialize_parameters_xavier": {"whole_number_division": CONSTANT},
    "initialization.initialize_parameters_he": {"whole_number_division": CONSTANT},
    "face_verification.siamese_head": {"zero_by_zero": NAN},
    "transfer_and_augmentation.ten_crop_predict": {"large_scores_overflow": NAN},
    "character_language_model.sequence_cost": {"largest_score_not_subtracted": NAN, "one_largest_score": NAN},
    "character_language_model.temper": {"powers_too_small": NAN},
    "word_vectors.cosine_similarity": {"zero_not_handled": NAN},
    "word_vectors.tsne_cost": {"zero_makes_nan": NAN},
    "sentiment.average_vectors": {"zero_by_zero": NAN},
    "sentiment.average_backward": {"zero_by_zero": NAN},
    "speech_and_ctc.forward_sums": {"nan_where_nothing_arrives": NAN},
    "speech_and_ctc.ctc_loss": {"nan_where_nothing_fits": NAN},
    "yolo.iou": {"nothing_by_nothing": NAN},
    "sliding_windows.probability_map": {"overflows": NAN, "one_greatest_score": NAN},
    "yolo.decode_grid": {"greatest_of_all": NAN, "overflowing": NAN},
    "edges_and_filters.outer_factors": {"the_first_ones": NAN, "largest_with_sign": NAN, "sums_divided": NAN},
    "notation_and_vocabulary.pad": {"mask_everywhere": CONSTANT},
    "notation_and_vocabulary.masked_cost": {"zero_times_infinity": NAN},
    "gradient_checking.numerical_gradient": {"all_at_once": CONSTANT},
    "gradient_checking.relative_difference": {"not_a_number": NAN},
    "hyperparameter_search.sample_log_uniform": {"one_exponent_for_all": CONSTANT},
    "hyperparameter_search.halving_schedule": {"same_steps_in_every_rung": CONSTANT, "steps_of_the_rung": CONSTANT},
    "moving_averages.weights": {"equal_shares": CONSTANT},
    "self_attention.scaled_dot_product_attention": {"empty_row_is_nan": NAN},
    "self_attention.attention_backward": {"only_the_values": CONSTANT},
    "small_language_model.sample_next": {"always_the_likeliest": CONSTANT},
    "optimization_methods.update_parameters_with_adam": {"times_instead_of_power": NAN},
    "optimization_methods.model": {"t_starts_at_zero": NAN},
    "regularization.l1_penalty": {"nan_at_zero": NAN},
    "residual_networks.identity_block_parameters": {"roots": NAN},
    "softmax_classifier.softmax": {
        "overflow": NAN,
        "mean_subtracted": NAN,
        "smallest_subtracted": NAN,
        "largest_size_subtracted": NAN,
    },
    "softmax_classifier.softmax_backward": {"through_jacobians": NAN},
    "softmax_classifier.softmax_regression": {"parameters_never_change": CONSTANT},
    "softmax_classifier.cross_entropy": {"zero_times_infinity": NAN},
    "what_a_framework_does.sum_backward": {"filled_with_the_first": CONSTANT, "summed_again": CONSTANT},
    "what_a_framework_does.unbroadcast": {"sum_of_everything": CONSTANT},
    "what_a_framework_does.log_loss": {"graph_cut_off": CONSTANT},
    "localization_and_landmarks.activate": {"overflows": NAN, "one_maximum_for_all": NAN},
    "semantic_segmentation.iou_per_class": {"nan_where_not_true": NAN, "last_class_forgotten": NAN},
    "semantic_segmentation.overlap_counts": {
        "one_where_covered": CONSTANT,
        "one_in_the_gaps": CONSTANT,
        "inside_everywhere": CONSTANT,
    },
    "semantic_segmentation.pixel_cross_entropy": {
        "overflows": NAN,
        "zero_times_infinity": NAN,
        "one_maximum_for_the_softmax": NAN,
    },
    "localization_and_landmarks.decode_output": {"class_counted_as_a_row": ONE, "box_among_the_classes": ONE},
    "recurrent_network_step_by_step.rnn_forward": {"stored_as_whole_numbers": CONSTANT},
    "recurrent_network_step_by_step.rnn_backward": {"da0_unset": CONSTANT},
    "gated_units.lstm_backward": {"start_without_gradient": CONSTANT},
    "sequence_to_sequence_and_beam_search.decoder_batch": {"lengths_all_t": CONSTANT},
    "learning_embeddings.glove_loss": {"logarithm_of_zero": NAN},
    "attention_for_dates.attention_weights": {
        "overflows": NAN,
        "largest_of_the_padding": NAN,
        "largest_of_the_batch": NAN,
        "infinity_times_the_mask": NAN,
        "score_of_zero_masked": NAN,
    },
    "attention_for_dates.attention_backward": {"no_gradient_for_the_state": CONSTANT},
}


@pytest.fixture(autouse=True)
def _patience(monkeypatch):
    monkeypatch.setattr(keys, "MISTAKE_SECONDS", PATIENCE)


every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=name_of)


@every_exercise
def test_a_visible_case_tells_every_two_mistakes_apart(exercise):
    pairs = [f"{one.name} = {other.name}" for one, other in pairs_that_coincide_everywhere(key_to(exercise))]
    assert pairs == [], "no visible case tells these apart: add one that does, or make one mistake of the two"


@every_exercise
def test_every_mistake_shows_by_more_than_a_coincidence(exercise):
    key = key_to(exercise)
    bare = {mistake.name for mistake in exercise.misconceptions if not has_evidence(key, mistake)}
    assert bare == set(BY_NATURE.get(name_of(exercise), {})), "nan, or equal numbers, are all that is seen of these"


@pytest.mark.parametrize("name", BY_NATURE)
def test_only_what_exists_is_excused(name):
    [exercise] = [each for each in EXERCISES if name_of(each) == name]
    assert set(BY_NATURE[name]) <= {mistake.name for mistake in exercise.misconceptions}


# --- what counts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (np.nan, 2.0),
        (np.array([1.0, np.nan]), np.array([1.0, 2.0])),  # right but for the nan
        (np.zeros((2, 2)), np.array([[1.0, 2.0], [3.0, 4.0]])),
        (np.full(3, 7.0), np.array([1.0, 2.0, 3.0])),
        (np.array([[0.5]]), np.array([[2.0]])),  # one unit, one example
        ([0, 0], [1, 2]),
        (np.array([True, True]), np.array([True, False])),
    ],
)
def test_degenerate(got, expected):
    assert degenerate(got, expected)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (0.0, 2.0),  # a number alone has nothing beside it that it could differ from
        (np.inf, 2.0),
        (np.array([1.5, np.nan]), np.array([1.0, 2.0])),  # 1.5 is wrong too
        (np.array([1.0, 1.0]), np.array([2.0, 2.0])),  # equal numbers were expected
        (np.zeros(2), np.array([[1.0, 2.0]])),  # the shape shows itself
        (np.zeros(3), np.array([1.0, 2.0])),
        ("text", 2.0),
        (None, np.zeros(2)),
        ((ValueError, "shapes"), np.zeros(2)),
    ],
)
def test_not_degenerate(got, expected):
    assert not degenerate(got, expected)


def toy(*mistakes):
    """An exercise, to double the entries of an array; the second case has a single 2, whose square is its double."""
    exercise = FunctionExercise(
        "toy.double",
        reference=lambda x: 2 * x,
        returns=("the result",),
        hints=("one", "two", "three"),
        minutes=1,
        points_visible=4,
        points_hidden=6,
    )
    exercise.visible(lambda: [Case("1 and 3", (np.array([1.0, 3.0]),)), Case("2 alone", (np.array([2.0]),))])
    for mistake in mistakes:
        exercise.mistake(mistake)
    return exercise


def squared(x):
    """it is squared"""
    return x**2


def times_itself(x):
    """it is multiplied by itself"""
    return x * x


def two_more(x):
    """2 is added"""
    return x + 2


def nothing_there(x):
    """it is divided by zero"""
    return x * np.nan


def thrown(x):
    """nothing comes out"""
    raise ValueError("no")


def thrown_likewise(x):
    """nothing comes out either"""
    raise ValueError("no")


def thrown_otherwise(x):
    """something else is raised"""
    raise ValueError("never")


def listed(x):
    """it is a list"""
    return x.tolist()


def unchanged(x):
    """it comes out as it went in"""
    return x.copy()


def test_two_mistakes_that_do_the_same_everywhere_are_found():
    exercise = toy(squared, times_itself, two_more, thrown, thrown_likewise, thrown_otherwise, listed, unchanged)
    pairs = [(one.name, other.name) for one, other in pairs_that_coincide_everywhere(Key(exercise))]
    assert pairs == [("squared", "times_itself"), ("thrown", "thrown_likewise")]


def test_what_coincides_in_one_case_is_told():
    key = Key(toy(squared, times_itself, two_more, thrown))
    groups = [[[m.name for m in group] for group in groups_in(key, case)] for case in (0, 1)]
    assert groups == [[["squared", "times_itself"]], []]  # in the second case both are right, which is no place at all


def test_right_is_told_apart_from_wrong_and_not_from_right():
    exercise = toy()
    wrong, right = Effects({"the result": np.array([1.0])}), Effects()
    assert told_apart(exercise, wrong, right)
    assert not told_apart(exercise, right, right)
    assert not coincide(exercise, right, right)
    assert not told_apart(exercise, wrong, Effects(wrong))


def test_evidence_is_one_case_that_is_not_degenerate():
    exercise = toy(squared, nothing_there, thrown)
    evident = [mistake.name for mistake in exercise.misconceptions if has_evidence(Key(exercise), mistake)]
    assert evident == ["squared", "thrown"]
