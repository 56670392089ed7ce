"""Reference implementations of courses 1 and 2: the textbook in code.

activations             sigmoid, tanh, ReLU, leaky ReLU: forward, and the way back
neurons                 one ReLU neuron, a layer of them, saturated sigmoids
vectorization           small functions on whole arrays: rows, shares, distances
logistic_regression     one neuron that answers yes or no
shallow_network         one hidden layer, trained by gradient descent
building_blocks         a network of any depth
deep_network            whole networks trained; parity, deep and shallow, by hand-set weights
data_and_size           two experiments: more data and larger networks, sigmoid against ReLU
mini_batches            a pass over the data in small portions
optimizers              gradient descent, momentum, Nesterov, RMSprop, Adam, AdamW; a network trained by any of them
adam_in_place           Adam for millions of parameters
learning_rates          rates that fall from epoch to epoch
landscapes              ravine, saddle, plateau: where optimisers race
autodiff                an engine that differentiates any expression of numbers
"""
