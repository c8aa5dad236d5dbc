"""Was everybody counted? Checks by hand beside what the screens saw, and never a figure scaled."""

from datetime import date, datetime, timedelta

import pytest

from admin.periods import Period
from admin.summaries import as_json, summarise
from admin.summaries.checks import checks_by_site
from admin.summaries.checks_lines import screen_saw
from kiosk import clock
from kiosk.models import Headcount, ScreenDay
from tests import people
from tests.staff import sign_in

YEAR = Period(date(2026, 4, 1), date(2027, 3, 31))
COUNT = "/admin/upkeep/sites/walton/count"


@pytest.fixture
def kiosk(app):
    return people.a_kiosk()


def at(text):
    return clock.at_local(date.fromisoformat(text[:10])) + (
        datetime.fromisoformat(text) - datetime.fromisoformat(text[:10])
    )


def a_check(begins, ends, counted, slug="walton", **about):
    """People counted from one moment to another by the clock on the wall; days are whole."""
    people.add(
        Headcount(
            site_id=people.site(slug).id,
            counted_from_at=at(begins),
            counted_to_at=at(ends) + (timedelta(days=1) if len(ends) == 10 else timedelta()),
            people=counted,
            received_on=people.TODAY,
            **({"adds": False} | about),
        )
    )


def saw(kiosk, moment, seen=1, slug="walton", **about):
    people.a_visit(slug, at(moment), people=seen, kiosk_id=kiosk.id, **about)


def compared(period=YEAR, slug="walton"):
    """By hand, by screen, or why not, of each check."""
    of_site = checks_by_site(period, [people.site(slug)], people.NOW).get(people.site(slug).id)
    if of_site is None:
        return [], 0
    return [(check.of.people, check.seen) for check in of_site.compared], of_site.left_out


def test_a_check_of_a_whole_day_stands_beside_all_the_people_of_that_day(kiosk):
    saw(kiosk, "2026-07-01T00:00", 2)
    saw(kiosk, "2026-07-01T23:59", 3)
    saw(kiosk, "2026-06-30T23:59", 30)
    saw(kiosk, "2026-07-02T00:00", 30)
    a_check("2026-07-01", "2026-07-01", 6)

    assert compared() == ([(6, 5)], 0)


def test_a_check_of_hours_stands_beside_the_people_between_these_moments(kiosk):
    saw(kiosk, "2026-07-01T10:15", 2)
    saw(kiosk, "2026-07-01T11:44:59", 3)
    saw(kiosk, "2026-07-01T10:14:59", 30)
    saw(kiosk, "2026-07-01T11:45", 30)
    a_check("2026-07-01T10:15", "2026-07-01T11:45", 6)

    assert compared() == ([(6, 5)], 0)


def test_a_check_of_hours_and_one_of_the_whole_day_are_each_compared(kiosk):
    saw(kiosk, "2026-07-01T10:15", 2)
    saw(kiosk, "2026-07-01T15:00", 3)
    a_check("2026-07-01", "2026-07-01", 6)
    a_check("2026-07-01T10:00", "2026-07-01T11:00", 2)

    assert compared() == ([(6, 5), (2, 2)], 0)


def test_only_what_counts_and_what_a_screen_of_the_site_took_is_seen(kiosk):
    saw(kiosk, "2026-07-01T10:00", 2)
    saw(kiosk, "2026-07-01T10:01", 7, undone_at=people.NOW)
    people.a_visit(at=at("2026-07-01T10:02"), people=7)  # imported
    there = people.a_kiosk("bootle", "Bootle")
    saw(there, "2026-07-01T10:03", 7, slug="bootle")
    a_check("2026-07-01", "2026-07-01", 3)

    assert compared() == ([(3, 2)], 0)


def test_a_week_of_whole_days_is_compared_and_more_is_not(kiosk):
    saw(kiosk, "2026-07-06T10:00", 2)
    saw(kiosk, "2026-07-12T10:00", 3)
    a_check("2026-07-06", "2026-07-12", 6)
    a_check("2026-07-06", "2026-07-13", 6)

    assert compared() == ([(6, 5)], 1)


