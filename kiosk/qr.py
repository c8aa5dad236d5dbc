"""Addresses of forms, for reading and as QR codes that a phone reads from across a room."""

from functools import lru_cache
from io import BytesIO
from urllib.parse import urlsplit

from flask import current_app
from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.image.pil import PilImage
from qrcode.main import QRCode

from kiosk.settings import Settings

QUIET_ZONE = 4  # modules of white on each side, which scanners rely on
PIXELS_A_MODULE = 32  # a symbol of 37 modules is 1,184 pixels wide: sharp at 60 mm in print


def run_address(code: str) -> str:
    """The address of a run's form, in lower case, so that nobody needs a shift key."""
    return _public(f"/f/{code.lower()}")


def site_address(slug: str) -> str:
    """The address behind a site's permanent poster: pick a course there."""
    return _public(f"/f/at/{slug}")


def typing_address() -> str:
    """The address at which a code can be typed."""
    return _public("/f/")


def pairing_address() -> str:
    """The address at which a browser becomes a screen."""
    return _public("/pair")


def _public(path: str) -> str:
    # From the setting, never from the Host header: a poster must not carry a forged address.
    return _settings().public_url + path


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def readable(address: str) -> str:
    """An address as people type it, without the part that browsers add themselves."""
    return address.split("://", 1)[1].rstrip("/")


def qr_address(address: str) -> str:
    """The same address in upper case, which makes a smaller symbol.

    A folder that the public address itself stands in keeps its case: whether it may change
    is not ours to know.
    """
    folder = urlsplit(_settings().public_url).path
    if not folder:
        return address.upper()
    before, _, after = address.partition(folder)
    return before.upper() + folder + after.upper()


def _symbol(address: str) -> QRCode[PilImage]:
    symbol = QRCode(
        error_correction=ERROR_CORRECT_Q,
        border=QUIET_ZONE,
        box_size=PIXELS_A_MODULE,
        image_factory=PilImage,
    )
    symbol.add_data(address)
    symbol.make(fit=True)
    return symbol


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where the dark stretches of one row begin, and how long they are."""
    edges = [x for x in range(len(row) + 1) if (x < len(row) and row[x]) != (x > 0 and row[x - 1])]
    return [(start, end - start) for start, end in zip(edges[::2], edges[1::2], strict=True)]


@lru_cache(maxsize=512)  # a screen asks for those of its courses every few minutes
def _drawn(address: str) -> tuple[int, str]:
    """How many modules wide a symbol is, and the path of its dark ones."""
    rows = _symbol(address).get_matrix()
    dark = "".join(
        f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(rows) for x, length in _runs(row)
    )
    return len(rows), dark


def qr_svg(address: str, label: str) -> Markup:
    """A QR code as an SVG element: black on solid white, in dark mode too, named by its label."""
    size, dark = _drawn(address)
    return Markup(
        '<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" '
        'shape-rendering="crispEdges"><title>{label}</title>'
        '<rect width="{size}" height="{size}" fill="#ffffff"/>'
        '<path d="{dark}" fill="#000000"/></svg>'
    ).format(size=size, label=label, dark=dark)


def qr_png(address: str) -> bytes:
    """A QR code as a PNG picture: black on white, one bit a pixel."""
    file = BytesIO()
    _symbol(address).make_image().save(file, format="PNG")
    return file.getvalue()
