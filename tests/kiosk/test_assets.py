"""Static files: what travels as one, what a start cut short leaves, what is written once."""

import gzip
import re
import shutil
from pathlib import Path

import brotli
import pytest

from kiosk import assets
from tests.client import Client
from tests.conftest import make_settings
from wsgi import create_app

STRINGS_AND_COMMENTS = re.compile(r'"[^"\n]*"|\'[^\'\n]*\'|/\*.*?\*/', re.DOTALL)


def test_sheets_that_one_sheet_imports_travel_inside_it_in_its_order(tmp_path):
    (tmp_path / "part").mkdir()
    (tmp_path / "all.css").write_text(
        '/* Two\nsheets. */\n@layer base;\n@import "part/b.css";\n@import "a.css";\n'
    )
    (tmp_path / "a.css").write_text("a { color: red; }\n")
    (tmp_path / "part" / "b.css").write_text("/* B */\nb { color: blue; } /* b */\n")

    lines = assets.joined(tmp_path / "all.css").split("\n")

    assert [line.strip() for line in lines if line] == [
        "@layer base;",
        "b { color: blue; }",
        "a { color: red; }",
    ]


def test_nothing_is_left_to_fetch_one_after_another_and_no_comment_travels():
    files = assets.served()
    assert "@import" in (assets.STATIC / "shared" / "all.css").read_text()
    for name, body in files.items():
        if name.endswith(".css"):
            assert b"@import" not in body, name
            assert b"/*" not in body, name
            assert body.count(b"{") == body.count(b"}") > 0, name


def test_no_string_in_a_sheet_holds_the_beginning_of_a_comment():
    for sheet in assets.STATIC.rglob("*.css"):
        for found in STRINGS_AND_COMMENTS.findall(sheet.read_text()):
            assert found.startswith("/*") or "/*" not in found, f"{sheet.name}: {found}"


def test_a_change_in_a_sheet_that_travels_in_another_changes_every_address(tmp_path):
    folder = tmp_path / "static"
    shutil.copytree(assets.STATIC, folder)
    before = assets.content_hash(assets.served(folder))
    assert before == assets.content_hash(assets.served())

    sheet = folder / "shared" / "tokens.css"
    sheet.write_text(sheet.read_text().replace("#1d2433", "#1d2434"))

    after = assets.served(folder)
    assert assets.content_hash(after) != before
    assert after["shared/all.css"] != assets.served()["shared/all.css"]


def kept(instance: Path) -> Path:
    """The folder of the only version that was ever started there."""
    (folder,) = (instance / "static").iterdir()
    return folder


def inodes(folder: Path) -> dict[Path, int]:
    """Each file under a folder; a file that is written anew has another number."""
    return {path: path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def fetch(client: Client, name: str, encoding: str) -> bytes:
    """A static file as a browser is sent it."""
    answer = client.flask.get(
        f"/static/{client.app.config['STATIC_VERSION']}/{name}",
        headers={"Accept-Encoding": encoding},
    )
    assert answer.status_code == 200
    body = answer.data
    answer.close()
    return body


@pytest.mark.parametrize("suffix", ["", ".gz", ".br"])
@pytest.mark.parametrize("left", [b"", b":root {"])
def test_a_start_that_was_cut_short_is_mended_by_the_next(tmp_path, suffix, left):
    settings = make_settings(tmp_path)
    create_app(settings)
    (kept(tmp_path) / f"shared/all.css{suffix}").write_bytes(left)
    (kept(tmp_path) / f"kiosk/form.css{suffix}").unlink()

    client = Client(create_app(settings))

    for name in ("shared/all.css", "kiosk/form.css"):
        whole = assets.served()[name]
        assert fetch(client, name, "identity") == whole
        assert gzip.decompress(fetch(client, name, "gzip")) == whole
        assert brotli.decompress(fetch(client, name, "br")) == whole


def test_a_second_start_writes_no_static_file_again(tmp_path):
    settings = make_settings(tmp_path)
    create_app(settings)
    first = inodes(kept(tmp_path))
    assert len(first) > 50

    create_app(settings)

    assert inodes(kept(tmp_path)) == first
