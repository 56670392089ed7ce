"""Stacks of transformer blocks with their norms before or after: gradients by depth, and trainings from scratch.

gradients_by_depth  untrained blocks: how large the gradient is at each of them
PostResidual        layer norm after the sum, as in the paper, for trainings
stack               a network of such blocks that answers at every step
reversed_digits     sequences, and what is asked for: the same in reverse
trained             the costs of a stack that learns to reverse digits
"""

import numpy as np

from deepcourse.nn.adam_in_place import Adam
from deepcourse.sequence import transformer as tr
from deepcourse.sequence.layers import Chain, Embedding
from deepcourse.sequence.self_attention import positional_encoding
from deepcourse.sequence.training import clipped, step_cost
from deepcourse.sequence.transformer_layers import Attention, FeedForward, Norm, Positions, Scores, block

N, HEADS, N_FF = 32, 4, 64
DIGITS, T, BATCH, STEPS, RATE = 10, 12, 32, 200, 0.003


def gradients_by_depth(depth, norm, *, scale=1.0, seed=0, block_forward=tr.encoder_block_forward, m=4):
    """Return (sizes, gradients), both (depth + 1,): of what enters each block, and of what leaves the last one.

    Untrained blocks read random steps; all weights are multiplied by `scale`. With norm "pre", a last norm follows
    the blocks. The gradient of the very end is random, of length 1; a size is the deviation of all entries.

    block_forward : as `encoder_block_forward`; its cache must be that of the package, which goes back
    """
    rng, ones = np.random.default_rng(seed), (np.ones((N, 1)), np.zeros((N, 1)))
    x, caches = rng.normal(size=(N, m, T)), []
    sizes = [x.std()]
    for _ in range(depth):
        parameters = tr.block_parameters(rng, N, N_FF)
        parameters = {name: value * scale if ".W" in name else value for name, value in parameters.items()}
        x, cache = block_forward(x, parameters, num_heads=HEADS, norm=norm)
        caches.append(cache)
        sizes.append(x.std())
    d = rng.normal(size=x.shape)
    d /= np.linalg.norm(d)
    if norm == "pre":
        d = tr.layer_norm_backward(d, tr.layer_norm_forward(x, *ones)[1])[0]
    gradients = [np.linalg.norm(d)]
    for cache in reversed(caches):
        d, _ = tr.encoder_block_backward(d, cache)
        gradients.append(np.linalg.norm(d))
    return np.array(sizes), np.array(gradients[::-1])


class PostResidual(Chain):
    """norm(x + branch(x)): two layers, the branch and the norm."""

    def forward(self, x, training=False, lengths=None):
        """Return the normalised sum, and both caches."""
        branch, norm = self.layers
        said, cache = branch.forward(x, training, lengths)
        out, normal = norm.forward(x + said)
        return out, (cache, normal)

    def backward(self, d_out, cache):
        """Return the gradient of x, both ways together, and the gradients of all parameters."""
        branch, norm = self.layers
        d, norm_grads = norm.backward(d_out, cache[1])
        dx, grads = branch.backward(d, cache[0])
        return d + dx, tr.named_by_part({"0": grads, "1": norm_grads})


def stack(seed, depth, norm):
    """Return an untrained network of ids: embeddings and positions of usual size, blocks, scores of ten digits."""
    rng = np.random.default_rng(seed)
    begin = Embedding(rng, N, DIGITS), Positions(rng, N, T)
    begin[0].parameters["E"] *= 10  # deviation 1
    begin[1].parameters["P"][...] = positional_encoding(T, N)
    if norm == "pre":
        blocks = [*(block(rng, N, HEADS, N_FF) for _ in range(depth)), Norm(N)]
    else:
        blocks = []
        for _ in range(depth):
            blocks += PostResidual(Attention(rng, N, HEADS), Norm(N)), PostResidual(FeedForward(rng, N, N_FF), Norm(N))
    return Chain(*begin, *blocks, Scores(rng, N, DIGITS))


def reversed_digits(rng):
    """Return ids (m, T), and the same from the last step to the first."""
    ids = rng.integers(0, DIGITS, (BATCH, T))
    return ids, ids[:, ::-1]


def trained(depth, norm, *, steps=STEPS, warm_up=0, rate=RATE, seed=0):
    """Return the costs, (steps,), of a stack that learns to reverse digits; without warm-up the rate is constant."""
    network, rng, adam = stack(seed, depth, norm), np.random.default_rng(seed), Adam(beta2=0.98)
    costs = np.empty(steps)
    for step in range(steps):
        ids, targets = reversed_digits(rng)
        out, cache = network.forward(ids, True)
        costs[step], d_out = step_cost(out, targets)
        adam.learning_rate = rate * min(1.0, (step + 1) / warm_up) if warm_up else rate
        adam.step(network.parameters, clipped(network.backward(d_out, cache)[1], 1e9))
    return costs
