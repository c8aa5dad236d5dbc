"""What a page of figures is asked for in its address: one period, and some sites or all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import abort, request
from flask_babel import gettext as _
from flask_babel.speaklater import LazyString

from admin.access import visible_sites
from admin.demonstration.period import demonstration
from admin.periods import DATES, DEFAULT, NAMED, Period, named_period, read_dates
from kiosk import clock
from kiosk.models import Site


@dataclass(frozen=True)
class Choice:
    """What an address asks for: a period by its name or dates, and some or all visible sites."""

    name: str
    period: Period
    today: date
    sites: tuple[Site, ...]
    visible: tuple[Site, ...]
    problem: str | None = None

    @property
    def slugs(self) -> list[str]:
        """The sites as the address keeps them; none stands for all."""
        return [] if self.sites == self.visible else [site.slug for site in self.sites]

    @property
    def site_ids(self) -> list[int]:
        """The ids of its sites."""
        return [site.id for site in self.sites]

    @property
    def period_label(self) -> str:
        """What the period control says while it is closed."""
        return str(NAMED[self.name][2]) if self.name in NAMED else _("Chosen dates")

    @property
    def site_label(self) -> str:
        """What the site control says while it is closed."""
        if not self.slugs:
            return _("All sites")
        return ", ".join(site.short_name for site in self.sites)

    @property
    def period_names(self) -> list[tuple[str, LazyString]]:
        """The periods that can be picked by name."""
        return [(name, label) for name, (_unit, _before, label) in NAMED.items()]

    @property
    def has_ended(self) -> bool:
        """Whether every day of the period is over."""
        return self.period.last < self.today

    @property
    def exact(self) -> dict[str, object]:
        """The same period and sites in an address that will mean the same next year."""
        return self.exact_of(self.period)

    @property
    def days(self) -> dict[str, object]:
        """Its days alone, for the page of a site."""
        return {"from": self.period.first.isoformat(), "to": self.period.last.isoformat()}

    def exact_at(self, slug: str) -> dict[str, object]:
        """The same period at one site."""
        return self.exact | {"site": [slug]}

    def at(self, slug: str) -> dict[str, object]:
        """This page's own address at one site."""
        return self.kept | {"site": [slug]}

    def exact_of(self, period: Period) -> dict[str, object]:
        """Another period, with the same sites, in an address."""
        return {
            "from": period.first.isoformat(),
            "to": period.last.isoformat(),
            "site": self.slugs,
        }

    @property
    def kept(self) -> dict[str, object]:
        """The period alone, as the address keeps it: by name, so that this week stays this week."""
        if self.name in NAMED:
            return {"period": self.name}
        return self.days


def choice_of_address() -> Choice:
    """The choice in the address of this page; 404 for a site that this person may not see."""
    today = clock.today()
    visible = tuple(visible_sites())
    asked = {slug.lower() for slug in request.args.getlist("site") if slug}
    if asked - {site.slug for site in visible}:
        abort(404)
    sites = tuple(site for site in visible if not asked or site.slug in asked)
    name, read = _read_period(request.args, today)
    if isinstance(read, Period):
        return Choice(name, read, today, sites, visible)
    name, default = default_period(today)
    return Choice(name, default, today, sites, visible, problem=read)


def _read_period(address: Mapping[str, str], today: date) -> tuple[str, Period | str]:
    name = address.get("period", "")
    first, last = address.get("from", ""), address.get("to", "")
    if name == DATES or (not name and (first or last)):
        return DATES, read_dates(first, last)
    if name and name not in NAMED:
        return name, _("There is no period of that name. This year is shown instead.")
    return (name, named_period(name, today)) if name else default_period(today)


def default_period(today: date) -> tuple[str, Period]:
    """The period of an address that names none: this year, or the demonstration's days."""
    made = demonstration()
    if made is None:
        return DEFAULT, named_period(DEFAULT, today)
    return DATES, Period(made.from_on, made.to_on)
