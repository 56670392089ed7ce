"""Exercise 5: how much of a melody is copied."""

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import music as reference

longest_copied_run = FunctionExercise(
    __name__,
    reference=reference.longest_copied_run,
    minutes=8,
    points_visible=5,
    points_hidden=9,
    returns=("the length", "the position"),
    any_number_type=True,
    hints=(
        "Take one position in the melody and one in a tune. How far do both go on with equal values? That is a third "
        "loop.",
        "Do it for every pair of positions, and remember the longest run so far and its position in the melody.",
        "If you go through the melody in the outermost loop, the first of equally long runs is found first: then "
        "replace what you remember only for a longer run.",
    ),
)


@longest_copied_run.visible
def visible():
    """Return runs at the start, in between and at the end, ties, repeated values, and values that are pairs."""
    return [
        Case("a run in between", ([7, 1, 2, 3, 9, 8], [[1, 2], [5, 1, 2, 3, 7], [9, 5]])),
        Case("a run at the end", ([4, 6, 2, 5, 1], [[2, 5, 1], [4, 6, 3]])),
        Case("a run at the start, at the end of a tune", ([3, 8, 6, 1], [[0, 2, 3, 8, 6], [6, 0, 1]])),
        Case("equally long runs", ([5, 6, 0, 1, 2, 9, 3, 4], [[3, 4, 7], [1, 2], [8, 5, 6]])),
        Case("repeated values", ([2, 2, 2, 3, 2, 2, 2, 2], [[2, 2, 3, 3, 2], [3, 2, 2, 2]])),
        Case("across two tunes", ([1, 2, 3, 4, 5], [[9, 1, 2], [3, 4, 8]])),
        Case("the same values, with others in between", ([1, 9, 2, 8, 3], [[1, 2, 3], [0, 0]])),
        Case("values that are pairs", ([(2, 1), (0, 2), (4, 1), (2, 2)], [[(1, 2), (0, 2), (4, 1)], [(0, 1)]])),
        Case("nothing in common", ([1, 2, 1], [[3, 4], [5]])),
    ]


def line(rng, n, V=4):
    """Return n random values."""
    return [int(i) for i in rng.integers(V, size=n)]


@longest_copied_run.draw
def draw(rng):
    """Return a random melody and tunes over few values."""
    n, tunes = int(rng.integers(4, 14)), [line(rng, int(rng.integers(2, 12))) for _ in range(int(rng.integers(1, 5)))]
    return Case(f"{n} values, {len(tunes)} tunes", (line(rng, n), tunes))


@longest_copied_run.edges
def edges(rng):
    """Return a whole copy, no values, no tunes, long tunes, one value."""
    tune = line(rng, 20, 9)
    return [
        Case("a whole tune", (list(tune), [line(rng, 8, 9), list(tune)])),
        Case("no values", ([], [[1, 2]])),
        Case("no tunes", ([1, 2], [])),
        Case("a tune with no values", ([1, 3], [[], [3]])),
        Case("from one tune into the next", ([5, *tune[:8], 6], [[7, *tune[:4]], [*tune[4:8], 7], [8]])),
        Case("long tunes", (line(rng, 40, 3), [line(rng, 60, 3) for _ in range(3)])),
    ]


@longest_copied_run.property("a part of a tune is found in full")
def part_of_a_tune(f, rng):
    """Return a sentence unless a melody cut from a tune is a run of its full length."""
    tune = [int(i) for i in rng.permutation(30)]
    part = tune[7 : 7 + int(rng.integers(4, 15))]
    length, begin = f(list(part), [[31, 32], list(tune)])
    return None if (length, begin) == (len(part), 0) else f"{len(part)} values of a tune: found {length} from {begin}"


def runs(melody, tunes):
    """Return (length, begin) of the run that begins at each pair of positions, in order of the melody."""
    found = [(0, 0)]
    for i in range(len(melody)):
        for tune in tunes:
            for j in range(len(tune)):
                n = 0
                while i + n < len(melody) and j + n < len(tune) and melody[i + n] == tune[j + n]:
                    n += 1
                found.append((n, i))
    return found


def first_longest(found):
    """Return the first of the longest runs."""
    length = max(n for n, _ in found)
    return (length, min(i for n, i in found if n == length)) if length else (0, 0)


@longest_copied_run.mistake
def last_of_equals(melody, tunes):
    """of equally long runs, the last one is returned: return the first in the melody"""
    return max(runs(melody, tunes))


