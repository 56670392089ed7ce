"""The exercises of course 4, a folder for each notebook."""
