"""Counting by hand: what is added, what is only a check, what is refused, what can be undone."""

from datetime import date

import pytest
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import AuditEntry, Headcount
from tests import people
from tests.staff import sign_in

PATH = "/admin/upkeep/sites/walton/count"
GIVEN = {
    "from_on": "2026-03-03",
    "to_on": "2026-03-05",
    "people": "40",
    "screen_worked": "no",
}


@pytest.fixture
def staff(client):
    return sign_in(client, people.a_person("ann@example.org", sites=("walton",)))


def save(staff, status=200, **changes):
    return staff.get(PATH).submit("Save this count", status=status, **(GIVEN | changes))


def stored():
    return list(db.session.scalars(select(Headcount).order_by(Headcount.counted_from_at)))


@pytest.mark.parametrize(
    "path", [PATH, "/admin/comments", "/admin/report/kept", "/admin/rows/taps", "/admin/people/log"]
)
def test_a_page_far_beyond_the_end_of_any_list_is_a_page(client, path):
    manager = sign_in(client, people.a_person("mo@example.org", "manager"))

    assert manager.get(f"{path}?page=999999999999999999999").h1


def spans():
    return [
        f"{row.counted_from_at:%Y-%m-%d %H:%M} {row.counted_to_at:%Y-%m-%d %H:%M}"
        for row in stored()
    ]


def actions():
    query = select(AuditEntry.action, AuditEntry.subject).order_by(AuditEntry.id)
    return [tuple(row) for row in db.session.execute(query)]


def test_whole_days_are_counted_to_the_end_of_the_last(staff):
    page = save(staff)

    assert page.h1 == "Count by hand at Walton"
    assert "Saved. 40 people added for 3 to 5 March 2026." in page.text
    assert page.rows("Counts by hand")[1][:3] == ["3 to 5 March 2026", "40", "Ann"]
    assert spans() == ["2026-03-03 00:00 2026-03-06 00:00"]
    assert [(row.people, row.adds, row.received_on) for row in stored()] == [
        (40, True, date(2026, 11, 24))
    ]
    assert actions() == [("counted by hand", "3 to 5 March 2026")]


def test_times_narrow_a_count_and_are_those_of_the_wall_in_summer(staff):
    page = save(
        staff,
        from_on="2026-07-01",
        from_time="18:00",
        to_on="2026-07-01",
        to_time="20:30",
        people="1",
    )

    assert "Saved. 1 person added for 1 July 2026, 18:00 to 20:30." in page.text
    assert spans() == ["2026-07-01 17:00 2026-07-01 19:30"]


def test_one_time_alone_counts_to_the_end_of_the_day(staff):
    page = save(staff, from_time="18:00", to_on="2026-03-03")

    assert "3 March 2026, 18:00 to 24:00" in page.text
    assert spans() == ["2026-03-03 18:00 2026-03-04 00:00"]


def test_with_the_screen_working_a_count_is_only_a_check(staff):
    page = save(staff, screen_worked="yes")

    assert "Saved as a check: 40 for 3 to 5 March 2026. Nobody added." in page.text
    assert "only a check, not added" in page.rows("Counts by hand")[1][0]
    assert [row.adds for row in stored()] == [False]


def test_nobody_came_is_a_count_too(staff):
    save(staff, people="0")

    assert [row.people for row in stored()] == [0]


