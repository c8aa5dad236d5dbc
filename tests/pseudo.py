"""A pseudo-language: every translatable string, longer, in brackets, read from right to left.

Whatever a page shows outside of the brackets could never be translated.
"""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from flask import Flask

ROOT = Path(__file__).parent.parent
LANGUAGE = "ar"  # written from right to left; its grammar does not matter here
OPEN, CLOSE = "⟦", "⟧"
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
KEYWORDS |= {"lazy_ngettext": (1, 2), "_n": (1, 2)}
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
PLACEHOLDER = re.compile(r"(%\(\w+\)[sd]|%%|<[^>]+>|&\w+;)")


def messages(*folders: str) -> list[tuple[str, object, str]]:
    """Every translatable string of some folders: file, message (a pair with plural), context."""
    found = []
    for folder in folders:
        for name, _, message, _, context in extract_from_dir(
            str(ROOT / folder), METHODS, keywords=KEYWORDS, comment_tags=()
        ):
            found.append((f"{folder}/{name}", message, context or ""))
    return found


def pseudo(text: str) -> str:
    """The text half as long again, in brackets; placeholders and tags stay whole."""
    parts = PLACEHOLDER.split(text)
    drawn = "".join(
        part if PLACEHOLDER.fullmatch(part) else re.sub(r"([aeiou])", r"\1\1", part)
        for part in parts
    )
    return f"{OPEN}{drawn}{CLOSE}"


@cache
def _compiled() -> bytes:
    """The catalogue of the pseudo-language, as gettext reads it."""
    catalog = Catalog(locale=LANGUAGE)
    for _, message, context in messages("kiosk", "admin", "templates"):
        if isinstance(message, tuple):
            forms = [pseudo(message[0])] + [pseudo(message[1])] * (catalog.num_plurals - 1)
            catalog.add(message, tuple(forms), context=context or None)
        else:
            catalog.add(message, pseudo(str(message)), context=context or None)
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def switch_on(app: Flask, folder: Path) -> None:
    """Write the pseudo-language's catalogue and offer it at `?lang=ar`."""
    target = folder / LANGUAGE / "LC_MESSAGES"
    target.mkdir(parents=True)
    (target / "messages.mo").write_bytes(_compiled())
    app.config["LANGUAGES"] = (LANGUAGE,)
    app.extensions["babel"].translation_directories = [str(folder)]


def switch_off(app: Flask) -> None:
    """Offer English only, as before."""
    app.config["LANGUAGES"] = ()
