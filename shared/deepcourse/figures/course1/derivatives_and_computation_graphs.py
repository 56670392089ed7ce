"""The figures of course 1, week 2: slopes, nudges, and computation graphs with what flows back through them.

draw_slopes     functions with a nudge to the right, drawn as a triangle of run and rise
draw_nudge      one function with its tangent and the slopes that nudges measure
draw_errors     how wrong measured slopes are, against the size of the nudge
draw_graph      a computation graph, after some steps of the backward walk
sheet           the Axes for a graph, as wide as the page
story           a sentence on the same step
"""

import numpy as np
from matplotlib.patches import FancyBboxPatch

from deepcourse.figures.course1.graph_layout import BOX, COLUMNS, PAGE, lay_out
from deepcourse.figures.course1.graph_messages import size_of, write_messages
from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, RED, SERIES, WIDTH, legible, new_figure, plain

PALE = "#fdf1dc"
PAPER = 0.3  # inches around a graph
TOP, HEADING = -PAPER - 0.45, -PAPER - 0.2  # inches: the upper edge and the middle of a heading, above a graph
GAP = PAGE / (COLUMNS - 1) - BOX[0]  # inches between two layers of the widest graph
DOMAIN = (0.1, 4.0)


def draw_slopes(functions, places, nudge=0.5, axes=None):
    """Draw functions, each with triangles of run and rise at some places, and their slopes; return the Axes.

    functions : {title: function}    places : {title: numbers}    nudge : how far to the right
    """
    if axes is None:
        _, axes = new_figure(1, len(functions), height=3.2)
    x = np.linspace(*DOMAIN, 200)
    for ax, (title, f) in zip(np.ravel(axes), functions.items(), strict=True):
        ax.plot(x, f(x), color=BLUE)
        for a in places[title]:
            rise = f(a + nudge) - f(a)
            ax.plot([a, a + nudge, a + nudge], [f(a), f(a), f(a) + rise], color=RED, linestyle="--")
            ax.plot(a, f(a), "o", color=INK, markersize=4)
            ax.annotate(f"{rise / nudge:.3g}", (a + nudge, f(a) + rise / 2), xytext=(4, -3), textcoords="offset points",
                        color=legible(RED))  # fmt: skip
        plain(ax).set(title=title, xlabel="a", ylabel="f(a)", xlim=(0, 4.6))
    return axes


def draw_nudge(name, f, slope, a, nudge, ax=None, limits=None):
    """Draw a function near a point, its tangent, and the lines through nudged points; return the Axes.

    f, slope : functions of a number or array    nudge : to either side    limits : (lowest, highest) of the f axis
    """
    if ax is None:
        _, ax = new_figure(height=3.8)
    x = np.linspace(*DOMAIN, 200)
    ax.plot(x, f(x), color=BLUE, linewidth=2, label=f"f(a) = {name}")
    ends = np.array(DOMAIN)
    (_, _), (_, dashes), (_, dots), *_ = SERIES
    lines = (
        ("tangent", INK, ":", slope(a), a),
        ("one side", ORANGE, dashes, (f(a + nudge) - f(a)) / nudge, a),
        ("two sides", GREEN, dots, (f(a + nudge) - f(a - nudge)) / (2 * nudge), a + nudge),
    )
    for label, colour, line, steepness, through in lines:
        told = f"{label}: slope {steepness:.5g}"
        ax.plot(ends, f(through) + steepness * (ends - through), color=colour, linestyle=line, label=told)
    for at, mark in ((a - nudge, "s"), (a, "o"), (a + nudge, "s")):
        ax.plot(at, f(at), mark, color=INK, markersize=5)
    plain(ax).set(xlabel="a", ylabel="f(a)", xlim=DOMAIN, title=f"{name} at a = {a:g}, nudged by {nudge:.3g}")
    if limits:
        ax.set_ylim(limits)
    ax.legend(frameon=False, loc="upper left")
    return ax


def draw_errors(nudges, errors, title, ax=None):
    """Draw errors against the size of the nudge, both axes logarithmic, the lowest point of each marked.

    nudges : (n,)    errors : {label: (n,)}    Returns the Axes.
    """
    if ax is None:
        _, ax = new_figure(height=4.0)
    for (label, error), (colour, line), mark in zip(errors.items(), SERIES, "os", strict=False):
        shown = np.maximum(error, 1e-16)
        ax.plot(nudges, shown, color=colour, linestyle=line, marker=mark, markersize=3, label=label)
        best = int(np.argmin(shown))
        ax.plot(nudges[best], shown[best], mark, color=colour, markersize=10, markerfacecolor="none")
    ax.set(xscale="log", yscale="log", xlabel="nudge eps", ylabel="error of the slope", title=title)
    ax.set_xticks(10.0 ** np.arange(-15, 1, 2))
    ax.grid(color="0.9")
    plain(ax).legend(frameon=False, loc="upper center")
    return ax


def senders(ordered):
    """Return the steps that send messages, in the order of the backward walk: all but the inputs."""
    return [step for step in ordered if step.parents]


def known(ordered, done):
    """Return the steps whose gradient is known after `done` steps of the walk: those that all users have sent to."""
    if not done:
        return []
    silent = senders(ordered)[done:]
    waiting = {parent for step in silent for parent in step.parents}
    return [step for step in ordered if step not in waiting]


