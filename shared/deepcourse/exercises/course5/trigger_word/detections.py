"""Exercise 6: one chime per word."""

import numpy as np

from deepcourse.exercises.course5.trigger_word.heard import as_text
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import detection as reference


def alarms(f, probabilities, threshold, refractory):
    """Return the steps that `f` returns as a text."""
    return as_text(f(probabilities, threshold, refractory))


detections = FunctionExercise(
    __name__,
    reference=reference.detections,
    use=alarms,
    minutes=6,
    points_visible=5,
    points_hidden=7,
    returns=("the chimes",),
    hints=(
        "Go through the steps in time. What do you have to remember about the past?",
        "The last chime is enough. How far from it may a step be and still be silent? Try refractory = 2 with a "
        "chime at step 5: at which step may the next one sound?",
        "A probability can stay high for longer than the refractory period. The page says what happens then: nothing "
        "but the two conditions counts.",
    ),
)

RISES = np.array([0.1, 0.7, 0.9, 0.8, 0.7, 0.2, 0.1, 0.65, 0.85, 0.3, 0.95, 0.1])


@detections.visible
def visible():
    """Return one rise, several, long ones, and thresholds that are met exactly."""
    rng = np.random.default_rng(3)
    long = np.r_[0.1, 0.2, rng.uniform(0.7, 0.99, size=9), 0.1].round(3)
    return [
        Case("three rises", (RISES, 0.6, 3)),
        Case("three rises, a long refractory period", (RISES, 0.6, 8)),
        Case("three rises, a higher threshold", (RISES, 0.82, 1)),
        Case("no refractory period", (RISES, 0.6, 0)),
        Case("stays high for longer than the refractory period", (long, 0.5, 3)),
        Case("rises again just inside the refractory period", (np.array([0.9, 0.1, 0.2, 0.8, 0.7, 0.1]), 0.5, 3)),
        Case("a probability equals the threshold", (np.array([0.2, 0.5, 0.4, 0.1, 0.5, 0.75]), 0.5, 1)),
        Case("high from the first step on", (np.array([0.8, 0.9, 0.6, 0.1, 0.7]), 0.55, 2)),
        Case("high in the last step alone", (np.array([0.2, 0.3, 0.1, 0.4, 0.9]), 0.6, 2)),
        Case("never high", (np.array([0.2, 0.3, 0.4, 0.1]), 0.7, 2)),
        Case("float32", (RISES.astype(np.float32), 0.66, 2)),
    ]


@detections.draw
def draw(rng):
    """Return random probabilities."""
    T, threshold, refractory = int(rng.integers(12, 30)), float(rng.uniform(0.3, 0.7)), int(rng.integers(1, 6))
    return Case(f"{T} steps, refractory {refractory}", (rng.random(T), round(threshold, 2), refractory))


@detections.edges
def edges(rng):
    """Return the rare ones again."""
    T = int(rng.integers(7, 12))
    high = rng.uniform(0.7, 0.9, size=T)
    return [
        Case("always high", (high, 0.6, 2)),
        Case("no refractory period", (high, 0.6, 0)),
        Case("refractory longer than the sound", (high, 0.65, T + 5)),
        Case("never high", (high, 0.95, 1)),
        Case("one step, high", (np.array([0.9]), 0.5, 4)),
        Case("a probability equals the threshold", (np.array([0.25, 0.1, 0.75, 0.5, 0.75, 0.1]), 0.75, 1)),
        Case("rises again just inside", (np.array([0.1, 0.9, 0.1, 0.8, 0.9, 0.1, 0.7]), 0.5, 2)),
        Case("float32", (rng.random(15).astype(np.float32), 0.4, 3)),
    ]


@detections.property("chimes are far enough apart, and each is at a high probability")
def apart(f, rng):
    """Return a sentence unless chimes keep their distance and stand at high probabilities."""
    p, quiet = rng.random(200), 4
    for threshold in (0.4, 0.7):
        steps = [int(step) for step in f(p, threshold, quiet)]
        if np.diff(steps).min(initial=99) <= quiet:
            return f"with a refractory period of {quiet}, two chimes are {np.diff(steps).min()} steps apart"
        if (p[steps] < threshold).any():
            return f"there is a chime at a probability of {p[steps].min():.3f}, below the threshold {threshold}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@detections.mistake
