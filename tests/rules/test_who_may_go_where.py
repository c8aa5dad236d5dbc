"""Every route × every role, in one table: a route that the table does not name fails."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import event, update
from werkzeug.routing import Rule

from kiosk.database import db, writing
from kiosk.models import Headcount, Import, Strike
from tests import elsewhere, people, screens
from tests.client import Client
from tests.conftest import World
from tests.reports import a_kept_report
from tests.staff import sign_in
from tests.worries import a_worrying_comment

OPEN, DEVICE = "anybody", "a paired screen; others are sent to a page for anybody"
STAFF, HERE, MANAGERS = "anybody on the staff", "staff of the site", "managers"
NOT_TO_COORDINATORS = "managers; staff of the site learn that it is closed, others nothing"

DOORS = {
    OPEN: "checkin.screen checkin.help_page checkin.checked_in about.privacy about.accessibility "
    "about.health pairing.page pairing.pair feedback.find feedback.form feedback.send "
    "feedback.at feedback.at_with_answers feedback.other_form feedback.send_other "
    "feedback.change feedback.send_change feedback.finished feedback.thanks "
    "access.sign_in access.set_password access.set_up_service worker.worker "
    "icons.icon",
    DEVICE: "checkin.check_in checkin.back checkin.course checkin.first_time checkin.more "
    "checkin.others checkin.undo feedback.kiosk_choose feedback.kiosk_question "
    "feedback.kiosk_asked feedback.kiosk_thanks sync.sync checkin.staff checkin.unpair "
    "pairing.again",
    STAFF: "access.sign_out overview.page overview.by_course overview.compare comments.page "
    "comments.notes comments.mark_read "
    "report.page report.file report.keep report.kept "
    "exports.workbook exports.records "
    "rows.visits rows.people rows.taps rows.headcounts rows.checks rows.open-days "
    "rows.per-open-day rows.evaluations rows.enrolments rows.courses rows.file "
    "upkeep.page upkeep.courses upkeep.add_run upkeep.start_run upkeep.imports "
    "upkeep.check_import upkeep.leave_import upkeep.import_columns upkeep.import_example "
    "upkeep.elsewhere upkeep.add_elsewhere upkeep.copy_elsewhere",
    HERE: "report.one_kept report.file_kept "
    "comments.worry comments.settle comments.take_up comments.mark_unread comments.readers "
    "comments.take_back_cover comments.take_back_note comments.poster "
    "upkeep.course upkeep.run upkeep.cancel_run upkeep.change_run upkeep.copy_run "
    "upkeep.enrolments upkeep.take_back_enrolments upkeep.cancel_meeting upkeep.restore_meeting "
    "upkeep.add_meeting upkeep.run_paper upkeep.run_poster upkeep.run_qr_png upkeep.run_qr_svg "
    "upkeep.remove_run upkeep.run_slide upkeep.stop_run upkeep.site "
    "upkeep.close_day upkeep.reopen_day upkeep.count_by_hand upkeep.put_back_count "
    "upkeep.take_back_count upkeep.strikes upkeep.put_back_strike upkeep.site_paper "
    "upkeep.type_paper upkeep.site_poster upkeep.today_sheet upkeep.desk_card upkeep.waiting "
    "upkeep.waiting_of_day upkeep.wait_for_course upkeep.leave_waiting upkeep.change_words "
    "upkeep.open_day upkeep.take_back_open_day upkeep.days_in_doubt upkeep.was_open "
    "upkeep.was_closed "
    "upkeep.one_import upkeep.undo_import upkeep.withdraw_elsewhere",
    MANAGERS: "people.page people.one_person people.give_link people.switch_off people.switch_on "
    "people.add_person people.log people.screens people.one_screen people.pair_again "
    "people.retire people.revoke people.add_screen people.withdraw_code upkeep.add_site "
    "people.ask_again people.settle_held people.make_card people.card people.end_card "
    "people.change_pin "
    "upkeep.service_lines upkeep.bank_holidays upkeep.bank_holidays_now upkeep.take_away_holiday "
    "upkeep.put_back_holiday upkeep.merge upkeep.merge_two "
    "report.rule report.rule_on exports.for_managers",
}
DOORS[NOT_TO_COORDINATORS] = "upkeep.change_site"
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
DOOR_OF = {endpoint: door for door, endpoints in DOORS.items() for endpoint in endpoints.split()}


@dataclass
class Morning:
    """A world in which nobody has done anything yet.

    `values` are of what stands at Walton, so that every address has something behind it; `roles`
    has a browser for each.
    """

    values: dict[str, object]
    roles: dict[str, Client]


def what_stands_at_walton() -> dict[str, object]:
    """A run, a screen, a count, a strike, a waiting form and more, by their names in addresses."""
    run = people.a_run()
    kiosk = people.a_kiosk()
    count = Headcount(
        site_id=people.site().id,
        counted_from_at=people.NOW.replace(day=2),
        counted_to_at=people.NOW.replace(day=3),
        people=4,
        received_on=people.TODAY,
    )
    people.add(count)
    strike = Strike(
        kiosk_id=kiosk.id,
        from_at=people.NOW.replace(hour=8),
        to_at=people.NOW.replace(hour=9),
        reason="A child played with the screen",
        struck_at=people.NOW,
    )
    people.add(strike)
    waiting = people.an_evaluation(run)
    with writing():
        waiting.run_id = None
        db.session.add(waiting)
    person = people.a_person("somebody@example.org", sites=("walton",))
    imported = Import(
        kind="visits", digest="0" * 64, rows_read=1, rows_added=1, imported_at=people.NOW
    )
    people.add(imported)
    return a_worrying_comment(run, person) | {
        "code": run.code,
        "slug": "walton",
        "meeting_id": run.meetings[0].id,
        "course_id": run.course_id,
        "count_id": count.id,
        "strike_id": strike.id,
        "held": "2026-11-24",
        "day": "2026-11-24",
        "year": 2026,
        "other_id": run.course_id + 1,
        "person_id": person.id,
        "kiosk_id": kiosk.id,
        "visit_id": uuid4(),
        "token": "not-a-token",
        "state": "not-a-state",
        "code_id": 1,
        "import_id": imported.id,
        "figure_id": elsewhere.a_figure(slug="walton").id,
        "first": "2018-04-01",
        "last": "2019-03-31",
        "kept_id": a_kept_report(kinds=("text",)).id,
        "suffix": "txt",
        "kind": "visits",
        "name": "people",
        "ending": "csv",
        "choice": "accept",
        "rest": "anything",
        "size": 192,
    }


def a_browser_for_each(new_client: Callable[..., Client]) -> dict[str, Client]:
    """A browser for each role."""
    screen = new_client()
    screens.pair(screen, people.a_kiosk(name="Another door"))
    here = people.a_person("h@example.org", sites=("walton",))
    with writing():  # an import is for whoever made it, and for managers
        db.session.execute(update(Import).values(imported_by_id=here.id))
    return {
        "nobody": new_client(),
        "kiosk": screen,
        "coordinator here": sign_in(new_client(), here),
        "coordinator elsewhere": sign_in(
            new_client(), people.a_person("e@example.org", sites=("bootle",))
        ),
        "manager": sign_in(new_client(), people.a_person("m@example.org", "manager")),
    }


@pytest.fixture
def mornings(world: World, app: Flask, new_client: Callable[..., Client]) -> Callable[[], Morning]:
    """Begins the day anew, whatever somebody did before."""

    def begin() -> Morning:
        db.session.remove()
        world.put_back()
        return Morning(what_stands_at_walton(), a_browser_for_each(new_client))

    return begin


@pytest.fixture
def changes(app: Flask) -> Iterator[list[str]]:
    """What was written, a statement each."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE", "WITH")):
            found.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield found
    event.remove(db.engine, "before_cursor_execute", note)


