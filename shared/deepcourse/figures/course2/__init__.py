"""The figures of course 2, a module for each notebook, and what some of them share.

races           optimisers on landscapes
class_regions   several classes in the plane
tensor_graph    graphs of tensors, and the shapes that flow through them
"""
