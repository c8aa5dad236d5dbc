"""Codes of course runs: six characters of Crockford base32, forgiving of how people type them."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
# Letters that Crockford's base32 leaves out because people read them as digits.
_READ_AS = str.maketrans("OIL", "011", " -–")


def new_code() -> str:
    """A random code; about a thousand million are possible. A convenience, not a secret."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def as_meant(typed: str) -> str:
    """What a person meant who typed a code: capitals, no spaces or hyphens, digits for O, I, L."""
    return typed.strip().upper().translate(_READ_AS)


def read_code(typed: str) -> str | None:
    """The code that a person meant: lower case, spaces, hyphens, O, I and L accepted.

    None where it could not be a code.
    """
    code = as_meant(typed)
    if len(code) != LENGTH or any(letter not in ALPHABET for letter in code):
        return None
    return code
