"""Exercise 7: design the choice of a chord for each bar."""

from deepcourse.exercises.course5.music_with_lstm.melodies import melody
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import music as reference

harmonize = FunctionExercise(
    __name__,
    reference=reference.harmonize,
    minutes=8,
    points_visible=5,
    points_hidden=9,
    returns=("the chords",),
    hints=(
        "First turn the melody into a list with one pitch for each eighth. Where does the second bar begin in it?",
        "Two pitches are the same tone in different octaves if their difference is a multiple of 12. How can you test "
        "that with %?",
        "For one bar and one chord, count the eighths in which a tone of the chord sounds. Which chord wins if two of "
        "them have equal counts?",
    ),
)

IN_C = {"C": (60, 64, 67), "F": (65, 69, 72), "G": (67, 71, 74)}
DOUBLED = {"G": (55, 67, 71, 74), "F": (53, 65, 69, 77, 81), "C": (48, 60, 64, 72, 79)}
OTHERS = {"Dm": (62, 65, 69), "Am": (57, 60, 64), "E7": (52, 56, 59, 62)}


@harmonize.visible
def visible():
    """Return notes over a bar's end, rests, several octaves, ties, two orders of chords, an incomplete bar."""
    return [
        Case("two bars of 8", ([(60, 2), (64, 2), (67, 4), (65, 3), (69, 1), (81, 4)], 8, dict(IN_C))),
        Case("a note that lasts over a bar's end", ([(64, 2), (65, 8), (71, 2), (60, 4)], 6, dict(IN_C))),
        Case("low and high notes", ([(43, 1), (50, 2), (83, 1), (36, 3), (93, 1)], 4, dict(IN_C))),
        Case("many short notes against a long one", ([(60, 1), (64, 1), (67, 1), (65, 5)], 8, dict(IN_C))),
        Case("equally good chords", ([(72, 4), (67, 4), (65, 4)], 4, {"G": (67, 71, 74), "F": (65, 69, 72), **IN_C})),
        Case("rests and an incomplete bar", ([(0, 5), (62, 1), (0, 6), (0, 2), (69, 1)], 6, OTHERS | IN_C)),
        Case("rests in every bar", ([(0, 2), (60, 2), (65, 2), (0, 2), (71, 4)], 4, dict(IN_C))),
        Case("a repeated note against two others", ([(64, 1), (64, 1), (64, 1), (65, 3), (69, 2)], 8, dict(IN_C))),
        Case("a long rest within a bar", ([(65, 2), (0, 3), (67, 3)], 8, dict(IN_C))),
        Case("a bar of rests", ([(65, 4), (0, 4), (59, 2), (0, 6), (69, 1)], 4, dict(IN_C))),
        Case("a tone in two octaves", ([(67, 3), (69, 5), (60, 3), (62, 5)], 8, dict(DOUBLED))),
        Case("bars of 3", ([(59, 2), (64, 1), (69, 3), (76, 1), (74, 4)], 3, dict(OTHERS))),
        Case("a chord of four tones", ([(62, 3), (56, 1), (60, 2), (64, 2)], 4, {"Am": (57, 60, 64), **OTHERS})),
    ]


@harmonize.draw
def draw(rng):
    """Return a random melody."""
    n, bar = int(rng.integers(6, 20)), int(rng.choice([4, 6, 8]))
    names = rng.permutation([*IN_C, *OTHERS])[: int(rng.integers(3, 7))]
    chords = {str(name): (IN_C | OTHERS)[name] for name in names}
    return Case(f"{n} values, bars of {bar}, {len(chords)} chords", (melody(rng, n, low=48, high=84), bar, chords))


@harmonize.edges
def edges(rng):
    """Return one chord, rests only, one long note, a bar of one eighth."""
    return [
        Case("one chord", (melody(rng, 9), 8, {"F": (65, 69, 72)})),
        Case("rests only", ([(0, 8), (0, 3)], 4, dict(OTHERS))),
        Case("one note over three bars", ([(62, 20)], 8, IN_C | OTHERS)),
        Case("rests between bars", ([(69, 6), (0, 6), (71, 6), (0, 9), (65, 3)], 6, dict(IN_C))),
        Case("tones in two octaves", ([(60, 5), (62, 6), (65, 5), (67, 6), (69, 2)], 8, OTHERS | DOUBLED)),
        Case("bars of one eighth", (melody(rng, 8, lengths=(1, 2)), 1, dict(IN_C))),
        Case("repeated notes", ([(67, 2)] * 3 + [(69, 1), (65, 1)] + [(62, 5), (64, 2), (72, 1)], 8, IN_C | OTHERS)),
    ]


