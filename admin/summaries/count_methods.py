"""How a site's visits were counted: by its screens, by hand, or elsewhere and then imported."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from admin.summaries.figures import Summary
from admin.summaries.visits import counted_visits, touching_headcounts, wholly_inside
from kiosk.database import db
from kiosk.models import Headcount, Import, Visit


@dataclass(frozen=True)
class Methods:
    """The visits of one site by how they were counted; together they are its visits."""

    by_screen: int
    by_hand: int
    imported: int

    @property
    def visits(self) -> int:
        """All of them."""
        return self.by_screen + self.by_hand + self.imported


def count_methods(summary: Summary) -> dict[int, Methods]:
    """By site, how the visits of a summary were counted."""
    site_ids = [each.site.id for each in summary.sites]
    taps, counts = _imported_taps(summary, site_ids), _imported_counts(summary, site_ids)
    return {
        each.site.id: Methods(
            by_screen=each.figures.people - taps.get(each.site.id, 0),
            by_hand=each.figures.counted - counts.get(each.site.id, 0),
            imported=taps.get(each.site.id, 0) + counts.get(each.site.id, 0),
        )
        for each in summary.sites
    }


def _imported_taps(summary: Summary, site_ids: Sequence[int]) -> dict[int, int]:
    # Imports are few, and visits are many: where none was imported, none need be asked.
    imports = select(Import.id).where(Import.kind == "visits", Import.undone_at.is_(None))
    if not db.session.scalar(select(imports.exists())):
        return {}
    query = (
        select(Visit.site_id, func.sum(Visit.people))
        .where(*counted_visits(summary.period, site_ids), Visit.import_id.is_not(None))
        .group_by(Visit.site_id)
    )
    return {site_id: int(people) for site_id, people in db.session.execute(query)}


def _imported_counts(summary: Summary, site_ids: Sequence[int]) -> dict[int, int]:
    query = (
        select(Headcount.site_id, func.sum(Headcount.people))
        .where(
            *touching_headcounts(summary.period, site_ids),
            wholly_inside(summary.period),
            Headcount.adds,
            Headcount.import_id.is_not(None),
        )
        .group_by(Headcount.site_id)
    )
    return {site_id: int(people) for site_id, people in db.session.execute(query)}
