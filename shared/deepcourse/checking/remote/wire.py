"""Plain data as frames of bytes: exact in type, bounded in size, never pickled.

A frame is the length of a JSON text, the length of what follows it, the JSON text, and the bytes of all arrays in the
order in which the text names them. Numbers, texts and None are JSON's own; everything else is a JSON list that begins
with the letter of its kind. Lengths are checked before anything is made from them: a forged shape asks for nothing.

pack, unpack    a value as a frame, and back
Books           how values that are no plain data are lent to the other side, and taken back
"""

import json
import math
import re
import struct
from collections.abc import Callable
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

HEADER = struct.Struct(">II")
TEXT_BYTES = 4 * 2**20  # of the JSON part: parsing takes up to a hundred times as much memory
ARRAY_BYTES = 64 * 2**20  # of all arrays of a frame
DEEPEST = 32  # levels of containers
ITEMS = 200_000  # parts of all containers of a frame; long lists of numbers count as one
KEYS = 10_000  # of one dictionary or set: keys can be chosen to collide
ALL_KEYS = 5 * KEYS  # of all of them in a frame
LONG = 32  # from this length on a list of floats travels as an array
DTYPE = re.compile(r"[<>|](b1|[iu][1248]|f2|f4|f8|f16|c8|c16|c32|U\d{1,6})")
PLACEHOLDER_SIZE = 10**7
BITS = ("MT19937", "PCG64", "PCG64DXSM", "Philox", "SFC64")


class WireError(Exception):
    """A value cannot be sent, or a frame not be read; the message is a sentence."""


