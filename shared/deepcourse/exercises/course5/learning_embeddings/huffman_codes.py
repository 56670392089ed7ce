"""Exercise 2: a tree in which frequent words are near the root."""

import heapq
from collections import deque

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import huffman as reference


def measured(f, counts):
    """Return the mean length of the codes, weighted by the counts, and "yes" if some code begins another, else "no".

    Raises TypeError where the codes are no list of strings of 0 and 1, one for each word.
    """
    given = list(counts)  # an answer may change its argument
    codes = f(counts)
    if not isinstance(codes, list | tuple):
        raise TypeError(f"your function returned a {type(codes).__name__}, expected a list of codes")
    if len(codes) != len(given):
        raise TypeError(f"your function returned {len(codes)} codes for {len(given)} words")
    if not all(isinstance(code, str) and set(code) <= {"0", "1"} for code in codes):
        raise TypeError("your function returned codes that are not strings of 0 and 1")
    bits = float(np.dot(given, [len(code) for code in codes]) / np.sum(given))
    pairs = ((i, j) for i in range(len(codes)) for j in range(len(codes)) if i != j)
    return bits, "yes" if any(codes[j].startswith(codes[i]) for i, j in pairs) else "no"


huffman_codes = FunctionExercise(
    __name__,
    reference=reference.huffman_codes,
    minutes=8,
    points_visible=5,
    points_hidden=8,
    returns=("the mean number of bits a token", "whether some code begins another"),
    use=measured,
    hints=(
        "Which two words can get the longest codes, equal but for the last bit, at the least cost? Treat them as one "
        "word from then on: how frequent is it?",
        "Keep a list of (count, words). Take the two smallest entries out, join them, put the result back, and repeat "
        "until one entry is left.",
        "The tree grows from the leaves to the root, while a code is read from the root. On which side of the codes "
        "so far does the new bit belong?",
    ),
)


@huffman_codes.visible
def visible():
    """Return balanced and skewed counts, ties, no order, fractions, two words, one word."""
    return [
        Case("5, 1, 1, 3", ([5, 1, 1, 3],)),
        Case("8 words, in no order", ([3, 20, 7, 1, 9, 30, 2, 12],)),
        Case("6 equal counts", ([4, 4, 4, 4, 4, 4],)),
        Case("counts that double", ([32, 2, 8, 16, 1, 4],)),
        Case("9 words, the rarest first", ([5, 6, 7, 8, 9, 11, 13, 17, 40],)),
        Case("shares", ([0.05, 0.4, 0.15, 0.3, 0.1],)),
        Case("2 words", ([2, 7],)),
        Case("one word", ([5],)),
    ]


@huffman_codes.draw
def draw(rng):
    """Return random counts."""
    V = int(rng.integers(5, 16))
    return Case(f"{V} words", (np.ceil(60 / rng.permutation(np.arange(1, V + 1)) * rng.uniform(0.6, 1.4, V)).tolist(),))


@huffman_codes.edges
def edges(rng):
    """Return one word, two words, equal counts, powers of two, a larger vocabulary."""
    return [
        Case("one word", ([3],)),
        Case("2 words", ([9, 4],)),
        Case("7 equal counts", ([2] * 7,)),
        Case("counts that double", ([1, 64, 4, 16, 2, 32, 8],)),
        Case("60 words", ((500 / np.arange(1, 61)).tolist(),)),
    ]


