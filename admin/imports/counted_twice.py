"""Rows of counts whose people may be in the figures already: told before they are added."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from admin.periods import Period
from admin.sentences import counted_already
from admin.spans import span_in_words
from admin.summaries.counted_already import Counted, DaysAlready, kept_counts, overlapping
from admin.summaries.visits import INSTANT
from kiosk import clock
from kiosk.pages import number


def counted_twice(site_id: int, rows: Sequence[Counted]) -> Iterator[tuple[int, str]]:
    """By line, what is counted already at a site in the time of a row that adds."""
    within = _days(
        Counted((min(row.span[0] for row in rows), max(row.span[1] for row in rows)), people=0)
    )
    days, beside = DaysAlready(site_id, within), overlapping(rows, kept_counts(site_id, within))
    for row in rows:
        of_row = _days(row)
        if came := days.people(of_row.first, of_row.last):
            yield row.line, counted_already(came, *clock.bounds(of_row.first, of_row.last))
        if row.line in beside:
            yield row.line, _beside(beside[row.line])


def _days(count: Counted) -> Period:
    return Period(clock.local_day(count.span[0]), clock.local_day(count.span[1] - INSTANT))


def _beside(other: Counted) -> str:
    words = {"people": number(other.people), "span": span_in_words(*other.span)}
    if other.line:
        return _(
            "It overlaps line %(line)s: %(people)s people, %(span)s.",
            line=number(other.line),
            **words,
        )
    return _("It overlaps a count that is there already: %(people)s people, %(span)s.", **words)
