"""The file of days: open or closed and why, adding up to the open days of the figures."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from admin.catalogue import own_days
from kiosk.database import writing
from kiosk.models import ClosedDay, HolidayChange, OpenedDay, Person
from tests import people, pseudo
from tests.admin.small_world import a_headcount
from tests.admin.test_exports import read
from tests.client import Client

CHRISTMAS = "from=2026-12-21&to=2026-12-28&site=walton"


def test_each_day_says_whether_it_is_open_and_why(manager: Client) -> None:
    walton = people.site().id
    people.add(ClosedDay(site_id=walton, day=date(2026, 12, 24), reason="=A flood"))
    people.add(OpenedDay(site_id=walton, day=date(2026, 12, 26), reason="Winter fair"))
    people.add(HolidayChange(day=date(2026, 12, 22), name="A day of thanks", is_holiday=True))
    people.add(HolidayChange(day=date(2026, 12, 28), is_holiday=False))

    assert read(manager, "days", CHRISTMAS) == [
        ["site", "day", "weekday", "open", "why", "reason", "in_the_figures"],
        ["walton", "2026-12-21", "mon", "yes", "week", "", "no"],
        ["walton", "2026-12-22", "tue", "no", "bank holiday", "A day of thanks", "no"],
        ["walton", "2026-12-23", "wed", "yes", "week", "", "no"],
        ["walton", "2026-12-24", "thu", "no", "closed day", "'=A flood", "no"],
        ["walton", "2026-12-25", "fri", "no", "bank holiday", "Christmas Day", "no"],
        ["walton", "2026-12-26", "sat", "yes", "opened day", "Winter fair", "no"],
        ["walton", "2026-12-27", "sun", "no", "week", "", "no"],
        ["walton", "2026-12-28", "mon", "yes", "week", "", "no"],
    ]


def test_a_bank_holiday_without_a_name_is_called_one_in_the_language_of_who_asked(
    manager: Client, app: Flask, tmp_path: Path
) -> None:
    people.add(HolidayChange(day=date(2026, 12, 22), is_holiday=True))
    pseudo.switch_on(app, tmp_path)
    try:  # the rows are sent when the request has ended, and its language with it
        rows = read(manager, "days", f"{CHRISTMAS}&lang={pseudo.LANGUAGE}")
    finally:
        pseudo.switch_off(app)

    assert rows[2][4:6] == ["bank holiday", pseudo.pseudo("Bank holiday")]


def test_an_answer_to_whether_it_was_open_stands_in_its_day(manager: Client, mo: Person) -> None:
    saturday, sunday = date(2026, 11, 21), date(2026, 11, 22)
    with writing():
        own_days.register_was_open(people.NOW, people.site(), saturday, False, mo)
        own_days.register_came_in(people.NOW, people.site(), sunday, mo)

    rows = read(manager, "days", "from=2026-11-21&to=2026-11-22&site=walton")[1:]

    assert [row[3:] for row in rows] == [
        ["yes", "opened day", "", "yes"],
        ["no", "closed day", "people came in all the same", "no"],
    ]


def test_the_days_in_the_figures_are_the_open_days_of_the_summary(manager: Client) -> None:
    month = "from=2026-11-01&to=2026-12-31"
    people.a_visit("central-and-south-liverpool")
    people.a_run("Walking", "central-and-south-liverpool", days=(date(2026, 11, 7), people.TODAY))
    people.a_run("Singing", "central-and-south-liverpool", "SSSSSS", days=(date(2026, 12, 7),))
    a_headcount(date(2026, 11, 10), date(2026, 11, 11), 30, "central-and-south-liverpool")
    people.add(ClosedDay(site_id=people.site("bootle").id, day=date(2026, 11, 3)))

    header, *summed = read(manager, "summary", month)
    days = read(manager, "days", month)[1:]

    open_days = {row[0]: int(row[header.index("open_days")]) for row in summed[:-1]}
    listed = [row[0] for row in days if row[-1] == "yes"]
    assert {site: listed.count(site) for site in open_days} == open_days
    assert open_days == {
        "walton": 17,
        "southport": 17,
        "bootle": 16,
        "central-and-south-liverpool": 3,
    }
    its_days = manager.get(f"/admin/rows/open-days?{month}&site=central-and-south-liverpool")
    assert its_days.h1 == "3 open days"
    assert ["central-and-south-liverpool", "2026-12-07", "mon", "yes", "use", "", "no"] in days


def test_a_travelling_site_shows_its_marks_though_its_days_go_by_use(manager: Client) -> None:
    travelling = people.site("central-and-south-liverpool").id
    people.a_visit("central-and-south-liverpool")
    people.add(ClosedDay(site_id=travelling, day=people.TODAY, reason="A flood"))
    people.add(OpenedDay(site_id=travelling, day=date(2026, 11, 25)))

    site = "site=central-and-south-liverpool"
    rows = read(manager, "days", f"from=2026-11-24&to=2026-11-26&{site}")[1:]

    assert [row[3:] for row in rows] == [
        ["yes", "use", "closed day: A flood", "yes"],
        ["no", "use", "opened day", "no"],
        ["no", "use", "", "no"],
    ]


def test_days_before_a_site_opened_are_not_in_it(manager: Client) -> None:
    rows = read(manager, "days", "from=2019-01-05&to=2019-01-07&site=walton&site=bootle")[1:]

    assert [row[:2] for row in rows] == [
        ["walton", "2019-01-05"],
        ["walton", "2019-01-06"],
        ["walton", "2019-01-07"],
        ["bootle", "2019-01-07"],
    ]


@pytest.mark.parametrize(
    ("endpoint", "values", "period"),
    [
        ("upkeep.site", {"slug": "walton"}, ("2025-01-01", "2027-12-31")),
        ("upkeep.bank_holidays", {"year": 2026}, ("2026-01-01", "2026-12-31")),
        ("overview.page", {"period": "week"}, ("2026-11-23", "2026-11-29")),
    ],
)
def test_the_file_is_taken_where_days_are_looked_after(
    manager: Client, endpoint: str, values: dict[str, object], period: tuple[str, str]
) -> None:
    page = manager.get(endpoint, **values)

    for ending in ("XLSX", "CSV"):
        address = page.link(f"{ending} Open and closed days")
        assert f"from={period[0]}&to={period[1]}" in address
        assert manager.open(address, "GET").status_code == 200
