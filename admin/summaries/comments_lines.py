"""What the overview and the room say in one line: how reading stands, whose turn it is."""

from collections.abc import Sequence
from datetime import date

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from admin.summaries.comments import UNREAD, WORRIED
from admin.summaries.comments_readers import Covered
from admin.summaries.comments_unread import Unread
from kiosk.models import Site
from kiosk.pages import day_and_year


def unread_line(unread: Sequence[Unread], since: date) -> str:
    """How many of those since a day are unread, new, and late; empty where all are read."""
    count, late = sum(each.unread for each in unread), sum(each.late for each in unread)
    if not count:
        return ""
    sentences = [_how_many(count, sum(each.new for each in unread), since)]
    if late:
        sentences.append(
            ngettext(
                "%(count)s has waited longer than promised.",
                "%(count)s have waited longer than promised.",
                late,
                count=format_decimal(late),
            )
        )
    return " ".join(sentences)


def _how_many(count: int, new: int, since: date) -> str:
    words = {"count": format_decimal(count), "day": day_and_year(since)}
    if not new:
        return str(
            ngettext(
                "Of the comments that came since %(day)s, %(count)s is unread.",
                "Of the comments that came since %(day)s, %(count)s are unread.",
                count,
                **words,
            )
        )
    return str(
        ngettext(
            "Of the comments that came since %(day)s, %(count)s is unread, %(new)s of them new.",
            "Of the comments that came since %(day)s, %(count)s are unread, %(new)s of them new.",
            count,
            new=format_decimal(new),
            **words,
        )
    )


def worried_line(unread: Sequence[Unread]) -> str:
    """How many comments somebody is worried about; empty where there are none."""
    count = sum(each.worried for each in unread)
    if not count:
        return ""
    return str(
        ngettext(
            "Somebody is worried about %(count)s comment.",
            "Somebody is worried about %(count)s comments.",
            count,
            count=format_decimal(count),
        )
    )


def where_unread(unread: Sequence[Unread], today: date) -> dict[str, object]:
    """What an address asks for to find them all, whatever year they are from."""
    since = min((each.since for each in unread if each.since), default=today)
    return {"from": since.isoformat(), "to": today.isoformat(), "show": UNREAD}


def where_worried(unread: Sequence[Unread], today: date) -> dict[str, object]:
    """What an address asks for to find all that somebody is worried about."""
    since = min((each.worried_since for each in unread if each.worried_since), default=today)
    return {"from": since.isoformat(), "to": today.isoformat(), "show": WORRIED}


def covering_line(cover: Covered, sites: Sequence[Site]) -> str:
    """That somebody reads in another's place, for whoever does."""
    site = next(site for site in sites if site.id == cover.site_id)
    return _(
        "You read for %(away)s at %(site)s until %(last)s.",
        away=cover.away,
        site=site.short_name,
        last=day_and_year(cover.to_on),
    )
