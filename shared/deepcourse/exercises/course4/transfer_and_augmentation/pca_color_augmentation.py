"""Exercise 7: pictures moved along the directions in which colours vary."""

import numpy as np

from deepcourse.cnn import augmentation as reference
from deepcourse.exercises.course4.transfer_and_augmentation.pictures import coloured, told
from deepcourse.exercises.declaration import Case, FunctionExercise

pca_color_augmentation = FunctionExercise(
    __name__,
    reference=reference.pca_color_augmentation,
    minutes=6,
    points_visible=5,
    points_hidden=7,
    returns=("the pictures",),
    hints=(
        "One picture, one colour: which three numbers are added to all its pixels? Write the sum over k for red alone.",
        "Row i of alphas * variances holds the three factors of picture i. Each multiplies a column of `components`.",
        "(m, n_C) times (n_C, n_C) gives the colour of every picture, if the matrix has the components in its rows. "
        "Then give the result two axes of length 1.",
    ),
)


def case(rng, shape, spread, seed):
    """Return random pictures, variances that fall, and a rotation in place of their components."""
    n_C = shape[3]
    variances = np.sort(rng.uniform(0.02, 0.6, size=n_C))[::-1].copy()
    components = np.linalg.qr(rng.normal(size=(n_C, n_C)))[0]
    return Case(f"{told(shape)}, spread {spread:g}",
                (coloured(rng, *shape), variances, components, spread, np.random.default_rng(seed)))  # fmt: skip


@pca_color_augmentation.visible
def visible():
    """Return several shapes and spreads, so large that some numbers leave the range."""
    rng = np.random.default_rng(4)
    return [
        case(rng, (3, 4, 5, 3), 0.1, 1),
        case(rng, (4, 5, 3, 3), 1.0, 2),
        case(rng, (2, 3, 4, 2), 0.5, 3),
        case(rng, (1, 3, 2, 3), 0.7, 4),
        case(rng, (5, 2, 3, 4), 0.3, 5),
    ]


@pca_color_augmentation.draw
def draw(rng):
    """Return random pictures."""
    shape = tuple(int(n) for n in rng.integers((2, 2, 2, 2), (7, 7, 7, 5)))
    return case(rng, shape, round(float(rng.uniform(0.1, 1.2)), 2), int(rng.integers(1000)))


@pca_color_augmentation.edges
def edges(rng):
    """Return one pixel, one channel, as many pictures as channels, no spread."""
    shapes = ((1, 1, 1, 3), 0.4), ((4, 3, 5, 1), 0.6), ((3, 3, 3, 3), 0.5), ((3, 4, 2, 3), 0.0)
    return [case(rng, shape, spread, place) for place, (shape, spread) in enumerate(shapes)]


def along_grey(rng):
    """Return grey pictures whose colours vary along grey alone."""
    components = np.linalg.qr(np.column_stack([np.ones(3), rng.normal(size=(3, 2))]))[0]
    return Case("grey pictures", (np.full((150, 2, 3, 3), 0.5), np.array([0.5, 0, 0]), components, 0.1,
                                  np.random.default_rng(int(rng.integers(999)))))  # fmt: skip


@pca_color_augmentation.property("where only grey varies, grey stays grey", draw=along_grey)
def grey_stays_grey(result, X, variances, components, spread, rng):
    """Return a sentence unless grey pictures stay grey and flat, and move by the right amount."""
    found = np.asarray(result)
    if found.shape != X.shape:
        return f"pictures {X.shape} became {found.shape}"
    if np.ptp(found, axis=(1, 2)).max() > 1e-9:
        return "pixels of a flat picture are not moved alike"
    if np.ptp(found, axis=3).max() > 1e-9:
        return "all the variance lies along grey, and grey pictures became coloured"
    moved, expected = float((found - X)[:, 0, 0, 0].std()), 0.1 * 0.5 / np.sqrt(3)
    return None if 0.7 < moved / expected < 1.4 else f"the colours moved by {moved:.3g}, expected about {expected:.3g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def moved(X, shifts, clip=True):
    """Return the pictures, moved by one colour each."""
    out = X + shifts[:, None, None]
    return np.clip(out, 0, 1) if clip else out


def drawn(X, variances, spread, rng):
    """Return the alphas."""
    return rng.normal(0, spread, size=(len(X), len(variances)))


@pca_color_augmentation.mistake
def components_not_transposed(X, variances, components, spread, rng):
    """the factors multiply the rows of `components`: the components are its columns, so transpose it"""
    return moved(X, (drawn(X, variances, spread, rng) * variances) @ components)


@pca_color_augmentation.mistake
def roots_of_variances(X, variances, components, spread, rng):
    """the alphas are multiplied by the roots of the variances: multiply by the variances themselves"""
    return moved(X, (drawn(X, variances, spread, rng) * np.sqrt(variances)) @ components.T)


@pca_color_augmentation.mistake
def variances_left_out(X, variances, components, spread, rng):
    """the variances are left out: all directions then move equally far"""
    return moved(X, drawn(X, variances, spread, rng) @ components.T)