@harmonize.property("a melody and its chords may move together")
def moved_together(f, rng):
    """Return a sentence unless the same chords are chosen when all pitches are moved."""
    tune, up = melody(rng, 14, rests=0.2), int(rng.integers(1, 12))
    moved = reference.transpose(tune, up)
    chords = {name: tuple(pitch + up for pitch in pitches) for name, pitches in IN_C.items()}
    found, again = list(f(list(tune), 6, dict(IN_C))), list(f(moved, 6, chords))
    return None if found == again else f"{found} became {again} when all pitches were moved up by {up}"


def tones_of(chords):
    """Return the tones of each chord, without octaves."""
    return {name: {pitch % 12 for pitch in pitches} for name, pitches in chords.items()}


def eighths_of(melody):
    """Return one pitch for each eighth."""
    return [pitch for pitch, length in melody for _ in range(length)]


def cut(eighths, bar):
    """Return the eighths bar by bar."""
    return [eighths[begin : begin + bar] for begin in range(0, len(eighths), bar)]


def best_by(bars, chords, score, *, last=False):
    """Return the best chord of each bar; of equals the first, or the last."""
    names = list(chords)[::-1] if last else list(chords)
    return [max(names, key=lambda name: score(part, name)) for part in bars]


def counting(chords, tone=lambda pitch: pitch % 12):
    """Return the score that counts eighths in which a tone of the chord sounds."""
    tones = tones_of(chords)
    return lambda part, name: sum(tone(pitch) in tones[name] for pitch in part if pitch)


@harmonize.mistake
def notes_counted(melody, bar, chords):
    """notes are counted, whatever their lengths: count the eighths during which they sound"""
    parts, now, seen = [[]], 0, 0
    for pitch, length in melody:
        for k in range(length):
            if now == bar:
                parts.append([])
                now = 0
                seen = 0
            if k == 0 or seen == 0:
                parts[-1].append(pitch)
            seen, now = 1, now + 1
    return best_by(parts, chords, counting(chords))


