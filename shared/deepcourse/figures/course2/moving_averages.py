"""The figures of course 2, week 2: averages that forget.

draw_temperatures     a series of days as dots, and averages of it as lines
draw_weights          how much the value k days back counts, for several beta
draw_day_and_weights  a series with its average up to one day, and below it the weights, falling backwards from that day
draw_cold_start       the first days of an average, uncorrected and corrected, and the sum of its weights
draw_delay            a rise that is averaged, and the noise and delay of every beta
draw_forecast_errors  error against beta, a curve for each thermometer
draw_gradient_errors  how far averaged mini-batch gradients are from the full one
"""

import numpy as np

from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, RED, SERIES, new_figure, plain, widened
from deepcourse.nn import moving_averages as nn

DEGREES = "highest temperature (°C)"
TEMPERATURES = (-4, 42)  # °C: the same at every position of a slider
DOTS = {"color": GREY, "marker": "o", "linestyle": "", "markersize": 2.6, "alpha": 0.75, "markeredgewidth": 0}


def draw_temperatures(theta, averages=None, ax=None, title="Seattle, 2012: every day, and averages of it"):
    """Draw a series of days as dots and averages of it as lines; return the Axes.

    theta : (T,) °C    averages : {label: (T,)}
    """
    if ax is None:
        _, ax = new_figure(height=3.7)
    days = np.arange(1, len(theta) + 1)
    ax.plot(days, theta, **DOTS, label="one day")
    for (label, v), (colour, line) in zip((averages or {}).items(), SERIES, strict=False):
        ax.plot(days, v, color=colour, linestyle=line, linewidth=2, label=label)
    ax.set(xlim=(-3, len(theta) + 4), ylim=TEMPERATURES, xlabel="day", ylabel=DEGREES, title=title)
    ax.legend(frameon=False, loc="upper left", ncols=5, columnspacing=1.2)
    return plain(ax)


def draw_weights(betas, days=60, axes=None):
    """Draw the weight of the value k days back for several beta, on both scales, windows marked; return the Axes."""
    if axes is None:
        _, axes = new_figure(1, 2, height=3.7)
    for ax, scale in zip(axes, ("linear", "log"), strict=True):
        for beta, (colour, line), mark in zip(betas, SERIES, "osD^vP", strict=False):
            window = nn.window_length(beta)
            label = rf"$\beta$ = {beta:g}"
            ax.plot(np.arange(days), nn.weights(beta, days), color=colour, linestyle=line, linewidth=2, label=label)
            ax.plot(window, (1 - beta) * beta**window, mark, color=colour, markersize=8, markeredgecolor="white")
        ax.plot([], [], "o", color=GREY, markersize=8, label="one window back")
        ax.set(
            yscale=scale, xlim=(-0.6, days - 1), xlabel="days back, $k$", title="The same weights, logarithmic scale"
        )
        plain(ax)
    left, right = axes
    left.set(ylim=(0, 1.08 * (1 - min(betas))), ylabel=r"weight $(1-\beta)\,\beta^k$",
             title="How much the value k days back counts")  # fmt: skip
    right.set(ylim=(1e-4, 1), ylabel=r"weight $(1-\beta)\,\beta^k$")
    left.legend(frameon=False)
    return axes