def test_every_route_stands_in_the_table(app):
    routes = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert routes - set(DOOR_OF) == set(), "say who may go there"
    assert set(DOOR_OF) - routes == set(), "these routes are gone"


def closed_to(door: str, role: str) -> bool:
    """Whether a door is closed to a role."""
    return {
        OPEN: False,
        DEVICE: role != "kiosk",
        STAFF: role in ("nobody", "kiosk"),
        HERE: role not in ("coordinator here", "manager"),
        MANAGERS: role != "manager",
        NOT_TO_COORDINATORS: role != "manager",
    }[door]


def answer(client: Client, path: str, method: str) -> tuple[int, str]:
    """The status and the redirect's address of one request, with a valid token where staff post."""
    data = {}
    if method == "POST":
        page = client.open("/admin/upkeep/elsewhere", "GET", follow_redirects=True)
        if token := TOKEN.search(page.get_data(as_text=True)):
            data["csrf_token"] = token[1]
    sent = {"Sec-Fetch-Site": "same-origin", "Origin": client.base_url}
    response = client.open(path, method, headers=sent, data=data)
    return response.status_code, response.headers.get("Location", "")


def right(door: str, role: str, status: int, location: str) -> bool:
    """Whether an answer is what this door owes this role."""
    if door == DEVICE:
        return role == "kiosk" or status in (303, 401, 403)
    if not closed_to(door, role):
        stranger = role in ("nobody", "kiosk")
        return status not in (401, 403) and ("/sign-in" not in location or stranger)
    if role in ("nobody", "kiosk"):
        return "/admin/sign-in" in location
    if door == NOT_TO_COORDINATORS:
        return status == (404 if role == "coordinator elsewhere" else 403)
    return status == (404 if door == HERE else 403)


