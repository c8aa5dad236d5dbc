"""Ten years of monthly counts at nineteen libraries, and visits for each day that one was open."""

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from admin.catalogue.places import Particulars, change_site
from kiosk.database import db, writing
from kiosk.models import Site
from tests import people
from tests.real import counting, library_visits
from tests.real.office import Office

YEARS = range(2008, 2018)
MONTHS = [f"{2008 + number // 12}-{number % 12 + 1:02}" for number in range(3, 123)]


def give_opening_times(data: Path) -> None:
    """Each library's own week instead of Monday to Friday."""
    manager = people.a_person("meg@example.org", "manager")
    for slug, week in library_visits.weeks(data).items():
        site = db.session.scalars(select(Site).where(Site.slug == slug)).one()
        with writing():
            change_site(
                people.NOW,
                site,
                Particulars(site.name, library_visits.opened_on(), hours=week),
                manager,
            )


def counted(data: Path, *months: str) -> dict[str, int]:
    """People of each library in these months, added up from the file."""
    return {
        row["Library"].lower().replace(" ", "-"): sum(int(row[month] or 0) for month in months)
        for row in counting.records(data / library_visits.VISITS)
    }


def assert_counted(office: Office, first: date, last: date, expected: dict[str, int]) -> None:
    """All of it was counted by hand; none of it is known by hour or by purpose."""
    said = office.summary(first, last, *expected)
    assert {site["slug"]: site["visits"] for site in said["sites"]} == expected
    assert {site["slug"]: site["counted"] for site in said["sites"]} == expected
    assert said["total"]["visits"] == said["total"]["counted"] == sum(expected.values())
    assert said["total"]["taps"] == 0
    assert said["total"]["hours"] == {}
    assert said["left_out"] == []


def test_each_month_and_each_year_of_each_library_equals_the_file(office, data):
    office.add_sites(library_visits.sites(data), library_visits.OPENED_ON)
    before = office.everything()

    assert office.bring_in("headcounts", library_visits.headcounts(data)) == 1_931

    assert_counted(office, date(2008, 4, 1), date(2018, 3, 31), counted(data, *MONTHS))
    for year in YEARS:
        months = [month for month in MONTHS if f"{year}-04" <= month <= f"{year + 1}-03"]
        expected = counted(data, *months)
        assert_counted(office, date(year, 4, 1), date(year + 1, 3, 31), expected)
    for month, following in zip(MONTHS, [*MONTHS[1:], "2018-04"], strict=True):
        last = date.fromisoformat(f"{following}-01") - timedelta(days=1)
        assert_counted(office, date.fromisoformat(f"{month}-01"), last, counted(data, month))
    assert office.undo_every_import() == 1
    assert office.everything() == before


def test_visits_for_each_day_that_a_library_was_open(office, data):
    office.add_sites(library_visits.sites(data), library_visits.OPENED_ON)
    give_opening_times(data)
    office.bring_in("headcounts", library_visits.headcounts(data))
    months = [month for month in MONTHS if "2014-04" <= month <= "2015-03"]
    visits = counted(data, *months)
    weekdays = opening_days(data)

    first, last = date(2014, 4, 1), date(2015, 3, 31)
    said = office.summary(first, last, *visits)

    for site in said["sites"]:
        slug = site["slug"]
        days = counting.days_open(first, last, weekdays.get(slug, ()))
        assert (site["open_days"], site["visits_per_open_day"]) == (
            days,
            counting.one_decimal(visits[slug], days),
        ), slug
    by_slug = {site["slug"]: site for site in said["sites"]}
    # Every day but eight bank holidays; two weekdays; no opening time at all.
    assert [by_slug[slug]["open_days"] for slug in ("city", "denton-burn", "mobile")] == [
        357,
        98,
        0,
    ]
    assert by_slug["city"]["visits_per_open_day"] == 2141.6


def opening_days(data: Path) -> dict[str, set[int]]:
    """The weekdays on which a library has any opening time at all, by its slug."""
    found: dict[str, set[int]] = {}
    for row in counting.rows(data / library_visits.TIMES)[1:]:
        venue, listed, weekday, *times, _notes = row
        if listed == library_visits.TIMES_OF and any(times):
            slug = venue.replace(" Library", "").replace(" ", "-").lower()
            number = "MonTueWedThuFriSatSun".index(weekday[:3]) // 3
            found.setdefault(slug, set()).add(number)
    return found


def test_months_that_a_period_cuts_are_left_out_and_said(office, data):
    office.add_sites(library_visits.sites(data), library_visits.OPENED_ON)
    office.bring_in("headcounts", library_visits.headcounts(data))
    whole = counted(data, "2009-08", "2009-09")
    cut = [counted(data, "2009-07"), counted(data, "2009-10")]

    said = office.summary("2009-07-15", "2009-10-14", *whole)

    assert {site["slug"]: site["visits"] for site in said["sites"]} == whole
    assert sum(each["people"] for each in said["left_out"]) == sum(sum(c.values()) for c in cut)
    assert {(each["from"], each["to"], each["why"]) for each in said["left_out"]} == {
        ("2009-07-01", "2009-07-31", "straddles the period"),
        ("2009-10-01", "2009-10-31", "straddles the period"),
    }
