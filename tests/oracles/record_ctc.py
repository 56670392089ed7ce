"""Record what PyTorch says about the loss of connectionist temporal classification: `ctc.json`.

pip install torch==2.13.0
python tests/oracles/record_ctc.py
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("ctc.json")
TEXTS = (  # symbols, steps, labels: repeats, one label, none, as many steps as needed
    (4, 7, (1, 2, 2)),
    (3, 3, (2, 2)),
    (5, 6, (4,)),
    (3, 4, ()),
    (6, 12, (1, 1, 5, 3, 1)),
)


def scores(K, T, labels):
    """Return scores (K, T), the same every time."""
    return np.random.default_rng([K, T, len(labels)]).normal(size=(K, T)) * 2


def by_torch(K, T, labels):
    """Return (loss, gradient of the scores)."""
    import torch

    Z = torch.tensor(scores(K, T, labels).T.copy(), requires_grad=True)
    log_p = torch.log_softmax(Z, dim=1)[:, None]
    loss = torch.nn.functional.ctc_loss(
        log_p, torch.tensor([labels], dtype=torch.long), torch.tensor([T]), torch.tensor([len(labels)]), reduction="sum"
    )
    loss.backward()
    return float(loss.detach()), Z.grad.numpy().T


def main():
    """Write the fixture."""
    import torch

    said = [{"loss": loss, "gradient": gradient.tolist()} for loss, gradient in (by_torch(*text) for text in TEXTS)]
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "said": said}) + "\n")


if __name__ == "__main__":
    main()
