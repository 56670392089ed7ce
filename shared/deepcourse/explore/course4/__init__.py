"""The explorations of course 4, a module for each notebook.

edges_and_filters           nine numbers over a photograph; a window that walks over padding and strides
convolution_step_by_step    a window that moves over channels; a gradient that flows back through windows
digit_recognizer            the maps of any layer; a digit that moves and turns while the probabilities follow
residual_networks           networks of growing depth; a residual block, step by step
classic_networks            what each layer of a network costs; small filters in place of a large one
inception_and_efficient_convolutions    a filter of one pixel; reductions of any width; a ReLU in few channels
face_verification           six people on a circle while they are told apart; a threshold and both errors
yolo                        two boxes and their overlap; a detector's boxes before and after suppression
one_and_three_dimensions    a filter that slides along a heartbeat; three causal layers with dilations
what_convnets_learn         the field of any position on a photograph; the patches that excite any unit
"""
