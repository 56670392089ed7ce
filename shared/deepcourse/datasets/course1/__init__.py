"""Data of course 1.

pullover_or_coat    3 000 photographs of clothes, two classes (Fashion-MNIST)
houses              made-up houses and their prices, generated from a seed
own_picture         a picture of the reader's own, made like these photographs
planar              points in the plane, generated from a seed: flower, moons, circles, blobs, spirals
"""
