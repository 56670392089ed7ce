"""Exercise 3: what a network reads and what it has to predict."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import music as reference

teacher_batch = FunctionExercise(
    __name__,
    reference=reference.teacher_batch,
    minutes=6,
    points_visible=4,
    points_hidden=8,
    returns=("X", "Y"),
    any_number_type=True,
    hints=(
        "Write both rows for the song 7, 4 on paper: X begins with start, and Y ends with end.",
        "How many steps does the longest song need, counting the additional id?",
        "np.full makes an array full of padding. Then write each song over the beginning of its row.",
    ),
)


@teacher_batch.visible
def visible():
    """Return songs of several lengths, the longest first, in between and last, and several ids of start and end."""
    return [
        Case("songs of 2, 4 and 3 ids", ([[4, 5], [6, 2, 6, 8], [3, 7, 9]], 0, 1)),
        Case("start 5 and end 3", ([[0, 1, 0, 2, 4], [2, 4], [1]], 5, 3)),
        Case("the longest song last", ([[9], [8, 7], [2, 3, 4, 5, 6]], 1, 0)),
        Case("one song", ([[3, 3, 5, 6]], 2, 9)),
        Case("songs of equal lengths", ([[2, 3, 4], [5, 6, 7]], 8, 1)),
        Case("a song with no ids", ([[], [4, 2]], 0, 6)),
    ]


def songs_of(rng, m, longest=9):
    """Return m lists of ids from 2 on."""
    return [[int(i) for i in rng.integers(2, 20, size=rng.integers(1, longest))] for _ in range(m)]


@teacher_batch.draw
def draw(rng):
    """Return random songs."""
    m, (start, end) = int(rng.integers(2, 7)), rng.permutation([0, 1, 20, 21])[:2]
    return Case(f"{m} songs, start {start}, end {end}", (songs_of(rng, m), int(start), int(end)))


@teacher_batch.edges
def edges(rng):
    """Return one id, no ids, many songs."""
    return [
        Case("one song of one id", ([[5]], 1, 0)),
        Case("empty songs only", ([[], []], 4, 2)),
        Case("60 songs", (songs_of(rng, 60, 30), 0, 1)),
    ]


@teacher_batch.property("every target is the next input")
def shifted(f, rng):
    """Return a sentence unless Y at a step is X at the next one, wherever a song goes on."""
    songs = songs_of(rng, 4)
    X, Y = (np.asarray(part) for part in f([list(song) for song in songs], 0, 1))
    for i, song in enumerate(songs):
        n = len(song)
        if X.shape != Y.shape or X.ndim != 2 or X.shape[1] <= n or list(X[i, 1 : n + 1]) != list(Y[i, :n]):
            return f"for the song {song}, X is {X[i].tolist()} and Y is {Y[i].tolist()}"
    return None


@teacher_batch.property("a network can look up the ids as rows")
def whole_numbers(f, rng):
    """Return a sentence unless X and Y are arrays of whole numbers, which can index rows."""
    for name, part in zip("XY", f(songs_of(rng, 3), 0, 1), strict=False):
        dtype = np.asarray(part).dtype
        if dtype.kind not in "iu":
            return f"{name} has dtype {dtype}: ids are whole numbers, which are used as indices"
    return None


def made(songs, start, end, *, before=None, after=None, padX=None, padY=-1, T=None):
    """Return X and Y with something changed; `before` and `after` make the rows of a song."""
    before = before or (lambda song: [start, *song])
    after = after or (lambda song: [*song, end])
    rows = [(before(list(song)), after(list(song))) for song in songs]
    T = T or max(len(row) for pair in rows for row in pair)
    padX = end if padX is None else padX
    X, Y = np.full((len(songs), T), padX), np.full((len(songs), T), padY)
    for i, (x, y) in enumerate(rows):
        X[i, : len(x[:T])], Y[i, : len(y[:T])] = x[:T], y[:T]
    return X, Y


@teacher_batch.mistake
def target_is_input(songs, start, end):
    """Y equals X, so that the network only has to copy: Y is one step ahead"""
    return made(songs, start, end, after=lambda song: [start, *song])


@teacher_batch.mistake
def no_start(songs, start, end):
    """X does not begin with start, so the first id of a song is never a target: put start in front"""
    return made(songs, start, end, before=lambda song: song, after=lambda song: [*song[1:], end])


@teacher_batch.mistake
def no_end(songs, start, end):
    """the target after the last id of a song is padding, so the network never learns to stop: put end there"""
    T = max(len(song) for song in songs) + 1
    return made(songs, start, end, after=lambda song: song, T=T)


@teacher_batch.mistake
def last_id_not_read(songs, start, end):
    """the last id of each song is missing in X: the network reads it before it predicts end"""
    T = max(len(song) for song in songs) + 1
    return made(songs, start, end, before=lambda song: [start, *song[:-1]], T=T)


@teacher_batch.mistake
def start_in_targets(songs, start, end):
    """Y begins with start, as X does: the first target is the first id of the song"""
    return made(songs, start, end, before=lambda song: [start, *song, end], after=lambda song: [start, *song, end])


@teacher_batch.mistake
def end_is_read(songs, start, end):
    """there is one step too many, in which the network reads end: T is the longest song + 1"""
    T = max(len(song) for song in songs) + 2
    return made(songs, start, end, T=T)


@teacher_batch.mistake
def one_step_short(songs, start, end):
    """there is one step too few, so that end is no target of the longest song: T is the longest song + 1"""
    return made(songs, start, end, T=max(len(song) for song in songs))


@teacher_batch.mistake
def pads_count(songs, start, end):
    """the padding of Y is end, so that it counts as a target: it is -1"""
    return made(songs, start, end, padY=end)


@teacher_batch.mistake
def pads_are_zero(songs, start, end):
    """the padding of Y is 0, which is the id of a value: it is -1"""
    return made(songs, start, end, padY=0)


@teacher_batch.mistake
def inputs_minus_one(songs, start, end):
    """the padding of X is -1, which is no id that can be read: it is end"""
    return made(songs, start, end, padX=-1)


@teacher_batch.mistake
def inputs_zero(songs, start, end):
    """the padding of X is 0: it is end"""
    return made(songs, start, end, padX=0)


@teacher_batch.mistake
def zeros_masked(songs, start, end):
    """songs are padded with 0, and every 0 in Y becomes -1: 0 may be an id, and X is padded with end"""
    T = max(len(song) for song in songs) + 2
    rows = np.zeros((len(songs), T), int)
    for i, song in enumerate(songs):
        rows[i, : len(song) + 2] = [start, *song, end]
    return rows[:, :-1], np.where(rows[:, 1:] == 0, -1, rows[:, 1:])


@teacher_batch.mistake
def inputs_start(songs, start, end):
    """the padding of X is start: it is end"""
    return made(songs, start, end, padX=start)


@teacher_batch.mistake
def swapped_ids(songs, start, end):
    """start and end are swapped: start is read first, and end is predicted last"""
    return made(songs, end, start)


@teacher_batch.mistake
def swapped_arrays(songs, start, end):
    """X and Y are swapped: return first what is read"""
    return made(songs, start, end)[::-1]


@teacher_batch.mistake
def time_first(songs, start, end):
    """the axes are swapped, (T, m): a row is a song"""
    X, Y = made(songs, start, end)
    return X.T, Y.T


@teacher_batch.mistake
def pads_in_front(songs, start, end):
    """the padding comes before the songs: it comes after them"""
    T = max(len(song) for song in songs) + 1
    X, Y = np.full((len(songs), T), end), np.full((len(songs), T), -1)
    for i, song in enumerate(songs):
        X[i, T - len(song) - 1 :], Y[i, T - len(song) - 1 :] = [start, *song], [*song, end]
    return X, Y


@teacher_batch.mistake
def two_ahead(songs, start, end):
    """Y is two steps ahead of X: each target is the next id"""
    T = max(len(song) for song in songs) + 1
    return made(songs, start, end, after=lambda song: [*song[1:], end], T=T)


@teacher_batch.mistake
def cut_to_the_shortest(songs, start, end):
    """all songs are cut to the length of the shortest one: keep every id, and pad"""
    return made(songs, start, end, T=min(len(song) for song in songs) + 1)


@teacher_batch.right
def from_lists(songs, start, end):
    """Return the same, from lists that are padded one by one."""
    T, X, Y = 1 + max(map(len, songs)), [], []
    for song in songs:
        missing = T - len(song) - 1
        X.append([start] + list(song) + [end] * missing)
        Y.append(list(song) + [end] + [-1] * missing)
    return np.array(X), np.array(Y)
