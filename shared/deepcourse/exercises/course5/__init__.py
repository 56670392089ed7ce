"""The exercises of course 5, a folder for each notebook."""