def every_step(probabilities, threshold, refractory):
    """every step above the threshold is a chime: after a chime, `refractory` steps are silent"""
    return [t for t, p in enumerate(probabilities) if p >= threshold]


@detections.mistake
def rising_edges(probabilities, threshold, refractory):
    """a chime sounds whenever the probability rises above the threshold: what counts is the time since the last
    chime"""
    p = np.asarray(probabilities)
    return [t for t in range(len(p)) if p[t] >= threshold and (t == 0 or p[t - 1] < threshold)]


@detections.mistake
def edges_apart(probabilities, threshold, refractory):
    """after the silence, it waits until the probability has been low once: a high one sets off the next chime at
    once"""
    found = []
    for t in rising_edges(probabilities, threshold, refractory):
        if not found or t - found[-1] > refractory:
            found.append(t)
    return found


@detections.mistake
def one_step_early(probabilities, threshold, refractory):
    """the silence is one step too short: after a chime at t, the steps t + 1 to t + refractory are silent"""
    return reference.detections(probabilities, threshold, refractory - 1)


@detections.mistake
def one_step_late(probabilities, threshold, refractory):
    """the silence is one step too long: after a chime at t, the next one may sound at step t + refractory + 1"""
    return reference.detections(probabilities, threshold, refractory + 1)


@detections.mistake
def starts_again(probabilities, threshold, refractory):
    """every high step starts the silence again: it is counted from the last chime"""
    found, last = [], None
    for t, p in enumerate(probabilities):
        if p >= threshold:
            if last is None or t - last > refractory:
                found.append(t)
            last = t
    return found


@detections.mistake
def strictly_above(probabilities, threshold, refractory):
    """a probability that equals the threshold gives no chime: it is enough to reach it"""
    found = []
    for t, p in enumerate(probabilities):
        if p > threshold and (not found or t - found[-1] > refractory):
            found.append(t)
    return found


@detections.mistake
def silent_at_first(probabilities, threshold, refractory):
    """there is no chime in the first steps: the silence comes after a chime, not at the beginning"""
    found, last = [], 0
    for t, p in enumerate(probabilities):
        if p >= threshold and t - last > refractory:
            found.append(t)
            last = t
    return found


@detections.mistake
def at_the_peak(probabilities, threshold, refractory):
    """the chime stands at the largest probability of a rise: it sounds at the first step that reaches the
    threshold, the later ones are not known yet"""
    p, found = np.asarray(probabilities), []
    for t in reference.detections(p, threshold, refractory):
        stop = t
        while stop < len(p) and p[stop] >= threshold:
            stop += 1
        found.append(t + int(p[t:stop].argmax()))
    return found


@detections.mistake
def once_and_for_all(probabilities, threshold, refractory):
    """only the first chime is returned: after the silence, the next one may sound"""
    return reference.detections(probabilities, threshold, refractory)[:1]


@detections.mistake
def two_in_a_row(probabilities, threshold, refractory):
    """two high steps in a row are needed for a chime: one is enough"""
    p, found = np.asarray(probabilities), []
    for t in range(len(p) - 1):
        if min(p[t], p[t + 1]) >= threshold and (not found or t - found[-1] > refractory):
            found.append(t)
    return found


@detections.right
def with_a_jump(probabilities, threshold, refractory):
    """Return the same: after a chime, the silent steps are jumped over."""
    t, found = 0, []
    while t < len(probabilities):
        if probabilities[t] >= threshold:
            found.append(t)
            t += refractory
        t += 1
    return found


@detections.right
def with_a_countdown(probabilities, threshold, refractory):
    """Return the same by counting the silent steps that are left; the steps as an array."""
    left, found = 0, []
    for t in range(len(probabilities)):
        if left > 0:
            left -= 1
        elif probabilities[t] >= threshold:
            found.append(t)
            left = refractory
    return np.array(found, dtype=int)
