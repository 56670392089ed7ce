"""Record what PyTorch says about attention with heads, layer norm, blocks and smoothed costs: `transformer.json`.

pip install torch==2.13.0
python tests/oracles/record_transformer.py

The fixture keeps sums with random weights in place of whole arrays: two numbers an array, which no wrong array gives.
"""

import json
from pathlib import Path

import numpy as np

try:
    from oracles.record_convolution import digest
except ImportError:  # run as a script
    from record_convolution import digest

FIXTURE = Path(__file__).with_name("transformer.json")
ATTENTIONS = ((6, 2, 3, 4, 5), (4, 4, 1, 3, 2), (5, 1, 2, 1, 1))  # n, heads, m, T_q, T_k
BLOCKS = tuple(
    (*sizes, norm, act) for sizes in ((6, 3, 8, 2, 4),) for norm in ("pre", "post") for act in ("relu", "gelu")
)
COSTS = ((5, 3, 4, 0.1), (3, 1, 2, 0.3))  # C, m, T, smoothing


def rng_of(*numbers):
    """Return a generator that is the same every time."""
    return np.random.default_rng([ord(str(n)[0]) + len(str(n)) for n in numbers])


def attention_inputs(n, heads, m, T_q, T_k):
    """Return a dict of X_q, X_kv, d_out, a mask with at least one key for each query, and the parameters."""
    rng = rng_of(n, heads, m, T_q, T_k)
    made = {"X_q": rng.normal(size=(n, m, T_q)), "X_kv": rng.normal(size=(n, m, T_k))}
    made |= {"d_out": rng.normal(size=(n, m, T_q)), "mask": rng.random((m, T_q, T_k)) < 0.6}
    made["mask"][:, :, 0] = True
    made |= {f"W{k}": rng.normal(size=(n, n)) for k in "qkvo"} | {f"b{k}": rng.normal(size=(n, 1)) for k in "qkvo"}
    return made


def block_inputs(n, heads, n_ff, m, T, norm, activation):
    """Return x, a memory of T + 1 steps, d_out, and the parameters of a decoder's block, an encoder's among them."""
    rng = rng_of(n, heads, n_ff, m, T, norm, activation)
    made = {name: rng.normal(size=(n, m, T + more)) for name, more in (("x", 0), ("memory", 1), ("d_out", 0))}
    for part in ("attention", "cross"):
        made |= {f"{part}.W{k}": rng.normal(size=(n, n)) for k in "qkvo"}
        made |= {f"{part}.b{k}": rng.normal(size=(n, 1)) for k in "qkvo"}
    made |= {"feed.W1": rng.normal(size=(n_ff, n)), "feed.b1": rng.normal(size=(n_ff, 1))}
    made |= {"feed.W2": rng.normal(size=(n, n_ff)), "feed.b2": rng.normal(size=(n, 1))}
    for k in (1, 2, 3):
        made |= {f"norm{k}.gamma": rng.normal(size=(n, 1)), f"norm{k}.beta": rng.normal(size=(n, 1))}
    return made


def cost_inputs(C, m, T, smoothing):
    """Return scores, targets and lengths."""
    rng = rng_of(C, m, T, smoothing)
    return rng.normal(size=(C, m, T)), rng.integers(C, size=(m, T)), rng.integers(1, T + 1, size=m)


def attention_by_torch(n, heads, m, T_q, T_k):
    """Return {name: array}: what comes out, the weights, and all gradients of `torch.nn.MultiheadAttention`."""
    import torch

    t = _tensors(torch, attention_inputs(n, heads, m, T_q, T_k), ("d_out", "mask"))
    out, weights = _attention(torch, t, "", t["X_q"], t["X_kv"], heads, ~t["mask"])
    (out * t["d_out"]).sum().backward()
    return {"out": out.detach().numpy(), "weights": weights.detach().numpy()} | _gradients(t)


