"""Exercise 5: one network reads, another writes."""

import numpy as np

from deepcourse.exercises.course5.recurrent_network_step_by_step.networks import parameters, sequence, state, told
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import recurrent as reference

encode_decode = FunctionExercise(
    __name__,
    reference=reference.encode_decode,
    minutes=5,
    points_visible=4,
    points_hidden=5,
    returns=("y_pred",),
    any_number_type=True,
    hints=(
        "Two functions that you have written do nearly all of it. One reads; the other writes, given one input.",
        "What is the only thing that the decoder learns about x? It is an array of shape (n_a, m).",
        "The decoder's first input has n_y rows and m columns, all of them zeros. Which arrays tell you n_y?",
    ),
)


def case(rng, n_a, n_x, m, T_x, n_y, T_y):
    """Return a sequence, an encoder for it, and a decoder for n_y classes."""
    encoder, decoder = parameters(rng, n_a, n_x, n_y), parameters(rng, n_a, n_y, n_y)
    arguments = (sequence(rng, n_x, m, T_x), state(rng, n_a, m), encoder, decoder, T_y)
    return Case(f"{told(n_a, n_x, m, n_y=n_y)}, T_x = {T_x}, T_y = {T_y}", arguments)


SIZES = (  # n_a, n_x, m, T_x, n_y, T_y
    (5, 3, 4, 6, 2, 3),
    (3, 2, 4, 2, 5, 6),
    (4, 3, 2, 5, 3, 4),  # as many inputs as classes
    (2, 4, 1, 3, 5, 4),
    (3, 4, 2, 1, 5, 3),
    (4, 2, 3, 5, 6, 1),
    (1, 2, 3, 4, 5, 2),
)


@encode_decode.visible
def visible():
    """Return pairs of all kinds of sizes, longer and shorter answers."""
    rng = np.random.default_rng(55)
    return [case(rng, *sizes) for sizes in SIZES]


@encode_decode.draw
def draw(rng):
    """Return a pair of random size."""
    return case(rng, *(int(n) for n in rng.choice(np.arange(2, 8), size=6, replace=False)))


@encode_decode.edges
def edges(rng):
    """Return one step in, one step out, both, one example, one unit, as many inputs as classes."""
    sizes = ((3, 2, 4, 1, 5, 6), (3, 2, 4, 5, 6, 1), (3, 2, 4, 1, 5, 1), (3, 4, 1, 5, 2, 6), (1, 3, 2, 4, 5, 3))
    return [case(rng, *one) for one in (*sizes, (5, 4, 2, 3, 4, 6))]


