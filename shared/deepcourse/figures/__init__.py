"""Drawing: every figure is a function, data and axes in, axes out, with title, labels and units.

style                   colours, sizes, a blank sheet
images                  pictures in a grid
course1, course2, ...   the figures of each notebook, in a module of its name
"""