def draw_day_and_weights(theta, beta, day, *, corrected, axes=None):
    """Draw a series with its average up to one day, and below it the weights that made that average; return the Axes.

    theta : (T,) °C    day : the number of the day, 1 for the first    corrected : whether the average is corrected
    """
    if axes is None:
        _, axes = new_figure(2, 1, height=5.4, sharex=True, height_ratios=(2, 1))
    days, v = np.arange(1, len(theta) + 1), nn.exponentially_weighted_average(theta, beta)
    told = nn.bias_corrected(v, beta) if corrected else v
    shares = nn.weights(beta, day) / (1 - beta)  # of the newest weight: 1, beta, beta^2, ...
    newest = (1 - beta) / (1 - beta**day) if corrected else 1 - beta
    upper, lower = axes
    upper.scatter(days, theta, s=_dot_sizes(shares, len(theta)), color=GREY, alpha=0.7, linewidths=0)
    upper.plot(days[:day], told[:day], color=BLUE, linewidth=2.2)
    upper.plot(days[day - 1 :], told[day - 1 :], color=BLUE, linewidth=1.2, linestyle=":", alpha=0.6)
    upper.plot(day, told[day - 1], "o", color=RED, markersize=9, markeredgecolor="white")
    name = "corrected average" if corrected else "average"
    upper.set(xlim=(-4, len(theta) + 4), ylim=TEMPERATURES, ylabel=DEGREES, title=f"The {name}, beta = {beta:g}")
    lower.fill_between(days[:day], shares[::-1], color=ORANGE, alpha=0.35, linewidth=0)
    lower.plot(days[:day], shares[::-1], color=ORANGE, linewidth=1.8)
    lower.plot(day, 1, "o", color=RED, markersize=7, markeredgecolor="white")
    lower.axvline(day - nn.window_length(beta), color=GREEN, linestyle="--", linewidth=1.2)
    lower.axhline(np.exp(-1), color=GREY, linestyle=":", linewidth=1.2)
    lower.set(ylim=(0, 1.15), yticks=[0, 0.37, 1], xlabel="day", ylabel="share of the\nnewest weight")
    lower.set_title(f"What day {day} is made of; it counts itself with {newest:.3f} (dashed: one window back)")
    for ax in axes:
        ax.axvline(day, color=RED, linewidth=0.8, alpha=0.6)
        plain(ax)
    return axes


def _dot_sizes(shares, total):
    """Return how large the dot of each day is: larger where it counts for more, smallest where it does not count."""
    sizes = np.full(total, 5.0)
    sizes[: len(shares)] += 55 * shares[::-1]
    return sizes


def draw_cold_start(theta, beta, first=1, axes=None):
    """Draw the first days of an average, uncorrected and corrected, and the sum of its weights; return the Axes.

    theta : (T,) °C    beta : number    first : the number of the day with which theta begins
    """
    if axes is None:
        _, axes = new_figure(1, 2, height=3.7, width_ratios=(1.7, 1))
    left, right = axes
    days, t = np.arange(first, first + len(theta)), np.arange(1, len(theta) + 1)
    v = nn.exponentially_weighted_average(theta, beta)
    corrected = nn.bias_corrected(v, beta)
    left.plot(days, theta, **DOTS | {"markersize": 5}, label="one day")
    left.fill_between(days, v, corrected, color=ORANGE, alpha=0.18, linewidth=0)
    left.plot(days, v, color=ORANGE, linestyle="--", linewidth=2.2, label="$v_t$, from $v_0 = 0$")
    left.plot(days, corrected, color=BLUE, linewidth=2.2, label=r"corrected")
    left.set(xlim=(first - 1, first + len(theta)), ylim=(-4, 42), xlabel="day", ylabel=DEGREES,
             title=f"A cold start, beta = {beta:g}")  # fmt: skip
    left.legend(frameon=False, loc="upper left", ncols=3, columnspacing=1.2)
    right.plot(t, 1 - beta**t, color=GREEN, linewidth=2.2)
    right.axhline(1, color=GREY, linestyle=":", linewidth=1.2)
    right.set(xlim=(0, len(theta)), ylim=(0, 1.08), xlabel="days since the start, $t$",
              ylabel=r"$1 - \beta^t$", title="Weight that has come in")  # fmt: skip
    for ax in axes:
        plain(ax)
    return axes


