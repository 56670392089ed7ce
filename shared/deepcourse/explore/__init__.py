"""Explorations: figures that follow sliders, and that still read well where there are no widgets.

exploration     what an exploration is
course1         those of course 1
course2         those of course 2
"""

from deepcourse.explore.course1.building_blocks import explore_blocks, explore_signal_size
from deepcourse.explore.course1.deep_image_classifier import (
    explore_deep_training,
    explore_own_picture,
    explore_parity,
)
from deepcourse.explore.course1.derivatives_and_computation_graphs import explore_backward, explore_nudge
from deepcourse.explore.course1.logistic_regression import (
    explore_cost_surface,
    explore_likelihood,
    explore_mistakes,
    explore_weights,
)
from deepcourse.explore.course1.numpy_and_vectorization import explore_broadcasting, explore_timing
from deepcourse.explore.course1.planar_classification import explore_decision_boundary, explore_hidden_units
from deepcourse.explore.course1.what_is_a_neural_network import explore_house_neuron, explore_saturation
from deepcourse.explore.course2.batch_normalization import explore_hidden_shift, explore_learning_rates
from deepcourse.explore.course2.data_splits_and_diagnosis import explore_bowl, explore_complexity
from deepcourse.explore.course2.gradient_checking import explore_bug_hunt, explore_secants
from deepcourse.explore.course2.hyperparameter_search import explore_grid_and_random, explore_scales
from deepcourse.explore.course2.initialization import explore_signals, explore_starts
from deepcourse.explore.course2.moving_averages import explore_cold_start, explore_delay, explore_moving_average
from deepcourse.explore.course2.optimization_methods import explore_batch_size, explore_race
from deepcourse.explore.course2.regularization import explore_dropout, explore_linear_zone, explore_regularization
from deepcourse.explore.course2.softmax_classifier import explore_class_regions, explore_temperature
from deepcourse.explore.course2.what_a_framework_does import explore_descent, explore_tensor_graph

__all__ = [
    "explore_backward",
    "explore_batch_size",
    "explore_blocks",
    "explore_bowl",
    "explore_broadcasting",
    "explore_bug_hunt",
    "explore_class_regions",
    "explore_cold_start",
    "explore_complexity",
    "explore_cost_surface",
    "explore_decision_boundary",
    "explore_deep_training",
    "explore_delay",
    "explore_descent",
    "explore_dropout",
    "explore_grid_and_random",
    "explore_hidden_shift",
    "explore_hidden_units",
    "explore_house_neuron",
    "explore_learning_rates",
    "explore_likelihood",
    "explore_linear_zone",
    "explore_mistakes",
    "explore_moving_average",
    "explore_nudge",
    "explore_own_picture",
    "explore_parity",
    "explore_race",
    "explore_regularization",
    "explore_saturation",
    "explore_scales",
    "explore_secants",
    "explore_signal_size",
    "explore_signals",
    "explore_starts",
    "explore_temperature",
    "explore_tensor_graph",
    "explore_timing",
    "explore_weights",
]