@harmonize.mistake
def kept_in_its_bar(melody, bar, chords):
    """a note that lasts over a bar's end counts only in the bar where it begins: split it at the bar's end"""
    total = sum(length for _, length in melody)
    parts, begin = [[] for _ in range(0, total, bar)], 0
    for pitch, length in melody:
        parts[begin // bar].extend([pitch] * length)
        begin += length
    return best_by(parts, chords, counting(chords))


@harmonize.mistake
def octaves_matter(melody, bar, chords):
    """a tone counts only in the octave of the chord: compare pitches modulo 12"""
    score = lambda part, name: sum(pitch in chords[name] for pitch in part if pitch)  # noqa: E731
    return best_by(cut(eighths_of(melody), bar), chords, score)


@harmonize.mistake
def melody_alone_folded(melody, bar, chords):
    """only the melody's pitches are taken modulo 12, those of the chords are not: take both modulo 12"""
    score = lambda part, name: sum(pitch % 12 in chords[name] for pitch in part if pitch)  # noqa: E731
    return best_by(cut(eighths_of(melody), bar), chords, score)


@harmonize.mistake
def rests_are_c(melody, bar, chords):
    """a rest counts as a C, since 0 % 12 is 0: leave rests out"""
    score = lambda part, name: sum(pitch % 12 in tones_of(chords)[name] for pitch in part)  # noqa: E731
    return best_by(cut(eighths_of(melody), bar), chords, score)


@harmonize.mistake
def rests_dropped(melody, bar, chords):
    """rests are left out before the bars are cut, so that all later bars begin too early: rests take time too"""
    total = sum(length for _, length in melody)
    eighths = [pitch for pitch in eighths_of(melody) if pitch]
    return best_by(cut(eighths + [0] * (total - len(eighths)), bar), chords, counting(chords))


@harmonize.mistake
def last_of_equals(melody, bar, chords):
    """ties go to the last chord: of equally good chords, take the first in chords"""
    return best_by(cut(eighths_of(melody), bar), chords, counting(chords), last=True)


@harmonize.mistake
def by_name(melody, bar, chords):
    """ties go to the first chord by name: of equally good chords, take the first in chords"""
    return best_by(cut(eighths_of(melody), bar), sorted(chords), counting(chords))


@harmonize.mistake
def tones_counted_twice(melody, bar, chords):
    """a tone that a chord has in two octaves counts twice: count each eighth once"""
    score = lambda part, name: sum((p - q) % 12 == 0 for p in part if p for q in chords[name])  # noqa: E731
    return best_by(cut(eighths_of(melody), bar), chords, score)


@harmonize.mistake
def shared_among_tones(melody, bar, chords):
    """the eighths are divided by the number of the chord's tones: compare the eighths"""
    score = counting(chords)
    return best_by(cut(eighths_of(melody), bar), chords, lambda part, name: score(part, name) / len(chords[name]))


@harmonize.mistake
def chord_goes_on(melody, bar, chords):
    """the chord of the bar before goes on in a bar of rests: there, all chords are equally good, so take the first"""
    found = []
    for part in cut(eighths_of(melody), bar):
        found += found[-1:] if found and not any(part) else best_by([part], chords, counting(chords))
    return found


@harmonize.mistake
def none_for_rests(melody, bar, chords):
    """a bar in which no tone of a chord sounds gets None: all chords are equally good there, so take the first"""
    bars, score = cut(eighths_of(melody), bar), counting(chords)
    found = best_by(bars, chords, score)
    return [name if score(part, name) else None for part, name in zip(bars, found, strict=True)]


@harmonize.mistake
def rests_hold(melody, bar, chords):
    """a rest counts like the note before it: it counts for no chord"""
    held, last = [], 0
    for pitch, length in melody:
        last = pitch or last
        held.append((last, length))
    return best_by(cut(eighths_of(held), bar), chords, counting(chords))


@harmonize.mistake
def one_bar_too_many(melody, bar, chords):
    """there is one bar too many if the melody fills its last bar: the incomplete bar may be missing"""
    eighths = eighths_of(melody)
    parts = [eighths[k * bar : (k + 1) * bar] for k in range(len(eighths) // bar + 1)]
    return best_by(parts, chords, counting(chords))


@harmonize.mistake
def incomplete_bar_lost(melody, bar, chords):
    """the incomplete last bar gets no chord: it needs one too"""
    parts = cut(eighths_of(melody), bar)
    return best_by([part for part in parts if len(part) == bar], chords, counting(chords))


@harmonize.mistake
def worst_chord(melody, bar, chords):
    """the chord whose tones sound for the fewest eighths is taken: take the one with the most"""
    score = counting(chords)
    return best_by(cut(eighths_of(melody), bar), chords, lambda part, name: -score(part, name))


@harmonize.mistake
def first_note_decides(melody, bar, chords):
    """only the first note of a bar decides: count all its eighths"""
    return best_by([part[:1] for part in cut(eighths_of(melody), bar)], chords, counting(chords))


@harmonize.mistake
def bars_of_values(melody, bar, chords):
    """`bar` is taken as a number of notes: it is a number of eighths"""
    return best_by(cut([pitch for pitch, _ in melody], bar), chords, counting(chords))


@harmonize.mistake
def chord_for_each_note(melody, bar, chords):
    """there is a chord for each note: return one for each bar"""
    return best_by([[pitch] for pitch, _ in melody], chords, counting(chords))


@harmonize.mistake
def one_chord_for_all(melody, bar, chords):
    """one chord is chosen for the whole melody: choose one for each bar"""
    eighths = eighths_of(melody)
    return best_by([eighths] * len(cut(eighths, bar)), chords, counting(chords))


@harmonize.mistake
def different_tones(melody, bar, chords):
    """the different tones of the chord that occur are counted, not how long they sound: count eighths"""
    tones = tones_of(chords)
    score = lambda part, name: len({pitch % 12 for pitch in part if pitch} & tones[name])  # noqa: E731
    return best_by(cut(eighths_of(melody), bar), chords, score)


@harmonize.mistake
def all_bars_so_far(melody, bar, chords):
    """the counts go on from bar to bar: start each bar at 0"""
    eighths = eighths_of(melody)
    ends = range(bar, len(eighths) + bar, bar)
    return best_by([eighths[:end] for end in ends][: len(cut(eighths, bar))], chords, counting(chords))


@harmonize.right
def by_time(melody, bar, chords):
    """Return the same, from overlaps in time."""
    total, found = sum(length for _, length in melody), []
    for begin in range(0, total, bar):
        best, most = None, -1
        for name, pitches in chords.items():
            now = overlap = 0
            for pitch, length in melody:
                inside = max(0, min(now + length, begin + bar) - max(now, begin))
                if pitch > 0 and any((pitch - other) % 12 == 0 for other in pitches):
                    overlap += inside
                now += length
            if overlap > most:
                best, most = name, overlap
        found.append(best)
    return found
