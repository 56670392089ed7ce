"""The figures of course 4, a module for each notebook."""
