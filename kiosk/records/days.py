"""The days on which a screen was seen: what tells a quiet day from one that was not counted."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, Insert, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite

from kiosk.models import Installation, ScreenDay

_INSERTS: dict[str, Insert] = {
    "sqlite": sqlite.insert(ScreenDay).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(ScreenDay).on_conflict_do_nothing(),
}
_SEEN = update(Installation.__table__).where(  # type: ignore[arg-type]  # a table, typed as more
    Installation.id == bindparam("installation")
)


def record_seen(
    connection: Connection,
    kiosk_id: int,
    installation_id: UUID,
    seen_on: date | None,
    today: date,
) -> None:
    """Note while writing that a screen was seen today: two statements, once a day."""
    if seen_on is not None and seen_on >= today:
        return
    record_days(connection, kiosk_id, [today])
    connection.execute(_SEEN.values(seen_on=today), {"installation": installation_id})


def record_days(connection: Connection, kiosk_id: int, days: Iterable[date]) -> None:
    """Note while writing the days on which a screen took visits, however late they came."""
    rows = [{"kiosk_id": kiosk_id, "day": day} for day in sorted(days)]
    if rows:
        connection.execute(_INSERTS[connection.dialect.name], rows)
