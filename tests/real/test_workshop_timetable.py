"""1,051 workshops: different courses in each period and place, meetings by day, and who came."""

from collections import Counter
from datetime import date

from sqlalchemy import func, select

from kiosk.database import db
from kiosk.models import CourseRun, Meeting, Site
from tests.real import counting, workshop_timetable
from tests.real.office import Office

COUNTRIES = {
    "AU": "australia",
    "CA": "canada",
    "GB": "great-britain",
    "US": "united-states",
    "W3": "online",
}
PERIODS = [(f"{year}-04-01", f"{year + 1}-03-31") for year in range(2012, 2017)]
PERIODS += [(f"2016-{month:02}-01", f"2016-{month:02}-28") for month in range(1, 13)]
PERIODS += [("2012-01-01", "2017-03-31"), ("2016-07-01", "2016-07-01")]

Workshops = list[dict[str, str]]


def figures(workshops: Workshops) -> dict[str, object]:
    """What the summary has to say of some workshops."""
    people = sum(int(workshop["attendance"] or 0) for workshop in workshops)
    return {
        "learning_opportunities": len({workshop["tag_name"] for workshop in workshops}),
        "visits": people,
        "counted": people,
        "taps": 0,
    }


def place(workshop: dict[str, str]) -> str:
    return COUNTRIES.get(workshop["country"], "elsewhere")


def assert_figures(office: Office, workshops: Workshops, first: str, last: str) -> None:
    inside = [workshop for workshop in workshops if first <= workshop["start_date"] <= last]
    said = office.summary(first, last, *workshop_timetable.SITES)
    for site in said["sites"]:
        expected = figures([each for each in inside if place(each) == site["slug"]])
        assert counting.only(site, *expected) == expected, (site["slug"], first)
    expected = figures(inside)
    assert counting.only(said["total"], *expected) == expected, first


def meetings_kept() -> Counter[tuple[str, str, str]]:
    """Meetings by site, day and the name that the file gives the run."""
    query = (
        select(Site.slug, Meeting.meets_on, CourseRun.source_run, func.count())
        .join(CourseRun, CourseRun.id == Meeting.run_id)
        .join(Site, Site.id == CourseRun.site_id)
        .group_by(Site.slug, Meeting.meets_on, CourseRun.source_run)
    )
    return Counter({(a, day.isoformat(), run): n for a, day, run, n in db.session.execute(query)})


def test_courses_and_attendance_of_each_place_and_period_equal_the_file(office, data):
    office.add_sites(workshop_timetable.SITES, workshop_timetable.OPENED_ON)
    before = office.everything()
    workshops = counting.records(data / workshop_timetable.FILE)

    assert office.bring_in("courses", workshop_timetable.courses(data)) == 1_051
    assert office.bring_in("headcounts", workshop_timetable.headcounts(data)) == 1_036

    for first, last in PERIODS:
        assert_figures(office, workshops, first, last)
    assert meetings_kept() == Counter(
        (place(each), each["start_date"], each["slug"]) for each in workshops
    )
    assert office.undo_every_import() == 2
    assert office.everything() == before


def test_the_same_timetable_with_its_days_in_british_order_adds_nothing(office, data):
    office.add_sites(workshop_timetable.SITES, workshop_timetable.OPENED_ON)
    office.bring_in("courses", workshop_timetable.courses(data))

    saved_again = [
        row | {"starts_at": date.fromisoformat(row["starts_at"]).strftime("%d/%m/%Y 00:00")}
        for row in workshop_timetable.courses(data)
    ]
    told = office.try_to_bring_in("courses", saved_again, separator=";")

    assert (told.code, told.number("Added"), told.number("Already there")) == (0, 0, 1_051)