class Books:
    """Values that are no plain data do not travel; a side that lends some overrides these two."""

    def lend(self, value: Any) -> list[Any]:
        """Return JSON data by which the other side can name the value."""
        raise WireError(f"a {type(value).__name__} is no plain data")

    def take(self, loan: tuple[Any, ...]) -> Any:
        """Return what the other side named."""
        raise WireError("the frame names something that was never lent")

    def mark(self, array: npt.NDArray[Any]) -> int | None:
        """Return a number by which the other side knows an array again, or None."""
        return None

    def known(self, mark: Any, array: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return the array that goes by a mark: the one that came before, with what is in it now."""
        return array


PLAIN = Books()


def pack(value: Any, books: Books = PLAIN) -> bytes:
    """Return the frame of a value, or raise WireError."""
    packer = Packer(books)
    try:
        text = json.dumps(packer.data(value, 0), separators=(",", ":")).encode()
    except ValueError as error:
        raise WireError(f"a number has too many digits to be sent ({error})") from None
    if len(text) > TEXT_BYTES or packer.size > ARRAY_BYTES:
        raise WireError(f"more than {ARRAY_BYTES >> 20} MiB of arrays, or {TEXT_BYTES >> 20} MiB of other data")
    return b"".join([HEADER.pack(len(text), packer.size), text, *packer.parts])


class Packer:
    """Turns one value into JSON data and a list of pieces of bytes."""

    def __init__(self, books: Books) -> None:
        self.books, self.size, self.items, self.keys = books, 0, 0, 0
        self.parts: list[bytes] = []

    def data(self, value: Any, depth: int) -> Any:
        """Return a value as JSON data."""
        kind = type(value)
        if value is None or kind in (bool, int, float, str):
            return value
        if kind is np.ndarray:
            return self.array(value)
        if kind in CONTAINERS:
            return self.container(CONTAINERS[kind], value, depth)
        if kind is complex:
            return ["c", value.real, value.imag]
        if value is Ellipsis:
            return ["e"]
        if isinstance(value, np.generic) and kind.__module__ == "numpy" and DTYPE.fullmatch(value.dtype.str):
            return ["n", *self.array(np.asarray(value))[1:]]
        if kind is np.random.Generator and type(value.bit_generator).__name__ in BITS:
            return ["g", self.data(value.bit_generator.state, depth + 1)]
        return ["x", *self.books.lend(value)]

    def container(self, letter: str, value: Any, depth: int) -> list[Any]:
        """Return a container as its letter and its parts."""
        self.items += len(value)
        if depth >= DEEPEST:
            raise WireError(f"containers inside containers, {DEEPEST} levels deep: does one contain itself?")
        if letter == "l" and len(value) >= LONG and all(type(part) is float for part in value):
            return ["L", *self.array(np.array(value))[1:]]
        self.keys += len(value) if letter in "dsf" else 0
        if self.items > ITEMS or (letter in "dsf" and (len(value) > KEYS or self.keys > ALL_KEYS)):
            raise WireError(f"more than {ITEMS} parts, or dictionaries of more than {KEYS} keys, {ALL_KEYS} together")
        parts = [part for pair in dict.items(value) for part in pair] if letter == "d" else value
        return [letter, *(self.data(part, depth + 1) for part in parts)]

    def array(self, value: npt.NDArray[Any]) -> list[Any]:
        """Return an array as its dtype, its shape and its order in memory; its bytes follow the text."""
        if not DTYPE.fullmatch(value.dtype.str):
            return ["o", list(value.shape)]
        self.size += value.nbytes
        if self.size > ARRAY_BYTES:
            raise WireError(f"more than {ARRAY_BYTES >> 20} MiB of arrays")
        order: Literal["F", "C"] = "F" if value.flags.f_contiguous and not value.flags.c_contiguous else "C"
        self.parts.append(value.tobytes(order))
        return ["a", value.dtype.str, list(value.shape), order, self.books.mark(value)]


CONTAINERS: dict[type, str] = {list: "l", tuple: "t", dict: "d", set: "s", frozenset: "f", bytes: "b"}


def lengths(header: bytes) -> tuple[int, int]:
    """Return the two lengths that a header holds, or raise WireError where they are too large."""
    text, arrays = HEADER.unpack(header)
    if text > TEXT_BYTES or arrays > ARRAY_BYTES:
        raise WireError(f"a frame of {text} and {arrays} bytes is announced: more than is taken")
    return text, arrays


def unpack(text: bytes, data: bytes, books: Books = PLAIN) -> Any:
    """Return the value of a frame: its JSON text and the bytes of its arrays. Raise WireError for anything else."""
    try:
        unpacker = Unpacker(data, books)
        value = unpacker.value(json.loads(text), 0)
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise WireError(f"a frame cannot be read: {type(error).__name__}") from None
    if unpacker.place != len(data):
        raise WireError("a frame holds more bytes than its arrays have")
    return value


class Unpacker:
    """Makes values of JSON data and bytes, and believes neither."""

    def __init__(self, data: bytes, books: Books) -> None:
        self.data, self.books, self.place, self.items, self.keys = data, books, 0, 0, 0

    def value(self, data: Any, depth: int) -> Any:
        """Return the value of which JSON data were made."""
        if type(data) is not list:
            if type(data) is dict:
                raise WireError("a frame holds a JSON object, which stands for nothing")
            return data
        if depth > DEEPEST:
            raise WireError("a frame is too deep")
        letter, rest = data[0], data[1:]
        if letter in MAKERS:
            return self.container(MAKERS[letter], rest, depth)
        return getattr(self, READERS[letter])(*rest)

    def container(self, make: Callable[[list[Any]], Any], rest: list[Any], depth: int) -> Any:
        """Return a container of the values of its parts."""
        self.items += len(rest)
        keyed = make in (_dictionary, set, frozenset)
        self.keys += len(rest) if keyed else 0
        if self.items > 2 * ITEMS or (keyed and (len(rest) > 2 * KEYS or self.keys > 2 * ALL_KEYS)):
            raise WireError("a frame holds too many parts")
        return make([self.value(part, depth + 1) for part in rest])

    def complex(self, real: Any, imaginary: Any) -> complex:
        """Return a complex number."""
        if type(real) is not float or type(imaginary) is not float:
            raise WireError("a complex number is not made of floats")
        return complex(real, imaginary)

    def ellipsis(self) -> Any:
        """Return the three dots."""
        return ...

    def plain_array(self, dtype: Any, shape: Any, order: Any, _: Any) -> npt.NDArray[Any]:
        """Return an array of its own memory, after its bytes have been counted."""
        if type(dtype) is not str or not DTYPE.fullmatch(dtype) or order not in ("C", "F"):
            raise WireError("an array of an unknown kind")
        kind, size = np.dtype(dtype), _size(shape)
        end = self.place + size * kind.itemsize
        if end > len(self.data) or (size and not kind.itemsize):
            raise WireError("an array claims to be larger than its bytes")
        entries = np.frombuffer(self.data, kind, size, self.place) if size else np.empty(0, kind)
        self.place = end
        if kind.kind == "b":
            entries = entries.view(np.uint8) != 0  # a byte of 2 would be neither True nor False
        if kind.kind == "U" and size and (entries.view(kind.byteorder + "u4") > 0x10FFFF).any():
            raise WireError("a text holds what is no character")
        return entries.reshape(shape, order=order).copy(order)

    def array(self, dtype: Any, shape: Any, order: Any, mark: Any) -> npt.NDArray[Any]:
        """Return an array, the one of before where it goes by the same mark."""
        array = self.plain_array(dtype, shape, order, mark)
        return array if mark is None else self.books.known(mark, array)

    def scalar(self, *data: Any) -> Any:
        """Return a number or text of NumPy."""
        return self.plain_array(*data)[()]

    def numbers(self, *data: Any) -> list[float]:
        """Return a list of floats."""
        return self.plain_array(*data).tolist()

    def placeholder(self, shape: Any) -> npt.NDArray[Any]:
        """Return an array of objects of that shape, each of them None: what was in it cannot be sent."""
        if _size(shape) > PLACEHOLDER_SIZE:
            raise WireError("an array of objects is too large")
        return np.broadcast_to(np.array(None, dtype=object), shape)

    def generator(self, data: Any) -> np.random.Generator:
        """Return a random generator in the state that the data describe."""
        state = self.value(data, 1)
        if type(state) is not dict or state.get("bit_generator") not in BITS:
            raise WireError("a random generator of an unknown kind")
        bits = getattr(np.random, state["bit_generator"])(0)
        bits.state = state
        return np.random.Generator(bits)

    def lent(self, *loan: Any) -> Any:
        """Return what stands for something that one of the sides lends."""
        return self.books.take(loan)


def _dictionary(parts: list[Any]) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _size(shape: Any) -> int:
    if type(shape) is not list or len(shape) > 32 or not all(type(n) is int and 0 <= n < 2**40 for n in shape):
        raise WireError("a shape is no list of sizes")
    return math.prod(shape)


Maker = Callable[[list[Any]], Any]
MAKERS: dict[str, Maker] = {"l": list, "t": tuple, "d": _dictionary, "s": set, "f": frozenset, "b": bytes}
READERS = {
    "c": "complex",
    "e": "ellipsis",
    "a": "array",
    "n": "scalar",
    "L": "numbers",
    "o": "placeholder",
    "g": "generator",
    "x": "lent",
}
