"""Melodies: written, changed, drawn from a network, heard, and compared with what the network learned from.

A melody is a list of pairs (pitch, length). Pitches are numbers of semitones, 60 for middle C; `REST`, 0, is silence.

transpose               a melody in another key
teacher_batch           what a network reads and what it has to predict, as padded arrays
generate                ids drawn one by one, each of which is the next input
melody_wave             a melody as sound
harmonize               a chord for each bar
longest_copied_run      how long a melody follows another one
expected_runs           how many equal runs there are if notes are drawn independently
"""

import numpy as np

from deepcourse.nn.softmax import softmax

REST = 0
OVERTONES = (1.0, 0.5, 0.25)  # the amplitudes of a note's frequency, of twice and of three times it
DECAY = 3.0  # a note fades by e^-3 in a second


def transpose(melody, semitones):
    """Return a melody with every pitch moved by so many semitones; rests and lengths stay.

    >>> transpose([(60, 2), (0, 1), (67, 4)], -3)
    [(57, 2), (0, 1), (64, 4)]
    """
    return [(pitch if pitch == REST else pitch + semitones, length) for pitch, length in melody]


def teacher_batch(songs, start, end):
    """Return X and Y, (m, T) int: what a network reads, beginning with `start`, and what it has to predict.

    songs : lists of ids, of different lengths    After `end`, Y is -1 and X is `end`; T is the longest song + 1.

    >>> X, Y = teacher_batch([[4, 5], [6]], 0, 1)
    >>> X.tolist(), Y.tolist()
    ([[0, 4, 5], [0, 6, 1]], [[4, 5, 1], [6, 1, -1]])
    """
    T = max(len(song) for song in songs) + 1
    X, Y = np.full((len(songs), T), end), np.full((len(songs), T), -1)
    for i, song in enumerate(songs):
        X[i, : len(song) + 1] = [start, *song]
        Y[i, : len(song) + 1] = [*song, end]
    return X, Y


def generate(step, start, end, *, temperature, longest, rng):
    """Return ids drawn one after the other, a list of int; it stops before `end`, or after `longest` ids.

    step : `step(i, state)` returns (scores, state): the scores of the next id, (V,), after the network has read the id
    i; the first state is None    Scores are divided by the temperature before the softmax; each id is drawn by one
    call of `rng.choice` and is the next one that the network reads.

    >>> generate(lambda i, state: (100.0 * np.eye(4)[i + 1], None), 0, 3, temperature=1, longest=9,
    ...          rng=np.random.default_rng(0))
    [1, 2]
    """
    ids, state, last = [], None, start
    while len(ids) < longest:
        scores, state = step(last, state)
        p = softmax(np.asarray(scores, float)[:, None] / temperature).ravel()
        last = int(rng.choice(len(p), p=p))
        if last == end:
            break
        ids.append(last)
    return ids


def melody_wave(melody, seconds, rate):
    """Return a melody as sound, a flat float array of `rate` samples a second.

    seconds : of an eighth, the unit of the lengths
    A note of pitch p has the frequency f = 440 * 2 ** ((p - 69) / 12), and s seconds after its start the value
    e ** (-3 s) * (sin(2 pi f s) + 0.5 sin(4 pi f s) + 0.25 sin(6 pi f s)). A note that lasts from u to v seconds fills
    the samples round(u * rate) to round(v * rate) - 1.

    >>> melody_wave([(0, 2), (69, 1)], 0.25, 8).round(3)
    array([0., 0., 0., 0., 0., 0.])
    """
    marks = np.r_[0, np.cumsum([length for _, length in melody])] * seconds * rate
    marks = np.round(marks).astype(int)
    wave = np.zeros(marks[-1])
    for (pitch, _), begin, finish in zip(melody, marks, marks[1:], strict=False):
        if pitch != REST:
            s = np.arange(finish - begin) / rate
            angle = 2 * np.pi * 440 * 2 ** ((pitch - 69) / 12) * s
            tones = sum(amplitude * np.sin((k + 1) * angle) for k, amplitude in enumerate(OVERTONES))
            wave[begin:finish] = np.exp(-DECAY * s) * tones
    return wave


def harmonize(melody, bar, chords):
    """Return a chord for each bar of a melody, a list of names: the one whose tones sound longest in that bar.

    bar : the eighths of a bar; the last bar may be incomplete, and notes may go on over a bar's end
    chords : {name: pitches}; octaves do not matter, and a tone in two octaves counts once. Of equally good
    chords, the first in `chords` is taken.

    >>> harmonize([(60, 2), (64, 2), (65, 2), (81, 4), (0, 2)], 4, {"C": (60, 64, 67), "F": (65, 69, 72)})
    ['C', 'F', 'F']
    """
    tones = {name: {pitch % 12 for pitch in pitches} for name, pitches in chords.items()}
    eighths = [pitch for pitch, length in melody for _ in range(length)]
    names = []
    for begin in range(0, len(eighths), bar):
        sounding = [pitch % 12 for pitch in eighths[begin : begin + bar] if pitch != REST]
        names.append(max(tones, key=lambda name: sum(tone in tones[name] for tone in sounding)))
    return names


def longest_copied_run(melody, tunes):
    """Return (length, begin): of the longest run of a melody that stands in one of the tunes too, and where it begins.

    melody : a list of values    tunes : lists of such values    Of equally long runs, the first counts; (0, 0) if none.

    >>> longest_copied_run([7, 1, 2, 3], [[1, 2], [5, 1, 2, 3, 7]])
    (3, 1)
    """
    best = (0, 0)
    for tune in tunes:
        before = np.zeros(len(tune) + 1, int)  # before[j + 1]: of the run that ends at melody[i - 1], tune[j]
        for i, value in enumerate(melody):
            now = np.zeros(len(tune) + 1, int)
            for j, other in enumerate(tune):
                if value == other:
                    now[j + 1] = before[j] + 1
                    found = (int(now[j + 1]), i - int(now[j + 1]) + 1)
                    if found[0] > best[0] or (found[0] == best[0] and found[1] < best[1]):
                        best = found
            before = now
    return best


def expected_runs(p, n, lengths, k):
    """Return how many runs of k values of a melody stand in tunes as well, on average, if all are drawn independently.

    p : (V,) the probability of each value, in the melody and in the tunes    n : values of the melody
    lengths : those of the tunes    k : at least 1. Each pair of a position in the melody and one in a tune counts.

    >>> expected_runs(np.array([0.5, 0.5]), 4, [3, 1], 2)
    1.5
    """
    positions = max(n - k + 1, 0) * sum(max(length - k + 1, 0) for length in lengths)
    return float(positions * np.sum(np.square(p)) ** k)
