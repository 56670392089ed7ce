"""A reader's own picture, made into what a network of this course has learned from.

read_picture    a file's bytes as brightnesses, or a sentence that says why not
as_column       a picture of any size as a column of 28 by 28 brightnesses: light clothes on a black ground
"""

import io
import warnings

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

SIDE = 28
MOST_BYTES = 10_000_000
MOST_PIXELS = 50_000_000
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP")
FAINT = 0.08  # what differs less from the ground than this belongs to it


def read_picture(content, name="the file"):
    """Return the brightnesses of a picture, (height, width) from 0 (black) to 1; what is transparent becomes white.

    content : bytes of a PNG, JPEG, GIF, BMP or WebP file, at most 10 MB and 50 million pixels

    Raises ValueError, with a sentence for the person who chose the file.
    """
    content = bytes(content)
    if len(content) > MOST_BYTES:
        raise ValueError(
            f"{name} has {len(content) / 1e6:.1f} MB; choose a picture of at most {MOST_BYTES / 1e6:.0f} MB"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own limit is stricter than Pillow's
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                _refuse_huge(image.size, name)
                upright = ImageOps.exif_transpose(image).convert("RGBA")  # cameras note how they were held
    except (UnidentifiedImageError, Image.DecompressionBombError):
        raise ValueError(f"{name} is no picture that can be read here; PNG, JPEG, GIF, BMP and WebP can") from None
    except (OSError, SyntaxError, EOFError):
        raise ValueError(f"{name} begins like a picture, but is damaged or cut off; save it anew") from None
    paper = Image.new("RGBA", upright.size, "white")
    return np.asarray(Image.alpha_composite(paper, upright).convert("L"), dtype=np.float64) / 255


def _refuse_huge(size, name):
    width, height = size
    if width * height > MOST_PIXELS:
        raise ValueError(
            f"{name} has {width} by {height} pixels; choose a picture of at most {MOST_PIXELS // 1_000_000} million"
        )


def as_column(grey):
    """Return a picture as a column (784, 1), made as Fashion-MNIST's were: light on black, filling 28 by 28.

    The ground is what most of the edge shows. It becomes black, a light ground by exchanging light and dark; what is
    left is cut out, stretched from 0 to 1, and made so small that its longer side fits.

    grey : (height, width) from 0 to 1

    Raises ValueError where there is nothing to see.

    >>> grey = np.ones((90, 60))
    >>> grey[20:70, 20:40] = 0.2   # something dark on white paper
    >>> column = as_column(grey)
    >>> column.shape, float(column.min()), float(column.max())
    ((784, 1), 0.0, 1.0)
    """
    edge = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    ground = float(np.median(edge))
    light = np.clip(ground - grey if ground > 0.5 else grey - ground, 0, 1)
    rows, columns = (np.flatnonzero(light.max(axis=axis) > FAINT) for axis in (1, 0))
    if len(rows) == 0:
        raise ValueError("nothing can be seen in this picture: it shows one brightness everywhere")
    cut = light[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    scale = SIDE / max(cut.shape)
    height, width = (max(1, round(scale * n)) for n in cut.shape)
    small = Image.fromarray(cut.astype(np.float32)).resize((width, height), Image.Resampling.BOX)
    field, top, left = np.zeros((SIDE, SIDE)), (SIDE - height) // 2, (SIDE - width) // 2
    field[top : top + height, left : left + width] = np.clip(np.asarray(small, dtype=np.float64), 0, 1)
    return (field / field.max()).reshape(-1, 1)


def like_a_photograph(column, ground=0.93):
    """Return a picture of this course as a person might have photographed it: dark on light, larger, with a margin.

    column : (784,) light on black    Returns (248, 212) from 0 to 1.
    """
    large = np.kron(column.reshape(SIDE, SIDE), np.ones((6, 6)))
    return np.pad(ground - 0.8 * large, ((40, 40), (22, 22)), constant_values=ground)