def _attention(torch, t, part, X_q, X_kv, heads, hidden=None):
    """Return (out, weights) of PyTorch's own attention with heads, with the parameters of a part."""
    layer = torch.nn.MultiheadAttention(len(X_q), heads).double()
    given = {
        "in_proj_weight": torch.cat([t[f"{part}W{k}"] for k in "qkv"]),
        "in_proj_bias": torch.cat([t[f"{part}b{k}"][:, 0] for k in "qkv"]),
        "out_proj.weight": t[f"{part}Wo"],
        "out_proj.bias": t[f"{part}bo"][:, 0],
    }
    of = [x.permute(2, 1, 0) for x in (X_q, X_kv, X_kv)]
    mask = None if hidden is None else hidden.repeat_interleave(heads, dim=0)
    options = {"attn_mask": mask, "average_attn_weights": False}
    out, weights = torch.func.functional_call(layer, given, tuple(of), options)
    return out.permute(2, 1, 0), weights.transpose(0, 1)


def _tensors(torch, given, fixed):
    return {name: torch.tensor(value, requires_grad=name not in fixed) for name, value in given.items()}


def _gradients(t):
    return {f"d{name}": value.grad.numpy() for name, value in t.items() if value.grad is not None}


def block_by_torch(kind, n, heads, n_ff, m, T, norm, activation):
    """Return {name: array} of an "encoder" or a "decoder" block, made of PyTorch's attention and layer norm."""
    import torch

    given = block_inputs(n, heads, n_ff, m, T, norm, activation)
    t = _tensors(torch, given, ("d_out",))
    functional, last = torch.nn.functional, "norm2" if kind == "encoder" else "norm3"

    def normed(x, part):
        rows = x.permute(2, 1, 0)
        return functional.layer_norm(rows, (n,), t[f"{part}.gamma"][:, 0], t[f"{part}.beta"][:, 0]).permute(2, 1, 0)

    def residual(x, branch, part):
        return x + branch(normed(x, part)) if norm == "pre" else normed(x + branch(x), part)

    def feed(z):
        z = functional.linear(z.permute(2, 1, 0), t["feed.W1"], t["feed.b1"][:, 0])
        z = torch.relu(z) if activation == "relu" else functional.gelu(z, approximate="tanh")
        return functional.linear(z, t["feed.W2"], t["feed.b2"][:, 0]).permute(2, 1, 0)

    hidden = torch.triu(torch.ones(T, T, dtype=torch.bool), 1).expand(m, T, T) if kind == "decoder" else None
    x = residual(t["x"], lambda z: _attention(torch, t, "attention.", z, z, heads, hidden)[0], "norm1")
    if kind == "decoder":
        x = residual(x, lambda z: _attention(torch, t, "cross.", z, t["memory"], heads)[0], "norm2")
    out = residual(x, feed, last)
    (out * t["d_out"]).sum().backward()
    return {"out": out.detach().numpy()} | _gradients(t)


def cost_by_torch(C, m, T, smoothing):
    """Return {"cost": ..., "dZ": ...} of PyTorch's cross-entropy with label smoothing, padding ignored."""
    import torch

    Z, targets, lengths = cost_inputs(C, m, T, smoothing)
    wanted = torch.tensor(np.where(np.arange(T) < lengths[:, None], targets, -100))
    scores = torch.tensor(Z.transpose(1, 0, 2), requires_grad=True)
    cost = torch.nn.functional.cross_entropy(scores, wanted, label_smoothing=smoothing)
    cost.backward()
    return {"cost": cost.detach().numpy(), "dZ": scores.grad.numpy().transpose(1, 0, 2)}


def main():
    """Write the fixture."""
    import torch

    def digests(found):
        return {name: digest(value) for name, value in found.items()}

    said = {
        "attentions": [digests(attention_by_torch(*sizes)) for sizes in ATTENTIONS],
        "blocks": {kind: [digests(block_by_torch(kind, *b)) for b in BLOCKS] for kind in ("encoder", "decoder")},
        "costs": [digests(cost_by_torch(*sizes)) for sizes in COSTS],
    }
    FIXTURE.write_text(json.dumps({"torch": torch.__version__} | said, indent=1) + "\n")


if __name__ == "__main__":
    main()
