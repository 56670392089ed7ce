"""The explorations of course 5, a module for each notebook.

character_language_model    the next letter in counts, its surprise, its temperature
bidirectional_and_deep      the future uncovered word by word; layers, unrolled, and what an answer can see
"""
