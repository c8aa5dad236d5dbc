"""Open days on which no screen was seen: said beside the figures, until counted by hand."""

from datetime import date, datetime
from io import BytesIO

from flask_babel import force_locale
from openpyxl import load_workbook

from admin.periods import Period
from admin.summaries import as_json, summarise
from kiosk import clock
from kiosk.database import writing
from kiosk.models import ClosedDay, Headcount, ScreenDay, Site
from tests import people
from tests.client import words

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def a_screen(slug: str = "walton", paired_on: int = 16, seen: tuple[int, ...] = ()) -> int:
    """A screen that was paired on a day of November and seen on others."""
    installation = people.an_installation(people.a_kiosk(slug, f"Screen {paired_on}"))
    with writing():
        installation.paired_at = datetime(2026, 11, paired_on, 12, tzinfo=clock.LONDON)
    for day in seen:
        people.add(ScreenDay(kiosk_id=installation.kiosk_id, day=date(2026, 11, day)))
    return installation.kiosk_id


def days(*sites: Site) -> dict[str, list[int]]:
    found = summarise(NOVEMBER, sites or (people.site(),), people.TODAY)
    return {each.site.slug: [day.day for day in each.not_counted] for each in found.sites}


def test_nothing_is_said_of_a_site_without_a_screen(app):
    people.a_kiosk()

    assert days() == {"walton": []}


def test_from_the_first_pairing_until_yesterday_each_open_day_without_a_screen_is_told(app):
    a_screen(seen=(16, 18, 20))

    assert days() == {"walton": [17, 19, 23]}


def test_one_screen_of_a_site_is_enough(app):
    a_screen(seen=(16, 18))
    a_screen(paired_on=20, seen=(17, 19, 20, 23))

    assert days() == {"walton": []}


def test_a_screen_elsewhere_is_no_screen_here(app):
    a_screen(seen=(16,))
    a_screen("bootle", 20, seen=(17, 20, 23))

    assert days(people.site(), people.site("bootle")) == {
        "walton": [17, 18, 19, 20, 23],
        "bootle": [],
    }


def test_closed_days_and_days_counted_by_hand_are_not_told(app):
    a_screen(seen=(16, 18, 20))
    people.add(ClosedDay(site_id=people.site().id, day=date(2026, 11, 17), reason="Painting"))
    for day, adds in ((19, True), (23, False)):
        people.add(
            Headcount(
                site_id=people.site().id,
                counted_from_at=clock.at_local(date(2026, 11, day)),
                counted_to_at=clock.at_local(date(2026, 11, day + 1)),
                people=40,
                adds=adds,
                received_on=people.TODAY,
            )
        )

    assert days() == {"walton": [23]}


def test_a_site_that_travels_is_asked_on_the_days_it_met(app):
    slug = "central-and-south-liverpool"
    a_screen(slug, seen=(16, 18))
    people.a_run(slug=slug, days=tuple(date(2026, 11, day) for day in (11, 17, 18, 24)))

    assert days(people.site(slug)) == {slug: [17]}


def test_the_json_says_it_at_each_site_and_in_the_total(app):
    a_screen(seen=(16, 18, 20))
    a_screen("bootle", 20, seen=(20,))
    found = summarise(NOVEMBER, [people.site(), people.site("bootle")], people.TODAY)

    with force_locale("en_GB"):
        told = as_json(found)

    assert [each["days_not_fully_counted"] for each in told["sites"]] == [3, 1]
    assert told["total"]["days_not_fully_counted"] == 4


def test_the_overview_marks_the_site_and_names_the_days(manager):
    a_screen(seen=(16, 18, 20))

    page = manager.get("/admin/")

    assert page.rows("Visits by site")[1][0] == "Walton not fully counted"
    assert page.rows("Visits by site")[2][0] == "Southport"
    [told] = page.soup.select("[aria-labelledby=by-site] details")
    assert words(told) == (
        "Walton: no screen was seen on 3 open days, so its visits are not fully counted."
        " 17 November 2026, 19 November 2026, 23 November 2026"
        " 3 open days not fully counted Add a count by hand for Walton"
    )


def test_their_number_opens_to_these_days_alone(manager):
    a_screen(seen=(16, 18, 20))
    people.a_visit(at=datetime(2026, 11, 17, 12, tzinfo=clock.LONDON), people=4)
    overview = manager.get("/admin/?period=month&site=walton")
    [days] = overview.soup.select("[aria-labelledby=by-site] details a.figure")

    page = manager.get(str(days["href"]))

    assert page.h1 == "3 open days not fully counted"
    assert words(page.find(".lead")) == (
        "Open days at Walton between 1 and 30 November 2026, on which no screen was seen."
    )
    assert [row[1:] for row in page.rows("The rows behind this figure")[1:]] == [
        ["Tue 17 Nov 2026", "4"],
        ["Thu 19 Nov 2026", "0"],
        ["Mon 23 Nov 2026", "0"],
    ]


def test_the_report_says_it_in_its_notes(manager):
    a_screen(seen=(16, 18, 19, 20))

    assert "Walton: no screen was seen on 2 open days," in manager.get("/admin/report").text


def test_a_workbook_says_it_on_its_first_sheet(manager):
    a_screen(seen=(16, 18, 19, 20))

    for kind in ("summary", "visits"):
        assert (
            "Not fully counted",
            "Walton: no screen was seen on 2 open days, so its visits are not fully counted."
            " 17 November 2026, 23 November 2026",
        ) in first_sheet(manager, kind)
    assert "Not fully counted" not in dict(first_sheet(manager, "enrolments"))


def first_sheet(manager, kind: str) -> list[tuple[object, object]]:
    path = f"/admin/export/{kind}.xlsx?from=2026-11-01&to=2026-11-30"
    book = load_workbook(BytesIO(manager.open(path, "GET").data))
    return [(row[0], row[1]) for row in book.worksheets[0].iter_rows(values_only=True)]
