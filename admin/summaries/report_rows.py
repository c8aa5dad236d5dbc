"""The file that lists kept reports: never what stands in them."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from admin.choices import Choice
from admin.summaries.kept_reports import kept_about
from admin.summaries.rows import Row, moment, yes_or_no

REPORTS = ("title", "from", "to", "sites", "note", "kept_at", "kept_by", "version", "shows_few")


def report_rows(session: Session, choice: Choice) -> Iterator[Row]:
    """Each kept report of days of the period and of one of these sites, whenever it was kept.

    As on their page: of whichever report the person may not see every site, nothing.
    """
    asked = set(choice.site_ids)
    for line in kept_about(session, choice.period, choice.visible):
        if asked.isdisjoint(site.id for site in line.sites):
            continue
        days = (line.period.first.isoformat(), line.period.last.isoformat())
        sites = ",".join(site.slug for site in line.sites)
        kept = (moment(line.kept_at), line.kept_by or "", line.version)
        yield (line.title, *days, sites, line.note, *kept, yes_or_no(line.shows_few))
