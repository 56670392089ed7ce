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
        "Choose one position in the melody and one in a tune. How many values are equal from there on? Count them in a "
        "third loop.",
        "Do it for every pair of positions, and remember the longest run so far and its position in the melody.",
        "If the outermost loop goes through the melody, you find the first of equally long runs first. Then replace it "
        "only by a longer run.",
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
        Case("one value, the last of both", ([5, 7, 4], [[6], [8, 3, 4]])),
        Case("across two tunes", ([1, 2, 3, 4, 5], [[9, 1, 2], [3, 4, 8]])),
        Case("the same values, with others in between", ([1, 9, 2, 8, 3], [[1, 2, 3], [0, 0]])),
        Case("a value that a tune holds twice", ([8, 4, 6], [[4, 9, 4, 6]])),
        Case("a pattern that starts again in the tune", ([1, 2, 1, 3], [[5, 1, 2, 1, 2, 1, 3]])),
        Case("a pattern that starts again in the melody", ([1, 2, 1, 2, 1, 3], [[5, 1, 2, 1, 3]])),
        Case("numbers of two digits", ([4, 7, 1, 12, 6], [[9, 4, 7, 8], [21, 12, 6]])),
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
    """Return a whole copy, no values, no tunes, patterns that start again, numbers of two digits, long tunes."""
    tune = line(rng, 20, 9)
    a, b, c, d = (int(i) for i in rng.permutation(20)[:4])
    return [
        Case("a whole tune", (list(tune), [line(rng, 8, 9), list(tune)])),
        Case("no values", ([], [[1, 2]])),
        Case("no tunes", ([1, 2], [])),
        Case("a tune with no values", ([1, 3], [[], [3]])),
        Case("from one tune into the next", ([5, *tune[:8], 6], [[7, *tune[:4]], [*tune[4:8], 7], [8]])),
        Case("only the last values are equal", ([a, b], [[c], [d, b]])),
        Case("other equally long runs", ([a, b, 30, c, d], [[31, c, d], [a, b, 32]])),
        Case("a pattern starts again in the tune", ([a, b, a, c], [[d, a, b, a, b, a, c, d]])),
        Case("a pattern starts again in the melody", ([d, a, b, a, b, a, c], [[a, b, a, c, b]])),
        Case("other numbers of two digits", ([3, 5, *tune[:2], 1, 14, 2], [[*tune[:2], 5], [21, 14, 2, 3]])),
        Case("long tunes", (line(rng, 40, 3), [line(rng, 60, 3) for _ in range(3)])),
    ]


@longest_copied_run.property("a part of a tune is found in full")
def part_of_a_tune(f, rng):
    """Return a sentence unless a melody cut from a tune is a run of its full length."""
    tune = [int(i) for i in rng.permutation(30)]
    part = tune[7 : 7 + int(rng.integers(4, 15))]
    length, begin = f(list(part), [[31, 32], list(tune)])
    return None if (length, begin) == (len(part), 0) else f"{len(part)} values of a tune: found {length} from {begin}"


def run_from(melody, i, tune, j):
    """Return how many values are equal from position i of the melody and j of the tune on."""
    n = 0
    while i + n < len(melody) and j + n < len(tune) and melody[i + n] == tune[j + n]:
        n += 1
    return n


def runs(melody, tunes):
    """Return (length, begin) of the run that begins at each pair of positions, in order of the melody."""
    pairs = ((i, tune, j) for i in range(len(melody)) for tune in tunes for j in range(len(tune)))
    return [(0, 0)] + [(run_from(melody, i, tune, j), i) for i, tune, j in pairs]


def first_longest(found):
    """Return the first of the longest runs."""
    length = max(n for n, _ in found)
    return (length, min(i for n, i in found if n == length)) if length else (0, 0)


@longest_copied_run.mistake
def last_of_equals(melody, tunes):
    """ties go to the last run: of equally long runs, return the first in the melody"""
    return max(runs(melody, tunes))


