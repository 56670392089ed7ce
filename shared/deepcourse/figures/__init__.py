"""Drawing: every figure is a function, data in, axes out, with title, labels and units.

style                   colours, sizes, a blank sheet
images                  pictures in a grid
what_is_a_neural_network course 1, week 1: neurons, houses, data and size
numpy_and_vectorization course 1, week 2: shapes as boxes, and what a loop costs
derivatives_and_computation_graphs  course 1, week 2: slopes, nudges, graphs and what flows back through them
graph_layout            where the boxes and arrows of a graph stand
logistic_regression     course 1, week 2: one neuron
planar_classification   course 1, week 3: one hidden layer, points in the plane
planar_networks         such networks while they learn
building_blocks         course 1, week 4: layers as blocks
deep_image_classifier   course 1, week 4: deep networks on photographs
regularization          course 2, week 1: penalties, dropout, new pictures, patience
regularized_planar      overfitted networks in the plane, many trained at once
parity                  course 1, week 4: networks of threshold units
moving_averages         course 2, week 2: averages that forget
data_splits_and_diagnosis course 2, week 1: splits, bias and variance, bowls with and without normalised inputs
optimization_methods    course 2, week 2: mini-batches, schedules, optimisers compared
races                   course 2, week 2: optimisers on landscapes
deep_networks           what flows through deep networks
initialization          course 2, week 1: signals that vanish, explode or arrive
gradient_checking       course 2, week 1: secants, valleys of error, networks that are checked
hyperparameter_search   course 2, week 3: scales, searches, budgets
softmax_classifier      course 2, week 3: probabilities of many classes
class_regions           course 2, week 3: several classes in the plane
batch_normalization     course 2, week 3: hidden units on one scale
normalized_networks     such networks while they learn
tensor_graph            course 2, week 3: graphs of tensors, and the shapes that flow through them
what_a_framework_does   course 2, week 3: stretched arrays, descent on a parabola, time for a step
surfaces                the cost of a neuron with two parameters, as a surface
"""
