"""Typing in paper forms with nothing but the keyboard."""

import pytest
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import Evaluation
from tests import people
from tests.client import Client
from tests.staff import sign_in

pytestmark = pytest.mark.browser


def test_a_pile_is_typed_in_without_a_mouse(page, live, app):
    people.a_run()
    staff = sign_in(Client(app), people.a_person("ann@example.org", sites=("walton",)))
    cookie = staff.flask.get_cookie("staff", path="/admin").value
    page.context.add_cookies([{"name": "staff", "value": cookie, "url": f"{live}/admin"}])
    page.goto(f"{live}/admin/upkeep/sites/walton/paper-forms?run=7Q2M4X")

    page.keyboard.type("12x34")
    page.keyboard.press("Enter")  # the last answer stays blank
    page.keyboard.type("The tea")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Saved. 1 form typed in so far.").wait_for()
    assert page.evaluate("() => document.activeElement.id") == "covered_needs"
    page.keyboard.type("11110")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Saved. 2 forms typed in so far.").wait_for()

    forms = db.session.scalars(select(Evaluation).order_by(Evaluation.good, Evaluation.id)).all()
    assert [(form.covered_needs, form.environment_suitable, form.good) for form in forms] == [
        ("yes", "yes", ""),
        ("yes", "partly", "The tea"),
    ]
    assert [form.felt_valued for form in forms] == [None, None]
