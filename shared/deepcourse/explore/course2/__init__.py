"""The explorations of course 2, a module for each notebook.

initialization      how signals vanish, explode or arrive, and what that does to learning
"""
