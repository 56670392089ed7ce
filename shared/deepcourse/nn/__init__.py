"""Reference implementations of courses 1 and 2: the textbook in code.

activations             sigmoid, tanh, ReLU, leaky ReLU: forward, and the way back
neurons                 one ReLU neuron, a layer of them, saturated sigmoids
vectorization           small functions on whole arrays: rows, shares, distances
logistic_regression     one neuron that answers yes or no
shallow_network         one hidden layer, trained by gradient descent
building_blocks         a network of any depth
deep_network            whole networks trained; parity, deep and shallow, by hand-set weights
data_and_size           two experiments: more data and larger networks, sigmoid against ReLU
gradient_checking       derived gradients against measured ones
planted_bugs            backward passes with a mistake made on purpose
softmax                 many classes: probabilities, cross-entropy, and networks that end in them
autodiff                an engine that differentiates any expression of numbers
initialization          first parameters of a deep network: zeros, random, Xavier, He
regularization          weight penalties and stopping in time; trainings with them
dropout                 random units silent while a network learns
augmentation            more pictures from those that there are
hyperparameter_search   random search on the right scale, zooming in, successive halving
search_trainings        what these are tried on: a made-up surface, networks that read digits
moving_averages         averages that forget, their weights, window and cold start
"""