def test_what_cannot_be_compared_is_left_out_and_said_so(kiosk, manager):
    saw(kiosk, "2026-11-24T09:00", 2)
    a_check("2026-11-24", "2026-11-24", 5)
    a_check("2026-07-06", "2026-07-13", 6)
    a_check("2026-07-01T10:00", "2026-07-02T11:00", 6)
    a_check("2026-06-01", "2026-06-01", 9)

    assert compared() == ([], 4)
    rows = [row[0] for row in manager.get(COUNT).rows("Counts by hand")[1:]]
    assert [row.split("not added ")[1] for row in rows] == [
        "Not compared: it is not over yet.",
        "Not compared: it covers more than a week.",
        "Not compared: it has times on different days.",
        "Not compared: no screen was seen then.",
    ]


def test_a_screen_that_was_there_and_saw_nobody_is_compared(kiosk):
    people.add(ScreenDay(kiosk_id=kiosk.id, day=date(2026, 7, 1)))
    a_check("2026-07-01", "2026-07-01", 9)

    assert compared() == ([(9, 0)], 0)


def test_counts_that_add_that_were_taken_back_or_that_straddle_are_no_checks(kiosk):
    saw(kiosk, "2026-07-01T10:00")
    a_check("2026-07-01", "2026-07-01", 9, adds=True)
    a_check("2026-07-01", "2026-07-01", 9, undone_at=people.NOW)
    a_check("2026-06-30", "2026-07-01", 9)

    assert compared(Period(date(2026, 7, 1), date(2026, 7, 31))) == ([], 0)


def the_nine(kiosk):
    """Nine checks of ten people each, of whom the screen saw 73."""
    for day in range(1, 10):
        saw(kiosk, f"2026-07-0{day}T10:00", 8 if day < 9 else 9)
        a_check(f"2026-07-0{day}", f"2026-07-0{day}", 10)


NINE = (
    "The screen saw about 8 in 10, from 9 checks. "
    "Counted by hand: 90 people, by the screen: 73, 1 July 2026 to 9 July 2026."
)
OPENING_NINE = NINE.replace("73,", "73 ,")  # after a link, its text has a space


def test_the_overview_says_in_the_sites_part_how_many_the_screen_saw(kiosk, manager):
    the_nine(kiosk)

    assert f"Was everybody counted at Walton? {OPENING_NINE}" in manager.get("/admin/").text


def test_the_page_of_counts_says_it_too_and_of_each_check_what_the_screen_saw(kiosk, manager):
    the_nine(kiosk)
    saw(kiosk, "2026-07-10T10:00", 12)
    a_check("2026-07-10", "2026-07-10", 10)

    page = manager.get(COUNT)

    assert "The screen saw about 9 in 10, from 10 checks." in page.text
    assert "No figure is changed by them." in page.text
    first, second = (row[0] for row in page.rows("Counts by hand")[1:3])
    assert first.endswith("The screen saw 12: more than were counted by hand.")
    assert second.endswith("The screen saw 9 in that time.")


def test_the_page_of_counts_says_the_same_as_the_overview_that_leads_to_it(kiosk, manager):
    the_nine(kiosk)
    saw(kiosk, "2025-07-10T10:00", 12)
    a_check("2025-07-10", "2025-07-10", 10)
    for _count in range(50):  # a page full of later counts, none of them a check
        people.add(
            Headcount(
                site_id=people.site().id,
                counted_from_at=people.NOW.replace(day=2),
                counted_to_at=people.NOW.replace(day=3),
                people=1,
                received_on=people.TODAY,
            )
        )
    overview = manager.get("/admin/?from=2026-07-01&to=2026-07-31&site=walton")
    assert OPENING_NINE in overview.text

    page = overview.follow("Was everybody counted at Walton?")

    told = f"{OPENING_NINE} These are the checks of July 2026. No figure is changed by them."
    assert told in page.text
    everything = page.follow("All the checks here so far")
    assert "The screen saw about 9 in 10, from 10 checks." in everything.text
    assert "These are all the checks here so far." in everything.text


