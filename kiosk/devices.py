"""Which kiosk is speaking: a cookie gives the kiosk; and pairing codes, each good once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from flask import abort, request
from sqlalchemy import bindparam, select, update
from werkzeug.wrappers import Response

from kiosk.clock import local_day, now
from kiosk.codes import ALPHABET, as_meant
from kiosk.database import db
from kiosk.models import AuditEntry, Installation, Kiosk, PairingCode, Site
from kiosk.records.days import record_days
from kiosk.rows import read_row

LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}
COOKIE_DAYS = 400
CODE_HOURS = 24
BY_SCREEN = "screen"  # what the log reads as “A screen”


@dataclass(frozen=True)
class Device:
    """The paired screen that sent this request, and what its page says of the site."""

    installation_id: UUID
    kiosk_id: int
    kiosk_name: str
    site_id: int
    site_slug: str
    site_name: str
    opened_on: date
    welcome_line: str
    desk_line: str
    seen_on: date | None
    heard_at: datetime | None

    @property
    def was_heard(self) -> bool:
        """Whether this pairing has ever sent us what it keeps."""
        return self.heard_at is not None


# Columns, not records: read at every tap.
_SPEAKING = (
    select(
        Installation.id,
        Kiosk.id,
        Kiosk.name,
        Site.id,
        Site.slug,
        Site.name,
        Site.opened_on,
        Site.welcome_line,
        Site.desk_line,
        Installation.seen_on,
        Installation.last_seen_at,
    )
    .join(Kiosk, Kiosk.id == Installation.kiosk_id)
    .join(Site, Site.id == Kiosk.site_id)
    .where(
        Installation.ended_at.is_(None),
        Kiosk.retired_at.is_(None),
        Kiosk.revoked_at.is_(None),
        Installation.token_hash == bindparam("token_hash"),
    )
)


def cookie_name() -> str:
    """The name of the device's cookie; browsers take the `__Host-` one over HTTPS only."""
    return "__Host-kiosk" if request.is_secure else "kiosk"


def is_safe_address() -> bool:
    """Whether a cookie may be given here: over HTTPS, or on the machine itself."""
    host = request.host.rsplit(":", 1)[0].strip("[]") if request.host else ""
    return request.is_secure or host in LOCAL_HOSTS


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def current_device() -> Device | None:
    """The paired screen that sent this request; None when unknown, ended, revoked or retired."""
    token = request.cookies.get(cookie_name())
    if not token:
        return None
    row = read_row(_SPEAKING, {"token_hash": _hash(token)})
    return Device(*row) if row else None


def device_or_401() -> Device:
    """The paired screen that sent this request; anybody else is answered 401."""
    device = current_device()
    if device is None:
        abort(401)
    return device


def own_posts_only() -> None:
    """Refuse with 403 a post that did not come from a page of ours."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        own = site == "same-origin"
    else:
        own = request.headers.get("Origin") == request.host_url.rstrip("/")
    if not own:
        abort(403)


def give_cookie(response: Response, token: str | None = None) -> None:
    """Give the device its token, or lengthen the life of the one it has."""
    response.set_cookie(
        cookie_name(),
        token or request.cookies[cookie_name()],
        max_age=COOKIE_DAYS * 24 * 3600,
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Strict",
    )


def new_pairing_code() -> str:
    """Eight random characters of Crockford base32, shown as XXXX-XXXX."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def pairing_code_hash(code: str) -> str:
    """The SHA-256 under which a pairing code is kept, however forgivingly it was typed."""
    return _hash(as_meant(code))


def pairing_code_expires_at(moment: datetime) -> datetime:
    """When a code made at this moment ends."""
    return moment + timedelta(hours=CODE_HOURS)


def find_pairing_code(typed: str, moment: datetime) -> PairingCode | None:
    """The unused code that was typed, unless its 24 hours are over or it was withdrawn."""
    query = select(PairingCode).where(
        PairingCode.code_hash == pairing_code_hash(typed),
        PairingCode.used_at.is_(None),
        PairingCode.withdrawn_at.is_(None),
        PairingCode.expires_at > moment,
    )
    return db.session.scalars(query).one_or_none()


