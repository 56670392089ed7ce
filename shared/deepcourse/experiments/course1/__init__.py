"""Experiments of course 1.

cost_surfaces       the cost of a neuron with two parameters, as a surface
planar_networks     networks with one hidden layer while they learn
signal_sizes        how large signals are in each layer of a deep network
data_and_size       more data and larger networks; sigmoid against ReLU
"""
