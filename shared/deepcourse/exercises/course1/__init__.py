"""The exercises of course 1, a folder for each notebook."""