@longest_copied_run.mistake
def first_tune_wins(melody, tunes):
    """of equally long runs, the one in the first tune is returned: return the first in the melody"""
    best = (0, 0)
    for tune in tunes:
        found = first_longest(runs(melody, [tune]))
        best = found if found[0] > best[0] else best
    return best


@longest_copied_run.mistake
def one_short(melody, tunes):
    """the length is one too small: count all values of the run"""
    length, begin = first_longest(runs(melody, tunes))
    return max(length - 1, 0), begin


@longest_copied_run.mistake
def one_long(melody, tunes):
    """the length is one too large: the value that differs does not count"""
    length, begin = first_longest(runs(melody, tunes))
    return length + 1, begin


@longest_copied_run.mistake
def end_of_the_run(melody, tunes):
    """the position is that of the run's last value: return that of its first value"""
    length, begin = first_longest(runs(melody, tunes))
    return length, begin + max(length - 1, 0)


@longest_copied_run.mistake
def place_in_the_tune(melody, tunes):
    """the position is that in the tune: return the one in the melody"""
    length, begin = first_longest(runs(melody, tunes))
    part = melody[begin : begin + length]
    for tune in tunes:
        for j in range(len(tune)):
            if length and tune[j : j + length] == part:
                return length, j
    return length, begin


@longest_copied_run.mistake
def tunes_joined(melody, tunes):
    """the tunes are joined into one, so that a run may cross from one into the next: look at each by itself"""
    return first_longest(runs(melody, [[value for tune in tunes for value in tune]]))


@longest_copied_run.mistake
def first_tune_alone(melody, tunes):
    """only the first tune is searched: search all of them"""
    return first_longest(runs(melody, tunes[:1]))


@longest_copied_run.mistake
def last_tune_alone(melody, tunes):
    """the last tune replaces what was found before: keep the longest run of all tunes"""
    return first_longest(runs(melody, tunes[-1:]))


@longest_copied_run.mistake
def same_places(melody, tunes):
    """the melody and the tune are compared at the same positions only: a run may begin anywhere in both"""
    found = [(0, 0)]
    for tune in tunes:
        n = 0
        for i, (one, other) in enumerate(zip(melody, tune, strict=False)):
            n = n + 1 if one == other else 0
            found.append((n, i - n + 1))
    return first_longest(found)


@longest_copied_run.mistake
def only_from_the_start(melody, tunes):
    """only runs at the start of the melody are found: a run may begin anywhere in it"""
    return first_longest([(n, i) for n, i in runs(melody, tunes) if i == 0] + [(0, 0)])


@longest_copied_run.mistake
def only_from_a_tune_start(melody, tunes):
    """only runs at the start of a tune are found: a run may begin anywhere in it"""
    found = [(0, 0)]
    for i in range(len(melody)):
        for tune in tunes:
            equal = [one == other for one, other in zip(melody[i:], tune, strict=False)]
            found.append(([*equal, False].index(False), i))
    return first_longest(found)


@longest_copied_run.mistake
def common_subsequence(melody, tunes):
    """values may be left out in between, a common subsequence: a run has no gaps"""
    best = 0
    for tune in tunes:
        table = [[0] * (len(tune) + 1) for _ in range(len(melody) + 1)]
        for i, one in enumerate(melody):
            for j, other in enumerate(tune):
                table[i + 1][j + 1] = table[i][j] + 1 if one == other else max(table[i][j + 1], table[i + 1][j])
        best = max(best, table[-1][-1])
    return best, first_longest(runs(melody, tunes))[1]


@longest_copied_run.mistake
def shared_values(melody, tunes):
    """values of the melody that stand anywhere in the tunes are counted, in any order: compare neighbours in order"""
    known = {value for tune in tunes for value in tune}
    return sum(value in known for value in melody), first_longest(runs(melody, tunes))[1]


@longest_copied_run.mistake
def all_runs_added(melody, tunes):
    """the longest runs of all tunes are added up: return the longest one"""
    return sum(first_longest(runs(melody, [tune]))[0] for tune in tunes), first_longest(runs(melody, tunes))[1]


@longest_copied_run.right
def by_slices(melody, tunes):
    """Return the same, trying the longest lengths first."""
    for n in range(len(melody), 0, -1):
        parts = {tuple(tune[j : j + n]) for tune in tunes for j in range(len(tune) - n + 1)}
        for i in range(len(melody) - n + 1):
            if tuple(melody[i : i + n]) in parts:
                return n, i
    return 0, 0


@longest_copied_run.right
def by_loops(melody, tunes):
    """Return the same, from three loops."""
    return first_longest(runs(melody, tunes))
