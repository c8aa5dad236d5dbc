"""From the bytes of a file to its text: UTF-8, with or without BOM, or Windows-1252."""

import re

from flask_babel import gettext as _

from admin.imports.refusals import FileRefusedError
from kiosk.tidying import without_invisible

MOST_BYTES = 5 * 1024 * 1024
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # XLSX and ODS are zips; XLS is older
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Letters beyond ASCII as UTF-8 writes them; in Windows-1252 they would be “Ã©” and the like.
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def read_text(content: bytes) -> str:
    """The text of a file. Raises FileRefusedError where it is no text, or too much."""
    if len(content) > MOST_BYTES:
        raise FileRefusedError(
            _("This file is larger than 5 MB. Split it into smaller files, each with its headings.")
        )
    if not content.strip():
        raise FileRefusedError(
            _("There is nothing in it. Check that you chose the right file, or paste the rows.")
        )
    if content.startswith(_WORKBOOKS):
        raise FileRefusedError(
            _("This is a workbook or a packed file. Save it as CSV first, then choose that file.")
        )
    if content.startswith(_UTF16):
        raise FileRefusedError(
            _("This file is “Unicode text” (UTF-16). Save it again as “CSV UTF-8” first.")
        )
    return without_invisible(_without_controls(_decoded(content)))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
    if _UTF8_LETTER.search(content):
        raise FileRefusedError(_mixed(line))
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise FileRefusedError(_mixed(line)) from problem


def _mixed(line: int) -> str:
    return _(
        "Line %(line)s has letters that cannot be read. Open the file in a spreadsheet, "
        "put the letters right and save it as “CSV UTF-8”.",
        line=line,
    )


def _without_controls(text: str) -> str:
    found = _CONTROL.search(text)
    if found is None:
        return text
    raise FileRefusedError(
        _(
            "Line %(line)s has a character that no text has, so this may not be a CSV file, or it "
            "is damaged. Open it in a spreadsheet and save it as “CSV UTF-8”.",
            line=text.count("\n", 0, found.start()) + 1,
        )
    )
