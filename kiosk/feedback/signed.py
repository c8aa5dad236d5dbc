"""What a learner's page carries back to us, signed, so that we need to remember nobody."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from kiosk.questions import WORDING

GOOD_FOR = timedelta(hours=2)


@dataclass(frozen=True)
class GivenAt:
    """When a form was put before a person, and in which wording."""

    at: datetime
    wording: int

    def is_recent(self, now: datetime) -> bool:
        """Whether whoever holds the form may still be the one who sent it."""
        return now - self.at <= GOOD_FOR


@dataclass(frozen=True)
class SentForm:
    """A form that was sent: under which id, when, and where the next person's form is."""

    id: UUID
    at: datetime
    course: str
    site: str

    def may_change(self, now: datetime) -> bool:
        """Whether the link to change the answers still works."""
        return now - self.at <= GOOD_FOR


def _signer(purpose: str) -> URLSafeSerializer:
    return _signer_with(current_app.config["SECRET_KEY"], purpose)


@lru_cache  # it keeps nothing of what it signs
def _signer_with(key: str, purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(
        key, salt=f"feedback: {purpose}", signer_kwargs={"digest_method": hashlib.sha256}
    )


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def sign_given(now: datetime) -> str:
    """The hidden `given` of a form that is put before somebody now."""
    return str(_signer("given").dumps([int(now.timestamp()), WORDING]))


def read_given(text: str) -> GivenAt | None:
    """The form's own moment and wording; None where we did not sign it."""
    try:
        seconds, wording = _signer("given").loads(text)
    except BadData:
        return None
    return GivenAt(_moment(seconds), wording)


def offer_change(id: UUID) -> str:
    """Says that we offered, in time, to change these answers: taking it up has no time limit."""
    return str(_signer("offered").dumps(id.hex))


def was_offered(text: str, id: UUID) -> bool:
    """Whether we offered to change the answers under this id."""
    return hmac.compare_digest(text.encode(), offer_change(id).encode())


def _pad(nonce: bytes) -> bytes:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(key, b"feedback: sealed id" + nonce, "sha256")[:16]


def _long_pad(purpose: str, nonce: bytes, length: int) -> bytes:
    """As many bytes as wanted that nobody can guess: HMAC in counter mode, no nonce used twice."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    start = f"feedback: sealed {purpose}".encode() + nonce
    blocks = range(-(-length // 32))
    return b"".join(hmac.digest(key, start + bytes([block]), "sha256") for block in blocks)[:length]


def _xor(left: bytes, right: bytes) -> bytes:
    return (int.from_bytes(left) ^ int.from_bytes(right)).to_bytes(len(left))


def seal(purpose: str, words: str) -> str:
    """A few words for an address, which nobody but us can read or make."""
    nonce, bare = secrets.token_bytes(16), words.encode()
    sealed = nonce + _xor(bare, _long_pad(purpose, nonce, len(bare)))
    return str(_signer(purpose).dumps(urlsafe_b64encode(sealed).decode()))


def unseal(purpose: str, token: str) -> str | None:
    """What we sealed; None where we did not."""
    try:
        sealed = urlsafe_b64decode(_signer(purpose).loads(token))
    except BadData:
        return None
    nonce, hidden = sealed[:16], sealed[16:]
    return _xor(hidden, _long_pad(purpose, nonce, len(hidden))).decode()


def sign_sent(sent: SentForm) -> str:
    """The word in the address of the thank-you page and of the change link.

    A proxy may log addresses with their times and their visitors, so the id in it is sealed:
    without our key, nobody can tell from such a log which answers were whose.
    """
    nonce = secrets.token_bytes(16)
    sealed = urlsafe_b64encode(nonce + _xor(sent.id.bytes, _pad(nonce))).decode()
    parts = [sealed, int(sent.at.timestamp()), sent.course, sent.site]
    return str(_signer("sent").dumps(parts))


def read_sent(token: str) -> SentForm | None:
    """The sent form that an address names; None where we did not sign it."""
    try:
        sealed, seconds, course, site = _signer("sent").loads(token)
    except BadData:
        return None
    bare = urlsafe_b64decode(sealed)
    id = UUID(bytes=_xor(bare[16:], _pad(bare[:16])))
    return SentForm(id, _moment(seconds), course, site)
