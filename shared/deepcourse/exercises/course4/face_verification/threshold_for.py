"""Exercise 7: a threshold for a door with K people."""

import numpy as np

from deepcourse.cnn import faces as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

threshold_for = FunctionExercise(
    __name__,
    reference=reference.threshold_for,
    minutes=7,
    points_visible=5,
    points_hidden=7,
    returns=("the threshold",),
    hints=(
        "Start on paper: the stranger is stopped only if all K comparisons stop her. If one accepts her with "
        "probability p, what is the probability that at least one of K does?",
        "Solve that for p: how large may p be if the probability for all K is to be at most `rate`?",
        "p is the share of `different` below the threshold. Sort them: how many of the N numbers are smaller than the "
        "one at place k?",
    ),
)


def distances(rng, N):
    """Return N squared distances of different people, most of them around 2."""
    return np.sort(4 * rng.beta(6, 6, size=N))[rng.permutation(N)]


def case(rng, N, K, rate):
    """Return a case; where `rate` meets a number of pairs exactly, N grows by one."""
    while abs((share := N * (1 - (1 - rate) ** (1 / K))) - round(share)) < 1e-3:
        N += 1
    return Case(f"{N} distances, K = {K}, rate {rate:g}", (distances(rng, N), K, rate))


@threshold_for.visible
def visible():
    """Return few distances and many, one stored person and many, high rates, a rate that no pair may meet."""
    rng = np.random.default_rng(71)
    return [
        case(rng, 40, 1, 0.24),
        case(rng, 60, 2, 0.43),
        case(rng, 500, 10, 0.05),
        case(rng, 800, 3, 0.3),
        case(rng, 350, 4, 0.6),
        case(rng, 300, 25, 0.2),
        Case("40 distances, K = 30, rate 0.05: no pair may be below", (distances(rng, 40), 30, 0.05)),
    ]


@threshold_for.draw
def draw(rng):
    """Return a random case."""
    return case(rng, int(rng.integers(200, 700)), int(rng.integers(2, 30)), round(float(rng.uniform(0.05, 0.7)), 2))


@threshold_for.edges
def edges(rng):
    """Return one stored person, very many, a high rate, few distances, float32."""
    lot = case(rng, 300, 5, 0.2)
    return [
        case(rng, 200, 1, 0.13),
        case(rng, 600, 400, 0.5),
        case(rng, 50, 4, 0.97),
        case(rng, 7, 2, 0.3),
        Case("a single distance", (np.array([1.7]), 3, 0.2)),
        Case("float32", (lot.arguments[0].astype(np.float32), 5, 0.2)),
    ]


@threshold_for.property("more people need a lower threshold")
def more_need_less(f, rng):
    """Return a sentence unless the threshold falls when K grows."""
    different = distances(rng, 900)
    said = [f(different, K, 0.31) for K in (1, 4, 16)]
    return (
        None if said[0] > said[1] > said[2] else f"for 1, 4 and 16 people it is {', '.join(f'{t:.3g}' for t in said)}"
    )


@threshold_for.property("simulated strangers get past as often as allowed")
def simulated(f, rng):
    """Return a sentence unless strangers with independent comparisons pass with about the rate, not more."""
    different, K, rate = distances(rng, 1000), 12, 0.3
    passed = (rng.choice(different, size=(4000, K)) < f(different, K, rate)).any(axis=1).mean()
    if abs(passed - rate) < 0.06:
        return None
    return f"of 4 000 simulated strangers {100 * passed:.0f} % get past 12 people; {100 * rate:.0f} % are allowed"


# --- known mistakes -------------------------------------------------------------------------------------------------


def place(different, share, *, up=False, back=0):
    """Return the sorted distance that a share of them lies below."""
    ordered, N = np.sort(different), len(different)
    k = int(np.ceil(N * share) if up else np.floor(N * share)) - back
    return float(ordered[max(k, 0)])


def allowed(K, rate):
    """Return the right share for one comparison."""
    return 1 - (1 - rate) ** (1 / K)


@threshold_for.mistake
def number_of_people_ignored(different, K, rate):
    """K is ignored: the stranger has K chances, so each comparison must err less often than `rate`"""
    return place(different, rate)


@threshold_for.mistake
def divided_by_the_people(different, K, rate):
    """`rate` is divided by K: that is nearly right for small rates; solve 1 - (1 - p)^K = rate for p"""
    return place(different, rate / K)


@threshold_for.mistake
def times_the_people(different, K, rate):
    """`rate` is multiplied by K: with more people, each comparison has to be stricter"""
    return place(different, rate * K)


@threshold_for.mistake
def root_of_the_rate(different, K, rate):
    """p is the K-th root of `rate`: that assumes that *all* K must accept the stranger; one is enough"""
    return place(different, rate ** (1 / K))


@threshold_for.mistake
def power_of_the_rate(different, K, rate):
    """p is rate^K: take the probability of being stopped K times, (1 - p)^K = 1 - rate"""
    return place(different, rate**K)


@threshold_for.mistake
def forward_not_solved(different, K, rate):
    """p is 1 - (1 - rate)^K: that is the probability for K comparisons; solve it for the p of one of them"""
    return place(different, 1 - (1 - rate) ** K)


@threshold_for.mistake
def share_of_being_stopped(different, K, rate):
    """the share p lies above the threshold, 1 - p below it: strangers with distances *below* it are let in"""
    return place(different, (1 - rate) ** (1 / K))


@threshold_for.mistake
def one_place_too_low(different, K, rate):
    """the threshold is one distance too low: one more pair may be below it"""
    return place(different, allowed(K, rate), back=1)


@threshold_for.mistake
def rounded_up(different, K, rate):
    """the threshold is one distance too high: one pair more than allowed is below it"""
    return place(different, allowed(K, rate), up=True)


@threshold_for.mistake
def rounded_to_the_nearest(different, K, rate):
    """N p is rounded to the nearest whole number: so many pairs *may* be below, so round down"""
    return float(np.sort(different)[round(len(different) * allowed(K, rate))])


@threshold_for.mistake
def pairs_at_the_threshold_counted(different, K, rate):
    """pairs at the threshold are counted as accepted (<=): only those below it are, so one more distance is allowed"""
    fine = [tau for tau in different if np.mean(different <= tau) <= allowed(K, rate)]
    return float(max(fine))


@threshold_for.mistake
def share_returned(different, K, rate):
    """p itself is returned: the threshold is the distance below which that share of `different` lies"""
    return float(allowed(K, rate))


@threshold_for.mistake
def not_sorted(different, K, rate):
    """the distances are not sorted: sort them before you take the k-th"""
    return float(different[int(len(different) * allowed(K, rate))])


@threshold_for.mistake
def interpolated(different, K, rate):
    """this is a quantile between two distances: return one of the numbers in `different`"""
    return float(np.quantile(different, allowed(K, rate)))


@threshold_for.mistake
def place_returned(different, K, rate):
    """the index into the sorted distances is returned: return the distance at that index"""
    return int(len(different) * allowed(K, rate))


# --- right, written differently -------------------------------------------------------------------------------------


@threshold_for.right
def by_the_place(different, K, rate):
    """Return the same: so many of N may be below it."""
    return np.sort(different)[int(len(different) * (1 - (1 - rate) ** (1 / K)))]


@threshold_for.right
def by_trying(different, K, rate):
    """Return the same by trying all of them."""
    for tau in sorted(different, reverse=True):
        p = np.count_nonzero(different < tau) / len(different)
        if 1 - (1 - p) ** K <= rate:
            return float(tau)
    return None
