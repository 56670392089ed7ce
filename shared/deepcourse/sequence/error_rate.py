"""How wrong a transcript is: letters to change, to insert and to take away.

edit_distance   the least number of such changes from one sequence to another
error_rate      all changes of several texts, as a share of what they should say
"""


def edit_distance(one, other):
    """Return the least number of entries to replace, insert or take away that turns one sequence into the other.

    Row by row through a table: each entry is one change more than the best of its neighbours above and to the left,
    or the one across, if the two entries are equal. Source: V. Levenshtein, 1966, "Binary Codes Capable of Correcting
    Deletions, Insertions and Reversals".

    >>> edit_distance("seven", "sevn"), edit_distance("nine", "fine"), edit_distance([], [3, 1])
    (1, 1, 2)
    """
    above = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b)))
        above = row
    return above[-1]


def error_rate(answers, texts):
    """Return the changes that all answers need, divided by the length of all texts; it can be larger than 1.

    Raises ValueError where there are not as many answers as texts.

    >>> error_rate(["sevn", "one"], ["seven", "one"])
    0.125
    """
    if len(answers) != len(texts):
        raise ValueError(f"there are {len(answers)} answers to {len(texts)} texts")
    changes = sum(edit_distance(answer, text) for answer, text in zip(answers, texts, strict=True))
    return changes / sum(len(text) for text in texts)
