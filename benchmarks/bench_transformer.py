"""Attention with heads in float32, forward and back, and a training step of a small language model: beside PyTorch.

The language model's key-value cache is timed, too: letters drawn with it and without it, at several lengths.
"""

import argparse
import importlib.util

import _timing  # isort: skip  (before NumPy)

import numpy as np
from bench_sequence import compared, row

from deepcourse.nn.adam_in_place import Adam
from deepcourse.sequence import layers, training
from deepcourse.sequence import transformer_layers as tl

LETTERS, N, HEADS, N_FF, BLOCKS = 48, 64, 4, 256, 3
EXAMPLES, STEPS = 16, 64
LENGTHS = (16, 64, 256)


def our_attention(causal):
    """Return a function that computes the layer forward and back."""
    rng = np.random.default_rng(0)
    layer = tl.Attention(rng, N, HEADS, causal=causal)
    x, d_out = rng.standard_normal((2, N, EXAMPLES, STEPS), np.float32)
    return lambda: layer.backward(d_out, layer.forward(x)[1])


def torch_attention(causal):
    """Return the same function in PyTorch, without the weights, which would cost it more."""
    import torch

    torch.set_num_threads(1)
    layer = torch.nn.MultiheadAttention(N, HEADS, batch_first=True)
    x, d = torch.randn(EXAMPLES, STEPS, N, requires_grad=True), torch.randn(EXAMPLES, STEPS, N)
    mask = torch.nn.Transformer.generate_square_subsequent_mask(STEPS) if causal else None
    learned = [x, *layer.parameters()]

    def both():
        out, _ = layer(x, x, x, need_weights=False, attn_mask=mask, is_causal=causal)
        torch.autograd.grad(out, learned, d)

    return both


def our_model(longest=STEPS):
    """Return the small language model."""
    rng = np.random.default_rng(0)
    blocks = [tl.block(rng, N, HEADS, N_FF, causal=True) for _ in range(BLOCKS)]
    ends = tl.Norm(N), tl.Scores(rng, N, LETTERS)
    return layers.Chain(layers.Embedding(rng, N, LETTERS), tl.Positions(rng, N, longest), *blocks, *ends)


def our_step(ids, targets):
    """Return a function that makes one training step."""
    network, adam = our_model(), Adam(learning_rate=0.001)

    def step():
        Z, cache = network.forward(ids, True)
        grads = network.backward(training.step_cost(Z, targets)[1], cache)[1]
        adam.step(network.parameters, training.clipped(grads, 1.0))

    return step


def torch_step(ids, targets):
    """Return a function that makes the same step with PyTorch's own encoder layers."""
    import torch

    torch.set_num_threads(1)
    made = {"batch_first": True, "norm_first": True, "dropout": 0.0}
    blocks = [torch.nn.TransformerEncoderLayer(N, HEADS, N_FF, **made) for _ in range(BLOCKS)]
    table, places = torch.nn.Embedding(LETTERS, N), torch.nn.Parameter(torch.randn(STEPS, N) * 0.02)
    ends = torch.nn.Sequential(torch.nn.LayerNorm(N), torch.nn.Linear(N, LETTERS))
    learned = [p for part in (table, *blocks, ends) for p in part.parameters()] + [places]
    adam, mask = torch.optim.Adam(learned, 0.001), torch.nn.Transformer.generate_square_subsequent_mask(STEPS)
    read, wanted = torch.tensor(ids), torch.tensor(targets)

    def step():
        adam.zero_grad()
        x = table(read) + places
        for block in blocks:
            x = block(x, src_mask=mask, is_causal=True)
        torch.nn.functional.cross_entropy(ends(x).reshape(-1, LETTERS), wanted.reshape(-1)).backward()
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        adam.step()

    return step


def drawing(length, kept):
    """Return a function that draws so many letters: with keys and values kept, or all of them computed each time."""
    network, read = our_model(length), np.zeros((1, length), int)

    def draw():
        state, letter = None, read[:, 0]
        for t in range(1, length):
            if kept:
                scores, state = network.step(letter, state)
            else:
                scores = network.forward(read[:, :t])[0][:, :, -1]
            letter = scores.argmax(axis=0)
            read[:, t] = letter

    return draw


def main():
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=30, help="how many runs are timed (default: 30)")
    repeats, torch = parser.parse_args().repeats, importlib.util.find_spec("torch") is not None
    rows = []
    for causal in (False, True):
        pair = our_attention(causal), torch_attention(causal) if torch else None
        name = f"attention, {HEADS} heads, {N} rows, {EXAMPLES} x {STEPS} steps{', causal' * causal}, forward and back"
        rows.append(row(name, *compared(*pair, repeats)))
    ids = np.random.default_rng(0).integers(LETTERS, size=(EXAMPLES, STEPS + 1))
    steps = our_step(ids[:, :-1], ids[:, 1:]), torch_step(ids[:, :-1], ids[:, 1:]) if torch else None
    size = sum(value.size for value in our_model().parameters.values())
    rows.append(
        row(f"language model, {size:,} parameters, {EXAMPLES} x {STEPS} letters: a step", *compared(*steps, repeats))
    )
    _timing.show("Attention, float32", ["", "median", "PyTorch", "times PyTorch's"], rows)
    rows = []
    for length in LENGTHS:
        kept, anew = compared(drawing(length, True), drawing(length, False), max(3, repeats // 6))
        rows.append((f"{length} letters", _timing.shown(kept), _timing.shown(anew), f"{anew / kept:.1f}"))
    _timing.show("Letters drawn one by one", ["", "keys and values kept", "computed anew", "times faster"], rows)


if __name__ == "__main__":
    main()