def test_two_checks_are_too_few_to_say_anything(kiosk, manager):
    for day in (1, 2):
        saw(kiosk, f"2026-07-0{day}T10:00", 8)
        a_check(f"2026-07-0{day}", f"2026-07-0{day}", 10)

    assert "Was everybody counted" not in manager.get("/admin/").text
    page = manager.get(COUNT)
    assert "From 3 checks that can be compared, it says here" in page.text
    assert "about 8 in 10" not in page.text


@pytest.mark.parametrize(
    ("by_hand", "seen", "sentence"),
    [
        (100, 84, "The screen saw about 8 in 10, from 3 checks."),
        (100, 85, "The screen saw about 9 in 10, from 3 checks."),
        (100, 94, "The screen saw about 9 in 10, from 3 checks."),
        (100, 95, "The screen saw nearly everybody, from 3 checks."),
        (100, 100, "The screen saw as many as were counted by hand, from 3 checks."),
        (100, 101, "The screen counted more people than the checks by hand, from 3 checks."),
        (100, 5, "The screen saw about 1 in 10, from 3 checks."),
        (100, 4, "The screen saw fewer than 1 in 10, from 3 checks."),
        (100, 0, "The screen saw fewer than 1 in 10, from 3 checks."),
        (0, 2, "The screen counted more people than the checks by hand, from 3 checks."),
    ],
)
def test_how_many_the_screen_saw_is_rounded_to_tenths(app, kiosk, by_hand, seen, sentence):
    people.add(ScreenDay(kiosk_id=kiosk.id, day=date(2026, 7, 1)))
    for number in range(seen):
        saw(kiosk, f"2026-07-01T10:{number % 60:02}")
    a_check("2026-07-01T10:00", "2026-07-01T11:00", by_hand)
    for hour in (14, 15):
        a_check(f"2026-07-01T{hour}:00", f"2026-07-01T{hour + 1}:00", 0)

    with app.test_request_context():
        walton = people.site()
        said = screen_saw(checks_by_site(YEAR, [walton], people.NOW)[walton.id])

    assert said.startswith(f"{sentence} Counted by hand: {by_hand} people, by the screen: {seen}, ")
    assert said.endswith("1 July 2026.")


def test_nobody_in_any_check_says_nothing(app, kiosk):
    people.add(ScreenDay(kiosk_id=kiosk.id, day=date(2026, 7, 1)))
    for hour in (13, 14, 15):
        a_check(f"2026-07-01T{hour}:00", f"2026-07-01T{hour + 1}:00", 0)

    with app.test_request_context():
        walton = people.site()
        assert screen_saw(checks_by_site(YEAR, [walton], people.NOW)[walton.id]) == ""


def test_what_could_not_be_compared_is_said_beside_what_was(app, kiosk, manager):
    the_nine(kiosk)
    a_check("2026-06-01", "2026-06-01", 9)

    assert f"{OPENING_NINE} 1 more check cannot be compared." in manager.get("/admin/").text


def test_checks_never_change_a_figure(app, kiosk):
    walton = [people.site()]
    saw(kiosk, "2026-07-01T10:00", 8)
    before = as_json(summarise(YEAR, walton, people.TODAY))
    for _each in range(3):
        a_check("2026-07-01", "2026-07-01", 10)

    assert as_json(summarise(YEAR, walton, people.TODAY)) == before


def test_a_coordinator_reads_nothing_of_other_sites_checks(kiosk, new_client):
    the_nine(kiosk)
    there = sign_in(new_client(), people.a_person("bo@example.org", sites=("bootle",)))

    assert "Was everybody counted" not in there.get("/admin/").text
    there.get(COUNT, 404)


def test_the_demonstration_year_has_enough_checks_to_say_something_of_walton(demonstration_year):
    world, _printed = demonstration_year

    with world.app.test_request_context():
        checks = checks_by_site(
            Period(date(2018, 4, 1), date(2019, 3, 31)), [people.site()], people.NOW
        )
        said = screen_saw(checks[people.site().id])

    assert said == (
        "The screen saw about 9 in 10, from 4 checks. Counted by hand: 545 people, by the "
        "screen: 482, 10 July 2018 to 12 February 2019."
    )
