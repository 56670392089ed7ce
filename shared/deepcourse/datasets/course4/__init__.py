"""Data of course 4.

photographs     real photographs and textures, each with its photographer and licence
pretrained      the weights of a detector that others trained
"""
