"""Exercise 3: a bias for a memory of a given length."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import gated as reference


def as_number(f, steps, share):
    """Return the bias as a number."""
    return float(f(steps, share))


forget_bias = FunctionExercise(
    __name__,
    reference=reference.forget_bias,
    use=as_number,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("the bias",),
    hints=(
        "How much of a number is left after two steps, if each step multiplies it by f? And after `steps` steps?",
        "Solve for f first. Then ask which b gives sigmoid(b) = f: write the sigmoid out, and take 1 / f.",
        "After 1 / f = 1 + exp(-b), one logarithm is left. Check with one step and a share of 0.5: b is 0.",
    ),
)


def case(steps, share):
    """Return a case that says what it asks."""
    return Case(f"a share of {share:g} after {steps:g} step{'s' * (steps != 1)}", (steps, share))


@forget_bias.visible
def visible():
    """Return short and long times, large and small shares, and times that are not whole."""
    pairs = ((50, 0.5), (3, 0.2), (1, 0.8), (2.5, 0.35), (400, 0.9), (7, 0.01))
    return [case(*pair) for pair in pairs]


@forget_bias.draw
def draw(rng):
    """Return any time and share."""
    return case(int(rng.integers(2, 200)), round(float(rng.uniform(0.05, 0.95)), 3))


@forget_bias.edges
def edges(rng):
    """Return one step, half a step, a very long time, a share near 0."""
    return [case(1, 0.5), case(1, 0.1), case(0.5, 0.7), case(20000, 0.5), case(12, 0.0001)]


@forget_bias.property("a gate with this bias, applied step after step, leaves the share")
def share_is_left(f, rng):
    """Return a sentence unless multiplying by the gate gives the share."""
    steps, share = int(rng.integers(3, 12)), float(rng.uniform(0.2, 0.8))
    gate, left = 1 / (1 + np.exp(-float(f(steps, share)))), 1.0
    for _ in range(steps):
        left *= gate
    return None if abs(left - share) < 1e-9 else f"after {steps} steps {left:.4g} is left, not {share:.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def logit(f):
    """Return the bias whose sigmoid is f; nan where there is none."""
    with np.errstate(all="ignore"):
        return np.log(f / (1 - f))


@forget_bias.mistake
def gate_for_its_bias(steps, share):
    """the value of the gate is returned: the gate is the sigmoid of the bias, so invert the sigmoid"""
    return share ** (1 / steps)


@forget_bias.mistake
def update_gate(steps, share):
    """the sign is reversed: a forget gate near 1 keeps the memory, so a long memory needs a positive bias"""
    return -logit(share ** (1 / steps))


@forget_bias.mistake
def share_ignored(steps, share):
    """the share is taken as a half, whatever it is"""
    return logit(0.5 ** (1 / steps))


@forget_bias.mistake
def time_ignored(steps, share):
    """`steps` is ignored: this bias leaves the share after one step"""
    return logit(share)


@forget_bias.mistake
def one_step_too_many(steps, share):
    """the share is left after steps + 1: the gate multiplies the memory `steps` times"""
    return logit(share ** (1 / (steps + 1)))


@forget_bias.mistake
def power_for_root(steps, share):
    """the gate is taken as share**steps: it is the number whose power is the share, so take the root"""
    return logit(share**steps)


@forget_bias.mistake
def share_lost_is_taken(steps, share):
    """1 - share is left: `share` is what is left, not what is lost"""
    return logit((1 - share) ** (1 / steps))


@forget_bias.mistake
def lost_evenly(steps, share):
    """each step takes away the same amount: a gate multiplies, so each step takes away the same share"""
    return logit(1 - (1 - share) / steps)


@forget_bias.mistake
def share_divided_by_the_steps(steps, share):
    """the gate is share / steps: it is the number that gives the share when it is multiplied `steps` times"""
    return logit(share / steps)


@forget_bias.mistake
def inverse_of_tanh(steps, share):
    """the inverse of tanh is taken: a gate is a sigmoid"""
    return np.arctanh(share ** (1 / steps))


@forget_bias.mistake
def logarithm_of_the_gate(steps, share):
    """the bias is log(f): that inverts exp, not the sigmoid; in 1 / f = 1 + exp(-b), the 1 counts"""
    return np.log(share ** (1 / steps))


@forget_bias.mistake
def logarithm_of_the_gate_left_out(steps, share):
    """the bias is -log(1 - f): the numerator f of f / (1 - f) is left out"""
    return -np.log(1 - share ** (1 / steps))


@forget_bias.mistake
def logarithm_of_the_steps(steps, share):
    """the bias is log(steps): that is a rule of thumb for one share, about 0.37, and for many steps"""
    return np.log(steps)


@forget_bias.mistake
def logarithm_to_base_two(steps, share):
    """the logarithm is to base 2: the sigmoid is made with e"""
    return logit(share ** (1 / steps)) / np.log(2)


@forget_bias.mistake
def logarithm_to_base_ten(steps, share):
    """the logarithm is to base 10: the sigmoid is made with e"""
    return logit(share ** (1 / steps)) / np.log(10)


@forget_bias.mistake
def approximated(steps, share):
    """share^(-1/steps) - 1 is replaced by -ln(share) / steps: that is an approximation for long times"""
    return np.log(steps / -np.log(share))


# --- right, written differently -------------------------------------------------------------------------------------


@forget_bias.right
def by_the_inverse_sigmoid(steps, share):
    """Return the same by way of the gate."""
    f = share ** (1 / steps)
    return np.log(f) - np.log(1 - f)


@forget_bias.right
def by_halving(steps, share):
    """Return the same by searching: the share left grows with the bias."""
    low, high = -60.0, 60.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if -steps * np.log1p(np.exp(-middle)) < np.log(share) else (low, middle)
    return (low + high) / 2
