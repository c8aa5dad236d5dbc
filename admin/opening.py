"""On which days a site is open to the public, by which visits are divided to compare sites."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from flask_babel import gettext as _
from holidays import country_holidays

from kiosk.models import Site
from kiosk.models.places import PERIPATETIC


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> Mapping[date, str]:
    """England's bank holidays of one year with their names, substitute days included."""
    # The factory imports the country when it is first asked: a start would wait for it longer.
    days = country_holidays("GB", subdiv="ENG", years=year, language="en_GB")
    return {day: name.replace("(observed)", "(substitute day)") for day, name in days.items()}


@dataclass(frozen=True)
class Closures:
    """The days on which a site was closed though it usually opens; read once, asked often."""

    site_id: int
    weekdays: frozenset[int]
    closed: Mapping[date, str]
    first: date
    last: date | None

    @classmethod
    def of(cls, site: Site) -> "Closures":
        """What a site's own hours and closed days say."""
        return cls(
            site.id,
            frozenset(hours.weekday for hours in site.hours),
            {closed.day: closed.reason for closed in site.closed_days},
            site.opened_on,
            site.closed_on,
        )

    def reason(self, day: date) -> str | None:
        """Why the site is closed on a day that its week has: a holiday or a closed day, or None."""
        if day in self.closed:
            return self.closed[day] or _("the site is closed that day")
        return bank_holidays(day.year).get(day)

    def opens(self, day: date) -> bool:
        """Whether the site opens on a day."""
        if day < self.first or (self.last is not None and day > self.last):
            return False
        return (
            day.weekday() in self.weekdays
            and day not in self.closed
            and day not in bank_holidays(day.year)
        )


def counts_days_by_use(site: Site) -> bool:
    """Whether a site's open days are those with a meeting or a visit, as it keeps no week."""
    return site.kind == PERIPATETIC


def is_open(site: Site, day: date) -> bool:
    """Whether a fixed site is open to the public on a day."""
    return Closures.of(site).opens(day)


def open_days(site: Site, first: date, last: date) -> int:
    """How many days from first to last, both included, a fixed site is open to the public."""
    closures = Closures.of(site)
    first = max(first, site.opened_on)
    last = min(last, site.closed_on) if site.closed_on is not None else last
    return sum(closures.opens(day) for day in days_between(first, last))


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from first to last, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
