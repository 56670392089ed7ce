"""Reference implementations of courses 1 and 2: the textbook in code.

activations             sigmoid, tanh, ReLU, leaky ReLU: forward, and the way back
neurons                 one ReLU neuron, a layer of them, saturated sigmoids
vectorization           small functions on whole arrays: rows, shares, distances
logistic_regression     one neuron that answers yes or no
shallow_network         one hidden layer, trained by gradient descent
building_blocks         a network of any depth
deep_network            whole networks trained; parity, deep and shallow, by hand-set weights
data_and_size           two experiments: more data and larger networks, sigmoid against ReLU
batch_normalization     hidden units kept on one scale
normalized_network      deep networks with and without it, trained side by side
autodiff                an engine that differentiates any expression of numbers
"""
