"""The files that a report is made into, and what a browser has to know of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from admin.documents.report import Report
from admin.documents.text import as_text
from admin.documents.web import as_web_page


@dataclass(frozen=True)
class Format:
    """One kind of file: the ending of its name, its type, and what writes it."""

    ending: str
    content_type: str
    write: Callable[[Report], bytes]


def _as_word(report: Report) -> bytes:
    """Its library is read with the first Word file: a start of the service need not wait for it."""
    written: bytes = import_module("admin.documents.word").as_word(report)
    return written


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: Mapping[str, Format] = {
    "text": Format("txt", "text/plain; charset=utf-8", lambda report: as_text(report).encode()),
    "html": Format("html", "text/html; charset=utf-8", lambda page: as_web_page(page).encode()),
    "docx": Format("docx", WORD, _as_word),
}
KIND_OF = {one.ending: kind for kind, one in FORMATS.items()}


def write_file(report: Report, kind: str) -> bytes:
    """The finished file of one kind."""
    return FORMATS[kind].write(report)


def write_all(report: Report) -> dict[str, bytes]:
    """The finished files of every kind."""
    return {kind: write_file(report, kind) for kind in FORMATS}
