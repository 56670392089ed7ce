"""Exercise 3: two dense layers, the same at every step."""

import math

import numpy as np

from deepcourse.exercises.course5.gated_units.cells import first_parts, trouble_with
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import transformer as reference

ROOT, CUBE = reference.GELU


def fed(f, x, parameters, *, activation="relu"):
    """Return what comes out, without the cache."""
    return first_parts(f(x, parameters, activation=activation), 1, of=2)


feed_forward_forward = FunctionExercise(
    __name__,
    reference=reference.feed_forward_forward,
    use=fed,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    relative_tolerance=1e-5,  # float32 is among the cases
    returns=("out",),
    hints=(
        "A dense layer at every step: np.einsum with the axes of examples and steps carried along. Which shape has Z?",
        "The biases are (n_ff, 1) and (n, 1); Z and out have three axes, so each bias needs one more at its end.",
        "Only Z goes through the activation; out does not. For GELU, write out the formula above with np.tanh.",
    ),
)


def parameters_of(rng, n, n_ff, dtype=float):
    """Return weights and biases, none of them 0."""
    shapes = {"W1": (n_ff, n), "b1": (n_ff, 1), "W2": (n, n_ff), "b2": (n, 1)}
    return {name: (0.8 * rng.normal(size=shape)).astype(dtype) for name, shape in shapes.items()}


def case(rng, sizes, activation="relu", name="", *, dtype=float):
    """Return x of these sizes, parameters and an activation as a case."""
    n, n_ff, m, T = sizes
    told = name or f"n = {n}, n_ff = {n_ff}, m = {m}, T = {T}, {activation}"
    x = rng.normal(size=(n, m, T)).astype(dtype)
    options = {} if activation is None else {"activation": activation}
    return Case(told, (x, parameters_of(rng, n, n_ff, dtype)), options)


@feed_forward_forward.visible
def visible():
    """Return both activations, the usual one, fewer hidden rows than rows, one step, float32."""
    rng = np.random.default_rng(603)
    return [
        case(rng, (3, 5, 2, 4)),
        case(rng, (4, 6, 3, 2), "gelu"),
        case(rng, (2, 7, 3, 5), None, "no activation named"),
        case(rng, (5, 3, 2, 4), "gelu", "fewer hidden rows than rows"),
        case(rng, (3, 4, 1, 1), "relu", "one example, one step"),
        case(rng, (4, 5, 2, 3), "relu", "float32", dtype=np.float32),
    ]


@feed_forward_forward.draw
def draw(rng):
    """Return random sizes and one of the activations."""
    n, n_ff, m, T = (int(k) for k in rng.permutation(np.arange(2, 8))[:4])
    return case(rng, (n, n_ff, m, T), str(rng.choice(["relu", "gelu"])))


@feed_forward_forward.edges
def edges(rng):
    """Return one row, one hidden row, one example and step, float32."""
    return [
        case(rng, (1, 4, 2, 3), "gelu", "one row"),
        case(rng, (3, 1, 4, 2), "relu", "one hidden row"),
        case(rng, (4, 6, 1, 1), "gelu", "one example, one step"),
        case(rng, (5, 2, 3, 4), None, "no activation named"),
        case(rng, (3, 6, 4, 2), "relu", "float32", dtype=np.float32),
    ]


@feed_forward_forward.property("the package's backward pass can use the cache")
def goes_back(f, rng):
    """Return a sentence unless the cache gives the gradients that the package's own cache gives."""
    x, parameters, d_out = rng.normal(size=(4, 2, 3)), parameters_of(rng, 4, 6), rng.normal(size=(4, 2, 3))

    def back(cache):
        dx, grads = reference.feed_forward_backward(d_out, cache)
        return {"dx": dx} | grads

    right = reference.feed_forward_forward(x, parameters, activation="gelu")[1]
    return trouble_with(f(x, parameters, activation="gelu"), 2, back, right)


