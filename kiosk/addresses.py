"""What an address may say: ids and days that can exist, and no invisible characters."""

from datetime import date

from flask import Flask
from werkzeug.routing import BaseConverter, IntegerConverter, Map, ValidationError

LARGEST_ID = 2**31 - 1  # the largest whole number that PostgreSQL's integer keeps
# Wide enough for every record, narrow enough that adding a year never overflows.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


class IdConverter(IntegerConverter):
    """`<int:…>`: a number that a record may have; any other leads to no page."""

    def __init__(self, map: Map) -> None:
        """Take every number from 1 to the largest."""
        super().__init__(map, min=1, max=LARGEST_ID)


class DayConverter(BaseConverter):
    """`<day:…>`: a day as 2026-11-24, of a year for which there may be records."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """The day. Raises ValidationError, which leads to no page, where there is none."""
        try:
            day = date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError from error
        if not EARLIEST <= day <= LATEST:
            raise ValidationError
        return day

    def to_url(self, value: object) -> str:
        """A day as it stands in an address."""
        return value.isoformat() if isinstance(value, date) else str(value)


def set_up(app: Flask) -> None:
    """Read addresses so; before any blueprint is registered."""
    app.url_map.converters.update(int=IdConverter, day=DayConverter)
