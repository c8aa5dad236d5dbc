"""Guessing passwords is slowed down, account by account, and nobody is ever locked out."""

import hmac
import math
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from kiosk.database import db
from kiosk.models import SignInFailures

FREE = 5
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(seconds=60)
FORGOTTEN_AFTER = timedelta(minutes=15)


def seconds_to_wait(email: str, now: datetime) -> int:
    """How long signing in as this account must wait, in whole seconds; 0 when it need not."""
    kept = db.session.get(SignInFailures, _account(email), populate_existing=True)
    return _seconds_left(kept, now)


def record_attempt(email: str, now: datetime) -> int:
    """Count an attempt as failed before its password is looked at; `record_success` forgets it.

    Counted first, so that many at once cannot all pass. Returns the seconds to wait where this
    one may not go on; it is not counted then.
    """
    account = _account(email)
    _make_sure_of_row(account, now)
    query = select(SignInFailures).where(SignInFailures.account_hash == account)
    query = query.with_for_update().execution_options(populate_existing=True)
    kept = db.session.scalars(query).one()
    if seconds := _seconds_left(kept, now):
        return seconds
    kept.failures = 1 if now - kept.last_at >= FORGOTTEN_AFTER else kept.failures + 1
    kept.last_at = now
    return 0


def record_success(email: str, now: datetime) -> int:
    """Forget an account's failures, and everybody's old ones; returns how many there were."""
    account = _account(email)
    kept = db.session.get(SignInFailures, account, populate_existing=True)
    refused = kept.failures - 1 if kept else 0  # this attempt was counted too
    forgotten = SignInFailures.last_at < now - FORGOTTEN_AFTER
    db.session.execute(
        delete(SignInFailures).where(forgotten | (SignInFailures.account_hash == account))
    )
    return refused


def _account(email: str) -> str:
    # Keyed, so that a stolen copy of the table does not tell who tried to sign in.
    key: str = current_app.config["SECRET_KEY"]
    return hmac.digest(key.encode(), email.lower().encode(), "sha256").hex()


def _seconds_left(kept: SignInFailures | None, now: datetime) -> int:
    if kept is None or kept.failures < FREE:
        return 0
    doublings: int = min(kept.failures - FREE, 10)
    wait = min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
    return max(0, math.ceil((kept.last_at + wait - now).total_seconds()))


def _make_sure_of_row(account: str, now: datetime) -> None:
    """A row to hold while counting, even where two attempts are the account's first."""
    values = {"account_hash": account, "failures": 0, "last_at": now}
    if db.session.get_bind().dialect.name == "sqlite":
        in_sqlite = sqlite.insert(SignInFailures).values(values)
        db.session.execute(in_sqlite.on_conflict_do_nothing())
    else:
        in_postgresql = postgresql.insert(SignInFailures).values(values)
        db.session.execute(in_postgresql.on_conflict_do_nothing())
