"""The rows behind a figure as a file, with exactly the filter of their page."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from admin.choices import Choice
from admin.rows.words import filter_in_words
from admin.summaries.listings import Listing
from admin.summaries.listings.listing import Rows
from admin.summaries.rows import Row
from admin.wanted import Wanted
from admin.workbooks import Sheet
from kiosk import clock


class RowsFile:
    """The rows of one figure, to be taken away."""

    def __init__(self, wanted: Wanted, listing: Listing, rows: Rows) -> None:
        self.wanted, self.listing, self.rows = wanted, listing, rows

    @property
    def name(self) -> str:
        """What the file and the log call it."""
        return f"rows-of-{self.wanted.kind}"

    @property
    def choice(self) -> Choice:
        """Of which days and sites it is."""
        return self.wanted.choice

    @property
    def part(self) -> Mapping[str, str]:
        """Which part of the records is in it, for the log."""
        said = ", ".join(f"{name} {value}" for name, value in self.wanted.filters.items())
        return {"filter": said} if said else {}

    def sheets(self, engine: Engine) -> Sequence[Sheet]:
        """The rows."""
        return [Sheet(_("Rows"), self.rows.columns, self._read(engine))]

    def _read(self, engine: Engine) -> Iterator[Row]:
        """The rows while they are being sent: by then the request and its session have ended."""
        with Session(engine) as session:
            yield from self.rows.read(session)

    def about(self, now: datetime) -> Iterator[tuple[str, str | date]]:
        """The first sheet: which figure this is of, of when and where, and how it is counted."""
        period = self.choice.period
        yield _("Figure"), self.listing.heading
        yield _("Filter"), filter_in_words(self.listing, self.wanted)
        yield _("First day"), period.first
        yield _("Last day"), period.last
        yield _("Sites"), "\n".join(site.name for site in self.choice.sites)
        if self.listing.total:
            yield _("All the rows together"), self.listing.total
        yield _("How this is counted"), self.listing.how
        yield _("Made"), now.astimezone(clock.LONDON).replace(tzinfo=None)
        yield _("View"), _("Working: for the team only.")
