"""Reference implementations of course 4: convolutional networks.

filters         one filter over one picture; sizes and padding; a filter learned from examples
convolution     a convolutional layer, forward and back
pooling         maximum and average pooling, forward and back
step_by_step    the same two, as the notebook convolution_step_by_step writes them
plain_layers    ReLU, columns and dense layers, as functions; first weights
lenet           a whole network as a chain of layers, as the notebook digit_recognizer writes it
blocks          residual blocks and projections, forward and back
summary         what any network costs, layer by layer, from its architecture
lenet_1998      what LeNet-5 had in 1998 and has lost since
resnets         what residual networks cost
layers          layers that fit together, with their parameters
training        networks of such layers, trained
comparison      whether two versions differ by more than luck
localization    boxes and landmarks: targets, a loss for one object or none, its gradient
pretrained      a network that others trained, run step by step, and back to the pixels
fine_tuning     a pretrained network that goes on learning, in part or as a whole
augmentation    more training pictures from those that there are, and several answers to one picture
sliding         a classifier moved over pictures, in one pass; proposals of regions
detection       several boxes: overlap, suppression, average precision
anchors         typical sizes of boxes, and which object belongs to which
yolo            a grid of answers: targets, boxes, scores, the loss
efficient       1 x 1 filters, inception modules, depthwise separable convolutions
transposed      a layer that makes pictures larger, forward and back
segmentation    a class for every pixel: IoUs, losses, a U-Net
faces           faces told apart by their encodings: triplets, thresholds, pairs
signals         convolution along time: causal, dilated, and windows that leak
volumes         convolution over volumes and clips, and its cost in any number of dimensions
receptive_fields  which pixels a unit can see: computed, and measured
units           what excites a unit: the strongest pictures, signals at the pixels, covered parts
style           the content of one picture, the style of another: costs, and gradients down to the pixels
"""
