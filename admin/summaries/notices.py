"""What somebody who opens the overview should see to: three lines at most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from flask_babel import format_date, format_decimal, ngettext
from flask_babel import gettext as _
from sqlalchemy import exists, func, select

from admin.opening import Closures
from admin.summaries.comments_lines import (
    covering_line,
    unread_line,
    where_unread,
    where_worried,
    worried_line,
)
from admin.summaries.comments_readers import Covered, covering_now
from admin.summaries.comments_unread import Unread, lately_unread_at, told_from
from admin.summaries.doubted_days import LOOKED_BACK, doubted_days
from admin.summaries.quiet import QuietSite, quiet_sites
from admin.summaries.silent import SilentScreen, UnpairedSite, silent_screens, unpaired_sites
from kiosk import clock, help
from kiosk.database import db
from kiosk.models import CourseRun, Evaluation, Meeting, Person, Site
from kiosk.pages import day, day_and_year

MOST_LINES = 3
A_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Way:
    """A page where something is seen to."""

    endpoint: str
    values: dict[str, object] = field(default_factory=dict)
    label: str = ""


@dataclass(frozen=True)
class Notice:
    """One sentence: itself a link where there is one way, followed by them where there are more."""

    sentence: str
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class FirstLines:
    """What heads the overview; nothing does when there is nothing to see to.

    `news` says what is new since the person was last here, empty where they never were; the
    notices are what waits, whenever it came.
    """

    news: str
    notices: list[Notice]


def first_lines(
    sites: Sequence[Site], person: Person, now: datetime, closures: Mapping[int, Closures]
) -> FirstLines:
    """Silent screens, comments, forms that wait, courses without dates, days in doubt, help."""
    today = clock.local_day(now)
    unread = lately_unread_at(sites, closures, person, today)
    found = [
        _screens(sites, person.is_manager, now, closures),
        _comments_unread(unread, told_from(person, today), today),
        _read_for(covering_now(person, sites, today), sites),
        _forms_waiting(sites),
        _runs_without_dates([site.id for site in sites], today),
        _days_in_doubt(sites, doubted_days(sites, closures, today, today - LOOKED_BACK)),
    ]
    if help.needs_checking(today):
        found.append(Notice(_("Please try every number in the help text, and note the day.")))
    notices = [notice for notice in found if notice]
    is_new = any(each.new for each in unread)
    return FirstLines(_news(person.previously_signed_in_at, is_new, today), notices[:MOST_LINES])


def _news(last_here_at: datetime | None, is_new: bool, today: date) -> str:
    """Of comments alone: how much else was there at another time is kept nowhere."""
    if last_here_at is None:
        return ""
    last_day = clock.local_day(last_here_at)
    when = _told(last_day, today)
    if last_day == today:
        when = _("earlier today")
    elif today - last_day < timedelta(days=7):
        when = format_date(last_day, "EEEE")
    if is_new:
        return _("Since you were last here, %(when)s: new comments to read.", when=when)
    return _("Since you were last here, %(when)s: no new comments to read.", when=when)


def _told(past: date, today: date) -> str:
    return day(past) if past.year == today.year else day_and_year(past)


def _screens(
    sites: Sequence[Site], is_manager: bool, now: datetime, closures: Mapping[int, Closures]
) -> Notice | None:
    """Sites without a paired screen, silent screens, and sites where nobody is in yet.

    A site with a silent screen is told of only once.
    """
    today = clock.local_day(now)
    silent = silent_screens(sites, now, closures)
    there = {one.site.id for one in silent}
    quiet = [one for one in quiet_sites(sites, now, closures) if one.site.id not in there]
    unpaired = [_unpaired(one, today) for one in unpaired_sites(sites, now, closures)]
    sentences = [*unpaired, _screens_silent(silent, today), *map(_site_quiet, quiet)]
    ways = (Way("people.screens"),) if is_manager else ()
    return Notice(" ".join(filter(None, sentences)), ways) if any(sentences) else None


def _unpaired(one: UnpairedSite, today: date) -> str:
    return _(
        "%(site)s counts nobody: no screen is paired there. %(screen)s was, until %(day)s.",
        site=one.site.short_name,
        screen=one.name,
        day=_told(one.paired_until, today),
    )


def _screens_silent(screens: Sequence[SilentScreen], today: date) -> str:
    if not screens:
        return ""
    names = [f"{one.site.short_name}: {one.name}" for one in screens]
    if len(screens) > 1:
        return _(
            "%(count)s screens have not been heard from: %(screens)s.",
            count=format_decimal(len(screens)),
            screens="; ".join(names),
        )
    return _(
        "%(screen)s has not been heard from since %(day)s.",
        screen=names[0],
        day=_told(screens[0].heard_on, today),
    )


def _site_quiet(quiet: QuietSite) -> str:
    return _(
        "%(site)s has no visit yet today. The first usually comes before %(hour)s.",
        site=quiet.site.short_name,
        hour=f"{quiet.by_hour:02}:00",
    )


def _comments_unread(unread: Sequence[Unread], since: date, today: date) -> Notice | None:
    """What is unread and what somebody is worried about: one line, with a way to each."""
    told = (
        (unread_line(unread, since), where_unread(unread, today), _("Read them")),
        (worried_line(unread), where_worried(unread, today), _("See the worries")),
    )
    found = [
        (sentence, Way("comments.page", at, label)) for sentence, at, label in told if sentence
    ]
    if not found:
        return None
    return Notice(" ".join(sentence for sentence, _way in found), tuple(way for _s, way in found))


def _read_for(covering: Sequence[Covered], sites: Sequence[Site]) -> Notice | None:
    lines = [covering_line(cover, sites) for cover in covering]
    return Notice(" ".join(lines), (Way("comments.page"),)) if lines else None


def _forms_waiting(sites: Sequence[Site]) -> Notice | None:
    query = (
        select(Evaluation.site_id, func.count().label("forms"))
        .where(
            Evaluation.site_id.in_([site.id for site in sites]),
            Evaluation.run_id.is_(None),
            ~Evaluation.left_without_course,
        )
        .group_by(Evaluation.site_id)
        .order_by(Evaluation.site_id)
    )
    waiting = {row.site_id: row.forms for row in db.session.execute(query)}
    forms = sum(waiting.values())
    asked = [site for site in sites if site.id in waiting]
    ways = tuple(
        Way("upkeep.waiting", {"slug": site.slug}, _told_at(waiting[site.id], site))
        for site in asked
    )
    return Notice(_waiting_line(forms, asked), ways) if forms else None


def _told_at(forms: int, site: Site) -> str:
    return _("%(count)s at %(site)s", count=format_decimal(forms), site=site.short_name)


def _waiting_line(forms: int, asked: Sequence[Site]) -> str:
    count = format_decimal(forms)
    if len(asked) > 1:
        return _("%(count)s forms wait for a course:", count=count)
    return ngettext(
        "%(count)s form waits for a course, at %(site)s.",
        "%(count)s forms wait for a course, at %(site)s.",
        forms,
        count=count,
        site=", ".join(site.short_name for site in asked),
    )


def _runs_without_dates(site_ids: Sequence[int], today: date) -> Notice | None:
    """Of runs added within a year: who looks at an older one again meets it in its list."""
    has_date = exists().where(Meeting.run_id == CourseRun.id, Meeting.cancelled_at.is_(None))
    # A sum is in no index: SQLite would otherwise look up every run there ever was by its site.
    query = select(func.count()).where(
        (CourseRun.site_id + 0).in_(site_ids), CourseRun.added_on > today - A_YEAR, ~has_date
    )
    runs = db.session.scalars(query).one()
    sentence = ngettext(
        "%(count)s course has no dates.",
        "%(count)s courses have no dates.",
        runs,
        count=format_decimal(runs),
    )
    return Notice(sentence, (Way("upkeep.page"),)) if runs else None


def _days_in_doubt(sites: Sequence[Site], doubted: Mapping[int, Sequence[date]]) -> Notice | None:
    asked = [site for site in sites if site.id in doubted]
    if not asked:
        return None
    days = sum(len(doubted[site.id]) for site in asked)
    if len(asked) == 1:
        sentence = ngettext(
            "People came in to %(site)s on %(day)s, when it counts as closed. Was it open?",
            "People came in to %(site)s on %(days)s days when it counts as closed. Was it open?",
            days,
            site=asked[0].short_name,
            day=day_and_year(doubted[asked[0].id][0]),
            days=format_decimal(days),
        )
    else:
        sentence = _(
            "On %(days)s days people came in to a site that counts as closed. Was it open?",
            days=format_decimal(days),
        )
    ways = tuple(
        Way("upkeep.days_in_doubt", {"slug": site.slug}, site.short_name) for site in asked
    )
    return Notice(sentence, ways)