def redeem_pairing_code(code: PairingCode, replaced: Device | None) -> str | None:
    """Pair the speaking device and return its token; None where the code was just used elsewhere.

    A code of a kiosk pairs it anew and ends its earlier installations, as it ends the one that
    the device had until now.
    """
    moment = now()
    used = update(PairingCode).where(
        PairingCode.id == code.id,
        PairingCode.used_at.is_(None),
        PairingCode.withdrawn_at.is_(None),
    )
    if db.session.execute(used.values(used_at=moment)).rowcount != 1:  # type: ignore[attr-defined]  # a CursorResult
        return None
    kiosk = _kiosk_of(code, moment)
    if kiosk is None:
        return None
    return pair_device(kiosk, replaced, moment)


def pair_device(kiosk: Kiosk, replaced: Device | None, moment: datetime, **how: str) -> str:
    """Make the speaking device this kiosk's, inside `writing()`, and return its token."""
    token = secrets.token_urlsafe(32)
    _pair(kiosk, replaced, moment, _hash(token), **how)
    return token


def pair_anew(device: Device, moment: datetime) -> None:
    """Pair the speaking device anew, inside `writing()`, since its storage was lost.

    It keeps its token, so that nothing depends on whether it hears of this.
    """
    before = db.session.get_one(Installation, device.installation_id)
    token_hash, before.token_hash = before.token_hash, None
    db.session.flush()
    kiosk = db.session.get_one(Kiosk, device.kiosk_id)
    _pair(kiosk, device, moment, token_hash, why="its storage was lost")


def _pair(
    kiosk: Kiosk, replaced: Device | None, moment: datetime, token_hash: str | None, **how: str
) -> None:
    _end_installations(kiosk.id, replaced, moment)
    today = local_day(moment)
    installation = Installation(
        id=uuid4(), kiosk_id=kiosk.id, token_hash=token_hash, paired_at=moment, seen_on=today
    )
    action = AuditEntry(
        at=moment,
        site_id=kiosk.site_id,
        action="paired a screen",
        subject=kiosk.name,
        details={"by": BY_SCREEN, **how},
    )
    db.session.add_all([installation, action])
    db.session.flush()
    record_days(db.session.connection(), kiosk.id, [today])


def unpair_device(device: Device, moment: datetime) -> None:
    """End the pairing of the speaking device, inside `writing()`; the screen itself stays."""
    ended = update(Installation).where(Installation.id == device.installation_id)
    db.session.execute(ended.values(ended_at=moment))
    action = AuditEntry(
        at=moment,
        site_id=device.site_id,
        action="unpaired a screen",
        subject=device.kiosk_name,
        details={"by": BY_SCREEN},
    )
    db.session.add(action)


def take_cookie(response: Response) -> None:
    """Take the device's token from it."""
    response.delete_cookie(
        cookie_name(), path="/", secure=request.is_secure, httponly=True, samesite="Strict"
    )


def _kiosk_of(code: PairingCode, moment: datetime) -> Kiosk | None:
    """The kiosk that a code names, no longer revoked; or a new one at the code's site."""
    if code.kiosk_id is not None:
        kiosk = db.session.get_one(Kiosk, code.kiosk_id)
        kiosk.revoked_at = None
        return kiosk if kiosk.retired_at is None else None
    kiosk = Kiosk(site_id=code.site_id, name=_free_name(code), added_at=moment)
    db.session.add(kiosk)
    db.session.flush()
    return kiosk


def _free_name(code: PairingCode) -> str:
    """The code's name for its screen, or “Screen N”: the first that no screen there has."""
    taken = set(db.session.scalars(select(Kiosk.name).where(Kiosk.site_id == code.site_id)))
    if code.name and code.name not in taken:
        return code.name
    stem, number = (code.name, 2) if code.name else ("Screen", 1)
    while f"{stem} {number}" in taken:
        number += 1
    return f"{stem} {number}"


def _end_installations(kiosk_id: int, replaced: Device | None, moment: datetime) -> None:
    ended = Installation.kiosk_id == kiosk_id
    if replaced is not None:
        ended |= Installation.id == replaced.installation_id
    db.session.execute(
        update(Installation).where(ended, Installation.ended_at.is_(None)).values(ended_at=moment)
    )