def draw_graph(ordered, done, figure=None, layout=None):
    """Draw a computation graph after `done` steps of the backward walk; return the Axes.

    ordered : steps from `graph_layout.trace`    done : 0 for values alone, up to len(senders(ordered))
    layout : what `lay_out(ordered)` returned, where it has been found already
    """
    layout, sending = layout or lay_out(ordered), senders(ordered)
    ax = sheet(layout, figure)
    current = sending[done - 1] if done else None
    forward = "values, from left to right" + (", row by row" if layout.again else "")
    when = forward if not done else f"step {done} of {len(sending)}: {current.name} sends back"
    ax.text(layout.width / 2, HEADING, when, ha="center", va="center", fontsize=12)
    describe(ax, f"{when}. {_steps_in_words(ordered, done)}")
    sent = sending[:done]
    for step, _, points in layout.arrows:
        draw_arrow(ax, points, step in sent, step is current)
    messages = [(step, i, _message(step, i, step is current), INK) for step, i, _ in layout.arrows if step in sent]
    write_messages(ax, layout, messages)
    for step, place in layout.boxes.items():
        _box(ax, step, place, _title(step), step in known(ordered, done), step is current)
    for step, place in layout.again:
        _box(ax, step, place, f"{step.name} (above)", step in known(ordered, done), again=True)
    return ax


def sheet(layout, figure=None):
    """Return the Axes for a graph: without a frame, in inches, as high as the graph and its heading need."""
    height = layout.height + PAPER - TOP
    if figure is None:
        figure, _ = new_figure(0, height=height, margins={})
    figure.set_size_inches(WIDTH, height)
    ax = figure.add_axes((0, 0, 1, 1))
    left = (layout.width - WIDTH) / 2
    ax.set(xlim=(left, left + WIDTH), ylim=(layout.height + PAPER, TOP))
    ax.axis("off")
    return ax


def _steps_in_words(ordered, done):
    """Return each box of a graph: how it is computed, its value, and its gradient where that is known."""
    told = []
    for step in ordered:
        how = f"{step.name} = {step.form(*(parent.name for parent in step.parents))}" if step.parents else step.name
        gradient = f", gradient {short(step.value.grad)}" if step in known(ordered, done) else ""
        told.append(f"{how}: {short(step.data)}{gradient}")
    return "; ".join(told)


def draw_arrow(ax, points, sent, now):
    """Draw an arrow: grey and forward while nothing has been sent along it, then back, coloured and dashed."""
    colour, line = (RED, "-") if now else (ORANGE, "--") if sent else (GREY, "-")
    look = {"color": colour, "linestyle": line, "linewidth": 2.2 if now else 1.4}
    points = points[::-1] if sent else points
    x, y = zip(*points, strict=True)
    ax.plot(x, y, solid_capstyle="butt", **look)
    ax.annotate("", points[-1], points[-2], arrowprops={
        "arrowstyle": "-|>", "color": colour, "linewidth": 0, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 13,
    })  # fmt: skip


def _message(step, i, now):
    """Return what is sent along an arrow; slope times gradient while it is sent, in lines that fit between boxes."""
    slope, gradient = short(step.slopes[i]), short(step.value.grad)
    told = short(step.slopes[i] * float(step.value.grad))
    if not now:
        return told
    fits = size_of(f"{slope} · {gradient}")[0] < GAP - 0.1
    return f"{slope} · {gradient}\n= {told}" if fits else f"{slope}\n· {gradient}\n= {told}"


def _title(step):
    return f"{step.name} = {step.form(*(parent.name for parent in step.parents))}" if step.parents else step.name


def _box(ax, step, place, title, is_known, now=False, again=False):
    """Draw a box: how the step is computed, its value, and its gradient once that is known."""
    draw_frame(ax, place, RED if now else BLUE, now, again)
    gradient = f"d{step.name} = {short(step.value.grad)}" if is_known else f"d{step.name} ="
    write_lines(ax, place, (title, INK), (short(step.data), BLUE), (gradient, legible(RED)))


def draw_frame(ax, place, colour, now, again):
    """Draw the frame of a box around a place: filled and thick for the one of this moment, dashed for one repeated."""
    (x, y), (width, height) = place, BOX
    look = {"edgecolor": colour, "linewidth": 2.4 if now else 1.2, "facecolor": PALE if now else "white",
            "linestyle": (0, (4, 3)) if again else "-"}  # fmt: skip
    corner, round_corners = (x - width / 2, y - height / 2), "round,pad=0,rounding_size=.07"
    ax.add_patch(FancyBboxPatch(corner, width, height, boxstyle=round_corners, **look))


def write_lines(ax, place, *lines):
    """Write the three lines of a box, each given as (text, colour)."""
    for (text, colour), up in zip(lines, (-0.19, 0.0, 0.19), strict=True):
        ax.text(place[0], place[1] + up, text, ha="center", va="center", fontsize=9, color=colour)


def short(number):
    """Return a number with at most three digits that count; a zero has no sign.

    >>> short(33.0), short(-0.26894), short(-0.0)
    ('33', '-0.269', '0')
    """
    return f"{float(number) + 0.0:.3g}"


def story(ordered, done):
    """Return a sentence on a step of the backward walk: who sends what to whom."""
    result, sending = ordered[0], senders(ordered)
    if not done:
        return f"all values are known, {result.name} = {short(result.data)}; no gradient is known yet"
    step = sending[done - 1]
    gradient = float(step.value.grad)
    parts = [
        f"{short(slope)} × {short(gradient)} = {short(slope * gradient)} to {parent.name}"
        for parent, slope in zip(step.parents, step.slopes, strict=True)
    ]
    told = f"d{step.name} = {short(gradient)} is complete; {step.name} sends {' and '.join(parts)}"
    if done < len(sending):
        return told
    ends = ", ".join(
        f"d{s.name} = {short(s.value.grad)}" for s in sorted(ordered, key=lambda s: s.rank) if not s.parents
    )
    return f"{told}. Done: {ends}"