@encode_decode.property("two inputs with the same last state get the same answer")
def only_the_last_state_counts(f, rng):
    """Return a sentence unless reading the last part, from the state before it, gives the same answer."""
    x, a0, encoder, decoder, T_y = case(rng, 4, 3, 2, 6, 5, 4).arguments
    a, _, _ = reference.rnn_forward(x[:, :, :4], a0, encoder)
    later = f(np.ascontiguousarray(x[:, :, 4:]), np.ascontiguousarray(a[:, :, -1]), encoder, decoder, T_y)
    same = np.shape(later) == (5, 2, 4) and np.allclose(later, f(x, a0, encoder, decoder, T_y))
    return (
        None
        if same
        else "the answer changes when the encoder reads only the last 2 of 6 steps, from the state before them"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def read(x, a0, encoder):
    """Return all states of the encoder, (n_a, m, T_x)."""
    return reference.rnn_forward(x, a0, encoder)[0]


def write(x, start, decoder, T_y, first=0.0):
    """Return what a decoder writes from a state, its first input filled with a number or an array."""
    n_y = len(decoder["by"])
    return reference.one_to_many(np.zeros((n_y, x.shape[1])) + first, start, decoder, T_y)


@encode_decode.mistake
def decoder_from_a0(x, a0, encoder, decoder, T_y):
    """the decoder starts from a0: it starts from the encoder's last state, the only thing it learns about x"""
    return write(x, a0, decoder, T_y)


@encode_decode.mistake
def decoder_from_zeros(x, a0, encoder, decoder, T_y):
    """the decoder starts from zeros: it starts from the encoder's last state"""
    return write(x, 0 * a0, decoder, T_y)


@encode_decode.mistake
def decoder_from_the_first_state(x, a0, encoder, decoder, T_y):
    """the decoder starts from the encoder's first state: it starts from the last"""
    return write(x, read(x, a0, encoder)[:, :, 0], decoder, T_y)


@encode_decode.mistake
def decoder_from_the_mean_state(x, a0, encoder, decoder, T_y):
    """the decoder starts from the mean of the encoder's states: it starts from the last"""
    return write(x, read(x, a0, encoder).mean(axis=2), decoder, T_y)


@encode_decode.mistake
def decoder_from_the_last_but_one(x, a0, encoder, decoder, T_y):
    """the decoder starts from the state before the encoder's last step: all of x must be read first"""
    states = np.concatenate([a0[:, :, np.newaxis], read(x, a0, encoder)], axis=2)
    return write(x, states[:, :, -2], decoder, T_y)


@encode_decode.mistake
def encoder_without_a0(x, a0, encoder, decoder, T_y):
    """the encoder starts from zeros: it starts from a0"""
    return write(x, read(x, 0 * a0, encoder)[:, :, -1], decoder, T_y)


@encode_decode.mistake
def read_backwards(x, a0, encoder, decoder, T_y):
    """the encoder reads x from its end: it reads step 0 first"""
    return write(x, read(x[:, :, ::-1], a0, encoder)[:, :, -1], decoder, T_y)


@encode_decode.mistake
def first_input_of_ones(x, a0, encoder, decoder, T_y):
    """the decoder's first input is ones: it is zeros"""
    return write(x, read(x, a0, encoder)[:, :, -1], decoder, T_y, 1.0)


@encode_decode.mistake
def first_input_of_equal_shares(x, a0, encoder, decoder, T_y):
    """the decoder's first input is 1 / n_y for every class: it is zeros"""
    return write(x, read(x, a0, encoder)[:, :, -1], decoder, T_y, 1 / len(decoder["by"]))


@encode_decode.mistake
def first_input_from_the_encoder(x, a0, encoder, decoder, T_y):
    """the decoder's first input is the encoder's last prediction: it is zeros, and the encoder predicts nothing"""
    a, y_pred, _ = reference.rnn_forward(x, a0, encoder)
    return write(x, a[:, :, -1], decoder, T_y, y_pred[:, :, -1])


@encode_decode.mistake
def zeros_at_every_step(x, a0, encoder, decoder, T_y):
    """every input of the decoder is zeros: from its second step on, it reads its own last prediction"""
    fed = np.zeros((len(decoder["by"]), x.shape[1], T_y))
    return reference.rnn_forward(fed, read(x, a0, encoder)[:, :, -1], decoder)[1]


@encode_decode.mistake
def as_long_as_the_input(x, a0, encoder, decoder, T_y):
    """there are as many predictions as steps of x: there are T_y"""
    return write(x, read(x, a0, encoder)[:, :, -1], decoder, x.shape[2])


@encode_decode.mistake
def one_too_many(x, a0, encoder, decoder, T_y):
    """there is one prediction too many: there are T_y"""
    return write(x, read(x, a0, encoder)[:, :, -1], decoder, T_y + 1)


@encode_decode.mistake
def state_given_anew_at_every_step(x, a0, encoder, decoder, T_y):
    """every step of the decoder starts from the encoder's last state: only the first one does"""
    start, xt, said = read(x, a0, encoder)[:, :, -1], np.zeros((len(decoder["by"]), x.shape[1])), []
    for _ in range(T_y):
        _, xt, _ = reference.rnn_cell_forward(xt, start, decoder)
        said.append(xt)
    return np.stack(said, axis=2)


@encode_decode.mistake
def encoder_predicts(x, a0, encoder, decoder, T_y):
    """the encoder's parameters make the predictions: Wya and by are those of the decoder"""
    return write(x, read(x, a0, encoder)[:, :, -1], decoder | {"Wya": encoder["Wya"], "by": encoder["by"]}, T_y)


@encode_decode.mistake
def encoders_waa_in_the_decoder(x, a0, encoder, decoder, T_y):
    """the decoder's states are computed with Waa and ba of the encoder: each network has its own"""
    return write(x, read(x, a0, encoder)[:, :, -1], decoder | {"Waa": encoder["Waa"], "ba": encoder["ba"]}, T_y)


@encode_decode.mistake
def decoders_waa_in_the_encoder(x, a0, encoder, decoder, T_y):
    """the encoder's states are computed with Waa and ba of the decoder: each network has its own"""
    mixed = encoder | {"Waa": decoder["Waa"], "ba": decoder["ba"]}
    return write(x, read(x, a0, mixed)[:, :, -1], decoder, T_y)


@encode_decode.mistake
def time_first(x, a0, encoder, decoder, T_y):
    """time is the first axis: it is the last, (n_y, m, T_y)"""
    return np.moveaxis(write(x, read(x, a0, encoder)[:, :, -1], decoder, T_y), 2, 0)


# --- right, written differently -------------------------------------------------------------------------------------


@encode_decode.right
def cell_by_cell(x, a0, encoder, decoder, T_y):
    """Return the same from cells alone."""
    a, said = a0, []
    for t in range(x.shape[2]):
        a, _, _ = reference.rnn_cell_forward(x[..., t], a, encoder)
    xt = np.zeros((decoder["Wya"].shape[0], a.shape[1]))
    while len(said) < T_y:
        a, xt, _ = reference.rnn_cell_forward(xt, a, decoder)
        said.append(xt)
    return np.dstack(said)


@encode_decode.right
def last_cache(x, a0, encoder, decoder, T_y):
    """Return the same, the state read off the last cache."""
    start = reference.rnn_forward(x, a0, encoder)[2][-1][0]
    return reference.one_to_many(np.zeros_like(decoder["by"]) @ np.ones((1, x.shape[1])), start, decoder, T_y)
