"""The figures of course 4, a module for each notebook.

edges_and_filters           windows, signed maps, learned filters, and the editor of nine numbers
convolution_step_by_step    windows over channels, shares of a gradient, receptive fields
classic_networks            costs of layers, connections, stacks of small filters, 1998 against today
inception_and_efficient_convolutions    filters of one pixel, modules with and without reductions, kinds of layers
face_verification           faces, distances of pairs, encodings on a circle, errors that grow with a crowd
yolo                        two boxes, cells, anchors, boxes that are found, precision over recall, thresholds
one_and_three_dimensions    filters along time, stacks of causal layers, leaks, clips and how they move
what_convnets_learn         filters, receptive fields, strongest patches, signals at the pixels, covered parts
"""
