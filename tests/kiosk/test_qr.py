"""QR codes: the address they carry, and that a reader gets it back from SVG and PNG."""

import io
import re
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageOps

from kiosk import qr


@pytest.fixture
def public(app, monkeypatch):
    """Sets the public address."""

    def change(url: str) -> None:
        settings = replace(app.config["SETTINGS"], public_url=url)
        monkeypatch.setitem(app.config, "SETTINGS", settings)

    change("https://feedback.example.org")
    return change


def read(picture: Image.Image) -> str:
    found = zxingcpp.read_barcodes(picture)
    assert len(found) == 1
    assert found[0].ec_level == "Q"
    return found[0].text


def drawn(svg: str) -> Image.Image:
    """The picture that an SVG's path draws, four pixels a module."""
    size = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])
    picture = Image.new("L", (size * 4, size * 4), 255)
    pen = ImageDraw.Draw(picture)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", svg):
        left, top = int(x) * 4, int(y) * 4
        pen.rectangle((left, top, left + int(length) * 4 - 1, top + 3), fill=0)
    return picture


def test_a_run_has_a_short_address_to_read_and_the_same_in_upper_case_to_scan(public):
    address = qr.run_address("7Q2M4X")

    assert address == "https://feedback.example.org/f/7q2m4x"
    assert qr.readable(address) == "feedback.example.org/f/7q2m4x"
    assert qr.qr_address(address) == "HTTPS://FEEDBACK.EXAMPLE.ORG/F/7Q2M4X"


def test_a_site_has_an_address_of_its_own(public):
    address = qr.site_address("walton")

    assert qr.readable(address) == "feedback.example.org/f/at/walton"
    assert qr.qr_address(address) == "HTTPS://FEEDBACK.EXAMPLE.ORG/F/AT/WALTON"


def test_codes_are_typed_at_a_short_address(public):
    assert qr.readable(qr.typing_address()) == "feedback.example.org/f"


def test_a_folder_in_the_public_address_keeps_its_case(public):
    public("https://example.org/Rooms")

    assert qr.qr_address(qr.run_address("7Q2M4X")) == "HTTPS://EXAMPLE.ORG/Rooms/F/7Q2M4X"


def test_the_address_comes_from_the_setting_and_never_from_the_request(public, app):
    with app.test_request_context("/", base_url="http://evil.example"):
        assert qr.run_address("7Q2M4X") == "https://feedback.example.org/f/7q2m4x"


def test_a_png_is_read_back(public):
    picture = Image.open(io.BytesIO(qr.qr_png("HTTPS://FEEDBACK.EXAMPLE.ORG/F/7Q2M4X")))

    assert picture.size == (1184, 1184)
    assert read(picture) == "HTTPS://FEEDBACK.EXAMPLE.ORG/F/7Q2M4X"


def test_an_svg_is_read_back(public):
    svg = qr.qr_svg("HTTPS://FEEDBACK.EXAMPLE.ORG/F/7Q2M4X", "Scan for the form")

    assert read(drawn(svg)) == "HTTPS://FEEDBACK.EXAMPLE.ORG/F/7Q2M4X"


def test_an_svg_is_black_on_white_with_four_modules_of_white_around(public):
    svg = qr.qr_svg("HTTPS://FEEDBACK.EXAMPLE.ORG/F/7Q2M4X", "Scan for the form")

    assert 'viewBox="0 0 37 37"' in svg
    assert '<rect width="37" height="37" fill="#ffffff"/>' in svg
    assert svg.count("<path") == 1
    assert "style" not in svg
    # Four modules of four pixels: the first dark one begins exactly there.
    assert ImageOps.invert(drawn(svg)).getbbox() == (16, 16, 33 * 4, 33 * 4)


def test_the_label_of_an_svg_cannot_carry_markup(public):
    svg = qr.qr_svg("HTTPS://EXAMPLE.ORG/F/7Q2M4X", "Knit & <b>natter</b>")

    assert "<title>Knit &amp; &lt;b&gt;natter&lt;/b&gt;</title>" in svg
