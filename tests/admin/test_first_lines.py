"""The overview's first lines: what is new since you were last here; what waits, three at most."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk import help
from kiosk.database import writing
from kiosk.models import ClosedDay, Installation
from tests import people
from tests.client import Page, words
from tests.staff import sign_in

FRIDAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SILENT = "Walton: Front door has not been heard from since Friday 20 November."


def a_screen(
    slug: str = "walton",
    name: str = "Front door",
    seen_at: datetime | None = FRIDAY,
    paired_at: datetime = FRIDAY,
) -> Installation:
    """A screen that was paired, and heard from, on Friday unless told otherwise."""
    installation = people.an_installation(people.a_kiosk(slug, name))
    with writing():
        installation.paired_at, installation.last_seen_at = paired_at, seen_at
    return installation


def lines(page: Page) -> list[str]:
    return [words(item).replace(" ,", ",") for item in page.soup.select(".overview__notices li")]


def test_a_screen_that_was_silent_on_the_last_open_day_is_named(manager):
    a_screen()

    page = manager.get("/admin/")

    assert lines(page) == [SILENT]
    assert page.follow(SILENT).path == "/admin/people/screens"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-21T12:00:00", []),  # Saturday: nobody was there since
        ("2026-11-23T10:59:00", []),  # Monday, not two hours after nine
        ("2026-11-23T11:00:00", [SILENT]),
        ("2026-11-24T08:00:00", [SILENT]),  # Tuesday: silent all Monday
    ],
)
def test_a_screen_is_silent_two_hours_after_opening_on_an_open_day(client, clock, moment, said):
    clock.set(moment)
    bob = people.a_person("bob@example.org", sites=("walton",))
    with client.flask.session_transaction("/admin/", base_url=client.base_url) as session:
        now = clock().timestamp()
        session.update(person_id=bob.id, number=1, began_at=now, seen_at=now)
    with writing():
        hours = people.site().hours
        assert [each.opens_at.hour for each in hours] == [9] * 5
    a_screen()

    assert lines(client.get("/admin/")) == said


def test_a_closed_day_asks_nothing_of_a_screen(manager):
    a_screen()
    people.add(ClosedDay(site_id=people.site().id, day=date(2026, 11, 23), reason="Painting"))

    assert lines(manager.get("/admin/")) == []


def test_a_tap_or_a_new_pairing_is_heard_too(manager):
    monday = people.NOW - timedelta(days=1)
    tapped = a_screen()
    people.a_visit(at=monday, kiosk_id=tapped.kiosk_id)
    a_screen("southport", "Desk", seen_at=None, paired_at=monday)
    a_screen("bootle", "Hall", seen_at=monday)

    assert lines(manager.get("/admin/")) == []


def test_a_screen_that_only_tapped_is_silent_since_its_last_tap(manager):
    silent = a_screen(seen_at=None, paired_at=FRIDAY - timedelta(days=30))
    people.a_visit(at=FRIDAY, kiosk_id=silent.kiosk_id)

    assert lines(manager.get("/admin/")) == [SILENT]


UNPAIRED = (
    "Walton counts nobody: no screen is paired there. Front door was, until Friday 20 November."
)


# At once, and until one is paired.
@pytest.mark.parametrize("moment", ["2026-11-20T12:00:05", "2026-11-24T10:00:00"])
def test_an_open_site_whose_only_screen_is_unpaired_is_the_first_line(client, clock, moment):
    clock.set(moment)
    sign_in(client, people.a_person("mo@example.org", "manager"))
    unpair(a_screen())

    page = client.get("/admin/")

    assert lines(page) == [UNPAIRED]
    assert page.follow(UNPAIRED).path == "/admin/people/screens"


def test_a_site_is_unpaired_since_its_last_screen_was_and_paired_once_one_is(manager):
    unpair(a_screen())
    unpair(a_screen(name="Hall"), FRIDAY - timedelta(days=2))
    assert lines(manager.get("/admin/")) == [UNPAIRED]

    a_screen(name="Café", seen_at=people.NOW)
    assert lines(manager.get("/admin/")) == []


def test_a_site_that_travels_has_closed_or_never_had_a_screen_is_not_unpaired(manager):
    unpair(a_screen("central-and-south-liverpool"))
    unpair(a_screen("bootle"))
    people.a_kiosk("southport")
    with writing():
        people.site("bootle").closed_on = date(2026, 11, 23)
        people.site("central-and-south-liverpool").kind = "peripatetic"

    assert lines(manager.get("/admin/")) == []


def unpair(installation: Installation, ended_at: datetime = FRIDAY) -> None:
    with writing():
        installation.ended_at = ended_at


@pytest.mark.parametrize("how", ["retired", "revoked"])
def test_a_screen_that_is_no_longer_in_use_is_not_missed(manager, how):
    installation = a_screen()
    with writing():
        installation.ended_at = FRIDAY
        setattr(installation.kiosk, f"{how}_at", FRIDAY)

    assert lines(manager.get("/admin/")) == []


def test_a_site_that_travels_or_has_closed_is_not_missed(manager):
    a_screen("central-and-south-liverpool")
    a_screen("bootle")
    with writing():
        people.site("bootle").closed_on = date(2026, 11, 23)
        people.site("central-and-south-liverpool").kind = "peripatetic"

    assert lines(manager.get("/admin/")) == []


def test_a_coordinator_hears_of_their_own_screens_without_a_link(client):
    a_screen()
    a_screen("bootle", "Hall")
    sign_in(client, people.a_person("cora@example.org", sites=("walton",)))

    page = client.get("/admin/")

    assert lines(page) == [SILENT]
    assert page.soup.select(".overview__notices a") == []


def test_several_silent_screens_are_one_line(manager):
    a_screen()
    a_screen("bootle", "Hall", seen_at=None, paired_at=FRIDAY - timedelta(days=1))

    assert lines(manager.get("/admin/")) == [
        "2 screens have not been heard from: Bootle: Hall; Walton: Front door."
    ]


def test_forms_that_wait_at_two_sites_lead_to_both(manager):
    forms = [
        people.an_evaluation(people.a_run(code="AAAAAA")),
        people.an_evaluation(people.a_run(slug="bootle", code="BBBBBB")),
    ]
    with writing():
        for form in forms:
            form.run_id = None

    page = manager.get("/admin/")

    assert lines(page) == ["2 forms wait for a course: 1 at Walton, 1 at Bootle"]
    assert page.link("1 at Bootle") == "/admin/upkeep/sites/bootle/waiting"


def test_there_are_three_lines_at_most(manager, monkeypatch):
    a_screen()
    waiting = people.an_evaluation(people.a_run(code="AAAAAA"))
    with writing():
        waiting.run_id = None
    run = people.a_run("Singing", code="BBBBBB")
    with writing():
        run.meetings[0].cancelled_at = people.NOW
    monkeypatch.setattr(help, "CHECKED_ON", date(2026, 5, 1))

    assert lines(manager.get("/admin/")) == [
        SILENT,
        "1 form waits for a course, at Walton.",
        "1 course has no dates.",
    ]


@pytest.mark.parametrize(
    ("last_here", "news"),
    [
        (people.NOW - timedelta(hours=2), "Since you were last here, earlier today: no"),
        (FRIDAY, "Since you were last here, Friday: no"),
        (people.NOW - timedelta(days=7), "Since you were last here, Tuesday 17 November: no"),
        (people.NOW - timedelta(days=365), "Since you were last here, 24 November 2025: no"),
    ],
)
def test_what_is_new_is_told_apart_from_what_waits(client, last_here, news):
    person = people.a_person("mo@example.org", "manager")
    with writing():
        person.previously_signed_in_at = last_here
    a_screen()

    page = sign_in(client, person).get("/admin/")

    assert words(page.find(".overview__news")) == f"{news} new comments to read."
    assert words(page.find("#first-lines")) == "Waiting for you, whenever it came"


@pytest.mark.parametrize(("came", "is_new"), [(19, False), (20, True), (23, True), (24, False)])
def test_only_a_comment_that_came_since_and_can_be_read_is_new(client, came, is_new):
    a_screen()
    comment = people.an_evaluation(people.a_run(), date(2026, 11, 3), good="Warm and friendly")
    person = people.a_person("mo@example.org", "manager")
    with writing():
        comment.received_on, person.previously_signed_in_at = date(2026, 11, came), FRIDAY

    page = sign_in(client, person).get("/admin/")

    new = "new" if is_new else "no new"
    told = f"Since you were last here, Friday: {new} comments to read."
    assert words(page.find(".overview__news")) == told


def test_to_somebody_who_was_never_here_nothing_is_called_new(manager):
    a_screen()

    page = manager.get("/admin/")

    assert page.soup.select(".overview__news") == []
    assert words(page.find("#first-lines")) == "To look at"
