"""Data of course 4.

photographs     real photographs and textures, each with its photographer and licence
depths          what plain and residual networks of growing depth reached
pretrained      the weights of a detector that others trained
scenes          generated traffic scenes with boxes, classes, masks and landmarks
scene_objects   the cars, pedestrians and signs in them
transfers       what a pretrained network reached on digits, with more or fewer layers frozen
eras            what LeNet-5 reached as of 1998, as of today, and in between
kinds           what small networks of full, inception and separable layers reached
augmented       what small networks reached on few pictures, with and without changes to them
segmented       what a U-Net reached on traffic scenes, with and without class weights and skips
faces           generated faces, drawn by a program, of nobody
heartbeat       five minutes of a heartbeat, and which of its beats are wide
paintings       generated paintings, drawn by a program, of several styles
style_grid      a cat painted in another style with fifteen settings
"""
