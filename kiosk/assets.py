"""Static files: sheets joined, compressed beforehand, under one content hash, cached for a year."""

import gzip
import hashlib
import os
import re
from pathlib import Path

import brotli
from flask import Flask
from rjsmin import jsmin
from whitenoise import WhiteNoise

STATIC = Path(__file__).parent.parent / "static"
A_YEAR = 365 * 24 * 3600
COMPRESSED = {".css", ".js", ".svg", ".webmanifest"}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SCRIPT_IMPORT = re.compile(r'^import [^;"]*? from "([^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=const|function|async|class)", re.MULTILINE)
DECLARED = re.compile(r"^(--)?([a-z-]+): ", re.MULTILINE)
AT_BRACE = re.compile(r" ?([{};])\n|(?<=[;}])\n")
MARGIN = re.compile(r"\s*\n\s*")
IMPORT = re.compile(r'@import "([^"]+)";')


def joined(sheet: Path) -> str:
    """A style sheet without its comments, with each sheet that it imports in that line's place.

    No string in a sheet may hold the beginning of a comment; a test sees to that.
    """
    text = COMMENT.sub("", sheet.read_text())
    return IMPORT.sub(lambda found: joined(sheet.parent / found[1]), text)


def joined_script(script: Path, already: set[Path] | None = None) -> str:
    """A script with each module that it imports before it, once.

    So there is nothing to fetch one after another. A test sees to it that no two modules of one
    script name the same thing.
    """
    already = already if already is not None else set()
    already.add(script)
    text = script.read_text()
    before = [
        joined_script(path, already)
        for name in SCRIPT_IMPORT.findall(text)
        if (path := (script.parent / name).resolve()) not in already
    ]
    return "".join([*before, EXPORT.sub("", SCRIPT_IMPORT.sub("", text))])


def travelling(path: Path) -> bytes:
    """What travels of one file: no comments and no margins, which are for those who read it."""
    if path.suffix == ".css":
        lines = MARGIN.sub("\n", joined(path)).lstrip()
        return AT_BRACE.sub(r"\1", DECLARED.sub(r"\1\2:", lines)).replace(";}", "}").encode()
    if path.suffix == ".js":
        return str(jsmin(joined_script(path))).encode()
    return path.read_bytes()


def served(folder: Path = STATIC) -> dict[str, bytes]:
    """What travels for each static file, by its address under the folder."""
    return {
        path.relative_to(folder).as_posix(): travelling(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def content_hash(files: dict[str, bytes]) -> str:
    """Twelve hexadecimal digits that change with the name or the content of any static file."""
    digest = hashlib.sha256()
    for name, body in files.items():
        digest.update(name.encode() + b"\0" + hashlib.sha256(body).digest())
    return digest.hexdigest()[:12]


def _keep(file: Path, content: bytes) -> None:
    """Write a file, unless it is there; whole or not at all, since somebody may be fetching it."""
    if file.is_file() and file.read_bytes() == content:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(file)


def _unfolds_to(file: Path, body: bytes) -> bool:
    """Whether a .br that an earlier start left is whole."""
    try:
        return bool(brotli.decompress(file.read_bytes()) == body)
    except (OSError, brotli.error):
        return False


def _keep_all(files: dict[str, bytes], folder: Path) -> None:
    """Keep every static file, with .br and .gz beside each that gains by it. Safe to interrupt.

    What an interrupted start left is not believed but compared: that takes milliseconds.
    """
    for name, body in files.items():
        if Path(name).suffix in COMPRESSED:
            if not _unfolds_to(folder / f"{name}.br", body):  # a third of a second for them all
                _keep(folder / f"{name}.br", brotli.compress(body))
            _keep(folder / f"{name}.gz", gzip.compress(body, 9, mtime=0))
        _keep(folder / name, body)


def set_up(app: Flask) -> None:
    """Serve `static/` at an address that names its content, and give templates `static_url`."""
    files = served()
    version = content_hash(files)
    folder = app.config["SETTINGS"].instance / "static" / version
    _keep_all(files, folder)
    prefix = f"/static/{version}/"
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]  # Flask's documented way
        app.wsgi_app,
        root=str(folder),
        prefix=prefix,
        max_age=A_YEAR,
        immutable_file_test=lambda path, url: True,
        allow_all_origins=False,
    )
    app.config["STATIC_VERSION"] = version
    app.jinja_env.globals["static_url"] = lambda name: prefix + name
