"""Walks through every page and state: a learner's phone, a paired screen, a desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import uuid4

from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from admin.catalogue.staff import register_link
from kiosk import clock
from kiosk.database import db, writing
from kiosk.limits import Limit
from kiosk.models import CourseRun, Enrolment, Headcount, Import, Person, StaffPin, Strike
from tests import elsewhere, people
from tests.client import Client
from tests.conftest import World
from tests.reports import a_kept_report
from tests.screens import TOKEN, pair
from tests.staff import sign_in
from tests.worries import a_worrying_comment

FORM = "/f/7q2m4x"
DOORS = ("access.sign_in", "access.set_password", "access.set_up_service")  # for nobody yet
LONG_AGO = date(2026, 9, 1)
ANSWERS = ("yes", "partly", "no", "not_applicable")


def signed_in(context: BrowserContext, app: Flask, live: str, person: Person) -> Page:
    """A page of somebody on the staff."""
    client = sign_in(Client(app), person)
    cookie = client.flask.get_cookie("staff", path="/admin")
    assert cookie is not None
    context.add_cookies([{"name": "staff", "value": cookie.value, "url": f"{live}/admin"}])
    return context.new_page()


def paired(context: BrowserContext, app: Flask, live: str) -> Page:
    """A page of the screen at Walton's front door, which has three courses today."""
    kiosk = people.a_kiosk()
    pair(Client(app), kiosk)
    context.add_cookies([{"name": "kiosk", "value": f"{TOKEN}{kiosk.id}", "url": live}])
    people.a_run(room="Garden Room")
    people.a_run("Singing", code="7Q2M4Z", kind="group")
    people.a_run("Creative writing for anybody who ever kept a diary", code="7Q2M4W")
    page = context.new_page()
    page.clock.set_fixed_time(people.NOW)  # today's courses are today's by the screen's clock
    return page


def answer(page: Page, question: str, value: str) -> None:
    """Touch an answer of the form."""
    page.locator(f"[name={question}][value={value}] + label").click()


def send(page: Page) -> None:
    """Press Send and wait for what comes next."""
    with page.expect_navigation():
        page.locator("#evaluation button[type=submit]").click()


def learner_states(page: Page, world: World) -> Iterator[str]:
    """Every page that a learner can come to, in each of its states."""
    people.a_run(room="Garden Room")
    people.a_run("Singing", code="7Q2M4Z", kind="group")
    people.a_run("Cooking", code="7Q2M4W", days=(LONG_AGO,))
    for address in (
        "/f/",
        "/f/?code=hello",
        "/f/at/walton",
        "/f/at/southport",
        "/f/at/nowhere",
        "/f/at/walton/other",
        "/f/7q2m4w",
        "/f/000000",
        "/f/finished",
        "/privacy",
        "/accessibility",
        "/nothing-here",
        "/f/7q2m4z",
    ):
        page.goto(address)
        yield address
    yield from _form_states(page)
    yield from _sent_states(page, world)


def _form_states(page: Page) -> Iterator[str]:
    page.goto(FORM)
    yield "the form"
    answer(page, "covered_needs", "yes")
    answer(page, "felt_valued", "no")
    yield "the form, filled in"
    page.goto(FORM)
    send(page)
    yield "an empty form sent"
    page.locator("#good").fill("a" * 2001)
    answer(page, "covered_needs", "yes")
    page.evaluate("() => { document.querySelector('[name=covered_needs]').value = 'maybe' }")
    send(page)
    yield "a form with mistakes"
    with page.expect_navigation():
        page.evaluate(
            "() => { const form = document.getElementById('evaluation');"
            " form.action = '/f/7q2m4w'; form.submit() }"
        )
    yield "answers for a closed course"


def _sent_states(page: Page, world: World) -> Iterator[str]:
    page.goto(FORM)
    kept = {name: page.locator(f"[name={name}]").input_value() for name in ("id", "given")}
    page.request.post(FORM, form={**kept, "covered_needs": "yes"})
    answer(page, "covered_needs", "no")
    send(page)
    yield "whose answers are these?"
    page.get_by_role("button", name="Another person’s answers").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    yield "thank you"
    page.get_by_role("link", name="Change my answers").click()
    page.get_by_role("heading", name="Change my answers").wait_for()
    yield "change"
    with _one_post_a_minute(world):
        for _ in range(2):
            with page.expect_navigation():
                page.evaluate("() => document.getElementById('evaluation').submit()")
            if page.get_by_role("heading", name="Thank you").count():
                page.go_back()
        yield "too many at once"
    page.goto(FORM)
    answer(page, "covered_needs", "yes")
    send(page)
    world.clock.moment += timedelta(hours=3)
    page.reload()
    yield "thank you, later"
    page.goto(page.url.replace("thanks", "change"))
    yield "too late to change"


@contextmanager
def _one_post_a_minute(world: World) -> Iterator[None]:
    before = world.app.extensions["form_posts"]
    world.app.extensions["form_posts"] = Limit(1)
    yield
    world.app.extensions["form_posts"] = before


