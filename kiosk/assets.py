"""Static files: compressed beforehand, under one content hash, cached for a year."""

import gzip
import hashlib
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

STATIC = Path(__file__).parent.parent / "static"
A_YEAR = 365 * 24 * 3600
COMPRESSED = {".css", ".js", ".svg", ".webmanifest"}


def content_hash(folder: Path = STATIC) -> str:
    """Twelve hexadecimal digits that change with the name or the content of any static file."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(folder)).encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _compressed_copy(source: Path, target: Path) -> None:
    """Copy every static file, with a .gz beside each that gains by it. Safe to interrupt."""
    for path in sorted(source.rglob("*")):
        if not path.is_file():
            continue
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        body = path.read_bytes()
        copy.write_bytes(body)
        if path.suffix in COMPRESSED:
            Path(f"{copy}.gz").write_bytes(gzip.compress(body, 9, mtime=0))


def set_up(app: Flask) -> None:
    """Serve `static/` at an address that names its content, and give templates `static_url`."""
    version = content_hash()
    folder = app.config["SETTINGS"].instance / "static" / version
    _compressed_copy(STATIC, folder)
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
