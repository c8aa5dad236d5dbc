"""England's bank holidays as the service keeps them: the published list, and its own changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from flask_babel import gettext as _
from holidays import country_holidays
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import HolidayChange

# What gov.uk calls the days that the list names otherwise.
OFFICIAL = {
    "New Year's Day": "New Year’s Day",
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Platinum Jubilee of Elizabeth II": "Platinum Jubilee bank holiday",
    "State Funeral of Queen Elizabeth II": (
        "Bank Holiday for the State Funeral of Queen Elizabeth II"
    ),
    "Coronation of Charles III": "Bank holiday for the coronation of King Charles III",
}
OBSERVED = " (observed)"


@lru_cache(maxsize=256)
def published(year: int) -> Mapping[date, str]:
    """England's bank holidays of one year with their names, substitute days included."""
    # The factory imports the country when it is first asked: a start would wait for it longer.
    days = country_holidays("GB", subdiv="ENG", years=year, language="en_GB")
    return {day: _official(name) for day, name in days.items()}


def _official(name: str) -> str:
    """What gov.uk calls a day of the list."""
    bare = name.removesuffix(OBSERVED)
    return OFFICIAL.get(bare, bare) + ("" if bare == name else " (substitute day)")


@dataclass(frozen=True)
class ListedHoliday:
    """One day in the list of a year; `state` is published, added or taken_away."""

    day: date
    name: str
    state: str


@dataclass(frozen=True)
class BankHolidays:
    """The list with its changes: days added, with their names, and days taken away."""

    added: Mapping[date, str] = field(default_factory=dict)
    taken_away: frozenset[date] = frozenset()

    @classmethod
    def kept(cls) -> "BankHolidays":
        """What the service keeps, in one query."""
        query = select(HolidayChange.day, HolidayChange.name, HolidayChange.is_holiday)
        rows = db.session.execute(query.order_by(HolidayChange.day)).all()
        return cls.of(
            {day: name for day, name, is_holiday in rows if is_holiday},
            (day for day, _name, is_holiday in rows if not is_holiday),
        )

    @classmethod
    def of(cls, added: Mapping[date, str], taken_away: Iterable[date]) -> "BankHolidays":
        """What was changed. A day without a name is called something in the language of now.

        Files of days are sent when the request that asked for them, and its language, have ended.
        """
        named = {day: name or _("Bank holiday") for day, name in added.items()}
        return cls(named, frozenset(taken_away))

    def name(self, day: date) -> str | None:
        """What a bank holiday is called; None of any other day."""
        if day in self.taken_away:
            return None
        if day in self.added:
            return self.added[day]
        return published(day.year).get(day)

    def between(self, first: date, last: date) -> set[date]:
        """The bank holidays from first to last, both included."""
        years = range(first.year, last.year + 1)
        listed = {day for year in years for day in published(year)} | set(self.added)
        return {day for day in listed - self.taken_away if first <= day <= last}

    def of_year(self, year: int) -> list[tuple[date, str]]:
        """The bank holidays of a year with their names, in order."""
        days = sorted(self.between(date(year, 1, 1), date(year, 12, 31)))
        return [(day, self.name(day) or "") for day in days]

    def listed(self, year: int) -> list[ListedHoliday]:
        """Every day of a year that is or was one, in order: those taken away among them."""
        known = published(year)
        kept = {day for day in (*self.added, *self.taken_away) if day.year == year}
        return [self._listed(day) for day in sorted(known.keys() | kept)]

    def _listed(self, day: date) -> ListedHoliday:
        if day in self.taken_away:
            return ListedHoliday(day, published(day.year).get(day, ""), "taken_away")
        state = "added" if day in self.added else "published"
        return ListedHoliday(day, self.name(day) or "", state)
