"""Explorations: sliders above a figure that follows them; a folder a course, a module a notebook.

exploration     what all of them are made of: controls, a drawing function, a sentence
course1, ...    the explorations of each notebook, in a module of its name: only what is asked for is loaded
"""
