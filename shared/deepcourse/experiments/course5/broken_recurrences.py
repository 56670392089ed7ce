"""Backward passes through time with one mistake each, made on purpose: for those who design a batch that finds all.

BROKEN          what each mistake is called, and the backward pass that makes it
MORE            further ones, for the hidden tests
right           the backward pass without a mistake
caches_of       the caches of a forward pass without predictions
differs         whether two dicts of gradients are not the same
"""

import numpy as np

from deepcourse.sequence.recurrent import rnn_backward, rnn_cell_backward

right = rnn_backward
SUMMED = ("dWax", "dWaa", "dba")


def caches_of(x, a0, parameters):
    """Return the list of the caches of all steps."""
    a, caches = a0, []
    for t in range(x.shape[2]):
        a_prev, xt = a, x[:, :, t]
        a = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
        caches.append((a, a_prev, xt, parameters))
    return caches


def steps_back(da, caches, *, arrows=None):
    """Return [gradients of the step, for each step]; what comes from later steps has crossed at most `arrows` arrows.

    Every prediction is followed on its own, so that its gradient can be stopped.
    """
    T = len(caches)
    found = [rnn_cell_backward(np.zeros_like(da[:, :, 0]), cache) for cache in caches]
    for last in range(T):
        d = da[:, :, last]
        for k in range(min(last, T if arrows is None else arrows) + 1):
            step = rnn_cell_backward(d, caches[last - k])
            found[last - k] = {name: value + step[name] for name, value in found[last - k].items()}
            d = step["da_prev"]
    return found


def together(steps):
    """Return the gradients of the layer from those of its steps."""
    sums = {name: sum(step[name] for step in steps) for name in SUMMED}
    return {"dx": np.stack([step["dxt"] for step in steps], axis=2), "da0": steps[0]["da_prev"]} | sums


def no_arrow_back(da, caches):
    """Return the gradients without what comes from later steps."""
    return together(steps_back(da, caches, arrows=0))


def one_arrow_back(da, caches):
    """Return the gradients with what comes from the next step, but nothing from further away."""
    return together(steps_back(da, caches, arrows=1))


def zeros_for_a0(da, caches):
    """Return the gradients for a first step that came from zeros."""
    a_next, a0, xt, parameters = caches[0]
    return right(da, [(a_next, 0 * a0, xt, parameters), *caches[1:]])


def weights_of_the_first_step(da, caches):
    """Return the right dx and da0, and the other gradients of the first step alone."""
    first = steps_back(da, caches)[0]
    return right(da, caches) | {name: first[name] for name in SUMMED}


def mean_over_examples(da, caches):
    """Return the right gradients, but dba as a mean over the examples."""
    said = right(da, caches)
    return said | {"dba": said["dba"] / da.shape[1]}


def waa_not_transposed(da, caches):
    """Return the gradients with Waa, not its transpose, on the way from a step to the one before."""
    d, steps = 0, []
    for t in reversed(range(len(caches))):
        step = rnn_cell_backward(da[:, :, t] + d, caches[t])
        d = caches[t][3]["Waa"] @ ((da[:, :, t] + d) * (1 - caches[t][0] ** 2))
        steps.append(step | {"da_prev": d})
    return together(steps[::-1])


def last_prediction_only(da, caches):
    """Return the gradients of the last prediction's cost."""
    return right(np.where(np.arange(len(caches)) == len(caches) - 1, da, 0), caches)


def a_next_for_a_prev(da, caches):
    """Return the right gradients, but that of Waa with each step's own state in place of the one before."""
    own = [(cache[0], cache[0], *cache[2:]) for cache in caches]
    late = [rnn_cell_backward(d, cache)["dWaa"] for d, cache in zip(totals(da, caches), own, strict=True)]
    return right(da, caches) | {"dWaa": sum(late)}


def totals(da, caches):
    """Return [the whole gradient at the state of each step]."""
    d, found = 0, []
    for t in reversed(range(len(caches))):
        found.append(da[:, :, t] + d)
        d = rnn_cell_backward(found[-1], caches[t])["da_prev"]
    return found[::-1]


def da0_of_the_last_step(da, caches):
    """Return the right gradients, but as da0 what leaves the last step."""
    return right(da, caches) | {"da0": rnn_cell_backward(da[:, :, -1], caches[-1])["da_prev"]}


def first_example_for_all(da, caches):
    """Return the right dx and da0, and the other gradients of the first example, times the number of examples."""
    some = [tuple(part[:, :1] for part in cache[:3]) + cache[3:] for cache in caches]
    alone = right(da[:, :1], some)
    return right(da, caches) | {name: alone[name] * da.shape[1] for name in SUMMED}


def steps_in_reverse(da, caches):
    """Return the right gradients, but dx with the last step first."""
    said = right(da, caches)
    return said | {"dx": said["dx"][:, :, ::-1]}


BROKEN = {
    "no arrow back": no_arrow_back,
    "one arrow back": one_arrow_back,
    "zeros for a0": zeros_for_a0,
    "weights of the first step": weights_of_the_first_step,
    "mean over the examples": mean_over_examples,
    "Waa not transposed": waa_not_transposed,
    "last prediction only": last_prediction_only,
    "a_next for a_prev": a_next_for_a_prev,
}
MORE = {
    "da0 of the last step": da0_of_the_last_step,
    "first example for all": first_example_for_all,
    "steps in reverse": steps_in_reverse,
}


def differs(said, expected):
    """Return True where some gradient is not the expected one, up to rounding."""
    for name, wanted in expected.items():
        size = np.abs(wanted).max()
        if np.abs(said[name] - wanted).max() > 1e-6 * max(size, 1e-9):
            return True
    return False
