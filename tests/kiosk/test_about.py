"""The pages about the service: privacy, accessibility, and whether it is well."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from kiosk import about
from kiosk.models import ServiceLine
from tests import people
from tests.client import Client, Page

NOT_SET = "Not written here yet. Please ask at the desk."
Usage = namedtuple("Usage", ("total", "used", "free"))  # as shutil.disk_usage answers


def lines(page: Page) -> list[str]:
    """The owner and the contact, as the page gives them."""
    return [" ".join(line.get_text().split()) for line in page.soup.select(".about__lines dd")]


def test_the_privacy_page_says_what_is_kept_and_that_nothing_expires_yet(client: Client) -> None:
    page = client.get("/privacy")

    assert page.h1 == "Your privacy"
    assert "Staff see the hour, not the minute" in page.text
    assert "We put nothing on your phone: no cookies." in page.text
    assert "Today nothing is deleted by itself." in page.text
    assert "we may have to tell someone who can help" in page.text


@pytest.mark.parametrize("path", ["/privacy", "/accessibility"])
def test_a_page_says_that_owner_and_contact_are_not_set(client: Client, path: str) -> None:
    assert lines(client.get(path)) == [NOT_SET, NOT_SET]


@pytest.mark.parametrize("path", ["/privacy", "/accessibility"])
def test_a_page_names_owner_and_contact(client: Client, path: str) -> None:
    people.add(ServiceLine(name="owner", text="The Life Rooms team"))
    people.add(ServiceLine(name="contact", text="rooms@example.org"))

    assert lines(client.get(path)) == ["The Life Rooms team", "rooms@example.org"]


def test_the_privacy_page_says_whom_to_complain_to(client: Client) -> None:
    assert "contact PALS" in client.get("/privacy").text

    people.add(ServiceLine(name="pals", text="Call PALS on 0000 000 0000."))

    assert "Call PALS on 0000 000 0000." in client.get("/privacy").text


def test_the_accessibility_page_says_what_was_not_tested(client: Client) -> None:
    page = client.get("/accessibility")

    assert page.h1 == "Can everyone use this?"
    assert "What we have not tested yet" in page.text
    assert "in Safari and Firefox" in page.text


def test_the_pages_lead_to_each_other_and_set_no_cookie(client: Client) -> None:
    page = client.get("/privacy").follow("Accessibility").follow("Privacy")

    assert page.path == "/privacy"
    assert "Set-Cookie" not in page.response.headers


def test_a_service_that_is_well_says_so(client: Client, app: Flask) -> None:
    answer = client.get("/healthz").response

    assert answer.json["database"] == "ok"
    assert answer.json["migrations"] == "ok"
    assert answer.json["disk"]["free_mb"] >= 100
    assert answer.json["version"] == f"0.1.0+{app.config['STATIC_VERSION']}"
    assert set(answer.json) == {"database", "migrations", "disk", "version"}


def test_tables_behind_the_program_are_not_well(
    client: Client, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SCHEMA_HEAD", "0099")

    answer = client.get("/healthz", 503).response

    assert answer.json["migrations"] == "behind"
    assert answer.json["database"] == "ok"


@pytest.mark.parametrize(("free", "status"), [(99_999_999, 503), (100_000_000, 200)])
def test_a_disk_that_is_nearly_full_is_not_well(
    client: Client, monkeypatch: pytest.MonkeyPatch, free: int, status: int
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**9, 10**9 - free, free))

    answer = client.get("/healthz", status).response

    assert answer.json["disk"] == {"free_mb": free // 1_000_000}


def test_a_database_that_does_not_answer_is_not_well(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off() -> None:
        raise OperationalError("SELECT 1", None, OSError("cut off"))

    monkeypatch.setattr(about, "schema_version", cut_off)

    answer = client.get("/healthz", 503).response

    assert answer.json["database"] == "unreachable"
    assert answer.json["migrations"] == "unknown"
    assert "cut off" not in answer.get_data(as_text=True)


def test_a_lost_database_folder_is_not_well(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A real failure to open a file, since the one above is made by hand.
    url = f"sqlite:///{tmp_path / 'gone' / 'kiosk.sqlite3'}"
    monkeypatch.setattr(about, "schema_version", lambda: create_engine(url).connect())

    assert client.get("/healthz", 503).response.json["database"] == "unreachable"