def test_today_may_be_counted_as_a_whole_day(staff):
    save(staff, from_on="2026-11-24", to_on="2026-11-24")

    assert spans() == ["2026-11-24 00:00 2026-11-25 00:00"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"from_on": ""}, "Enter the first day of the count."),
        ({"to_on": ""}, "Enter the last day of the count."),
        (
            {"to_on": "soon"},
            "Write the date as day, month and year, such as 24/11/2026.",
        ),
        ({"to_on": "2026-03-02"}, "The last day is before the first. Please change one of them."),
        ({"to_on": "2026-11-25"}, "The last day is still to come. Choose today or earlier."),
        (
            {"from_on": "2016-04-30"},
            "Walton opened on 1 May 2016. Choose that day or a later one.",
        ),
        (
            {"to_on": "2026-03-03", "from_time": "12:00", "to_time": "12:00"},
            "The count ends before it begins. Please change a time.",
        ),
        (
            {"to_on": "2026-11-24", "to_time": "10:01"},
            "That time is still to come. Choose an earlier one.",
        ),
        (
            {"from_on": "2026-03-29", "from_time": "01:30", "to_on": "2026-03-29"},
            "The clocks went forward that night, so that time never was. Choose another.",
        ),
        ({"from_time": "noon"}, "Write the time as hours and minutes, such as 14:30."),
        ({"people": ""}, "Enter how many people you counted, as a whole number."),
        ({"people": "many"}, "Enter how many people you counted, as a whole number."),
        ({"people": "-1"}, "Enter a number from 0 to 1,000,000."),
        ({"people": "1000001"}, "Enter a number from 0 to 1,000,000."),
        (
            {"screen_worked": []},
            "Say whether the screen was working, so that nobody is counted twice.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_one_sentence(staff, changes, sentence):
    page = save(staff, **changes)

    assert page.errors == [sentence]
    assert stored() == []


def test_what_was_typed_stays_after_an_error(staff):
    page = save(staff, from_time="09:30", people="-1", screen_worked="yes")

    assert page.find("#from_on")["value"] == "2026-03-03"
    assert page.find("#from_time")["value"] == "09:30"
    assert page.find("#people")["value"] == "-1"
    assert page.find("input[value=yes]").has_attr("checked")


def test_the_same_form_sent_again_is_counted_once(staff):
    page = staff.get(PATH)
    page.submit("Save this count", **GIVEN)
    again = page.submit("Save this count", **GIVEN)

    assert "Saved. 40 people added" in again.text
    assert len(stored()) == 1
    assert len(actions()) == 1


def test_a_form_shown_again_with_other_numbers_is_another_count(staff):
    page = staff.get(PATH)
    page.submit("Save this count", **GIVEN)
    page.submit("Save this count", **(GIVEN | {"people": "41"}))
    page.submit("Save this count", **(GIVEN | {"people": "41"}))

    assert sorted(row.people for row in stored()) == [40, 41]


def test_counts_that_overlap_name_one_another(staff):
    save(staff)
    page = save(staff, from_on="2026-03-05", to_on="2026-03-06")

    newest, older = page.rows("Counts by hand")[1:]
    assert newest[0] == "5 to 6 March 2026 overlaps the count of 3 to 5 March 2026"
    assert older[0] == "3 to 5 March 2026 overlaps the count of 5 to 6 March 2026"


def test_a_count_that_overlaps_several_says_how_many(staff):
    for people_counted in ("40", "41", "42"):
        page = save(staff, people=people_counted)

    rows = [row[0] for row in page.rows("Counts by hand")[1:]]
    assert rows == ["3 to 5 March 2026 overlaps 2 other counts"] * 3


def test_counts_that_only_touch_do_not_overlap(staff):
    save(staff)
    page = save(staff, from_on="2026-03-06", to_on="2026-03-06")

    assert [row[0] for row in page.rows("Counts by hand")[1:]] == [
        "6 March 2026",
        "3 to 5 March 2026",
    ]


def test_a_count_taken_back_overlaps_nothing_and_can_be_put_back(staff):
    save(staff)
    page = save(staff, from_on="2026-03-05", to_on="2026-03-06")

    page = page.submit("Take back the count of 3 to 5 March")
    assert "Taken back: the count of 3 to 5 March 2026. It counts nowhere now." in page.text
    assert [row[0] for row in page.rows("Counts by hand")[1:]] == [
        "5 to 6 March 2026",
        "3 to 5 March 2026 taken back",
    ]
    assert [row.undone_at for row in stored()] == [people.NOW, None]

    page = page.submit("Put back the count of 3 to 5 March")
    assert "overlaps the count of 3 to 5 March 2026" in page.text
    assert [row.undone_at for row in stored()] == [None, None]
    assert actions()[2:] == [
        ("took back a count by hand", "3 to 5 March 2026"),
        ("put back a count by hand", "3 to 5 March 2026"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-02-28", "2026-03-03", "28 February to 3 March 2026"),
        ("2025-12-31", "2026-01-01", "31 December 2025 to 1 January 2026"),
    ],
)
def test_a_count_that_spans_months_says_so(staff, first, last, words):
    page = save(staff, from_on=first, to_on=last)

    assert page.rows("Counts by hand")[1][0] == f"{words} spans months: in the total, never split"


def test_a_count_to_the_end_of_a_month_does_not_span_months(staff):
    page = save(staff, from_on="2026-06-01", to_on="2026-06-30")

    assert page.rows("Counts by hand")[1][0] == "1 to 30 June 2026"


def test_older_counts_stand_on_the_next_page(staff):
    for number in range(51):
        people.add(
            Headcount(
                site_id=people.site().id,
                counted_from_at=people.NOW.replace(year=2025 - number % 5, day=1 + number % 20),
                counted_to_at=people.NOW.replace(year=2025 - number % 5, day=21),
                people=number,
                received_on=people.TODAY,
            )
        )

    page = staff.get(PATH)
    assert len(page.rows("Counts by hand")) == 51
    assert len(page.follow("Older counts").rows("Counts by hand")) == 2


def test_another_sites_counts_do_not_exist_for_a_coordinator(staff):
    people.add(
        Headcount(
            site_id=people.site("bootle").id,
            counted_from_at=people.NOW.replace(day=1),
            counted_to_at=people.NOW.replace(day=2),
            people=1,
            received_on=people.TODAY,
        )
    )
    count = stored()[0]
    token = staff.get(PATH).find("form.card [name=csrf_token]")["value"]

    staff.get("/admin/upkeep/sites/bootle/count", 404)
    for slug in ("walton", "bootle"):
        path = f"/admin/upkeep/sites/{slug}/count/{count.id}/take-back"
        staff.post(path, {"csrf_token": token}, status=404)
    assert stored()[0].undone_at is None