@huffman_codes.property("the mean code length is within one bit of the entropy")
def near_the_entropy(f, rng):
    """Return a sentence unless the mean length lies between the entropy and the entropy plus 1."""
    counts = rng.integers(1, 50, size=10).astype(float)
    bits, _ = measured(f, counts.tolist())
    p = counts / counts.sum()
    entropy = float(-np.sum(p * np.log2(p)))
    return (
        None
        if entropy - 1e-9 <= bits <= entropy + 1
        else f"the entropy is {entropy:.4g} bits, the mean length {bits:.4g}"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def joined(counts, *, weight=lambda a, b: a + b, key=lambda count: count, left=1, one="1", back=False):
    """Return the codes of trees that are joined two by two, as the options say."""
    codes = [""] * len(counts)
    heap = [(key(count), i, count, [i]) for i, count in enumerate(counts)]
    heapq.heapify(heap)
    number = len(counts)
    while len(heap) > left:
        _, _, a, first = heapq.heappop(heap)
        _, _, b, second = heapq.heappop(heap)
        for bit, members in (("0", first), (one, second)):
            for i in members:
                codes[i] = codes[i] + bit if back else bit + codes[i]
        total, number = weight(a, b), number + 1
        heapq.heappush(heap, (key(total), number, total, first + second))
    return codes


@huffman_codes.mistake
def most_frequent_first(counts):
    """the two most frequent entries are joined, which gives them the longest codes: join the two rarest"""
    return joined(counts, key=lambda count: -count)


@huffman_codes.mistake
def counts_not_added(counts):
    """a joined entry does not get the sum of the two counts: it occurs as often as both words together"""
    return joined(counts, weight=max)


@huffman_codes.mistake
def product_of_counts(counts):
    """the two counts are multiplied: a joined entry occurs as often as both together, so add them"""
    return joined(counts, weight=lambda a, b: a * b)


@huffman_codes.mistake
def bit_at_the_end(counts):
    """new bits are put at the end of the codes: the last join is the root, so its bit belongs in front"""
    return joined(counts, back=True)


@huffman_codes.mistake
def two_trees_left(counts):
    """the last two entries are not joined: go on until a single entry is left"""
    return joined(counts, left=2)


@huffman_codes.mistake
def same_bit_twice(counts):
    """both halves of a join get the same bit: one gets 0, the other gets 1"""
    return joined(counts, one="0")


@huffman_codes.mistake
def one_chain(counts):
    """the joined entry is always joined again at once: put it back, and look for the two rarest entries"""
    order = sorted(range(len(counts)), key=lambda i: -counts[i])
    codes = [""] * len(counts)
    for rank, i in enumerate(order):
        codes[i] = "1" * rank + ("0" if rank < len(order) - 1 else "")
    return codes


@huffman_codes.mistake
def equal_lengths(counts):
    """all codes have the same length: frequent words must get shorter ones"""
    bits = int(np.ceil(np.log2(len(counts)))) if len(counts) > 1 else 0
    return [f"{i:0{bits}b}" if bits else "" for i in range(len(counts))]


@huffman_codes.mistake
def counts_ignored(counts):
    """entries are joined in the order of the list: look for the two rarest each time"""
    codes, queue = [""] * len(counts), deque([i] for i in range(len(counts)))
    while len(queue) > 1:
        pair = queue.popleft(), queue.popleft()
        for bit, members in zip("01", pair, strict=True):
            for i in members:
                codes[i] = bit + codes[i]
        queue.append(pair[0] + pair[1])
    return codes


@huffman_codes.mistake
def split_from_the_top(counts):
    """the words are split from the top into halves of about the same count: that is not optimal, so join from below"""
    codes = [""] * len(counts)
    todo = [sorted(range(len(counts)), key=lambda i: -counts[i])]
    while todo:
        members = todo.pop()
        if len(members) > 1:
            ends = np.cumsum([counts[i] for i in members])
            cut = 1 + int(np.argmin(np.abs(2 * ends[:-1] - ends[-1])))
            for bit, part in (("0", members[:cut]), ("1", members[cut:])):
                todo.append(part)
                for i in part:
                    codes[i] += bit
    return codes


@huffman_codes.mistake
def long_codes_for_frequent_words(counts):
    """the lengths are right but given to the wrong words: the shortest code belongs to the most frequent word"""
    codes = sorted(reference.huffman_codes(counts), key=len)
    made = [""] * len(counts)
    for i, code in zip(np.argsort(counts, kind="stable"), codes, strict=True):
        made[i] = code
    return made


@huffman_codes.mistake
def one_word_costs_a_bit(counts):
    """a single word gets a bit: where there is nothing to choose, the code is the empty string"""
    return ["0"] if len(counts) == 1 else reference.huffman_codes(counts)


@huffman_codes.mistake
def whole_bits_of_surprise(counts):
    """each code has as many bits as its word's surprise, rounded up: that can be too long, so join entries"""
    p = np.array(counts) / np.sum(counts)
    codes, start = [""] * len(counts), 0.0
    for i in np.argsort(-p, kind="stable"):
        bits = int(np.ceil(-np.log2(p[i]) - 1e-9))
        codes[i] = f"{int(start * 2**bits + 1e-9):0{bits}b}" if bits else ""
        start += p[i]
    return codes


@huffman_codes.mistake
def equal_counts_lost(counts):
    """entries are kept under their count, where an equal count overwrites another: keep a list of (count, words)"""
    codes, entries = [""] * len(counts), {count: [i] for i, count in enumerate(counts)}
    while len(entries) > 1:
        (a, first), (b, second) = ((count, entries.pop(count)) for count in sorted(entries)[:2])
        for bit, members in (("0", first), ("1", second)):
            for i in members:
                codes[i] = bit + codes[i]
        entries[a + b] = first + second
    return codes


@huffman_codes.mistake
def sorted_once(counts):
    """the list is sorted only once, and a joined entry goes to its end: sort again after each join"""
    codes, queue = [""] * len(counts), deque([i] for i in sorted(range(len(counts)), key=lambda i: counts[i]))
    while len(queue) > 1:
        pair = queue.popleft(), queue.popleft()
        for bit, members in zip("01", pair, strict=True):
            for i in members:
                codes[i] = bit + codes[i]
        queue.append(pair[0] + pair[1])
    return codes


@huffman_codes.mistake
def in_order_of_the_counts(counts):
    """the codes are in the order of the sorted counts: return them in the order of the argument"""
    return reference.huffman_codes(sorted(counts))


# --- right, written differently -------------------------------------------------------------------------------------


@huffman_codes.right
def by_sorting(counts):
    """Return codes of the same mean length, by sorting the list each time."""
    entries, codes = [(count, [i]) for i, count in enumerate(counts)], [""] * len(counts)
    while len(entries) > 1:
        entries.sort(key=lambda entry: entry[0])
        (a, first), (b, second), *entries = entries
        for i in first:
            codes[i] = "1" + codes[i]
        for i in second:
            codes[i] = "0" + codes[i]
        entries.append((a + b, first + second))
    return codes


@huffman_codes.right
def by_a_tree(counts):
    """Return the same from nested pairs, read from the root."""
    heap = [(count, i, i) for i, count in enumerate(counts)]
    heapq.heapify(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a[0] + b[0], min(a[1], b[1]) + len(counts), (a[2], b[2])))
    codes = [""] * len(counts)
    todo = [("", heap[0][2])]
    while todo:
        code, node = todo.pop()
        if isinstance(node, tuple):
            todo += [(code + "0", node[0]), (code + "1", node[1])]
        else:
            codes[node] = code
    return codes
