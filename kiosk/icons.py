"""The picture of an installed screen as PNG, for devices that take no SVG: the same door."""

from functools import lru_cache
from io import BytesIO

from flask import Blueprint, Response, abort
from PIL import Image, ImageDraw

blueprint = Blueprint("icons", __name__)
SIZES = (180, 192, 512)  # iPad's; a home screen's; a splash screen's
WIDTH, MARGIN = 48, 8  # the units of static/kiosk/icon-whole.svg, and the side that masks may cut
FINER = 4  # drawn so many times larger, so that edges come out smooth
WALL, SUN, FRAME, LIGHT, KNOB = "#fff8ef", "#ffcf87", "#0b5d5e", "#fff0d9", "#c96d3d"
A_DAY = 24 * 3600
Box = tuple[float, float, float, float]


@blueprint.get("/screen/icon-<int:size>.png")
def icon(size: int) -> Response:
    """The picture at one of the sizes that the manifest names."""
    if size not in SIZES:
        abort(404)
    answer = Response(drawn(size), mimetype="image/png")
    answer.cache_control.public = True
    answer.cache_control.max_age = A_DAY
    return answer


@lru_cache
def drawn(size: int) -> bytes:
    """A square PNG, `size` pixels wide, without transparency."""
    unit = size * FINER / WIDTH

    def place(*corners: float) -> Box:
        left, top, right, bottom = (round((at + MARGIN) * unit) for at in corners)
        return left, top, right - 1, bottom - 1  # Pillow paints the last pixel too

    picture = Image.new("RGB", (size * FINER, size * FINER), WALL)
    draw = ImageDraw.Draw(picture)
    draw.ellipse(place(16, 2, 28, 14), SUN)
    for left, top, right, colour in ((6, 5, 26, FRAME), (9, 8, 23, LIGHT)):
        draw.ellipse(place(left, top, right, top + right - left), colour)
        draw.rectangle(place(left, 15, right, 30), colour)
    draw.rectangle(place(15.2, 8, 16.8, 30), FRAME)
    draw.rectangle(place(9, 18, 23, 19.6), FRAME)
    draw.ellipse(place(18.6, 21.6, 21.4, 24.4), KNOB)
    file = BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
    return file.getvalue()
