"""Which lines of a kept report read otherwise today."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from admin.documents.report import Report
from admin.documents.text import as_text


@dataclass(frozen=True)
class OtherLines:
    """Lines in the place of others; either may be none."""

    then: tuple[str, ...]
    now: tuple[str, ...]


def other_lines(text: str, report: Report) -> list[OtherLines]:
    """Where today's text differs from the text that was kept, in the order of the report."""
    then, now = (_lines(one) for one in (text, as_text(report)))
    found = SequenceMatcher(None, then, now, autojunk=False).get_opcodes()
    return [
        OtherLines(tuple(then[a:b]), tuple(now[c:d]))
        for kind, a, b, c, d in found
        if kind != "equal"
    ]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
