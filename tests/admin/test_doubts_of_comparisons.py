"""What speaks against a comparison: days not counted, other ways of counting, other words."""

from datetime import date, timedelta

from kiosk import clock
from kiosk.database import writing
from kiosk.models import ScreenDay
from tests import people
from tests.admin.compared_world import a_file, came, forms, reasons
from tests.admin.small_world import a_headcount


def test_another_way_of_counting_is_named(manager):
    came("walton", "2026-08-31", 1)
    came("walton", "2026-09-01", 94, import_id=a_file().id)
    a_headcount(date(2026, 9, 7), date(2026, 9, 8), 6)
    came("walton", "2026-10-01", 100)

    page = manager.get("/admin/compare?from=2026-10-01&to=2026-10-31&site=walton")

    assert reasons(page) == [
        "Walton was not counted in the same way: 100 by screen in October 2026, 94 from a file and "
        "6 by hand in September 2026. Some of the change may come from that."
    ]


def test_a_few_counted_by_hand_are_no_other_way_of_counting(manager):
    came("walton", "2026-08-31", 1)
    came("walton", "2026-09-01", 100)
    came("walton", "2026-10-01", 96)
    a_headcount(date(2026, 10, 7), date(2026, 10, 8), 4)

    page = manager.get("/admin/compare?from=2026-10-01&to=2026-10-31&site=walton")

    assert reasons(page) == []
    assert page.rows("Sites for each open day")[1][-2:] == ["96 by screen and 4 by hand", "0"]


def test_a_count_by_hand_that_reaches_beyond_is_named(manager):
    came("walton", "2026-08-31", 1)
    came("walton", "2026-09-01", 100)
    came("walton", "2026-10-01", 100)
    a_headcount(date(2026, 9, 28), date(2026, 10, 3), 40)

    page = manager.get("/admin/compare?from=2026-10-01&to=2026-10-31&site=walton")

    assert reasons(page) == [
        f"Walton, {when}: a count by hand of 40 people reaches beyond these days and is left out."
        for when in ("October 2026", "September 2026")
    ]


def test_days_on_which_no_screen_was_seen_are_named(manager):
    kiosk = people.a_kiosk()
    installation = people.an_installation(kiosk)
    with writing():
        installation.paired_at = clock.at_local(date(2026, 8, 1))
    came("walton", "2026-08-31", 1)
    came("walton", "2026-09-01", 100)
    came("walton", "2026-10-01", 100)
    for day in range((date(2026, 10, 31) - date(2026, 9, 1)).days + 1):
        on = date(2026, 9, 1) + timedelta(days=day)
        if on not in (date(2026, 9, 2), date(2026, 10, 6), date(2026, 10, 7)):
            people.add(ScreenDay(kiosk_id=kiosk.id, day=on))

    page = manager.get("/admin/compare?from=2026-10-01&to=2026-10-31&site=walton")

    assert reasons(page) == [
        "Walton, October 2026: no screen was seen on 2 open days. More people may have come "
        "than were counted.",
        "Walton, September 2026: no screen was seen on 1 open day. More people may have come "
        "than were counted.",
    ]
    assert page.rows("Every figure compared")[7] == ["Open days not fully counted", "2", "1", ""]
    assert page.rows("Sites for each open day")[1][-1] == "2"


def test_another_wording_of_the_questions_is_named(manager):
    came("walton", "2026-08-31", 1)
    came("walton", "2026-09-01", 100)
    came("walton", "2026-10-01", 100)
    run = people.a_run(days=(date(2026, 10, 6),))
    forms(run, "2026-09-08", yes=30)
    forms(run, "2026-10-06", yes=30, wording=2)

    page = manager.get("/admin/compare?from=2026-10-01&to=2026-10-31&site=walton")

    assert reasons(page) == [
        "The wording of the five questions changed: what learners said in the two is about "
        "different words."
    ]
