"""What in a learner's words looks as if it said who somebody is, for the reader to see."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


@dataclass(frozen=True)
class Piece:
    """A piece of somebody's words; `looks_like` says what it may be, empty where it is plain."""

    text: str
    looks_like: LazyString | str = ""


def _is_nhs_number(text: str) -> bool:
    """Ten digits whose last checks the others: 11 − (Σ digit × (10 … 2) mod 11), never 10.

    Source: the NHS Data Dictionary, NHS NUMBER.
    """
    digits = [int(sign) for sign in text if sign.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == digits[9] and digits[0] != 0


def _always(text: str) -> bool:
    return True


@dataclass(frozen=True)
class _Kind:
    words: LazyString
    pattern: re.Pattern[str]
    judge: Callable[[str], bool] = _always


# In this order: what two patterns find at one place is called by the first of them.
_KINDS = (
    _Kind(
        _l("looks like an e-mail address"),
        re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
    ),
    _Kind(
        _l("looks like an NHS number"),
        re.compile(r"(?<![\d+])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)"),
        _is_nhs_number,
    ),
    _Kind(
        _l("looks like a National Insurance number"),
        re.compile(
            r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
            r" ?\d\d ?\d\d ?\d\d ?[A-D]\b",
            re.IGNORECASE,
        ),
    ),
    _Kind(
        _l("looks like a telephone number"),
        re.compile(
            r"(?<![\d+])(?:(?:\+|00)44[ ().-]{0,2}(?:\(0\))?|\(?0)(?:[ ().-]{0,2}\d){9,10}(?!\d)"
        ),
    ),
    _Kind(
        _l("looks like a postcode"),
        re.compile(r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE),
    ),
    _Kind(
        _l("looks like a name"),
        re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Nurse)\.? [A-Z][\w'’-]+"),
    ),
)


def pieces(text: str) -> Sequence[Piece]:
    """The words in pieces, in order; joined they are the text again."""
    found: list[Piece] = []
    place = 0
    for start, end, words in _marks(text):
        if start >= place:
            found += [Piece(text[place:start]), Piece(text[start:end], words)]
            place = end
    return [piece for piece in (*found, Piece(text[place:])) if piece.text]


def looks_personal(text: str) -> bool:
    """Whether anything in the words looks as if it said who somebody is."""
    return bool(_marks(text))


def _marks(text: str) -> list[tuple[int, int, LazyString]]:
    marks = [
        (match.start(), match.end(), kind.words)
        for kind in _KINDS
        for match in kind.pattern.finditer(text)
        if kind.judge(match.group())
    ]
    return sorted(
        marks, key=lambda mark: mark[0]
    )  # of two at one place, the first kind stays first
