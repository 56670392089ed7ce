"""Thousands of widgets, each of which sends messages of its own."""

CELLS = {
    "double": """import ipywidgets
for number in range(300):
    ipywidgets.FloatSlider(description="x" * 1000)
display(ipywidgets.HTML("<script>alert(1)</script>" * 10000))
def double(x):
    return 0"""
}
POINTS = 4
