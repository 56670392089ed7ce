"""Reference implementations of course 5: sequence models."""
