"""The exercises of course 2, a folder for each notebook."""
