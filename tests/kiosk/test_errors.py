"""What somebody reads where a page is closed or missing: a sentence that fits who they are."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from kiosk import errors
from kiosk.database import db
from tests import people
from tests.staff import sign_in

ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}


@pytest.mark.parametrize("path", ["/check-in", "/pair", "/screen/feedback"])
def test_a_post_from_elsewhere_is_sent_to_the_staff_not_to_a_sign_in(client, path):
    page = client.post(path, {}, headers=ELSEWHERE, status=403)

    assert page.h1 == "This did not come from the screen’s own page"
    assert "Please ask a member of staff." in page.text
    assert "Sign in" not in page.text


def test_a_sync_from_elsewhere_is_answered_with_the_same_words(client):
    page = client.post("/sync", json={}, headers=ELSEWHERE, status=403)

    assert page.response.json == {
        "error": "This did not come from the screen’s own page. Please ask a member of staff."
    }


def test_a_coordinator_is_told_whom_to_ask(client):
    sign_in(client, people.a_person("bob@example.org", sites=("walton",)))

    page = client.get("/admin/people", 403)

    assert page.h1 == "Only a manager can open this page"
    assert "Ask a manager." in page.text
    assert page.follow("Go to the overview").path == "/admin/"


@pytest.mark.parametrize("path", ["/f/no/such/page", "/F/no/such/page"])
def test_a_form_that_is_not_there_leads_to_finding_ones_course(client, path):
    page = client.get(path, 404)

    assert page.h1 == "There is no page here"
    assert page.follow("Find your course").path == "/f/"


def test_other_missing_pages_lead_to_no_course(client):
    page = client.get("/nothing-here", 404)

    assert "Find your course" not in page.text
    assert "Go to the overview" not in page.text
    assert page.follow("Go to the first page").path == "/"


@pytest.mark.parametrize("path", ["/f/7q2m4x/", "/F/7Q2M4X/"])
def test_a_form_opens_and_is_sent_from_an_address_that_ends_in_a_slash(client, path):
    people.a_run()

    page = client.get(path)

    assert page.h1 == "Mindfulness for beginners"
    assert page.submit("Send", covered_needs="yes").h1.startswith("Thank you")


@pytest.mark.parametrize("path", ["/f/at/walton/", "/F/AT/walton/"])
def test_the_posters_address_may_end_in_a_slash_too(client, path):
    assert client.get(path).h1 == client.get("/f/at/walton").h1


def test_the_log_names_our_own_lines_of_a_failure_in_the_database(app, client, monkeypatch, caplog):
    def spoilt() -> None:
        db.session.execute(text("SELECT nothing FROM nowhere"))

    monkeypatch.setitem(app.view_functions, "about.privacy", spoilt)
    # Not what says that a database does not answer: any other failure inside the library.
    monkeypatch.setitem(
        app.error_handler_spec[None][None], OperationalError, errors._show_unexpected
    )
    app.logger.addHandler(caplog.handler)

    client.get("/privacy", 500)

    [where] = [record.fields["where"] for record in caplog.records if record.msg == "failed"]
    app.logger.removeHandler(caplog.handler)
    assert where[-3].startswith("tests/kiosk/test_errors.py:")
    assert len(where) <= 10
