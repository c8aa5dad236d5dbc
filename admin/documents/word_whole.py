"""The Word document packed anew, so that the same report is the same file, byte for byte."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest moment that a zip can hold


def whole_file(packed: bytes) -> bytes:
    """The same parts in the same order, none with the moment at which it was packed."""
    file = BytesIO()
    with ZipFile(BytesIO(packed)) as before, ZipFile(file, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = ZipInfo(name, LONG_AGO)
            part.compress_type = ZIP_DEFLATED
            after.writestr(part, before.read(name))
    return file.getvalue()
