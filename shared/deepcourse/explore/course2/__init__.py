"""The explorations of course 2, a module for each notebook.

initialization      how signals vanish, explode or arrive, and what that does to learning
gradient_checking       secants and their errors, and the hunt for a wrong gradient
regularization      a border under penalty and dropout, the linear zone of tanh, units that are dropped
moving_averages     averages that forget: their weights, their cold start, noise against delay
hyperparameter_search   draws on two scales; a grid against random settings
softmax_classifier      regions of several classes in the plane; temperature on the scores of a digit
data_splits_and_diagnosis           bias and variance as the border bends; the bowl with and without normalised inputs
batch_normalization                 the sums of a hidden unit while it learns; cost against learning rate
optimization_methods    the race of four optimisers; what the size of a mini-batch does
what_a_framework_does   the graph of an expression of tensors, walked both ways; descent on a parabola
"""
