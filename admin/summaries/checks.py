"""Was everybody counted? The counts by hand that only check, beside what the screens saw.

No figure is ever scaled by it. A check is compared where it covers hours of one day, or up to a
week of whole days: a longer count hides the days on which a screen was off. Whole days are compared
by their day, hours by the moments of the taps.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, select

from admin.opening import days_between
from admin.periods import Period
from admin.summaries.shares import Share
from admin.summaries.visits import INSTANT, touching_headcounts, wholly_inside
from kiosk import clock
from kiosk.database import db
from kiosk.models import Headcount, Kiosk, ScreenDay, Site, Visit

LONGEST = timedelta(days=7)
FEWEST = 3  # fewer say more of the day than of the screen
Place = tuple[int, date]  # a site by its id, on a day


@dataclass(frozen=True)
class ToCheck:
    """People counted by hand at a site from one moment to another, to check the screens."""

    id: UUID
    site_id: int
    from_at: datetime
    to_at: datetime
    people: int

    @cached_property
    def days(self) -> list[date]:
        """The days that it touches."""
        return list(
            days_between(clock.local_day(self.from_at), clock.local_day(self.to_at - INSTANT))
        )

    @property
    def places(self) -> list[Place]:
        """Its site on each of its days."""
        return [(self.site_id, day) for day in self.days]

    @property
    def is_whole_days(self) -> bool:
        """Whether it begins and ends at midnight."""
        return (self.from_at, self.to_at) == clock.bounds(self.days[0], self.days[-1])


@dataclass(frozen=True)
class Check:
    """A check, and the people that the screens saw meanwhile; or why it cannot be compared."""

    of: ToCheck
    seen: int | None
    why_not: str = ""


@dataclass(frozen=True)
class SiteChecks:
    """Checks together: those that were compared, and those that could not be."""

    compared: tuple[Check, ...]
    not_compared: tuple[Check, ...]

    @property
    def left_out(self) -> int:
        """How many could not be compared."""
        return len(self.not_compared)

    @property
    def people(self) -> int:
        """How many people were counted by hand."""
        return sum(check.of.people for check in self.compared)

    @property
    def seen(self) -> int:
        """How many the screens saw in the same time."""
        return sum(check.seen or 0 for check in self.compared)

    @property
    def in_ten(self) -> int | None:
        """Of ten people who were counted by hand, how many the screens saw; None of nobody."""
        return Share(self.seen, self.people).in_ten

    @property
    def are_enough(self) -> bool:
        """Whether they are enough to say something of."""
        return len(self.compared) >= FEWEST

    @property
    def days(self) -> Period:
        """From the first day that was checked to the last."""
        days = [day for check in self.compared for day in check.of.days]
        return Period(min(days), max(days))


def checks_by_site(period: Period, sites: Sequence[Site], now: datetime) -> dict[int, SiteChecks]:
    """The checks that lie wholly inside a period, by site; none: no entry."""
    query = (
        select(
            Headcount.id,
            Headcount.site_id,
            Headcount.counted_from_at,
            Headcount.counted_to_at,
            Headcount.people,
        )
        .where(
            *touching_headcounts(period, [site.id for site in sites]),
            wholly_inside(period),
            ~Headcount.adds,
        )
        .order_by(Headcount.counted_from_at, Headcount.id)
    )
    by_site: dict[int, list[Check]] = defaultdict(list)
    for check in compare([ToCheck(*row) for row in db.session.execute(query)], now):
        by_site[check.of.site_id].append(check)
    return {site_id: together(checks) for site_id, checks in by_site.items()}


def together(checks: Iterable[Check]) -> SiteChecks:
    """The checks of one site as one answer."""
    listed = list(checks)
    return SiteChecks(
        tuple(check for check in listed if check.seen is not None),
        tuple(check for check in listed if check.seen is None),
    )


def compare(checks: Sequence[ToCheck], now: datetime) -> list[Check]:
    """Each check beside what the screens of its site saw in the same time."""
    problems = [_why_not(check, now) for check in checks]
    asked = [check for check, problem in zip(checks, problems, strict=True) if not problem]
    by_day = _seen_by_day([check for check in asked if check.is_whole_days])
    taps = _taps_by_day([check for check in asked if not check.is_whole_days])
    tapped = {*by_day, *taps}
    # Where somebody tapped, a screen was there: only of the other days it has to be asked.
    live = tapped | _live([check for check in asked if tapped.isdisjoint(check.places)])
    found = []
    for check, problem in zip(checks, problems, strict=True):
        if not problem and live.isdisjoint(check.places):
            problem = _("no screen was seen then")
        found.append(Check(check, None, problem) if problem else _check(check, by_day, taps))
    return found


def _why_not(check: ToCheck, now: datetime) -> str:
    if check.to_at > now:
        return _("it is not over yet")
    if check.is_whole_days:
        return _("it covers more than a week") if len(check.days) > LONGEST.days else ""
    return _("it has times on different days") if len(check.days) > 1 else ""


Seen = dict[Place, int]
Taps = dict[Place, list[tuple[datetime, int]]]


def _check(check: ToCheck, by_day: Seen, taps: Taps) -> Check:
    if check.is_whole_days:
        return Check(check, sum(by_day.get((check.site_id, day), 0) for day in check.days))
    of_day = taps.get((check.site_id, check.days[0]), [])
    return Check(check, sum(people for at, people in of_day if check.from_at <= at < check.to_at))


def _by_screens(checks: Sequence[ToCheck]) -> list[ColumnElement[bool]]:
    """What makes a visit count that a screen took on one of the days; imported ones none took."""
    return [
        Visit.site_id.in_({check.site_id for check in checks}),
        Visit.visited_on.in_({day for check in checks for day in check.days}),
        Visit.undone_at.is_(None),
        Visit.strike_id.is_(None),
        Visit.kiosk_id.is_not(None),
    ]


def _seen_by_day(checks: Sequence[ToCheck]) -> Seen:
    if not checks:
        return {}
    query = (
        select(Visit.site_id, Visit.visited_on, func.sum(Visit.people))
        .where(*_by_screens(checks))
        .group_by(Visit.site_id, Visit.visited_on)
    )
    return {(site_id, day): int(people) for site_id, day, people in db.session.execute(query)}


def _taps_by_day(checks: Sequence[ToCheck]) -> Taps:
    if not checks:
        return {}
    query = select(Visit.site_id, Visit.visited_on, Visit.tapped_at, Visit.people).where(
        *_by_screens(checks)
    )
    found: Taps = defaultdict(list)
    for site_id, day, at, people in db.session.execute(query):
        found[site_id, day].append((at, people))
    return found


def _live(checks: Sequence[ToCheck]) -> set[Place]:
    """The days on which a screen of the site was seen at all."""
    if not checks:
        return set()
    query = (
        select(Kiosk.site_id, ScreenDay.day)
        .join(Kiosk, Kiosk.id == ScreenDay.kiosk_id)
        .where(
            Kiosk.site_id.in_({check.site_id for check in checks}),
            ScreenDay.day.in_({day for check in checks for day in check.days}),
        )
    )
    return {(site_id, day) for site_id, day in db.session.execute(query)}
