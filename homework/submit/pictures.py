"""Pictures on paper, never wider or higher than there is room."""

import io

from reportlab.platypus import Image

HIGHEST = 260  # points
KINDS = ("image/png", "image/jpeg", "image/gif")
# Of a picture that does not say how large it is meant to be.
DOTS = 110  # an inch


def picture(kind, data, width):
    """A picture as a flowable.

    Parameters
    ----------
    kind : str
        Its MIME type.
    data : bytes
    width : float
        Room for it, in points.

    Returns
    -------
    Image or None
        None where it is of another kind, or damaged.
    """
    if kind not in KINDS:
        return None
    try:
        drawing = Image(io.BytesIO(data))
        across, high = drawing.imageWidth * 72 / DOTS, drawing.imageHeight * 72 / DOTS
    except (OSError, ValueError, SyntaxError):
        return None
    scale = min(1, width / across, HIGHEST / high)
    drawing.drawWidth, drawing.drawHeight = across * scale, high * scale
    drawing.hAlign = "LEFT"
    return drawing
