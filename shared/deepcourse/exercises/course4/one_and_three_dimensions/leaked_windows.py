"""Exercise 6: test windows that share samples with training windows."""

import numpy as np

from deepcourse.cnn import signals as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def indices(f, recording, start, length, in_test):
    """Return the indices as an array, also where they come as a list; before them, how often each window is listed."""
    right = reference.leaked_windows(recording, start, length, in_test)
    found = f(recording, start, length, in_test)
    found = np.array(found, dtype=int) if isinstance(found, (list, tuple)) and len(found) == 0 else np.asarray(found)
    if found.ndim != 1 or found.dtype.kind not in "iu" or np.any((found < 0) | (found >= len(start))):
        return np.bincount(right, minlength=len(start)), found
    return np.bincount(found.astype(int), minlength=len(start)), found


leaked_windows = FunctionExercise(
    __name__,
    reference=reference.leaked_windows,
    use=indices,
    name="leaked_windows",
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("the number of entries for window", "the array of indices"),
    hints=(
        "Two windows of equal length in one recording: how far apart must they start to share no sample?",
        "Compare each test window with every training window: a table (test, training), or two loops.",
        "np.flatnonzero(in_test) gives the indices of the test windows: return those, not positions among them.",
    ),
)


def windows(name, recording, start, length, in_test):
    """Return a case of windows that are written down."""
    return Case(name, (np.array(recording), np.array(start), length, np.array(in_test, bool)))


