"""Reference implementations of courses 1 and 2: the textbook in code.

activations             sigmoid, tanh, ReLU, leaky ReLU: forward, and the way back
neurons                 one ReLU neuron, a layer of them, saturated sigmoids
vectorization           small functions on whole arrays: rows, shares, distances
logistic_regression     one neuron that answers yes or no
shallow_network         one hidden layer, trained by gradient descent
building_blocks         a network of any depth
deep_network            whole networks trained; parity, deep and shallow, by hand-set weights
gradient_checking       derived gradients against measured ones
softmax                 many classes: probabilities, cross-entropy, and networks that end in them
batch_normalization     hidden units kept on one scale
mini_batches            a pass over the data in small portions
optimizers              gradient descent, momentum, Nesterov, RMSprop, Adam, AdamW; a network trained by any of them
adam_in_place           Adam for millions of parameters
learning_rates          rates that fall from epoch to epoch
autodiff                an engine that differentiates any expression of numbers
tensor                  an engine that differentiates any expression of arrays, and trains with it
initialization          first parameters of a deep network: zeros, random, Xavier, He
regularization          weight penalties and stopping in time; trainings with them
dropout                 random units silent while a network learns
augmentation            more pictures from those that there are
hyperparameter_search   random search on the right scale, zooming in, successive halving
moving_averages         averages that forget, their weights, window and cold start
data_splits             data in three parts; bias and variance from two errors; what to do next
normalization           inputs on one scale, and the bowl of a cost with and without
"""
