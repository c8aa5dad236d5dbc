"""The rows behind the people who came in by screen or stand in a file, and behind the taps."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from babel.dates import get_day_names
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, case, extract, func, select

from admin.opening import closures_of
from admin.summaries.from_files import from_files_by_site
from admin.summaries.hours import open_weekdays
from admin.summaries.listings.listing import Column, Listing, Queried, share_in_words
from admin.summaries.rows import VISITS, visit_row, visits_query
from admin.summaries.shape import WEEKDAYS
from admin.summaries.shares import per_day
from admin.summaries.visits import counted_visits
from admin.wanted import BY_FILE, BY_SCREEN, Wanted
from kiosk.database import db
from kiosk.models import Site, Visit
from kiosk.pages import number
from kiosk.questions import NOT_RECORDED, PURPOSES

FIRST = {"yes": Visit.first_time.is_(True), "no": Visit.first_time.is_(False)}
WHO_SAID: Mapping[str, Callable[[], str]] = {
    "yes": lambda: _("who said that it was their first time"),
    "no": lambda: _("who said that it was not their first time"),
    NOT_RECORDED: lambda: _("who did not say whether it was their first time"),
}


def purpose_rank(purpose: Column) -> ColumnElement[int]:
    """Purposes in the alphabetical order of their words."""
    words = {str(each.label).casefold(): each.value for each in PURPOSES}
    ranks = {words[word]: place for place, word in enumerate(sorted(words))}
    return case(ranks, value=purpose, else_=len(ranks))


def people(wanted: Wanted) -> Listing:
    """The people who came in by screen, from a file, or both."""
    taps, came = _counted(wanted)
    return Listing(
        figure=came,
        heading=_people(_by(wanted), came),
        who=WHO_CAME[_by(wanted)](),
        also=_also(wanted),
        how=" ".join(_how_people(wanted)),
        total="; ".join([_taps_and_people(_by(wanted), taps, came), *_divided(wanted, came)]),
        length=taps,
        rows=_rows(wanted),
    )


def _how_people(wanted: Wanted) -> Iterator[str]:
    yield _(
        "Each tap on a screen, and each imported visit, counts the people who came in with it."
        " Taps that were undone or struck out are not counted."
    )
    if "weekday" in wanted.filters:
        yield _("Those who came on a day that counts as closed are among them.")


def taps(wanted: Wanted) -> Listing:
    """The taps themselves."""
    tapped, came = _counted(wanted)
    return Listing(
        figure=tapped,
        heading=_taps(_by(wanted), tapped),
        who=WHICH_TAPS[_by(wanted)](),
        also=_also(wanted),
        how=_(
            "Each tap on a screen and each imported visit is one, however many people came with it."
            " Taps that were undone or struck out are not counted."
        ),
        total=_taps_and_people(_by(wanted), tapped, came),
        length=tapped,
        rows=_rows(wanted),
    )


EITHER = ""  # in the place of one way in which a visit came to us
WHO_CAME: Mapping[str, Callable[[], str]] = {
    BY_SCREEN: lambda: _("People who came in by screen"),
    BY_FILE: lambda: _("People from a file"),
    EITHER: lambda: _("People by screen or from a file"),
}
WHICH_TAPS: Mapping[str, Callable[[], str]] = {
    BY_SCREEN: lambda: _("Taps on a screen"),
    BY_FILE: lambda: _("Visits from a file"),
    EITHER: lambda: _("Taps on a screen and visits from a file"),
}


def from_file(wanted: Wanted) -> int:
    """The people of imported visits in the period and at the sites, whatever brought them in."""
    found = from_files_by_site([wanted.choice.period], wanted.site_ids)
    return sum(each.from_file for each in found.values())


def _by(wanted: Wanted) -> str:
    """The way that is asked for; where nothing was imported, all came by screen."""
    return wanted.filters.get("by", EITHER if from_file(wanted) else BY_SCREEN)


def _people(by: str, came: int) -> str:
    words = {"count": number(came)}
    if by == BY_SCREEN:
        return ngettext("%(count)s person by screen", "%(count)s people by screen", came, **words)
    if by == BY_FILE:
        return ngettext(
            "%(count)s person from a file", "%(count)s people from a file", came, **words
        )
    return ngettext(
        "%(count)s person by screen or from a file",
        "%(count)s people by screen or from a file",
        came,
        **words,
    )


def _taps(by: str, tapped: int) -> str:
    words = {"count": number(tapped)}
    if by == BY_SCREEN:
        return ngettext("%(count)s tap", "%(count)s taps", tapped, **words)
    if by == BY_FILE:
        return ngettext("%(count)s row from a file", "%(count)s rows from a file", tapped, **words)
    return ngettext(
        "%(count)s tap or row from a file", "%(count)s taps and rows from a file", tapped, **words
    )


def _taps_and_people(by: str, taps: int, came: int) -> str:
    return _(
        "%(taps)s, %(people)s",
        taps=_taps(by, taps),
        people=ngettext("%(count)s person", "%(count)s people", came, count=number(came)),
    )


def _divided(wanted: Wanted, came: int) -> Iterator[str]:
    """How the percentage of a purpose, or the people of an hour for each day, is worked out."""
    if wanted.filters.keys() == {"purpose"}:
        _all_taps, of_all = _counted(replace(wanted, filters={}))
        if of_all:
            yield share_in_words(came, of_all, _people(_by(wanted), of_all))
    if wanted.filters.keys() == {"weekday", "hour"}:
        yield from _for_each_weekday(wanted, came)


def _for_each_weekday(wanted: Wanted, came: int) -> Iterator[str]:
    choice, weekday = wanted.choice, WEEKDAYS.index(wanted.filters["weekday"])
    closures = closures_of(choice.sites)
    days = open_weekdays(choice.period, choice.sites, choice.today, closures).get(weekday, 0)
    daily = per_day(came, days)
    if daily is not None:
        yield ngettext(
            "%(people)s ÷ %(days)s day = %(daily)s each %(weekday)s on which a site was open",
            "%(people)s ÷ %(days)s days = %(daily)s each %(weekday)s on which a site was open",
            days,
            people=number(came),
            days=number(days),
            daily=number(float(daily), 1),
            weekday=get_day_names(locale=get_locale())[weekday],
        )


def _asked(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Which taps of the period and sites are asked for."""
    asked: list[ColumnElement[bool]] = []
    filters = wanted.filters
    if "purpose" in filters:
        asked.append(Visit.purpose == filters["purpose"])
    if "first" in filters:
        asked.append(FIRST.get(filters["first"], Visit.first_time.is_(None)))
    if "weekday" in filters:
        sunday_first = (WEEKDAYS.index(filters["weekday"]) + 1) % 7
        asked.append(extract("dow", Visit.visited_on) == sunday_first)
    if "by" in filters:
        is_screen = filters["by"] == BY_SCREEN
        asked.append(Visit.import_id.is_(None) if is_screen else Visit.import_id.is_not(None))
    if "hour" in filters:
        asked.append(Visit.visited_hour == int(filters["hour"]))
    return asked