def screen_states(page: Page) -> Iterator[str]:
    """Course feedback on the paired screen, in each of its states, and the pages around it."""
    page.goto("/screen/feedback")
    yield "which course?"
    page.get_by_text("Need help now?").click()
    yield "which course? with help"
    page.get_by_text("Close", exact=True).click()
    page.get_by_role("button", name="Mindfulness").click()
    for number in range(1, 6):
        page.get_by_text(f"Question {number} of 5").wait_for()
        yield f"question {number}"
        if number == 2:
            page.get_by_role("button", name="Back").click()
            page.get_by_text("Question 1 of 5").wait_for()
            yield "question 1, answered"
            page.get_by_role("button", name="Yes", exact=False).first.click()
            page.get_by_text("Question 2 of 5").wait_for()
        page.locator(".bigs button").nth((number - 1) % 4).click()
    page.get_by_role("heading", name="Thank you").wait_for()
    yield "thank you"
    page.goto("/screen/feedback/thanks?nothing=1")
    yield "nothing was sent"


def staff_corner_states(page: Page) -> Iterator[str]:
    """The corner of the paired screen that is for staff, and the way to it."""
    page.goto("/screen/help")
    yield "help, with the way to the staff corner"
    page.goto("/screen/staff")
    yield "no PIN yet"
    with writing():
        db.session.add(StaffPin(site_id=people.site("walton").id, pin="480213", made_at=people.NOW))
    page.reload()
    key = page.get_by_role("button", name="4", exact=True)
    expect(key).to_be_enabled()
    yield "which PIN?"
    for digit in "480213":
        page.get_by_role("button", name=digit, exact=True).click()
    expect(page.locator("[data-fact=storage]")).not_to_be_empty()
    yield "what the screen keeps"
    page.get_by_role("button", name="Unpair this screen").click()
    page.get_by_role("heading", name="Unpair this screen?").wait_for()
    yield "unpair?"


def a_busy_service() -> dict[str, object]:
    """Something behind every address of the staff; the values of their addresses."""
    days = tuple(people.TODAY + timedelta(days=7 * week) for week in range(-3, 4))
    run = people.a_run(days=days, room="Garden Room")
    people.a_run("Singing", code="7Q2M4Z", slug="southport", kind="group", days=days)
    kiosk = people.a_kiosk()
    strike_out(kiosk.id)
    for back in range(12):
        at = people.NOW - timedelta(days=back, hours=back % 5)
        people.a_visit(at=at, people=1 + back % 3, first_time=(None, True, False)[back % 3])
        people.a_visit("southport", at, purpose="pathways")
    for number, day in enumerate((days[1], days[2], days[2], days[3], days[3], days[3])):
        answers = dict.fromkeys(("covered_needs", "felt_valued"), ANSWERS[number % 4])
        people.an_evaluation(run, day, good="Kind and patient people.", **answers)
    waiting = people.an_evaluation(run, better="A warmer room, please.")
    with writing():
        waiting.run_id = None
        db.session.add(waiting)
    return _values(run, kiosk.id)


def strike_out(kiosk_id: int) -> None:
    """Mistaken taps, struck out."""
    hours = {"from_at": people.NOW.replace(hour=8), "to_at": people.NOW.replace(hour=9)}
    reason = "A child played with the screen"
    people.add(Strike(kiosk_id=kiosk_id, reason=reason, struck_at=people.NOW, **hours))


def _values(run: CourseRun, kiosk_id: int) -> dict[str, object]:
    walton = people.site().id
    first, second = (clock.at_local(date(2026, 11, day)) for day in (2, 3))
    people.add(
        Headcount(
            site_id=walton,
            counted_from_at=first,
            counted_to_at=second,
            people=4,
            received_on=people.TODAY,
        )
    )
    people.add(
        Enrolment(
            site_id=walton,
            course_id=run.course_id,
            run_id=run.id,
            enrolled_on=people.TODAY,
            new_to_life_rooms=True,
            received_on=people.TODAY,
        )
    )
    person = people.a_person("somebody@example.org", sites=("walton",))
    imported = Import(
        kind="visits", digest="0" * 64, rows_read=1, rows_added=1, imported_at=people.NOW
    )
    people.add(imported)
    with writing():
        token = register_link(people.NOW, person)
    return a_worrying_comment(run, person) | {
        "code": "7Q2M4X",
        "slug": "walton",
        "meeting_id": run.meetings[3].id,
        "course_id": run.course_id,
        "held": "2026-11-24",
        "day": "2026-11-24",
        "year": 2026,
        "other_id": run.course_id + 1,
        "person_id": person.id,
        "import_id": imported.id,
        "kept_id": a_kept_report().id,
        "figure_id": elsewhere.a_figure(slug="walton").id,
        "first": "2018-04-01",
        "last": "2019-03-31",
        "kiosk_id": kiosk_id,
        "visit_id": uuid4(),
        "token": token,
    }


def staff_addresses(app: Flask, values: dict[str, object]) -> list[str]:
    """The address of every page under /admin that answers with a page to read."""
    found = []
    for rule in sorted(app.url_map.iter_rules(), key=str):
        if not rule.rule.startswith("/admin") or "GET" not in (rule.methods or ()):
            continue
        if rule.rule.endswith((".csv", ".txt", ".xlsx", ".svg", ".png")) or rule.endpoint in DOORS:
            continue
        if {"ending", "suffix"} & rule.arguments:  # a file
            continue
        with app.test_request_context():
            arguments = {name: values[name] for name in rule.arguments}
            found.append(app.url_for(rule.endpoint, **arguments))
    return found
