"""The explorations of course 1, a module for each notebook.

what_is_a_neural_network            one neuron that prices houses, and where slopes vanish
numpy_and_vectorization             what a loop costs, and which shapes fit
derivatives_and_computation_graphs  nudges, and the backward walk through a graph
logistic_regression                 one neuron: its likelihood, its cost, its weights, its mistakes
planar_classification               one hidden layer: its border, its units
building_blocks                     any depth: its blocks, and how large signals are in each layer
deep_image_classifier               deep networks on photographs; parity by a tree; your own picture
"""
