"""Characters that nobody sees: whatever is typed anywhere, none of them is stored or fails."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from admin.imports.decoding import read_text
from kiosk.database import db
from kiosk.tidying import one_line, tidy
from tests import people
from tests.browser.walks import a_busy_service, staff_addresses
from tests.client import _values
from tests.staff import sign_in

INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
TYPED = "A\x00nn\u202e and \u2067Bob\x1b"
LARGE = "99999999999999999999"
SPOILT = {"date": ("9999-12-31", "0001-01-01"), "number": (LARGE,), "hidden": (TYPED, LARGE)}
NOT_TYPED = ("submit", "button", "file", "radio", "checkbox")


def nothing_invisible_is_stored() -> None:
    db.session.rollback()
    for table in db.metadatas[None].sorted_tables:
        for row in db.session.execute(select(table)):
            for name, value in row._mapping.items():
                if isinstance(value, str | dict):
                    assert not INVISIBLE.search(str(value)), f"{table.name}.{name}: {value!r}"


def spoilt_forms(page):
    """Each form of a page, with each of its fields spoilt in turn."""
    for form in page.soup.find_all("form"):
        kinds = {
            str(field["name"]): str(field.get("type", "text"))
            for field in form.find_all(["input", "textarea", "select"])
            if field.get("name") not in (None, "csrf_token") and field.get("type") not in NOT_TYPED
        }
        method = str(form.get("method", "get")).upper()
        path = str(form.get("action") or page.response.request.path)
        for name, kind in kinds.items():
            for text in SPOILT.get(kind, (TYPED,)):
                yield method, path, _values(form) | {name: text}


def test_no_form_of_the_staff_fails_or_keeps_them(client, app):
    values = a_busy_service()
    sign_in(client, people.a_person("m@example.org", "manager"))
    sent = 0
    for address in staff_addresses(app, values):
        page = client.get(address)
        for method, path, data in spoilt_forms(page):
            how = {"data": data} if method == "POST" else {"query_string": data}
            answer = client.open(path, method, **how)
            assert answer.status_code != 500, f"{method} {path} {data}"
            sent += 1
    assert sent > 150
    nothing_invisible_is_stored()


@pytest.mark.parametrize(
    "path",
    [
        "/F/AT/%00",
        "/f/at/wal%00ton",
        "/f/at/%00/other",
        "/f/%00",
        "/f/at/wal%E2%80%AEton",
        "/admin/upkeep/sites/%00",
        "/f/thanks/%00",
        "/%00",
    ],
)
def test_an_address_with_one_is_no_page(client, path):
    assert client.open(path, "GET").status_code == 404
    assert client.open(path, "POST").status_code == 404


@pytest.mark.parametrize("path", ["/f/", "/f/at/walton", "/", "/admin/sign-in", "/pair"])
@pytest.mark.parametrize("name", ["code", "lang", "next", "visit", "run", "size"])
def test_a_question_in_an_address_does_not_fail(client, path, name):
    assert client.open(path, "GET", query_string={name: TYPED}).status_code in (200, 404)


def test_nobody_signs_in_with_one_and_nothing_fails(client):
    page = client.get("access.sign_in").submit(
        "Sign in", email="a\x00nn@example.org", password="some\x00thing", status=422
    )
    assert page.errors == [
        "This e-mail address and password do not go together. Check both and try again."
    ]
    nothing_invisible_is_stored()


def test_a_name_is_stored_as_it_is_read(client):
    sign_in(client, people.a_person("m@example.org", "manager"))

    page = client.get("people.add_person").submit(
        "Add", name="An\x00n \u202eBell", email="ann@example.org", role="manager"
    )

    assert "Ann Bell" in page.text
    nothing_invisible_is_stored()


def test_a_learners_words_are_stored_without_them(client):
    people.a_run(days=(date(2026, 11, 24),))

    client.get("/f/7q2m4x").submit("Send", good="Tea\x00 and \u202ecake", covered_needs="yes")

    nothing_invisible_is_stored()


def test_joiners_tabs_and_new_lines_stay_in_what_was_typed():
    assert tidy(" a\u200cb\u200dc\r\nAnd\ttea \x00") == "a\u200cb\u200dc\nAnd\ttea"
    assert one_line(" Ann \u202e\n Bell\x00 ") == "Ann Bell"


def test_a_file_is_read_without_marks_that_turn_it_round():
    assert read_text("title\nTea\u202e and cake\n".encode()) == "title\nTea and cake\n"
