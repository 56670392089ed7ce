"""Frames: what goes in comes out with the very same types, and nothing forged is believed."""

import json
import socket
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deepcourse.checking.remote.peer import ANSWERED, Peer
from deepcourse.checking.remote.proxy import DiedError, ProtocolError, Remote
from deepcourse.checking.remote.wire import ARRAY_BYTES, DEEPEST, HEADER, KEYS, TEXT_BYTES, WireError, pack, unpack
from deepcourse.checking.run import same

NUMBERS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.complex_numbers()
ARRAYS = st.builds(
    lambda seed, shape, kind, order: np.array(np.random.default_rng(seed).normal(size=shape) * 9, kind, order=order),
    st.integers(0, 99),
    st.lists(st.integers(0, 4), max_size=4),
    st.sampled_from(["f8", "f4", "i8", "u1", "?", "c16", "U5"]),
    st.sampled_from("CF"),
)
PLAIN = st.recursive(
    NUMBERS | ARRAYS,
    lambda inside: st.lists(inside) | st.lists(inside).map(tuple) | st.dictionaries(st.text() | st.integers(), inside),
    max_leaves=12,
)


def sent(value):
    frame = pack(value)
    text, _ = HEADER.unpack(frame[:8])
    return unpack(frame[8 : 8 + text], frame[8 + text :])


@settings(max_examples=150, deadline=None)
@given(PLAIN)
def test_plain_data_come_out_as_they_went_in(value):
    assert same(sent(value), value)


@pytest.mark.parametrize("value", [np.float32(2.5), np.int64(3), np.bool_(True), np.str_("a"), np.complex128(1j)])
def test_scalars_of_numpy_keep_their_type(value):
    assert type(sent(value)) is type(value)
    assert sent(value) == value


def test_long_lists_of_floats_stay_lists_of_floats():
    value = [0.1] * 1000
    assert sent(value) == value
    assert {type(number) for number in sent(value)} == {float}


def test_a_random_generator_goes_on_where_it_was():
    rng = np.random.default_rng(3)
    rng.normal(size=5)
    assert (sent(rng).normal(size=4) == rng.normal(size=4)).all()


def test_kinds_of_array_with_rules_of_their_own_are_no_plain_data():
    for value in (np.zeros((1, 1)).view(np.matrix), np.ma.array([1.0, 2.0])):
        with pytest.raises(WireError, match="no plain data"):
            pack(value)


def test_an_array_of_objects_arrives_as_one_whose_objects_are_gone():
    found = sent(np.array([[object()], [None]]))
    assert (found.dtype, found.shape, type(found)) == (np.dtype(object), (2, 1), np.ndarray)


def test_what_contains_itself_is_refused_with_a_sentence():
    endless = []
    endless.append(endless)
    with pytest.raises(WireError, match="contain itself"):
        pack(endless)


@pytest.mark.parametrize(
    "value", [np.zeros(ARRAY_BYTES // 8 + 1), "a" * (TEXT_BYTES + 1), {n: 0 for n in range(KEYS + 1)}]
)
def test_what_is_too_large_is_refused_before_it_is_sent(value):
    with pytest.raises(WireError, match="more than"):
        pack(value)


FORGED = {
    "huge array": ["a", "<f8", [10**9, 10**9], "C", None],
    "no size at all": ["a", "<U0", [10**9], "C", None],
    "object array": ["a", "|O", [1], "C", None],
    "negative": ["a", "<f8", [-1], "C", None],
    "true for a size": ["a", "<f8", [True], "C", None],
    "record": ["a", "<f8,<f8", [1], "C", None],
    "object": {"a": 1},
    "unknown letter": ["q", 1],
    "no letter": [],
    "letter that is a list": [["a"]],
    "key that is a list": ["d", ["l"], 1],
    "half a dictionary": ["d", 1],
    "generator": ["g", ["d", "bit_generator", "os.system"]],
    "generator of wrong state": ["g", ["d", "bit_generator", "PCG64", "state", 3]],
    "lent": ["x", "own", 1],
    "bytes": ["b", 300],
    "bytes by the billion": ["b", 10**12],
    "placeholder": ["o", [10**9, 10**9]],
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_forged_data_are_refused(forged):
    with pytest.raises(WireError):
        unpack(json.dumps(forged).encode(), b"")


@pytest.mark.parametrize(
    "text",
    [b"[" * 100_000, b'["l",' * (DEEPEST + 2) + b"1" + b"]" * (DEEPEST + 2), b"\xff", b"", b"1" * 5000, b"[1"],
    ids=["brackets", "lists", "no text", "nothing", "digits", "half"],
)
def test_damaged_text_is_refused(text):
    with pytest.raises(WireError):
        unpack(text, b"")


def test_truth_values_and_texts_hold_nothing_else():
    assert unpack(b'["a","|b1",[2],"C",null]', b"\x02\x00").tolist() == [True, False]
    with pytest.raises(WireError, match="no character"):
        unpack(b'["a","<U1",[1],"C",null]', b"\xff\xff\xff\x7f")
    with pytest.raises(WireError, match="more bytes"):
        unpack(b"1", b"left over")


def answering(reply):
    """A judge's side, whose other side answers the first question with these bytes and closes."""
    here, there = socket.socketpair()

    def answer():
        there.recv(2**16)
        if reply:
            there.sendall(reply)
        there.close()

    threading.Thread(target=answer, daemon=True).start()
    return Remote(here)


BAD = {
    "huge": HEADER.pack(2**31, 2**31),
    "noise": b"GET / HTTP/1.1\r\n\r\n",
    "no pair": pack(7),
    "no answer": pack((ANSWERED, 7)),
    "unknown word": pack((ANSWERED, ("value", 7))),
    "forged question": pack(("?", ("call", 1, (), {}))),
    "question without form": pack(("?", 7)),
}


@pytest.mark.parametrize("reply", BAD.values(), ids=BAD)
def test_nonsense_ends_the_conversation_and_nothing_else(reply):
    remote = answering(reply)
    with pytest.raises((ProtocolError, DiedError)):
        remote.function("f")
    with pytest.raises((ProtocolError, DiedError)):
        remote.function("f")


@pytest.mark.parametrize("reply", [b"", pack((ANSWERED, 1))[:-2]], ids=["at once", "in the middle"])
def test_a_closed_socket_is_a_dead_kernel(reply):
    with pytest.raises(DiedError, match="the kernel died"):
        answering(reply).function("f")


def test_a_side_that_answers_nothing_says_so():
    here, _ = socket.socketpair()
    with pytest.raises(NotImplementedError):
        Peer(here).answer("anything")
