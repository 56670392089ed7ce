"""Expressions as text, as the reader would type them: what an engine is tried on.

run_program     a program on values of an engine: the result, and its slopes
random_program  a program drawn from a generator, tame enough for any engine
measured        the slopes of a program by nudging
"""

from deepcourse.nn.autodiff import Value

LARGEST = 20.0  # steps of a random program that leave this range are drawn again
STEPS = (  # {p} and {q} are names, {n} and {k} numbers; a name may be taken twice
    "{p} + {q}", "{p} - {q}", "{n} - {p}", "{p} + {p}", "{n} + {p}", "{n} * {p}", "{p} * {q}", "{p} * {p}",
    "{p} / {n}", "{p} / ({q} ** 2 + {n})", "{n} / ({p} ** 2 + 1)", "({p} * {p} + {n}) ** {k}", "{p} ** 3",
    "{p}.tanh()", "{p}.tanh().exp()", "({p} * {p} + {n}).log()", "{p}.relu()", "-{p}",
)  # fmt: skip


def run_program(cls, program, numbers, walk):
    """Return {"J": its value}, and, after J.backward(), "da" and so on: the slope of J for each of the numbers.

    cls : an engine    program : text that computes J    numbers : {name: number}    walk : False for J alone
    """
    names = {name: cls(number) for name, number in numbers.items()}
    exec(compile(program, "<expression>", "exec"), {"__builtins__": {"range": range}}, names)
    odd = next((name for name, value in names.items() if name != "_" and not hasattr(value, "data")), None)
    if odd:
        raise TypeError(f"{odd} is {type(names[odd]).__name__}, expected a Value; does every operation return one?")
    J = names["J"]
    if not all(isinstance(getattr(J, name, ()), tuple) for name in ("parents", "slopes")):
        raise TypeError("parents and slopes must be tuples; a tuple of one has a comma: (self,)")
    result = {"J": J.data}
    if walk:
        J.backward()
        result |= {f"d{name}": names[name].grad for name in numbers}
    return result


def random_program(rng, steps=9):
    """Return (program, numbers): random steps on three numbers, all added up in J so that each of them counts."""
    numbers = {name: float(rng.uniform(-2, 2)) for name in "abc"}
    lines, known = [], {name: Value(number) for name, number in numbers.items()}
    while len(lines) < steps:
        p, q = (str(name) for name in rng.choice(list(known), size=2))
        n, k = round(float(rng.uniform(0.5, 2)), 2), float(rng.choice([-1.5, -1, 0.5, 2]))
        step = str(rng.choice(STEPS)).format(p=p, q=q, n=n, k=k)
        value = eval(step, {"__builtins__": {}}, known)
        kink = ".relu" in step and abs(known[p].data) < 0.01
        if abs(value.data) < LARGEST and not kink:
            lines.append(f"t{len(lines)} = {step}")
            known[f"t{len(lines) - 1}"] = value
    return "; ".join([*lines, "J = " + " + ".join(known)]), numbers


def measured(cls, program, numbers, name, eps=1e-5):
    """Return the slope of J with respect to one of the numbers, by a nudge to either side."""
    ahead, behind = (
        run_program(cls, program, numbers | {name: numbers[name] + step}, walk=False)["J"] for step in (eps, -eps)
    )
    return (ahead - behind) / (2 * eps)
