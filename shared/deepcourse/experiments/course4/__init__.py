"""Experiments of course 4.

broken_convolutions     convolutional layers with a mistake made on purpose
shifted_digits          digits moved over the picture, and how networks cope
small_networks          networks designed as data, checked and trained for a short time
broken_blocks           residual blocks with a mistake made on purpose
depth_trainings         plain and residual networks of growing depth
localizing              networks that answer with a box or with landmarks
lenet_eras              LeNet-5 as of 1998, as of today, and in between
transfers               a pretrained network put to a new use, with more or fewer layers frozen
augmentations           small networks on few pictures, with and without changes; and pictures under coloured light
broken_losses           triplet losses with a mistake made on purpose
face_trainings          encoders of faces, trained on triplets, and what they are worth at a door
sliding                 a small classifier for windows of generated scenes, and what proposals cover
segmenting              U-Nets on traffic scenes, with and without class weights and skips
circle_trainings        encodings of two numbers, step by step through a training
detecting               a small detector on a grid, mirrored scenes for its training, and its answers
efficient_trainings     small networks of full filters, inception modules and separable convolutions, for the same work
beat_windows            windows of a heartbeat, a network that reads them, and windows that leak
layers_in_time          layers over signals, some of which look into the future
moving_clips            photographs that move, and a network over three axes
inside_networks         what units answer to, pictures made for them, signals at the pixels
"""
