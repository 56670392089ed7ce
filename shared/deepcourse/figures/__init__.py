"""Drawing: every figure is a function, data and axes in, axes out, with title, labels and units.

style                   colours, sizes, a blank sheet
images                  pictures in a grid
course1, course2, ...   the figures of each notebook, in a module of its name
description             a figure in words, made from what is drawn
    marks, naming       its lines, points, bars, pictures, and what they are called
    behaviour, wording  what numbers do, and how they are read
    visibility          what of a panel can be seen
alternative             a picture and its description as one piece of HTML

A notebook that imports any of it shows all its figures with their descriptions, those of `plt.subplots` too.
"""

from deepcourse.figures.alternative import in_notebooks

in_notebooks()
