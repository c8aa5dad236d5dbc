"""Switching the rule of few off: by a manager, for one report, with a reason, said in its files."""

import io
from datetime import date

import docx
import pytest
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import AuditEntry, RuleException
from tests import people
from tests.reports import forms, said_in_page
from tests.staff import sign_in

ADDRESS = "from=2018-04-01&to=2019-03-31&site=walton"
SWITCHED_OFF = (
    "The rule that hides the answers of few forms was switched off for this report, by decision "
    "on 24 November 2026. Somebody’s answers may be told apart: pass it on with care."
)
HIDDEN = "They felt valued: fewer than 10 forms"
SHOWN = "100 percent stated that they felt valued in the course they attended"


def switch_off(manager, reason="The commissioner asked, and the three learners agreed"):
    page = manager.get(f"/admin/report?{ADDRESS}").follow("Switch it off for this report")
    assert page.h1 == "Answers of few forms"
    return page.submit("Switch the rule off for this report", reason=reason)


def said(client, ending, address=ADDRESS):
    content = client.open(f"/admin/report.{ending}?{address}", "GET").get_data()
    if ending != "docx":
        return content.decode()
    return "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)


def test_all_answers_show_and_every_format_says_so(manager):
    forms(3, "yes")
    assert HIDDEN in manager.get(f"/admin/report?{ADDRESS}").text

    page = switch_off(manager)

    assert "The rule is switched off for this report." in page.text
    assert (
        "This report shows answers of few forms: think twice before its files leave the team."
    ) in page.text
    on_page = " ".join([page.text, *said_in_page(page.soup)])
    for found in (on_page, *(said(manager, ending) for ending in ("txt", "html", "docx"))):
        assert SWITCHED_OFF in found
        assert SHOWN in found
        assert "n = 3; partly: 0 percent" in found


def test_percentages_on_a_handful_of_forms_are_asked_about_while_they_show(manager):
    forms(3, None, felt_valued="yes")
    doubt = "A percentage rests on fewer than 30 forms: They felt valued (3)."
    assert doubt not in manager.get(f"/admin/report?{ADDRESS}").text

    switch_off(manager)

    assert doubt in manager.get(f"/admin/report?{ADDRESS}").text


def test_the_shared_document_names_neither_who_decided_nor_why_and_the_log_does(manager):
    forms(3, "yes")
    switch_off(manager)

    for ending in ("txt", "html", "docx"):
        assert "Mo " not in said(manager, ending)
        assert "commissioner" not in said(manager, ending)
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "let answers of few forms show in a report")
    ).one()
    assert entry.details["reason"] == "The commissioner asked, and the three learners agreed"
    assert entry.subject == "2018-04-01 to 2019-03-31"
    assert entry.details["sites"] == "walton"
    assert entry.person_id is not None


@pytest.mark.parametrize(
    "address",
    [
        "from=2018-04-01&to=2019-03-31",
        "from=2018-04-01&to=2019-03-31&site=walton&site=bootle",
        "from=2018-05-01&to=2019-03-31&site=walton",
        "from=2018-04-01&to=2019-02-28&site=walton",
    ],
)
def test_it_holds_for_exactly_these_days_and_sites(manager, address):
    forms(3, "yes")
    switch_off(manager)

    page = manager.get(f"/admin/report?{address}")

    assert HIDDEN in page.text
    assert SWITCHED_OFF not in page.text


def test_it_never_touches_the_files_of_rows(manager):
    forms(3, "yes")
    switch_off(manager)

    address = f"/admin/export/summary.csv?{ADDRESS}&view=shared"
    text = manager.open(address, "GET").get_data().decode()

    assert text.count("fewer than 10 forms") == 10  # five questions at Walton and in the total
    assert "100" not in text


def test_days_that_are_no_whole_months_can_be_shown_too(manager):
    forms(3, "yes")
    days = "from=2018-05-10&to=2018-05-20&site=walton"
    page = manager.get(f"/admin/report?{days}").follow("Switch it off for this report")

    page = page.submit("Switch the rule off for this report", reason="For the board")

    assert SHOWN in page.text


def test_without_a_reason_it_stays_on(manager):
    page = manager.get(f"/admin/report/rule?{ADDRESS}")

    page = page.submit("Switch the rule off for this report", status=422, reason=" ")

    assert page.errors == ["Write the reason, so that others understand the decision later."]
    assert db.session.scalars(select(RuleException)).all() == []


def test_it_can_be_ended(manager):
    forms(3, "yes")
    switch_off(manager)

    page = manager.get(f"/admin/report?{ADDRESS}").follow("Switch it on again")
    assert "The commissioner asked, and the three learners agreed" in page.text
    page = page.submit("Switch it on again")

    assert HIDDEN in page.text
    assert SWITCHED_OFF not in page.text
    assert (
        "hid answers of few forms in a report again"
        in db.session.scalars(select(AuditEntry.action)).all()
    )
    assert db.session.scalars(select(RuleException)).one().ended_at == people.NOW


def test_a_coordinator_of_these_sites_reads_it_but_cannot_switch_it(new_client):
    forms(3, "yes", date(2018, 5, 14))
    switch_off(sign_in(new_client(), people.a_person("mo@example.org", "manager")))
    cora = sign_in(new_client(), people.a_person("cora@example.org", sites=("walton",)))

    page = cora.get(f"/admin/report?{ADDRESS}")

    assert SWITCHED_OFF in page.text
    assert "Switch it on again" not in page.text
    cora.get(f"/admin/report/rule?{ADDRESS}", 403)


def test_pressing_twice_makes_one_exception(manager):
    page = manager.get(f"/admin/report/rule?{ADDRESS}")
    page.submit("Switch the rule off for this report", reason="For the board")
    page.submit("Switch the rule off for this report", reason="For the board")

    assert len(db.session.scalars(select(RuleException)).all()) == 1
