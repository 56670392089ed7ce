"""One pass and one training of the logistic regression: loops, our reference, and the libraries that are installed."""

import argparse
import importlib.util

import _timing  # isort: skip  (before NumPy)

import numpy as np

from deepcourse.datasets import load_pullover_or_coat
from deepcourse.nn import logistic_regression as nn

STEPS, RATE = 2000, 0.05
DATA = load_pullover_or_coat()
X, Y = DATA.X_train, DATA.Y_train
W, B = np.random.default_rng(0).normal(size=(784, 1)) / 100, 0.1


def with_two_loops():
    """Return gradients and cost, example by example and pixel by pixel, as the notebook first writes them."""
    (n_x, m), dw, db, cost = X.shape, np.zeros(W.shape), 0.0, 0.0
    for i in range(m):
        z = B
        for j in range(n_x):
            z += W[j, 0] * X[j, i]
        dz = nn.sigmoid(z) - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += X[j, i] * dz
        db += dz
        cost += np.logaddexp(0, z) - Y[0, i] * z
    return {"dw": dw / m, "db": db / m}, cost / m


def with_one_loop():
    """Return gradients and cost, example by example; the pixels are summed by NumPy."""
    m, dw, db, cost = X.shape[1], np.zeros(W.shape), 0.0, 0.0
    for i in range(m):
        z = float((W.T @ X[:, i : i + 1]).item() + B)
        dz = nn.sigmoid(z) - Y[0, i]
        dw += X[:, i : i + 1] * dz
        db += dz
        cost += np.logaddexp(0, z) - Y[0, i] * z
    return {"dw": dw / m, "db": db / m}, cost / m


def vectorised():
    """Return what our reference says."""
    return nn.propagate(W, B, X, Y)


def torch_pass():
    """Return a function that computes the same with PyTorch's automatic differentiation."""
    import torch

    torch.set_num_threads(1)
    images, labels = torch.tensor(X), torch.tensor(Y)
    w, b = torch.tensor(W, requires_grad=True), torch.tensor(B, dtype=torch.float64, requires_grad=True)

    def work():
        w.grad = b.grad = None
        cost = torch.nn.functional.binary_cross_entropy_with_logits(w.T @ images + b, labels)
        cost.backward()
        return {"dw": w.grad.numpy(), "db": b.grad.item()}, cost.item()

    return work


def passes(repeats):
    """Print the table of one pass; every row is checked against the reference first."""
    work = {"two loops (plain Python)": with_two_loops, "one loop": with_one_loop, "deepcourse, vectorised": vectorised}
    if importlib.util.find_spec("torch"):
        work["PyTorch, autograd"] = torch_pass()
    expected, cost = vectorised()
    seconds = {}
    for name, function in work.items():
        grads, its_cost = function()
        np.testing.assert_allclose(grads["dw"], expected["dw"], rtol=1e-9, atol=1e-12, err_msg=name)
        np.testing.assert_allclose([grads["db"], its_cost], [expected["db"], cost], rtol=1e-9, err_msg=name)
        seconds[name] = _timing.seconds_of(function, 3 if "loop" in name else repeats)
    ours = np.median(seconds["deepcourse, vectorised"])
    rows = [
        (
            name,
            _timing.median_of(t),
            f"{np.median(t) / ours:,.0f}" if np.median(t) > 10 * ours else f"{np.median(t) / ours:.2g}",
        )
        for name, t in seconds.items()
    ]
    note = "PyTorch is compared where it is installed" if "PyTorch, autograd" not in work else ""
    _timing.show("Cost and gradient of 2 000 pictures, 784 pixels", ["", "median", "times ours"], rows, note)


def our_training():
    """Return w, b of our gradient descent."""
    params, _, _ = nn.optimize(np.zeros((784, 1)), 0.0, X, Y, STEPS, RATE)
    return params["w"], params["b"]


def their_training():
    """Return w, b of scikit-learn's solver (L-BFGS, no penalty, as many iterations as it takes up to 300)."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        fitted = LogisticRegression(C=np.inf, max_iter=300).fit(X.T, Y[0])
    return fitted.coef_.T, float(fitted.intercept_[0])


def trainings():
    """Print the table of whole trainings, with what each has reached: one time each, they are long."""
    work = {f"deepcourse, {STEPS} steps at {RATE}": our_training}
    if importlib.util.find_spec("sklearn"):
        work["scikit-learn, L-BFGS, at most 300 steps"] = their_training
    rows = []
    for name, train in work.items():
        seconds, (w, b) = _timing.stopwatch(train)
        cost = nn.propagate(w, b, X, Y)[1]
        right = [nn.accuracy(nn.predict(w, b, x), y) for x, y in ((X, Y), (DATA.X_test, DATA.Y_test))]
        rows.append((name, _timing.shown(seconds), f"{cost:.3f}", *(f"{share:.1%}" for share in right)))
    note = "a lower training cost is not a better neuron: look at the unseen pictures"
    _timing.show("A whole training", ["", "time", "cost", "training", "unseen"], rows, note)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=50, help="runs of one pass (default: 50)")
    passes(parser.parse_args().repeats)
    trainings()


if __name__ == "__main__":
    main()