@pca_color_augmentation.mistake
def noise_at_every_pixel(X, variances, components, spread, rng):
    """every pixel gets its own alphas: add one colour to all pixels of a picture"""
    alphas = rng.normal(0, spread, size=(*X.shape[:3], len(variances)))
    return np.clip(X + (alphas * variances) @ components.T, 0, 1)


@pca_color_augmentation.mistake
def pixels_scaled_along_the_components(X, variances, components, spread, rng):
    """each pixel is scaled along the components: one colour is added, the same to all pixels of a picture"""
    factors = drawn(X, variances, spread, rng) * variances
    return np.clip(X + (X @ components * factors[:, None, None]) @ components.T, 0, 1)


@pca_color_augmentation.mistake
def one_colour_for_all(X, variances, components, spread, rng):
    """all pictures get the same alphas: draw n_C of them for each picture"""
    alphas = rng.normal(0, spread, size=(1, len(variances)))
    return moved(X, (alphas * variances) @ components.T)


@pca_color_augmentation.mistake
def one_alpha_for_each_picture(X, variances, components, spread, rng):
    """a picture has one alpha for all components: draw one for each component"""
    alphas = rng.normal(0, spread, size=(len(X), 1))
    return moved(X, (alphas * variances) @ components.T)


@pca_color_augmentation.mistake
def not_clipped(X, variances, components, spread, rng):
    """the results leave the range from 0 to 1: clip them"""
    return moved(X, (drawn(X, variances, spread, rng) * variances) @ components.T, clip=False)


@pca_color_augmentation.mistake
def first_component_alone(X, variances, components, spread, rng):
    """only the first component is used: add up all of them"""
    return moved(X, drawn(X, variances, spread, rng)[:, :1] * variances[0] * components[:, 0])


@pca_color_augmentation.mistake
def channels_scaled_without_components(X, variances, components, spread, rng):
    """the components are left out, and channel k is moved by alpha_k times variance k: multiply by the components"""
    return moved(X, drawn(X, variances, spread, rng) * variances)


@pca_color_augmentation.mistake
def variances_of_channels(X, variances, components, spread, rng):
    """the variances multiply the channels of the sum: multiply the alphas by them, before the product"""
    return moved(X, drawn(X, variances, spread, rng) @ components.T * variances)


@pca_color_augmentation.mistake
def spread_ignored(X, variances, components, spread, rng):
    """the alphas have standard deviation 1: it must be `spread`"""
    return moved(X, (drawn(X, variances, 1, rng) * variances) @ components.T)


@pca_color_augmentation.mistake
def uniform_alphas(X, variances, components, spread, rng):
    """the alphas are uniform: use rng.normal(0, spread, ...)"""
    alphas = rng.uniform(-spread, spread, size=(len(X), len(variances)))
    return moved(X, (alphas * variances) @ components.T)


@pca_color_augmentation.mistake
def multiplied(X, variances, components, spread, rng):
    """the pictures are multiplied by 1 + the colour: it is added"""
    return np.clip(X * (1 + ((drawn(X, variances, spread, rng) * variances) @ components.T)[:, None, None]), 0, 1)


@pca_color_augmentation.mistake
def components_of_the_batch(X, variances, components, spread, rng):
    """the components are computed from the pictures of the batch: use those passed in, from the training set"""
    variances, components = reference.color_components(X)
    return moved(X, (drawn(X, variances, spread, rng) * variances) @ components.T)


@pca_color_augmentation.mistake
def variances_squared(X, variances, components, spread, rng):
    """the variances are squared: multiply by each only once"""
    return moved(X, (drawn(X, variances, spread, rng) * variances**2) @ components.T)


@pca_color_augmentation.mistake
def own_generator(X, variances, components, spread, rng):
    """the function creates its own generator: draw from the `rng` that it is given"""
    return reference.pca_color_augmentation(X, variances, components, spread, np.random.default_rng(0))


@pca_color_augmentation.mistake
def subtracted(X, variances, components, spread, rng):
    """the colour is subtracted: it is added"""
    return moved(X, -(drawn(X, variances, spread, rng) * variances) @ components.T)


@pca_color_augmentation.right
def in_loops(X, variances, components, spread, rng):
    """Return the same as a sum over components, picture by picture."""
    alphas = rng.normal(0, spread, size=(X.shape[0], X.shape[3]))
    out = np.empty_like(X)
    for i, x in enumerate(X):
        colour = sum(alphas[i, k] * variances[k] * components[:, k] for k in range(len(variances)))
        out[i] = np.clip(x + colour, 0, 1)
    return out


@pca_color_augmentation.right
def with_einsum(X, variances, components, spread, rng):
    """Return the same by einsum."""
    alphas = spread * rng.normal(size=(len(X), X.shape[3]))
    return np.clip(X + np.einsum("ik,k,ck->ic", alphas, variances, components)[:, None, None, :], 0, 1)
