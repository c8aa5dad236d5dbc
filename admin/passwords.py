"""Passwords: kept as Argon2id, compared in equal time, refused when they are easily guessed."""

import re
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from flask_babel import gettext as _

SHORTEST = 12
LONGEST = 128
ENOUGH_OF_ONES_OWN = 6

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Compared where there is no account or no password, so that the answer takes as long. Of nothing:
# its password was random and is forgotten.
NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$"
    "5P4qiyVUrVjcoKtOo2fm0g$bykQ8UMSAQUn/ze5m7jXfW8WH/3CmTY6rRh5p1Gbu/M"
)

# Words that many passwords are made of, here and everywhere; they count for nothing.
_COMMON = frozenset(
    re.findall(
        r"\w+",
        """
    password passphrase passwort passw0rd letmein welcome changeme secret access login logon signin
    admin administrator manager coordinator user guest test testing default hello iloveyou trustno
    monkey dragon football princess sunshine master superman batman pokemon starwars computer
    internet freedom whatever charlie michael jordan jennifer shadow ashley bailey mustang baseball
    summer winter spring autumn monday friday january december please thank correct horse battery
    staple abc qwerty azerty qwertz asdf zxcv qazwsx
    life rooms room liferooms liverpool merseyside mersey merseycare care nhs trust walton southport
    bootle everton anfield aintree kirkby sefton scouse scouser reds blues kiosk wellbeing recovery
    college the and my your our is for new
""",
    )
)
_ROWS = (
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujmikolp",
)
_SHORTEST_RUN = 3
_AS_LETTERS = str.maketrans("013457@$!", "oieastasi")


def hash_password(password: str) -> str:
    """The Argon2id hash to keep. About 50 ms: call it before `writing()`, never inside."""
    return _hasher.hash(_normal(password))


def matches(kept: str | None, typed: str) -> bool:
    """Whether this is the password whose hash was kept; takes as long where none was."""
    try:
        _hasher.verify(kept or NOBODY, _normal(typed))
    except VerifyMismatchError:
        return False
    return kept is not None


def weakness(password: str, *about: str) -> str | None:
    """Why a password cannot be taken, as a sentence; None when it can.

    `about` is the person's name and e-mail address: their parts count for nothing either.
    """
    length = len(_normal(password))
    if length < SHORTEST:
        return _("Use 12 characters or more. Three or four words together are easy to remember.")
    if length > LONGEST:
        return _("Use 128 characters or fewer.")
    if _is_easily_guessed(password, about):
        return _(
            "This password is easy to guess. Choose words that have nothing to do with you, "
            "this place or each other."
        )
    return None


def _normal(password: str) -> str:
    # The same letters typed on another keyboard may arrive composed differently.
    return unicodedata.normalize("NFKC", password)


def _is_easily_guessed(password: str, about: tuple[str, ...]) -> bool:
    plain = re.sub(r"[\W_]", "", _normal(password).casefold())
    unmasked = re.sub(r"[\W_]", "", _normal(password).casefold().translate(_AS_LETTERS))
    words = set(_COMMON)
    for text in about:
        words |= {part for part in re.split(r"[\W\d_]+", text.casefold()) if len(part) >= 3}
    return any(_own_part(text, words) < ENOUGH_OF_ONES_OWN for text in (plain, unmasked))


def _own_part(text: str, words: set[str]) -> int:
    """How many characters are left without well-known words, runs and repetitions."""
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, " ")
    before = ""
    while text != before:
        before = text
        text = "".join(_without_runs(part) for part in text.split())
        text = re.sub(r"(.{1,8}?)\1+", r"\1", text)
    return len(text)


def _without_runs(text: str) -> str:
    """A text without pieces of the alphabet, of the digits and of keyboard rows, either way."""
    rows = [row for forwards in _ROWS for row in (forwards, forwards[::-1])]
    kept, place = "", 0
    while place < len(text):
        length = _SHORTEST_RUN
        while place + length <= len(text) and any(text[place : place + length] in r for r in rows):
            length += 1
        run = length - 1
        if run >= _SHORTEST_RUN:
            place += run
        else:
            kept += text[place]
            place += 1
    return kept
