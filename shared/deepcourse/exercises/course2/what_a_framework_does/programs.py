"""Expressions of arrays as text, as the reader would type them: what an engine is tried on.

table           a random array
run_program     a program on tensors of an engine: the result, and its gradients
random_program  a program drawn from a generator, tame enough for any engine, full of broadcasting
"""

import numpy as np

from deepcourse.nn import tensor as reference

LARGEST = 20.0  # steps of a random program that leave this range are drawn again
SHAPES = {"A": (3, 4), "M": (3, 3), "r": (1, 4), "c": (3, 1), "v": (4,), "s": ()}
STEPS = (  # {p} and {q} are names of what can be stretched to (3, 4), {n} and {k} numbers; a name may be taken twice
    "{p} + {q}", "{p} - {q}", "{n} - {p}", "{n} * {p}", "{p} * {q}", "{p} * {q}", "{p} * {p}",
    "{p} / {n}", "{p} / ({q} ** 2 + {n})", "{n} / ({p} ** 2 + 1)", "({p} * {p} + {n}) ** {k}", "{p} ** 3",
    "{p}.tanh()", "{p}.tanh().exp()", "({p} * {p} + {n}).log()", "{p}.relu()", "{p}.sigmoid()", "-{p}",
    "M @ ({p} + A)", "(A * {p}).sum(1, keepdims=True)", "(A + {p}).mean(0)", "(A - {p}).sum(0, keepdims=True)",
    "({p} * {q}).mean()", "A.T.reshape(3, 4) + {p}",
)  # fmt: skip


def table(rng, *shape):
    """Return a random array of this shape."""
    return rng.normal(size=shape)


def run_program(cls, program, arrays, walk):
    """Return {"J": its data}, and, after J.backward(), "dA" and so on: the gradient for each of the arrays.

    cls : an engine    program : text that computes J    arrays : {name: array}    walk : False for J alone
    """
    return computed(cls, program, arrays, walk, lambda J: J.backward())


def computed(cls, program, arrays, walk, backward):
    """Return what `run_program` returns; `backward` is called with J."""
    names = {name: cls(array) for name, array in arrays.items()}
    exec(compile(program, "<expression>", "exec"), {"__builtins__": {"range": range}}, names)
    for name, value in names.items():
        if name != "_":
            complain(name, value)
    result = {"J": np.array(names["J"].data)}
    if walk:
        backward(names["J"])
        result |= {f"d{name}": np.array(names[name].grad) for name in arrays}
    return result


def complain(name, value):
    """Raise TypeError, in words that help, where a value of a program is no tensor, or an odd one."""
    if not hasattr(value, "data") or isinstance(value, (np.ndarray, np.generic)):
        raise TypeError(f"{name} is {type(value).__name__}, expected a Tensor; does every operation return one?")
    if hasattr(value.data, "parents"):
        raise TypeError(f"the data of {name} is a Tensor; it must be an array: compute with self.data")
    parents, pulls = getattr(value, "parents", ()), getattr(value, "pulls", ())
    if not isinstance(parents, tuple) or not isinstance(pulls, tuple):
        raise TypeError("parents and pulls must be tuples; a tuple of one has a comma: (self,)")
    if len(parents) != len(pulls) or not all(map(callable, pulls)):
        raise TypeError(f"{name} needs one pull for each parent, and a pull is a function: lambda g: ...")


def random_program(rng, steps=8):
    """Return (program, arrays): random steps, all added up in J so that each of them counts."""
    arrays = {name: table(rng, *shape) for name, shape in SHAPES.items()}
    lines, known = [], {name: reference.Tensor(array) for name, array in arrays.items()}
    while len(lines) < steps:
        p, q = (str(name) for name in rng.choice([name for name in known if name != "M"], size=2))
        n, k = round(float(rng.uniform(0.5, 2)), 2), float(rng.choice([-1.5, -1, 0.5, 2]))
        step = str(rng.choice(STEPS)).format(p=p, q=q, n=n, k=k)
        value = eval(step, {"__builtins__": {}}, known)
        kink = ".relu" in step and np.abs(known[p].data).min() < 0.01
        if np.abs(value.data).max() < LARGEST and not kink:
            lines.append(f"t{len(lines)} = {step}")
            known[f"t{len(lines) - 1}"] = value
    return "; ".join([*lines, "J = " + " + ".join(f"{name}.mean()" for name in known)]), arrays


def measured_too(cls, program, arrays, seed):
    """Return {"walked": rate, "measured": rate}: how J moves along a random direction, by gradients and by nudges."""
    rng, step = np.random.default_rng(seed), 1e-6
    direction = {name: rng.normal(size=array.shape) for name, array in arrays.items()}
    moved = [
        run_program(cls, program, {name: array + h * direction[name] for name, array in arrays.items()}, walk=False)
        for h in (step, -step)
    ]
    found = run_program(cls, program, arrays, walk=True)
    walked = sum(np.sum(found[f"d{name}"] * direction[name]) for name in arrays)
    return {"walked": float(walked), "measured": float((moved[0]["J"] - moved[1]["J"]) / (2 * step))}
