"""On which days a site is open to the public, by which visits are divided to compare sites."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import lru_cache

from flask_babel import gettext as _
from sqlalchemy import CompoundSelect, literal, select, union_all

from admin.bank_holidays import BankHolidays
from kiosk.database import db
from kiosk.models import ClosedDay, HolidayChange, OpenedDay, OpeningHours, Site
from kiosk.models.places import PERIPATETIC

# The end of a closed day's reason, once somebody said that it stays closed though people came in.
# Kept as it is in every language, as it is read again.
CAME_IN = "people came in all the same"
# Which table a row of `_exceptions` is from.
CLOSED, OPENED, ADDED, TAKEN_AWAY = "closed", "opened", "added", "taken away"


@dataclass(frozen=True)
class Closures:
    """A site's week and the days that differ from it; read once, asked often."""

    site_id: int
    weekdays: Mapping[int, time]  # when it opens on each weekday of its week
    closed: Mapping[date, str]
    first: date
    last: date | None
    opened: Mapping[date, str] = field(default_factory=dict)
    holidays: BankHolidays = field(default_factory=BankHolidays)

    @classmethod
    def of(cls, site: Site) -> "Closures":
        """What a site's week, its own days and the bank holidays say."""
        return closures_of([site])[site.id]

    def reason(self, day: date) -> str | None:
        """Why the site is closed on a day that its week has: a holiday or a closed day, or None."""
        if day in self.closed:
            return self.closed[day] or _("the site is closed that day")
        return None if day in self.opened else self.holidays.name(day)

    def exists(self, day: date) -> bool:
        """Whether a day lies between the site's opening and its end."""
        return self.first <= day and (self.last is None or day <= self.last)

    def opens_usually(self, day: date) -> bool:
        """Whether the site opens on a day by its week and the bank holidays alone."""
        return day.weekday() in self.weekdays and self.holidays.name(day) is None

    def opens(self, day: date) -> bool:
        """Whether the site opens on a day."""
        if not self.exists(day) or day in self.closed:
            return False
        return day in self.opened or self.opens_usually(day)

    @property
    def settled(self) -> set[date]:
        """The days of which somebody said that the site was closed though people came in."""
        return {day for day, reason in self.closed.items() if reason.endswith(CAME_IN)}

    def open_days(self, first: date, last: date) -> int:
        """How many days from first to last, both included, the site opens.

        The days of its week, counted by arithmetic, then set right on the few that differ: years
        of many sites are counted on every overview.
        """
        first = max(first, self.first)
        last = min(last, self.last) if self.last is not None else last
        if first > last:
            return 0
        by_week = sum(_count_of(weekday, first, last) for weekday in self.weekdays)
        differing = self.holidays.between(first, last) | {
            day for day in (*self.closed, *self.opened) if first <= day <= last
        }
        return by_week + sum(
            self.opens(day) - (day.weekday() in self.weekdays) for day in differing
        )


def _count_of(weekday: int, first: date, last: date) -> int:
    """How often a weekday comes from first to last."""
    days = (last - first).days - (weekday - first.weekday()) % 7
    return days // 7 + 1 if days >= 0 else 0


def closures_of(sites: Sequence[Site]) -> dict[int, Closures]:
    """The closures of these sites by their ids, in two queries however many they are."""
    ids = [site.id for site in sites]
    weeks: dict[int, dict[int, time]] = {site_id: {} for site_id in ids}
    hours = select(OpeningHours.site_id, OpeningHours.weekday, OpeningHours.opens_at)
    for site_id, weekday, opens_at in db.session.execute(
        hours.where(OpeningHours.site_id.in_(ids))
    ):
        weeks[site_id][weekday] = opens_at
    days: dict[tuple[str, int], dict[date, str]] = {}
    for kind, site_id, day, text in db.session.execute(_exceptions(ids)):
        days.setdefault((kind, site_id), {})[day] = text
    everywhere = BankHolidays.of(days.get((ADDED, 0), {}), days.get((TAKEN_AWAY, 0), {}))
    return {
        site.id: Closures(
            site_id=site.id,
            weekdays=weeks[site.id],
            closed=days.get((CLOSED, site.id), {}),
            first=site.opened_on,
            last=site.closed_on,
            opened=days.get((OPENED, site.id), {}),
            holidays=everywhere,
        )
        for site in sites
    }


def _exceptions(site_ids: Sequence[int]) -> CompoundSelect[str, int, date, str]:
    """Every day that differs: of these sites, and (with 0 as the site) of the bank holidays."""
    own = [
        select(literal(kind), table.site_id, table.day, table.reason).where(
            table.site_id.in_(site_ids)
        )
        for kind, table in ((CLOSED, ClosedDay), (OPENED, OpenedDay))
    ]
    everywhere = [
        select(literal(kind), literal(0), HolidayChange.day, HolidayChange.name).where(which)
        for kind, which in (
            (ADDED, HolidayChange.is_holiday),
            (TAKEN_AWAY, ~HolidayChange.is_holiday),
        )
    ]
    return union_all(*own, *everywhere)


def counts_days_by_use(site: Site) -> bool:
    """Whether a site's open days are those with a meeting or a visit, as it keeps no week."""
    return site.kind == PERIPATETIC


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from first to last, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


@lru_cache(maxsize=64)  # most sites keep the same week
def days_by_week(weekdays: frozenset[int], first: date, last: date) -> frozenset[date]:
    """The days from first to last, both included, that fall on one of some weekdays."""
    return frozenset(day for day in days_between(first, last) if day.weekday() in weekdays)
