"""What of a panel can be seen: a mark beyond the limits of the axes is there, and nobody sees it.

panels_of       the axes that a reader sees as panels
is_empty        whether no mark of a panel lies within its frame
empty_panels    the panels of a figure that are empty
"""

from matplotlib.collections import Collection, PathCollection, QuadMesh
from matplotlib.image import AxesImage
from matplotlib.path import Path


def panels_of(figure):
    """Return the axes that a reader sees as panels: no colour bars, no blank places of a grid."""
    shown = [ax for ax in figure.axes if ax.get_visible() and not is_colour_bar(ax)]
    for ax in shown:  # matplotlib sets the limits when somebody asks; before that nothing lies where it will be drawn
        ax.get_xlim(), ax.get_ylim()
    return [ax for ax in shown if ax.axison or holds_something(ax)]


def is_colour_bar(ax):
    """Return whether axes are the colour bar of others."""
    return hasattr(ax, "_colorbar")


def holds_something(ax):
    """Return whether anything is drawn or written in axes."""
    return bool(ax.get_title() or ax.lines or ax.collections or ax.patches or ax.images or ax.texts)


def empty_panels(figure):
    """Return the panels (Axes) of a figure in which no mark can be seen.

    A mark is a line, point, bar, band, shape or picture within the frame; a guide over the whole width or height is
    none. In a panel without axes words are marks, too.
    """
    return [ax for ax in panels_of(figure) if is_empty(ax)]


def is_empty(ax):
    """Return whether no mark of a panel lies within its frame."""
    if not ax.axison and any(text.get_text().strip() and text.get_visible() for text in ax.texts):
        return False
    lines = [line for line in ax.lines if not is_guide(line, ax)]
    return not any(visible(mark, ax) for mark in (*lines, *ax.images, *ax.patches, *ax.collections))


def is_guide(line, ax):
    """Return whether a line runs over the whole width or height of its axes: `axhline` and `axvline`."""
    return line.get_transform() is ax.get_yaxis_transform() or line.get_transform() is ax.get_xaxis_transform()


def is_joined(line):
    """Return whether the points of a Line2D are joined."""
    return line.get_linestyle() not in ("None", "", " ")


def is_marked(line):
    """Return whether the points of a Line2D are marked."""
    return line.get_marker() not in ("None", "", " ", None)


def visible(artist, ax):
    """Return whether any of a line, collection, patch or picture lies within the frame of its axes."""
    if not artist.get_visible() or artist.get_alpha() == 0:
        return False
    frame = ax.bbox.padded(0.5)
    if isinstance(artist, AxesImage):
        left, right, bottom, top = artist.get_extent()
        corners = Path([(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)])
        return crosses(corners, ax.transData, frame, True)
    if isinstance(artist, QuadMesh) or hasattr(artist, "do_3d_projection"):
        return True
    if isinstance(artist, Collection):
        return collection_visible(artist, frame)
    if not hasattr(artist, "get_xdata"):
        return crosses(artist.get_path(), artist.get_transform(), frame, True)
    if hasattr(artist, "get_data_3d"):
        return True
    path, transform = artist.get_path(), artist.get_transform()
    if is_joined(artist) and crosses(path, transform, frame, False):
        return True
    return is_marked(artist) and any_within(transform.transform(path.vertices), frame)


def collection_visible(artist, frame):
    """Return whether any of a collection lies within a frame: of points their places, of shapes their outlines."""
    if isinstance(artist, PathCollection):
        return any_within(artist.get_offset_transform().transform(artist.get_offsets()), frame)
    filled = bool(len(artist.get_facecolor()))
    return any(crosses(path, artist.get_transform(), frame, filled) for path in artist.get_paths())


def any_within(spots, frame):
    """Return whether any spot, in pixels, lies in a frame."""
    return any(frame.contains(*spot) for spot in spots)


def crosses(path, transform, frame, filled):
    """Return whether a path, drawn through a transform, meets a frame; points that are no numbers are left out."""
    if not len(path.vertices):
        return False
    drawn = transform.transform_path(path).cleaned(remove_nans=True, simplify=False)
    ends = drawn.codes != Path.STOP
    drawn = Path(drawn.vertices[ends], drawn.codes[ends])
    if len(drawn.vertices) == 1:
        return bool(frame.contains(*drawn.vertices[0]))
    return bool(len(drawn.vertices)) and bool(drawn.intersects_bbox(frame, filled))
