"""An encoder and a decoder: one network reads a sequence, another one writes a sequence.

EncoderDecoder      two GRUs; the last state of the encoder is an input of the decoder at every step
"""

import numpy as np

from deepcourse.nn.softmax import log_softmax
from deepcourse.sequence.layers import Dense, Embedding, Last
from deepcourse.sequence.recurrent_layers import GRU, Layer


class EncoderDecoder(Layer):
    """Reads ids (m, T_x), and scores the next token after each of the ids (m, T_y) of the sentence so far.

    As in Cho and others (2014), the encoder's last state c goes into every step of the decoder: it reads
    [embedding of the last token; c]. All sources of a batch have the same length.

    V_x, V_y : sizes of the vocabularies    n_e : size of the embeddings    n_a : size of the states
    """

    def __init__(self, rng, V_x, V_y, *, n_e=16, n_a=48, dtype=np.float32):
        self.n_a = n_a
        self.parts = {
            "source": Embedding(rng, n_e, V_x, dtype=dtype),
            "encoder": GRU(rng, n_e, n_a, dtype=dtype),
            "words": Embedding(rng, n_e, V_y, dtype=dtype),
            "decoder": GRU(rng, n_e + n_a, n_a, dtype=dtype),
            "scores": Dense(rng, n_a, V_y, dtype=dtype),
        }
        self.last = Last()

    @property
    def parameters(self):
        """{"part.name": array}: the parts' own arrays, not copies."""
        return {f"{part}.{name}": value for part, its in self.parts.items() for name, value in its.parameters.items()}

    def encode(self, source):
        """Return c, (n_a, m), and the caches of the encoder."""
        x, ids = self.parts["source"].forward(source)
        a, cache = self.parts["encoder"].forward(x)
        c, places = self.last.forward(a)
        return c, (ids, cache, places)

    def forward(self, x, training=False, lengths=None):
        """Return scores Z, (V_y, m, T_y), and the cache; x : (sources (m, T_x), decoder inputs (m, T_y))."""
        source, inputs = x
        c, encoded = self.encode(source)
        words, ids = self.parts["words"].forward(inputs)
        both = np.concatenate([words, np.repeat(c[:, :, None], inputs.shape[1], axis=2)])
        a, cache = self.parts["decoder"].forward(both)
        Z, seen = self.parts["scores"].forward(a)
        return Z, (encoded, ids, cache, seen)

    def backward(self, d_out, cache):
        """Return (None, gradients of all parameters)."""
        (source, encoder, places), ids, decoder, seen = cache
        grads, n_e = {}, len(self.parts["words"].parameters["E"])
        da, grads["scores"] = self.parts["scores"].backward(d_out, seen)
        d_both, grads["decoder"] = self.parts["decoder"].backward(da, decoder)
        _, grads["words"] = self.parts["words"].backward(d_both[:n_e], ids)
        dc = d_both[n_e:].sum(axis=2)  # c goes into every step
        dx, grads["encoder"] = self.parts["encoder"].backward(self.last.backward(dc, places)[0], encoder)
        _, grads["source"] = self.parts["source"].backward(dx, source)
        return None, {f"d{part}.{name[1:]}": value for part, its in grads.items() for name, value in its.items()}

    def step_for(self, source, start):
        """Return `step(prefix)` for one source, a list of ids: natural logarithms of the next token's probabilities.

        start : the id that the decoder reads first. What was computed for a prefix is remembered.
        """
        c, _ = self.encode(np.array([source]))
        known = {}

        def read(prefix):
            """Return (state, log-probabilities) after a prefix."""
            if prefix not in known:
                state = read(prefix[:-1])[0] if prefix else None
                word, _ = self.parts["words"].step(np.array([prefix[-1] if prefix else start]))
                a, state = self.parts["decoder"].step(np.concatenate([word, c]), state)
                known[prefix] = state, log_softmax(self.parts["scores"].forward(a)[0].astype(float).ravel())
            return known[prefix]

        return lambda prefix: read(tuple(int(token) for token in prefix))[1]
