"""What became of the demonstration's comments: read, or not yet; one worry; what was done."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from admin.demonstration.place import Row
from admin.demonstration.words import ANY, sections
from kiosk import clock
from kiosk.models import Concern, FeedbackNote

NOTES = Path(__file__).with_name("notes.txt")
WORRYING = frozenset(sections("worrying")[ANY])
UNREAD, WITHOUT_COURSE = 12, 3
SATURDAY = 5
READ_AT = time(9, 40)
PASSED_TO = "Pathways Advice"
NOTE = "Talked over in the team meeting. The tutor will say again whom everybody can talk to."


def arrived_lately(rows: Sequence[Row], today: date) -> list[Row]:
    """The same forms, the last few of them on paper that was typed in this week.

    So that there is something to read, and something to give a course.
    """
    latest = sorted(range(len(rows)), key=lambda place: (_held_on(rows[place]), place))
    worded = [place for place in latest if _has_words(rows[place])][-UNREAD:]
    worried = [place for place in latest if _worries(rows[place])][-1:]
    wordless = [place for place in latest if not _has_words(rows[place])][-WITHOUT_COURSE:]
    changed = list(rows)
    for number, place in enumerate([*worried, *worded, *wordless]):
        received_on = _working_day_before(today, 1 + number % 3)
        changed[place] = rows[place] | {"method": "paper", "received_on": received_on}
    for place in wordless:
        changed[place] = changed[place] | {"run_id": None}
    return changed


def readings(rows: Sequence[Row], today: date, reader_id: int) -> Iterator[Row]:
    """Who read each comment of the year and when; those that came this week are unread."""
    for number, row in enumerate(rows):
        received_on = row["received_on"]
        assert isinstance(received_on, date)  # noqa: S101  # rows hold any type
        if _has_words(row) and received_on.year < today.year:
            yield {
                "evaluation_id": row["id"],
                "read_at": _working_morning(received_on + timedelta(days=1 + number % 3)),
                "read_by_id": reader_id,
            }


def _working_morning(day: date) -> datetime:
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return clock.at_local(day, READ_AT)


def concern(rows: Sequence[Row], raised_by_id: int) -> Concern:
    """The first worrying comment, passed on and settled."""
    row = min((row for row in rows if _worries(row)), key=_held_on)
    raised_at = clock.at_local(_held_on(row) + timedelta(days=1), READ_AT)
    return Concern(
        evaluation_id=row["id"],
        raised_at=raised_at,
        raised_by_id=raised_by_id,
        passed_to=PASSED_TO,
        passed_on=clock.local_day(raised_at),
        note=NOTE,
        settled_at=raised_at + timedelta(days=7),
    )


def notes(now: datetime, site_ids: Mapping[str, int], added_by_id: int) -> list[FeedbackNote]:
    """What came of feedback, told at one site or at all of them."""
    lines = NOTES.read_text(encoding="utf-8").splitlines()
    return [
        FeedbackNote(
            site_id=site_ids.get(slug),
            you_said=you_said,
            we_did=we_did,
            added_at=now - timedelta(days=20),
            added_by_id=added_by_id,
        )
        for slug, you_said, we_did in (line.split("|") for line in lines)
    ]


def _working_day_before(day: date, days: int) -> date:
    for _day in range(days):
        day -= timedelta(days=1)
        while day.weekday() >= SATURDAY:
            day -= timedelta(days=1)
    return day


def _worries(row: Row) -> bool:
    return row["better"] in WORRYING


def _has_words(row: Row) -> bool:
    return bool(row["good"] or row["better"])


def _held_on(row: Row) -> date:
    held_on = row["held_on"]
    assert isinstance(held_on, date)  # noqa: S101  # rows hold any type
    return held_on
