"""Reference implementations of course 4: convolutional networks.

filters         one filter over one picture; sizes and padding; a filter learned from examples
convolution     a convolutional layer, forward and back
pooling         maximum and average pooling, forward and back
layers          layers that fit together, with their parameters
training        networks of such layers, trained
pretrained      a network that others trained, run step by step, and back to the pixels
"""