@longest_copied_run.mistake
def first_tune_wins(melody, tunes):
    """ties go to the first tune: of equally long runs, return the first in the melody"""
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
    """the length is one too large: do not count the first value that differs"""
    length, begin = first_longest(runs(melody, tunes))
    return length + 1, begin


@longest_copied_run.mistake
def last_values_missed(melody, tunes):
    """the last value of the melody and of each tune is never compared: a run may end with it"""
    return first_longest(runs(melody[:-1], [tune[:-1] for tune in tunes]))


@longest_copied_run.mistake
def last_of_the_melody_missed(melody, tunes):
    """the last value of the melody is never compared: a run may end with it"""
    return first_longest(runs(melody[:-1], tunes))


@longest_copied_run.mistake
def last_of_the_tunes_missed(melody, tunes):
    """the last value of each tune is never compared: a run may end with it"""
    return first_longest(runs(melody, [tune[:-1] for tune in tunes]))


@longest_copied_run.mistake
def last_beginning_missed(melody, tunes):
    """no run may begin at the last value of the melody or of a tune: a run of one value may"""
    n = len(melody)
    found = [(run_from(melody, i, t, j), i) for i in range(n - 1) for t in tunes for j in range(len(t) - 1)]
    return first_longest([(0, 0), *found])


@longest_copied_run.mistake
def end_of_the_run(melody, tunes):
    """the position is that of the run's last value: return that of its first value"""
    length, begin = first_longest(runs(melody, tunes))
    return length, begin + max(length - 1, 0)


@longest_copied_run.mistake
def position_in_the_tune(melody, tunes):
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
def same_positions(melody, tunes):
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
def first_of_each_tune(melody, tunes):
    """only the first position of a value in each tune is tried: a run may begin at any of its positions"""
    found = [(0, 0)]
    for i, value in enumerate(melody):
        found += [(run_from(melody, i, tune, tune.index(value)), i) for tune in tunes if value in tune]
    return first_longest(found)


@longest_copied_run.mistake
def skips_in_the_tune(melody, tunes):
    """the search skips equal values in the tune: the longest run may begin inside them"""
    found = [(0, 0)]
    for i in range(len(melody)):
        for tune in tunes:
            j = 0
            while j < len(tune):
                n = run_from(melody, i, tune, j)
                found.append((n, i))
                j += n + 1
    return first_longest(found)


@longest_copied_run.mistake
def skips_in_the_melody(melody, tunes):
    """the search skips equal values in the melody: the longest run may begin inside them"""
    found = [(0, 0)]
    for tune in tunes:
        for j in range(len(tune)):
            i = 0
            while i < len(melody):
                n = run_from(melody, i, tune, j)
                found.append((n, i))
                i += max(n, 1)
    return first_longest(found)


@longest_copied_run.mistake
def as_text(melody, tunes):
    """values are joined into a text, in which 1, 12 equals 11, 2: compare lists"""
    texts = ["".join(map(str, tune)) for tune in tunes]
    for n in range(len(melody), 0, -1):
        for i in range(len(melody) - n + 1):
            if any("".join(map(str, melody[i : i + n])) in text for text in texts):
                return n, i
    return 0, 0


@longest_copied_run.mistake
def one_pointer(melody, tunes):
    """one position in the tune is followed, and after a difference its start again: try every pair of positions"""
    found = [(0, 0)]
    for tune in tunes:
        j = 0
        for i, value in enumerate(melody):
            j = j + 1 if j < len(tune) and value == tune[j] else 0
            found.append((j, i - j + 1))
    return max(found, key=lambda run: run[0])


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
    """values of the melody that occur anywhere in the tunes are counted, in any order: a run has the same order"""
    known = {value for tune in tunes for value in tune}
    return sum(value in known for value in melody), first_longest(runs(melody, tunes))[1]


@longest_copied_run.mistake
def shared_in_a_row(melody, tunes):
    """values in a row that occur anywhere in a tune are counted: they have to follow each other in the tune, too"""
    found = [(0, 0)]
    for tune in tunes:
        n = 0
        for i, value in enumerate(melody):
            n = n + 1 if value in tune else 0
            found.append((n, i - n + 1))
    return first_longest(found)


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