@feed_forward_forward.property("Z and A in the cache are what stands before and after the activation")
def kept(f, rng):
    """Return a sentence unless the cache holds Z and A, neither of them overwritten."""
    x, parameters = rng.normal(size=(4, 2, 3)), parameters_of(rng, 4, 6)
    for activation in ("relu", "gelu"):
        result = f(x, parameters, activation=activation)
        if type(result) not in (tuple, list) or len(result) != 2 or np.shape(result[1][1:3]) != (2, 6, 2, 3):
            return "return out and the cache (x, Z, A, parameters, activation)"
        right = reference.feed_forward_forward(x, parameters, activation=activation)[1]
        for place, name in ((1, "Z"), (2, "A")):
            if not np.allclose(result[1][place], right[place]):
                return f"with {activation}, {name} in the cache is not what the page calls {name}"
    return None


@feed_forward_forward.property("the order of the steps does not matter")
def reordered(f, rng):
    """Return a sentence unless reordered steps come out reordered, and nothing else."""
    x, parameters, order = rng.normal(size=(4, 2, 5)), parameters_of(rng, 4, 6), rng.permutation(5)
    one, other = fed(f, x, parameters), fed(f, x[:, :, order], parameters)
    if np.shape(one) != x.shape or np.shape(other) != x.shape:
        return f"out has the shape {np.shape(one)}, x has {x.shape}"
    same = np.allclose(np.asarray(one)[:, :, order], other)
    return None if same else "a step comes out differently when the steps stand in another order"


# --- known mistakes -------------------------------------------------------------------------------------------------


def tanh_gelu(z, *, half=0.5, root=ROOT, cube=CUBE, power=3):
    """Return GELU by the tanh formula, with something changed."""
    return half * z * (1 + np.tanh(root * (z + cube * z**power)))


def chosen(activation, gelu=tanh_gelu):
    """Return the activation of that name."""
    return gelu if activation == "gelu" else lambda z: np.maximum(z, 0)


def fed_through(x, p, g, *, b1=True, b2=True, after=None):
    """Return (out, cache) with an activation g, with biases or without, and something done to the end."""
    Z = np.einsum("yx,xmt->ymt", p["W1"], x) + b1 * p["b1"][:, :, None]
    A = g(Z)
    out = np.einsum("yx,xmt->ymt", p["W2"], A) + b2 * p["b2"][:, :, None]
    return (out if after is None else after(out)), (x, Z, A, p, "gelu")


@feed_forward_forward.mistake
def always_relu(x, parameters, *, activation="relu"):
    """the activation is always ReLU, whatever the argument says"""
    return fed_through(x, parameters, chosen("relu"))


@feed_forward_forward.mistake
def always_gelu(x, parameters, *, activation="relu"):
    """the activation is always GELU, whatever the argument says"""
    return fed_through(x, parameters, chosen("gelu"))


@feed_forward_forward.mistake
def exchanged(x, parameters, *, activation="relu"):
    """the two activations are exchanged"""
    return fed_through(x, parameters, chosen("relu" if activation == "gelu" else "gelu"))


@feed_forward_forward.mistake
def no_activation(x, parameters, *, activation="relu"):
    """there is no activation: two dense layers without one are a single dense layer"""
    return fed_through(x, parameters, lambda z: z)


@feed_forward_forward.mistake
def activated_twice(x, parameters, *, activation="relu"):
    """the second layer is followed by the activation, too: only the first one is"""
    g = chosen(activation)
    return fed_through(x, parameters, g, after=g)


@feed_forward_forward.mistake
def relu_at_the_end(x, parameters, *, activation="relu"):
    """with ReLU, the second layer is followed by it, too: only the first one is"""
    after = (lambda out: np.maximum(out, 0)) if activation == "relu" else None
    return fed_through(x, parameters, chosen(activation), after=after)


@feed_forward_forward.mistake
def activated_first(x, parameters, *, activation="relu"):
    """x goes through the activation before the first layer: it stands between the layers"""
    return fed_through(chosen(activation)(x), parameters, lambda z: z)


@feed_forward_forward.mistake
def first_bias_left_out(x, parameters, *, activation="relu"):
    """b1 is left out"""
    return fed_through(x, parameters, chosen(activation), b1=False)


