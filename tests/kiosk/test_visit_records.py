"""Visits as they are kept: once each, whatever is repeated, shuffled or sent at once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import Visit
from kiosk.records.taps import Claim, reckoning, time_of_tap, times_of_taps
from kiosk.records.visits import Outcome, Tap, record_visit, record_visits
from kiosk.rows import writing_rows
from tests import people

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
OPENED = datetime(2016, 5, 1, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
YEARS_FROM_1970_MS = (NOON - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def a_tap(id: UUID, **about: object) -> Tap:
    kiosk = people.a_kiosk(name=str(uuid4()))
    installation = people.an_installation(kiosk)
    values: dict[str, object] = {"purpose": "learning", "tapped_at": people.NOW} | about
    return Tap(
        id=id, site_id=kiosk.site_id, kiosk_id=kiosk.id, installation_id=installation.id, **values
    )


def stored_ids() -> list[UUID]:
    return sorted(db.session.scalars(select(Visit.id)))


def test_a_tap_is_stored_and_its_repeat_is_a_success(app):
    tap = a_tap(uuid4())
    with writing_rows() as connection:
        first, second = (record_visit(connection, tap, people.NOW) for _ in range(2))

    assert (first, second) == (Outcome.STORED, Outcome.REPEATED)
    assert stored_ids() == [tap.id]


def test_a_tap_just_after_midnight_in_summer_belongs_to_the_new_day(app):
    tap = a_tap(uuid4(), tapped_at=datetime(2018, 3, 31, 23, 30, tzinfo=UTC))
    with writing_rows() as connection:
        record_visits(connection, [tap], people.NOW)

    visit = db.session.scalars(select(Visit)).one()
    assert (str(visit.visited_on), visit.visited_hour) == ("2018-04-01", 0)
    assert str(visit.received_on) == "2026-11-24"


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(batches=st.lists(st.lists(st.integers(0, 7), max_size=8), max_size=5))
def test_any_shuffled_and_repeated_batches_store_each_id_once(app, batches):
    template, ids = a_tap(uuid4()), [uuid4() for _ in range(8)]
    for batch in batches:
        taps = [replace(template, id=ids[number]) for number in batch]
        with writing_rows() as connection:
            record_visits(connection, taps, people.NOW)

    stored = select(Visit.id).where(Visit.id.in_(ids))
    sent = {ids[number] for batch in batches for number in batch}
    assert sorted(db.session.scalars(stored)) == sorted(sent)


# The tap was one hour ago by the wall; what the device says of it, and how that is judged.
CLOCKS = {
    "right clock": (0, 0, -HOUR, 3_600_000, ()),
    "right clock, first sync": (None, 0, -HOUR, 3_600_000, ()),
    "ten minutes slow, as before": (600_000, 600_000, -HOUR, 3_600_000, ()),
    "eight hours of sleep since": (0, 0, -HOUR, 1_000, ()),
    "stepped two days on since the tap": (0, -172_800_000, -HOUR + 2 * 24 * HOUR, 3_600_000, "age"),
    "stepped before, tapped by the old clock": (0, -172_800_000, -HOUR, 3_600_000, "age"),
    "1970, as before": (YEARS_FROM_1970_MS, YEARS_FROM_1970_MS, -HOUR, 3_600_000, ()),
    "1970, first sync": (None, YEARS_FROM_1970_MS, -HOUR, 3_600_000, "age"),
    "five seconds off, as agreed": (0, 5_000, -HOUR, 3_600_000, ()),
    "stepped, and no age": (0, 600_000, -HOUR, None, "clock"),
}


@pytest.mark.parametrize(
    ("known_ms", "difference_ms", "told", "age_ms", "mark"), CLOCKS.values(), ids=CLOCKS
)
def test_the_time_of_a_tap(known_ms, difference_ms, told, age_ms, mark):
    device_now = NOON - timedelta(milliseconds=difference_ms)
    known = reckoning(NOON, device_now, known_ms, OPENED)
    told_at = device_now + told
    moment, marks = time_of_tap(Claim(1, told_at, age_ms), known, None)

    assert abs(moment - (NOON - HOUR)) <= 5 * SECOND
    assert marks == ((mark,) if mark else ())


def test_a_clock_stepped_in_mid_queue_keeps_every_tap_within_five_seconds():
    """Taps at 9, 10, 11; at 10:30 the clock jumped two days; sent at 12."""
    jump = timedelta(days=2)
    claims = [
        Claim(1, NOON - 3 * HOUR, 3 * 3_600_000),
        Claim(2, NOON - 2 * HOUR, 2 * 3_600_000),
        Claim(3, NOON - HOUR + jump, 3_600_000),
    ]
    known = reckoning(NOON, NOON + jump, 0, OPENED)
    times = times_of_taps(claims, known, None, {})

    assert [moment for moment, _ in times] == [NOON - 3 * HOUR, NOON - 2 * HOUR, NOON - HOUR]
    assert [marks for _, marks in times] == [("age",), ("age",), ("age",)]


def test_sleep_and_step_together_stay_in_order_between_the_last_sync_and_receipt():
    last_sync = NOON - 10 * HOUR
    claims = [Claim(6, NOON - 40 * HOUR, 12 * 3_600_000), Claim(5, NOON - 41 * HOUR, 1_000)]
    known = reckoning(NOON, NOON - 30 * HOUR, 0, OPENED)
    (sixth, sixth_marks), (fifth, fifth_marks) = times_of_taps(claims, known, (4, last_sync), {})

    assert last_sync <= fifth <= sixth <= NOON
    assert (fifth_marks, sixth_marks) == (("age",), ("age", "order"))


def test_a_tap_is_never_after_its_receipt():
    known = reckoning(NOON, NOON, 0, OPENED)

    assert time_of_tap(Claim(1, NOON + 3 * SECOND, 0), known, None) == (NOON, ())
    assert time_of_tap(Claim(1, NOON + HOUR, 0), known, None) == (NOON, ("age",))
    assert time_of_tap(Claim(1, NOON + HOUR, None), known, None) == (NOON, ("time",))


def test_a_tap_is_never_before_the_one_acknowledged_before_it():
    known = reckoning(NOON, NOON, 0, OPENED)
    claim = Claim(5, NOON - 2 * HOUR, None)

    assert times_of_taps([claim], known, (4, NOON - HOUR), {}) == [(NOON - HOUR, ("order",))]
    assert times_of_taps([claim], known, (6, NOON - HOUR), {}) == [(NOON - 2 * HOUR, ())]


@pytest.mark.parametrize("told", [None, datetime(1970, 1, 1, tzinfo=UTC), datetime.max])
def test_an_impossible_time_becomes_the_time_of_receipt(told):
    told = told.replace(tzinfo=UTC) if told else None
    known = reckoning(NOON, NOON, 0, OPENED)

    assert time_of_tap(Claim(1, told, None), known, None) == (NOON, ("time",))
