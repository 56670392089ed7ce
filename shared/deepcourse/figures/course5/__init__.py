"""The figures of course 5, a module for each notebook."""
