"""The files of how it is looked after: kept reports, imports, mistaken taps, cover."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from admin.audit import record_audit
from kiosk.database import db, writing
from kiosk.models import AuditEntry, Person
from tests import people
from tests.admin.looked_after import (
    A_DAY,
    AN_HOUR,
    a_cover,
    a_report,
    a_strike,
    an_import,
)
from tests.admin.test_exports import NOVEMBER, TODAY, read
from tests.client import Client
from tests.staff import sign_in

YESTERDAY = "from=2026-11-23&to=2026-11-23"
THE_DAY = "2026-11-24"


@pytest.fixture
def cora(app: object) -> Person:
    return people.a_person("cora@example.org", sites=("walton",))


@pytest.fixture
def coordinator(client: Client, cora: Person) -> Client:
    return sign_in(client, cora)


def column(client: Client, kind: str, name: str, query: str = TODAY) -> list[str]:
    header, *rows = read(client, kind, query)
    return [row[header.index(name)] for row in rows]


def test_a_strike_says_which_taps_why_and_how_many_it_holds(coordinator: Client) -> None:
    strike = a_strike(struck_by_id=people.a_person("bo@example.org").id)
    for _tap in range(3):
        people.a_visit(at=people.NOW - 2 * AN_HOUR, strike_id=strike.id)
    a_strike("bootle")

    assert read(coordinator, "strikes") == [
        [
            *("site", "screen", "from_at", "to_at", "reason", "taps"),
            *("struck_on", "struck_by", "put_back_on"),
        ],
        [
            *("walton", "'+Front door", "2026-11-24 08:00", "2026-11-24 09:00"),
            *("'=A child played", "3", THE_DAY, "Bo", ""),
        ],
    ]


def test_a_strike_goes_by_the_days_of_its_taps_and_stays_when_they_are_put_back(
    coordinator: Client,
) -> None:
    a_strike(from_at=people.NOW - A_DAY, to_at=people.NOW - A_DAY + AN_HOUR, restored_at=people.NOW)
    at_midnight = people.NOW.replace(hour=0)
    a_strike(name="Desk", from_at=at_midnight, to_at=at_midnight + AN_HOUR)

    found = [row[1:2] + row[5:] for row in read(coordinator, "strikes", YESTERDAY)[1:]]

    assert found == [["'+Front door", "", THE_DAY, "", THE_DAY]]
    assert column(coordinator, "strikes", "screen") == ["Desk"]


def test_cover_stands_in_the_file_of_each_day_that_it_touches(
    coordinator: Client, cora: Person
) -> None:
    bo = people.a_person("bo@example.org", sites=("walton", "bootle"))
    a_cover(cora, bo, from_on=date(2026, 11, 10), withdrawn_at=people.NOW)
    a_cover(bo, cora, "bootle")
    a_cover(bo, cora, from_on=date(2026, 11, 25))

    assert read(coordinator, "cover") == [
        ["site", "away", "covered_by", "from", "to", "taken_back_on"],
        ["walton", "Cora", "Bo", "2026-11-10", "2026-11-25", THE_DAY],
    ]
    assert column(coordinator, "cover", "away", "from=2026-11-26&to=2026-11-26") == []


def test_imports_are_a_managers_all_and_a_coordinators_own(
    manager: Client, mo: Person, cora: Person, new_client: Callable[..., Client]
) -> None:
    hers, gone = an_import(cora), an_import(cora, "gone.csv", undone_at=people.NOW + A_DAY)
    for slug in ("bootle", "walton"):
        people.a_visit(slug, import_id=an_import(None, f"{slug}.csv").id)
    people.a_visit(import_id=hers.id)
    for name, days in (("earlier.csv", -1), ("later.csv", 1)):
        an_import(cora, name, imported_at=people.NOW + days * A_DAY)

    told = ["visits", "'=taps.csv", "walton", "3", "2", THE_DAY, "Cora", ""]
    undone = ["visits", gone.file_name, "", "3", "2", THE_DAY, "Cora", "2026-11-25"]
    assert read(sign_in(new_client(), cora), "imports") == [
        [
            *("kind", "file_name", "sites", "rows_read", "rows_added"),
            *("imported_on", "imported_by", "undone_on"),
        ],
        told,
        undone,
    ]
    both = [
        ["visits", f"{slug}.csv", slug, "3", "2", THE_DAY, "command line", ""]
        for slug in ("bootle", "walton")
    ]
    assert read(manager, "imports")[1:] == [told, undone, *both]
    names = column(manager, "imports", "file_name", f"{TODAY}&site=walton")
    assert names == ["'=taps.csv", "walton.csv"]


def test_an_import_that_reached_where_somebody_may_not_see_is_not_in_their_file(
    coordinator: Client, cora: Person
) -> None:
    reached = an_import(cora)
    for slug in ("walton", "bootle"):
        people.a_run("Walking", slug, f"{slug[:6].upper():X<6}", import_id=reached.id)

    assert column(coordinator, "imports", "file_name") == []


def test_a_kept_report_is_listed_for_the_days_that_it_is_of(
    coordinator: Client, cora: Person
) -> None:
    a_report(by=cora)
    for slugs in (("bootle",), ("walton", "bootle")):
        a_report(*slugs)

    listed = read(coordinator, "reports", "from=2026-11-30&to=2026-12-31")

    assert listed == [
        [
            *("title", "from", "to", "sites", "note", "kept_at", "kept_by", "version"),
            "shows_few",
        ],
        [
            *("The Life Rooms, November 2026", "2026-11-01", "2026-11-30", "walton"),
            *("'=As it went out", "2026-11-24 10:00", "Cora", "0.1.0+abc", "no"),
        ],
    ]
    for others in ("from=2026-10-01&to=2026-10-31", "from=2026-12-01&to=2026-12-31"):
        assert read(coordinator, "reports", others)[1:] == []


def test_of_chosen_sites_the_reports_that_are_of_one_of_them_are_listed(manager: Client) -> None:
    for slugs in (("bootle",), ("walton", "bootle"), ("walton", "southport")):
        a_report(*slugs)

    sites = column(manager, "reports", "sites", f"{NOVEMBER}&site=bootle")

    assert sites == ["bootle", "walton,bootle"]


@pytest.mark.parametrize("kind", ["reports", "imports", "strikes", "cover"])
def test_a_coordinator_takes_none_of_another_site(coordinator: Client, kind: str) -> None:
    for ending in ("csv", "xlsx"):
        coordinator.get(f"/admin/export/{kind}.{ending}?{TODAY}&site=bootle", 404)


@pytest.mark.parametrize(
    ("kind", "action"),
    [
        ("reports", "exported list of kept reports"),
        ("imports", "exported imports"),
        ("strikes", "exported mistaken taps"),
        ("cover", "exported cover"),
        ("people", "exported people"),
        ("screens", "exported screens"),
    ],
)
def test_each_is_noted_in_the_log(manager: Client, kind: str, action: str) -> None:
    read(manager, kind)

    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject) == (action, f"{THE_DAY} to {THE_DAY}")


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/admin/report/kept", "reports", "Kept reports"),
        ("/admin/upkeep/imports", "imports", "Imports"),
        ("/admin/upkeep/sites/walton/mistakes", "strikes", "Mistaken taps struck out"),
        ("/admin/comments/readers/walton", "cover", "Cover while readers are away"),
        ("/admin/people", "people", "People who sign in"),
        ("/admin/people/screens", "screens", "Screens"),
    ],
)
def test_each_is_taken_from_its_own_page_with_all_that_is_there(
    manager: Client, mo: Person, cora: Person, path: str, kind: str, name: str
) -> None:
    earlier = people.NOW - timedelta(days=90)
    a_strike(from_at=earlier, to_at=earlier + AN_HOUR)
    a_strike(name="Desk")
    a_cover(cora, mo, from_on=earlier.date())
    a_cover(cora, mo, from_on=date(2026, 12, 24), to_on=date(2026, 12, 31))
    a_report(from_on=date(2018, 4, 1), to_on=date(2019, 3, 31))
    a_report()
    an_import(mo, imported_at=earlier)
    an_import(mo)
    with writing():
        record_audit(earlier, "imported visits", person=mo)

    for ending in ("XLSX", "CSV"):
        address = manager.get(path).link(f"{ending} {name}")
        assert manager.open(address, "GET").status_code == 200
    query = address.partition("?")[2]
    assert f"/{kind}.csv?" in address
    assert len(read(manager, kind, query)) == 1 + 2  # each of them has two


@pytest.mark.parametrize(
    "path",
    ["/admin/report/kept", "/admin/upkeep/sites/walton/mistakes", "/admin/comments/readers/walton"],
)
def test_where_there_is_nothing_yet_no_file_of_it_is_offered(manager: Client, path: str) -> None:
    assert "as a file:" not in manager.get(path).text
