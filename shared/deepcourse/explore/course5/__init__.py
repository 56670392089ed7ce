"""The explorations of course 5, a module for each notebook.

character_language_model    the next letter in counts, its surprise, its temperature
"""
