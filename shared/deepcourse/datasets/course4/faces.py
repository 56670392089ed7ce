"""Generated faces, drawn by this module, of nobody: as many people as you like, and as many pictures of each.

generated_faces     pictures of new people
some_people         what stays with each of some people
some_moments        what changes from picture to picture

The colours of skin, hair and eyes, the shape of the head, the hair, the places and sizes of eyes, brows, nose and mouth
and the glasses stay with a person. Tilt, turn, size and place of the head, the smile, the background, the light and the
noise are new in each picture.
"""

import numpy as np

SIDE = 32  # pixels
AT_ONCE = 32  # pictures that are drawn at a time
TRAITS = (
    "skin_hue", "skin_tone", "hair_hue", "hair_tone", "hair_style", "hairline", "slant", "eye_hue", "eye_distance",
    "eye_height", "eye_size", "brow_tilt", "brow_width", "nose", "mouth", "glasses", "width", "length",
)  # fmt: skip


def generated_faces(people, pictures, rng):
    """Return pictures of people that nobody has seen before, (people, pictures, 32, 32, 3) float32 from 0 to 1.

    rng : numpy.random.Generator    another one gives other people

    >>> generated_faces(2, 3, np.random.default_rng(1)).shape
    (2, 3, 32, 32, 3)
    """
    traits = {name: np.repeat(values, pictures) for name, values in some_people(people, rng).items()}
    moments = some_moments(people * pictures, rng)
    drawn = np.empty((people * pictures, SIDE, SIDE, 3), np.float32)
    for first in range(0, len(drawn), AT_ONCE):
        part = slice(first, first + AT_ONCE)
        draw(drawn[part], {k: v[part] for k, v in traits.items()}, {k: v[part] for k, v in moments.items()})
    noise = rng.standard_normal(drawn.shape, dtype=np.float32)
    np.clip(drawn + np.float32(0.04) * noise, 0, 1, out=drawn)
    return drawn.reshape(people, pictures, SIDE, SIDE, 3)


def some_people(count, rng):
    """Return {trait: (count,)}, numbers from -1 to 1."""
    return {trait: rng.uniform(-1, 1, count).astype(np.float32) for trait in TRAITS}


def some_moments(count, rng):
    """Return {what changes: (count,)}: most are normal around what is usual."""
    spreads = {"tilt": 0.12, "right": 0.05, "down": 0.05, "turn": 0.07, "smile": 0.35, "from_side": 0.15,
               "from_above": 0.1}  # fmt: skip
    moments = {name: rng.normal(0, spread, count) for name, spread in spreads.items()}
    moments |= {"size": rng.normal(1, 0.06, count), "light": rng.normal(1, 0.12, count)}
    moments |= {f"background_{channel}": rng.uniform(0.2, 0.9, count) for channel in "rgb"}
    return {name: values.astype(np.float32) for name, values in moments.items()}


def draw(out, traits, moments):
    """Draw pictures into `out`, (m, 32, 32, 3): twice as fine as they get, layer upon layer, then averaged and lit."""
    t, c = ({name: values[:, None, None] for name, values in group.items()} for group in (traits, moments))
    grid = (np.arange(2 * SIDE, dtype=np.float32) + 0.5) / SIDE - 1
    across, down = grid[None, None, :] - c["right"], grid[None, :, None] - c["down"]
    x = (across * np.cos(c["tilt"]) + down * np.sin(c["tilt"])) * c["size"]
    y = (down * np.cos(c["tilt"]) - across * np.sin(c["tilt"])) * c["size"]
    planes = np.empty((3, len(out), 2 * SIDE, 2 * SIDE), np.float32)
    planes[...] = np.stack([c[f"background_{channel}"] for channel in "rgb"])
    for mask, colour in parts(x, y, t, c):
        for plane, tone in zip(planes, np.moveaxis(np.broadcast_to(colour, (len(out), 1, 1, 3)), 3, 0), strict=True):
            np.copyto(plane, tone, where=mask)
    out[...] = np.moveaxis(planes.reshape(3, -1, SIDE, 2, SIDE, 2).mean(axis=(3, 5)), 0, 3)
    light = c["light"] + c["from_side"] * grid[None, None, ::2] + c["from_above"] * grid[None, ::2, None]
    out *= light[..., None]


def parts(x, y, t, c):
    """Yield (mask, colour) of what is painted, from the hair behind the head to the glasses before it."""
    skin, hair, iris = skin_colour(t), hair_colour(t), colour_of(0.4 + 0.2 * t["eye_hue"], 0.6, 0.5)
    wide, high = 0.58 + 0.1 * t["width"], 0.76 + 0.07 * t["length"]
    yield ((x / (wide + 0.1)) ** 2 + ((y + 0.1) / (high + 0.12)) ** 2 < 1) & (t["hair_style"] > -0.4), hair
    yield (np.abs(x) < wide + 0.08) & (y > -0.1) & (y < 0.75) & (t["hair_style"] > 0.3), hair
    head = (x / wide) ** 2 + (y / high) ** 2 < 1
    yield head, skin
    yield head & (y < -0.42 + 0.12 * t["hairline"] + 0.15 * t["slant"] * x), hair
    u = x - c["turn"] * np.sqrt(np.clip(1 - x * x - y * y, 0, 1))  # what is on the face slides when the head turns
    apart, at, size = 0.26 + 0.05 * t["eye_distance"], -0.1 + 0.04 * t["eye_height"], 0.1 + 0.025 * t["eye_size"]
    for side in (-1, 1):
        from_eye = u - side * apart
        yield (from_eye / size / 1.35) ** 2 + ((y - at) / size) ** 2 < 1, np.float32(0.97)
        yield (from_eye / size * 1.6) ** 2 + ((y - at) / size * 1.5) ** 2 < 1, iris
        brow = y - at + 0.2 + 0.03 * t["brow_tilt"] - 0.25 * t["brow_tilt"] * side * from_eye
        yield (np.abs(from_eye) < 0.15) & (np.abs(brow) < 0.03 + 0.012 * t["brow_width"]), hair * np.float32(0.6)
    yield (np.abs(u) < 0.035 + 0.012 * t["nose"]) & (y > at) & (y < 0.2 + 0.06 * t["nose"]), skin * np.float32(0.78)
    lips = y - 0.42 - c["smile"] * (0.04 - u * u) * 2
    yield (np.abs(u) < 0.2 + 0.05 * t["mouth"]) & (np.abs(lips) < 0.035), np.array([0.72, 0.2, 0.22], np.float32)
    for side in (-1, 1):
        rim = ((u - side * apart) / 0.19) ** 2 + ((y - at) / 0.16) ** 2
        yield (rim < 1) & (rim > 0.68) & (t["glasses"] > 0.5), np.float32(0.1)


def skin_colour(t):
    """Return the colour of each skin, from dark to light."""
    return colour_of(0.06 + 0.02 * t["skin_hue"], 0.45 + 0.1 * t["skin_hue"], 0.7 + 0.25 * t["skin_tone"])


def hair_colour(t):
    """Return the colour of each head of hair, from black to blond and red."""
    return colour_of(0.08 + 0.05 * t["hair_hue"], 0.55, 0.42 + 0.35 * t["hair_tone"])


def colour_of(hue, saturation, value):
    """Return hue, saturation and value as red, green and blue, on a last axis."""
    turns = (np.array([5, 3, 1]) + 6 * hue[..., None]) % 6
    ramp = np.clip(np.minimum(turns, 4 - turns), 0, 1)
    return (np.asarray(value)[..., None] * (1 - np.asarray(saturation)[..., None] * ramp)).astype(np.float32)
