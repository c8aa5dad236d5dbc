"""The file of imports: what each added and where, and whether it was undone."""

from sqlalchemy import select

from admin.access import signed_in
from admin.audit import COMMAND_LINE
from admin.choices import Choice
from admin.imports.listing import sites_of
from admin.summaries.rows import Row, day_of
from kiosk import clock
from kiosk.database import db
from kiosk.models import Import, Person

IMPORTS = (
    *("kind", "file_name", "sites", "rows_read", "rows_added"),
    *("imported_on", "imported_by", "undone_on"),
)


def import_rows(choice: Choice) -> list[Row]:
    """Each import of the period that the person may open: a manager’s all, a coordinator’s own.

    One that added something where they may not see is none of theirs; of some sites, only those
    count that added something there.
    """
    begins_at, ended_at = clock.bounds(choice.period.first, choice.period.last)
    query = (
        select(Import, Person.name)
        .outerjoin(Person, Person.id == Import.imported_by_id)
        .where(Import.imported_at >= begins_at, Import.imported_at < ended_at)
        .order_by(Import.imported_at, Import.id)
    )
    if not signed_in().is_manager:
        query = query.where(Import.imported_by_id == signed_in().id)
    found = db.session.execute(query).all()
    places = sites_of([each.id for each, _name in found])
    seen, asked = {site.id for site in choice.visible}, set(choice.site_ids)
    return [
        _row(each, name, choice, places[each.id])
        for each, name in found
        if places[each.id] <= seen and (not choice.slugs or places[each.id] & asked)
    ]


def _row(each: Import, name: str | None, choice: Choice, places: set[int]) -> Row:
    sites = ",".join(site.slug for site in choice.visible if site.id in places)
    what = (each.kind, each.file_name, sites, each.rows_read, each.rows_added)
    return (*what, day_of(each.imported_at), name or COMMAND_LINE, day_of(each.undone_at))