def _also(wanted: Wanted) -> list[str]:
    """The same in words."""
    said = []
    filters = wanted.filters
    if filters.get("purpose") == NOT_RECORDED:
        said.append(_("without a recorded reason"))
    elif "purpose" in filters:
        label = {each.value: each.label for each in PURPOSES}[filters["purpose"]]
        said.append(_("for “%(purpose)s”", purpose=label))
    if "first" in filters:
        said.append(WHO_SAID[filters["first"]]())
    if "weekday" in filters:
        names = get_day_names(locale=get_locale())
        said.append(_("on a %(weekday)s", weekday=names[WEEKDAYS.index(filters["weekday"])]))
    if "hour" in filters:
        hour = int(filters["hour"])
        said.append(_("from %(begins)s to %(ends)s", begins=f"{hour:02}:00", ends=f"{hour:02}:59"))
    return said


def _counted(wanted: Wanted) -> tuple[int, int]:
    query = select(func.count(), func.coalesce(func.sum(Visit.people), 0))
    where = counted_visits(wanted.choice.period, wanted.site_ids)
    tapped, came = db.session.execute(query.where(*where, *_asked(wanted))).one()
    return int(tapped), int(came)


def _rows(wanted: Wanted) -> Queried:
    columns: Sequence[Column] = (
        Site.name,
        Visit.visited_on,
        Visit.visited_hour,
        purpose_rank(Visit.purpose),
        case((FIRST["yes"], "yes"), (FIRST["no"], "no"), else_=""),
        Visit.people,
    )
    return Queried(
        VISITS,
        visits_query(wanted.choice.period, wanted.site_ids).where(*_asked(wanted)),
        visit_row,
        dict(zip(VISITS, columns, strict=True)),
        (Visit.visited_on, Visit.visited_hour, Visit.id),
    )