@feed_forward_forward.mistake
def second_bias_left_out(x, parameters, *, activation="relu"):
    """b2 is left out"""
    return fed_through(x, parameters, chosen(activation), b2=False)


@feed_forward_forward.mistake
def both_biases_left_out(x, parameters, *, activation="relu"):
    """both biases are left out"""
    return fed_through(x, parameters, chosen(activation), b1=False, b2=False)


@feed_forward_forward.mistake
def input_added(x, parameters, *, activation="relu"):
    """x is added to the output: that belongs to the block around it"""
    return fed_through(x, parameters, chosen(activation), after=lambda out: out + x)


@feed_forward_forward.mistake
def sigmoid_gelu(x, parameters, *, activation="relu"):
    """GELU is computed as z * sigmoid(1.702 z), another approximation: the page asks for the one with tanh"""
    return fed_through(x, parameters, chosen(activation, lambda z: z / (1 + np.exp(-1.702 * z))))


@feed_forward_forward.mistake
def exact_gelu(x, parameters, *, activation="relu"):
    """GELU is computed with the error function, its exact form: the page asks for the approximation with tanh"""
    erf = np.vectorize(math.erf, otypes=[float])
    return fed_through(x, parameters, chosen(activation, lambda z: z * 0.5 * (1 + erf(z / 2**0.5))))


@feed_forward_forward.mistake
def silu(x, parameters, *, activation="relu"):
    """GELU is computed as z * sigmoid(z), which is SiLU, or Swish"""
    return fed_through(x, parameters, chosen(activation, lambda z: z / (1 + np.exp(-z))))


@feed_forward_forward.mistake
def root_left_out(x, parameters, *, activation="relu"):
    """2 / pi stands in GELU without its root"""
    return fed_through(x, parameters, chosen(activation, lambda z: tanh_gelu(z, root=2 / np.pi)))


@feed_forward_forward.mistake
def root_times_z_alone(x, parameters, *, activation="relu"):
    """the root in GELU multiplies z alone: it multiplies the sum of z and the term with its cube"""
    return fed_through(x, parameters, chosen(activation, lambda z: z / 2 * (1 + np.tanh(ROOT * z + CUBE * z**3))))


@feed_forward_forward.mistake
def half_left_out(x, parameters, *, activation="relu"):
    """GELU lacks the factor 0.5"""
    return fed_through(x, parameters, chosen(activation, lambda z: tanh_gelu(z, half=1.0)))


@feed_forward_forward.mistake
def squared(x, parameters, *, activation="relu"):
    """GELU has the square of z where its cube belongs"""
    return fed_through(x, parameters, chosen(activation, lambda z: tanh_gelu(z, power=2)))


@feed_forward_forward.mistake
def cube_left_out(x, parameters, *, activation="relu"):
    """GELU lacks the term with the cube of z"""
    return fed_through(x, parameters, chosen(activation, lambda z: tanh_gelu(z, cube=0.0)))


# --- right, written differently -------------------------------------------------------------------------------------


@feed_forward_forward.right
def as_columns(x, parameters, *, activation="relu"):
    """Return the same, with all steps of all examples as columns of one matrix."""
    p, X = parameters, x.reshape(len(x), -1)
    Z = p["W1"] @ X + p["b1"]
    A = Z * (Z > 0) if activation == "relu" else Z / 2 + Z / 2 * np.tanh(ROOT * Z * (1 + CUBE * Z * Z))
    out = (p["W2"] @ A + p["b2"]).reshape(x.shape)
    return out, (x, Z.reshape(-1, *x.shape[1:]), A.reshape(-1, *x.shape[1:]), parameters, activation)


@feed_forward_forward.right
def step_by_step(x, parameters, *, activation="relu"):
    """Return the same as a list, one step after the other."""
    p, g = parameters, chosen(activation)
    steps = [p["W1"] @ x[:, :, t] + p["b1"] for t in range(x.shape[2])]
    out = np.stack([p["W2"] @ g(z) + p["b2"] for z in steps], axis=2)
    Z = np.stack(steps, axis=2)
    return [out, [x, Z, g(Z), p, activation]]