def some_windows(rng, m, recordings, length, last):
    """Return random windows as a case."""
    chosen = rng.permutation(m) < max(1, m // 3)
    where = rng.integers(recordings, size=m), rng.integers(last + 1, size=m)
    return Case(f"{m} windows of length {length} in {recordings} recordings", (*where, length, chosen))


@leaked_windows.visible
def visible():
    """Return windows that just touch, in other recordings, before and after, and random ones."""
    rng = np.random.default_rng(56)
    return [
        windows("one recording, a window each", [0, 0], [0, 4], 5, [False, True]),
        windows("windows that touch, and one sample more", [3, 3, 3, 3], [10, 15, 30, 34], 5, [0, 1, 0, 1]),
        windows("before and after", [0] * 5, [50, 20, 23, 60, 54], 7, [1, 0, 1, 1, 0]),
        windows("equal starts in other recordings", [0, 1, 2, 1], [8, 8, 8, 9], 4, [0, 1, 1, 0]),
        windows("nothing leaks", [0, 0, 1, 1], [0, 9, 0, 9], 9, [0, 1, 1, 0]),
        windows("two test windows that overlap each other", [0, 0, 0], [0, 40, 42], 6, [0, 1, 1]),
        windows("a test window like a training window", [5, 5, 7, 7], [3, 3, 3, 30], 3, [1, 0, 1, 0]),
        windows("a training window beyond another test window", [0, 0, 0], [0, 1, 2], 8, [1, 1, 0]),
        some_windows(rng, 24, 3, 8, 120),
        some_windows(rng, 40, 3, 15, 500),
    ]


@leaked_windows.draw
def draw(rng):
    """Return random windows, of which some leak."""
    return some_windows(rng, int(rng.integers(25, 45)), int(rng.integers(3, 6)), int(rng.integers(4, 9)), 150)


@leaked_windows.edges
def edges(rng):
    """Return windows of one sample, no training or no test window, long windows, and windows that touch."""
    return [
        windows("windows of one sample", [0, 0, 0, 1], [4, 4, 5, 4], 1, [1, 0, 1, 1]),
        windows("no test window", [0, 0], [0, 1], 5, [0, 0]),
        windows("no training window", [0, 0], [0, 1], 5, [1, 1]),
        windows("windows that touch", [2, 2, 2], [20, 10, 30], 10, [1, 0, 0]),
        some_windows(rng, 30, 4, 60, 300),
        some_windows(rng, 40, 3, 5, 150),
    ]


@leaked_windows.property("nothing leaks if no recording is on both sides")
def own_recording(f, rng):
    """Return a sentence unless windows split by recording are clean."""
    recording, start = np.repeat(np.arange(6), 4), np.tile(np.arange(4) * 3, 6)
    found = f(recording, start, 9, recording % 3 == 0)
    return None if np.size(found) == 0 else "no recording is on both sides, yet windows are returned"


# --- known mistakes -------------------------------------------------------------------------------------------------


def touching(recording, start, length, in_test, *, near=None, same=True):
    """Return the leaked windows by another rule: which starts are near, and whether recordings count."""
    train, test = np.flatnonzero(~in_test), np.flatnonzero(in_test)
    apart = start[test][:, None] - start[train]
    close = np.abs(apart) < length if near is None else near(apart)
    if same:
        close = close & (recording[test][:, None] == recording[train])
    return test[close.any(axis=1)]


@leaked_windows.mistake
def touching_counted(recording, start, length, in_test):
    """windows that only touch are counted, too: windows that start `length` apart share no sample"""
    return touching(recording, start, length, in_test, near=lambda apart: np.abs(apart) <= length)


@leaked_windows.mistake
def one_sample_missed(recording, start, length, in_test):
    """windows that share a single sample are missed: starts less than `length` apart overlap"""
    return touching(recording, start, length, in_test, near=lambda apart: np.abs(apart) < length - 1)


@leaked_windows.mistake
def half_a_window(recording, start, length, in_test):
    """only windows that share half of their samples are counted: a single shared sample is a leak"""
    return touching(recording, start, length, in_test, near=lambda apart: 2 * np.abs(apart) <= length)


@leaked_windows.mistake
def next_in_order(recording, start, length, in_test):
    """only the windows next in order are compared: a training window may overlap beyond another test window"""
    order = np.lexsort((start, recording))
    one, other = order[:-1], order[1:]
    meet = (
        (recording[one] == recording[other]) & (start[other] - start[one] < length) & (in_test[one] != in_test[other])
    )
    return np.sort(np.unique(np.where(in_test[one], one, other)[meet]))


@leaked_windows.mistake
def equal_starts(recording, start, length, in_test):
    """only windows with the same start are counted: windows also overlap when shifted"""
    return touching(recording, start, length, in_test, near=lambda apart: apart == 0)


@leaked_windows.mistake
def training_window_before(recording, start, length, in_test):
    """only training windows that start first are compared: one that starts later can overlap, too"""
    return touching(recording, start, length, in_test, near=lambda apart: (apart >= 0) & (apart < length))


@leaked_windows.mistake
def training_window_after(recording, start, length, in_test):
    """only training windows that start later are compared: one that starts earlier can overlap, too"""
    return touching(recording, start, length, in_test, near=lambda apart: (apart <= 0) & (-apart < length))


@leaked_windows.mistake
def starts_before_the_end(recording, start, length, in_test):
    """training windows that end before the test window starts are counted: those share no sample with it"""
    return touching(recording, start, length, in_test, near=lambda apart: apart > -length)


@leaked_windows.mistake
def recordings_mixed(recording, start, length, in_test):
    """`recording` is ignored: windows of different recordings share no sample"""
    return touching(recording, start, length, in_test, same=False)


@leaked_windows.mistake
def whole_recordings(recording, start, length, in_test):
    """every test window from a recording with training windows is counted: only those that share a sample leak here"""
    return touching(recording, start, length, in_test, near=lambda apart: np.ones(apart.shape, bool))


@leaked_windows.mistake
def training_windows_returned(recording, start, length, in_test):
    """the training windows are returned: return the test windows that overlap one of them"""
    return touching(recording, start, length, ~in_test)


@leaked_windows.mistake
def clean_ones_returned(recording, start, length, in_test):
    """the test windows without a leak are returned: return those with one"""
    return np.setdiff1d(np.flatnonzero(in_test), touching(recording, start, length, in_test))


@leaked_windows.mistake
def test_windows_compared(recording, start, length, in_test):
    """test windows are compared with each other: an overlap of two test windows is not a leak"""
    return touching_any(recording, start, length, in_test)


def touching_any(recording, start, length, in_test):
    """Return the test windows that overlap any other window."""
    near = (np.abs(start[:, None] - start) < length) & (recording[:, None] == recording)
    np.fill_diagonal(near, False)
    return np.flatnonzero(near.any(axis=1) & in_test)


@leaked_windows.mistake
def positions_in_the_test_set(recording, start, length, in_test):
    """positions within the test set are returned: return indices into all windows"""
    return np.searchsorted(np.flatnonzero(in_test), touching(recording, start, length, in_test))


@leaked_windows.mistake
def a_mask(recording, start, length, in_test):
    """a mask of True and False is returned: return indices, by np.flatnonzero"""
    return np.isin(np.arange(len(start)), touching(recording, start, length, in_test))


@leaked_windows.mistake
def once_for_each_pair(recording, start, length, in_test):
    """a test window is listed once for each training window that it overlaps: list it once"""
    train, test = np.flatnonzero(~in_test), np.flatnonzero(in_test)
    near = (np.abs(start[test][:, None] - start[train]) < length) & (recording[test][:, None] == recording[train])
    return test[np.nonzero(near)[0]]


@leaked_windows.mistake
def neighbours_in_the_list(recording, start, length, in_test):
    """each window is compared with its neighbours in the list only: the windows are in no particular order"""
    train_near = np.zeros(len(start), bool)
    for i in range(len(start)):
        for j in (i - 1, i + 1):
            if 0 <= j < len(start) and recording[i] == recording[j] and not in_test[j]:
                train_near[i] |= abs(start[i] - start[j]) < length
    return np.flatnonzero(train_near & in_test)


@leaked_windows.mistake
def mixed_and_touching(recording, start, length, in_test):
    """recordings are ignored, and windows that only touch count: one recording, and starts less than `length` apart"""
    return touching(recording, start, length, in_test, near=lambda apart: np.abs(apart) <= length, same=False)


# --- right, written differently -------------------------------------------------------------------------------------


@leaked_windows.right
def by_sets_of_samples(recording, start, length, in_test):
    """Return the same from the samples themselves, as a list."""
    used = {(r, s + k) for r, s, test in zip(recording, start, in_test, strict=True) if not test for k in range(length)}
    return [
        i for i in range(len(start)) if in_test[i] and any((recording[i], start[i] + k) in used for k in range(length))
    ]


@leaked_windows.right
def two_loops(recording, start, length, in_test):
    """Return the same in two loops."""
    found = []
    for i in np.flatnonzero(in_test):
        if any(recording[i] == recording[j] and abs(start[i] - start[j]) < length for j in np.flatnonzero(~in_test)):
            found.append(i)
    return np.array(found, dtype=int)