def draw_delay(truth, readings, beta, axes=None):
    """Draw a rise with its noisy readings and their average, and noise against delay of every beta; return the Axes.

    truth, readings : (T,)    beta : number
    """
    if axes is None:
        _, axes = new_figure(1, 2, height=3.8, width_ratios=(1.5, 1))
    left, right = axes
    days = np.arange(1, len(truth) + 1)
    average = nn.bias_corrected(nn.exponentially_weighted_average(readings, beta), beta)
    left.plot(days, readings, **DOTS | {"markersize": 4}, label="reading")
    left.plot(days, truth, color=INK, linestyle=":", linewidth=1.8, label="truth")
    left.plot(days, average, color=BLUE, linewidth=2.2, label="average")
    left.set(xlim=(0, len(truth)), ylim=(-14, 44), xlabel="day", ylabel="made-up temperature (°C)",
             title=f"A rise, averaged with beta = {beta:g}")  # fmt: skip
    left.legend(frameon=False, loc="upper left")
    every = 1 - np.geomspace(1, 0.01, 80)
    right.plot([nn.ramp_delay(b) for b in every], [nn.noise_left(b) for b in every], color=GREY, linewidth=2)
    for b in (0.5, 0.9, 0.98):
        place = nn.ramp_delay(b), nn.noise_left(b)
        right.plot(*place, "o", color=GREY, markersize=5)
        right.annotate(f"{b:g}", place, xytext=(6, 5), textcoords="offset points", color=INK)
    right.plot(nn.ramp_delay(beta), nn.noise_left(beta), "o", color=RED, markersize=10, markeredgecolor="white")
    right.set(xlim=(-0.08, 120), ylim=(0, 1.05), xlabel="delay (days)", ylabel="share of the noise left",
              title="No beta has both")  # fmt: skip
    right.set_xscale("symlog", linthresh=1, linscale=0.5)
    right.set_xticks([0, 1, 10, 100], ["0", "1", "10", "100"])
    for ax in axes:
        plain(ax)
    return axes


def draw_forecast_errors(betas, exact, noisy, ax=None):
    """Draw error against beta: one curve for exact readings, one for each run with noisy ones; return the Axes.

    betas : (B,)    exact : (B,)    noisy : {run: (B,)}
    """
    if ax is None:
        _, ax = new_figure(height=4.0)
    places = np.arange(len(betas))  # evenly spaced: what matters happens between 0.9 and 1
    curves = {"good thermometer": exact, **{f"bad thermometer, {name}": errors for name, errors in noisy.items()}}
    for (name, errors), (colour, line), mark in zip(curves.items(), SERIES, "osD^vP", strict=False):
        ax.plot(places, errors, color=colour, linestyle=line, linewidth=2, label=name)
        best = int(np.argmin(errors))
        ax.plot(
            best, errors[best], mark, markersize=10, markerfacecolor="none", markeredgecolor=colour, markeredgewidth=2
        )
    ax.set_xticks(places, [f"{beta:g}" for beta in betas])
    ax.set_ylim(widened((2.4, 7), *curves.values()))
    ax.set(xlabel=r"$\beta$ of the average", ylabel="error of the forecast (°C)",
           title="How wrong tomorrow's forecast is (hollow marks: lowest point)")  # fmt: skip
    ax.legend(frameon=False, loc="upper center")
    return plain(ax)


def draw_gradient_errors(errors, ax=None):
    """Draw how far averaged gradients are from the full one, a dot for each seed, beside the rule; return the Axes.

    errors : {beta: (S,) mean relative errors of S seeds}, with beta = 0 for single gradients
    """
    if ax is None:
        _, ax = new_figure(height=3.6)
    betas, alone = list(errors), np.mean(errors[0])
    for place, (beta, told) in enumerate(errors.items()):
        ax.plot(place + np.linspace(-0.12, 0.12, len(told)), told, "o", color=BLUE, markersize=8, alpha=0.75,
                label=None if place else "measured, one dot for each seed")  # fmt: skip
        rule = alone * nn.noise_left(beta)
        ax.plot([place - 0.25, place + 0.25], [rule, rule], color=ORANGE, linestyle="--", linewidth=2,
                label=None if place else r"rule: $\sqrt{(1-\beta)/(1+\beta)}$ of the first")  # fmt: skip
    ax.set_xticks(range(len(betas)), ["one gradient\n(beta = 0)", *[f"beta = {beta:g}" for beta in betas[1:]]])
    ax.set(xlim=(-0.6, len(betas) - 0.4), ylim=(0, 1.25 * np.max(errors[0])), xlabel="averaged with")
    ax.set(ylabel="distance (share of its length)", title="How far from the gradient of all 2 000 pictures?")
    ax.legend(frameon=False)
    return plain(ax)
