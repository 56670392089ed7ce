"""Data of course 2.

seattle_temperatures    1 461 days of temperatures (NOAA)
ten_classes             clothes (Fashion-MNIST) and handwritten digits (MNIST), ten classes each
noisy_wave              points in the plane, generated, whose Bayes error is known
"""