def knock(app: Flask, morning: Morning, door: str, rule: Rule, method: str) -> None:
    """Each role at one door."""
    with app.test_request_context():
        path = app.url_for(rule.endpoint, **{name: morning.values[name] for name in rule.arguments})
    for role, client in morning.roles.items():
        status, location = answer(client, path, method)
        told = f"{role} {method} {path}: {status} {location}"
        assert status != 500, told
        assert right(door, role, status, location), told


def rules_of(app: Flask, door: str, method: str) -> list[Rule]:
    """The addresses behind a kind of door that take a method."""
    endpoints = sorted(set(DOORS[door].split()) - {"access.sign_out"})
    rules = [rule for endpoint in endpoints for rule in app.url_map.iter_rules(endpoint)]
    found = [rule for rule in rules if method in rule.methods]
    assert found, f"no door for {door} takes a {method}"
    return found


@pytest.mark.parametrize("door", DOORS)
def test_a_page_opens_to_whom_the_table_says(app, mornings, door):
    morning = mornings()
    for rule in rules_of(app, door, "GET"):  # one after another, as to look changes nothing
        knock(app, morning, door, rule, "GET")


@pytest.mark.parametrize("door", DOORS)
def test_a_form_is_taken_from_whom_the_table_says(app, mornings, door, changes):
    morning = None
    for rule in rules_of(app, door, "POST"):
        # What visitors and learners send is written past whoever listens (kiosk/rows.py).
        if morning is None or changes or door in (OPEN, DEVICE):
            morning = mornings()
            changes.clear()
        knock(app, morning, door, rule, "POST")


def test_a_staff_form_without_its_token_is_refused(app, mornings):
    morning = mornings()
    for endpoint, door in DOOR_OF.items():
        for rule in app.url_map.iter_rules(endpoint):
            if door in (OPEN, DEVICE) or "POST" not in rule.methods:
                continue
            values = {name: morning.values[name] for name in rule.arguments}
            with app.test_request_context():
                path = app.url_for(endpoint, **values)
            response = morning.roles["manager"].open(path, "POST")
            assert response.status_code == 400, path
