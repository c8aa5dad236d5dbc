"""What the overview says beside its numbers, so that nobody reads them wrongly."""

import io
from datetime import datetime

import openpyxl

from tests import people


def test_the_open_days_of_all_sites_are_said_to_be_added_together(manager):
    page = manager.get("/admin/?from=2018-04-01&to=2019-03-31")

    assert (
        "The row “All” adds the open days of the sites together, so a day on which two were open "
        "counts as two."
    ) in page.text


def test_one_site_alone_is_not_compared_with_others(manager):
    page = manager.get("/admin/?from=2018-04-01&to=2019-03-31&site=walton")

    assert page.find("#by-site").get_text() == "Open days"
    assert "Compare sites" not in page.text
    assert "All" not in [row[0] for row in page.rows("Visits by site")]


def test_the_percentages_of_purposes_show_their_n(manager):
    people.a_visit(people=3)

    page = manager.get("/admin/?period=today&site=walton")

    assert page.find("#purposes-n").get_text() == "Each percentage is of 3 people (n)."


def test_the_overview_begins_with_a_list_of_what_is_on_it(manager):
    people.a_visit()

    page = manager.get("/admin/?period=month")

    links = page.soup.select("nav[aria-label='On this page'] a")
    assert [link.get_text() for link in links] == [
        "Visits",
        "By site",
        "Compared",
        "Visits by day",
        "What learners said",
        "What brought people in",
        "When people came",
        "Courses and enrolments",
        "Take these figures with you",
    ]
    for link in links:
        assert page.find(str(link["href"])).get_text() == link.get_text()


def test_the_list_names_only_what_is_there(manager):
    page = manager.get("/admin/?period=today&site=walton")

    links = page.soup.select("nav[aria-label='On this page'] a")
    assert "By site" not in [link.get_text() for link in links]
    assert "When people came" not in [link.get_text() for link in links]
    assert all(page.find(str(link["href"])) for link in links)


def test_open_days_are_dates_in_a_spreadsheet(manager):
    people.a_visit()
    address = "/admin/rows/per-open-day.xlsx?from=2026-11-23&to=2026-11-24&site=walton"

    book = openpyxl.load_workbook(io.BytesIO(manager.open(address, "GET").get_data()))

    days = [row[1].value for row in book.worksheets[1].iter_rows()]
    assert days == ["open_on", datetime(2026, 11, 23), datetime(2026, 11, 24)]
