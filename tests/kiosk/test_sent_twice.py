"""One form sent twice: a repeat, a change, or another person's answers."""

from uuid import UUID, uuid4

import pytest

from tests.client import Client
from tests.evaluations import ALL_YES, stored, the_form


def test_every_page_has_an_id_of_its_own(client: Client):
    first = the_form(client)
    second = client.get("/f/7Q2M4X")

    ids = {page.find("input[name=id]")["value"] for page in (first, second)}
    assert len(ids) == 2
    assert all(UUID(id).version == 4 for id in ids)


def test_the_same_answers_sent_twice_are_kept_once(client: Client):
    page = the_form(client)

    assert page.submit("Send", **ALL_YES, good="Tea").h1 == "Thank you"
    assert page.submit("Send", **ALL_YES, good="Tea").h1 == "Thank you"
    assert len(stored()) == 1


def test_other_answers_within_two_hours_are_asked_about_and_nothing_is_lost(client: Client, clock):
    page = the_form(client)
    page.submit("Send", covered_needs="yes")
    clock.set("2026-11-24T12:00:00")

    question = page.submit("Send", covered_needs="no", good="Biscuits", do_not_share="y")

    assert question.h1 == "Is this a change, or another person’s answers?"
    kept = {field["name"]: field["value"] for field in question.soup.select("[type=hidden]")}
    assert (kept["covered_needs"], kept["good"], kept["do_not_share"]) == ("no", "Biscuits", "y")
    assert [row.covered_needs for row in stored()] == ["yes"]
    assert "help" in [section["id"] for section in question.soup.select("section")]


def test_a_change_takes_the_place_of_the_first_answers(client: Client):
    page = the_form(client)
    page.submit("Send", covered_needs="yes", better="Chairs")
    question = page.submit("Send", covered_needs="no", good="Biscuits")

    assert question.submit("A change").h1 == "Thank you"
    assert question.submit("A change").h1 == "Thank you"

    assert [(row.covered_needs, row.good, row.better) for row in stored()] == [
        ("no", "Biscuits", "")
    ]


def test_another_persons_answers_are_kept_beside_the_first_and_once(client: Client):
    page = the_form(client)
    page.submit("Send", covered_needs="yes")
    question = page.submit("Send", covered_needs="no")

    assert question.submit("Another person").h1 == "Thank you"
    assert question.submit("Another person").h1 == "Thank you"
    assert page.submit("Send", covered_needs="no").h1 == "Thank you"

    assert sorted(row.covered_needs for row in stored()) == ["no", "yes"]


def test_the_question_may_be_answered_as_late_as_anyone_likes(client: Client, clock):
    page = the_form(client)
    page.submit("Send", covered_needs="yes")
    question = page.submit("Send", covered_needs="no")
    clock.set("2026-11-24T16:00:00")

    question.submit("A change")

    assert [row.covered_needs for row in stored()] == ["no"]


def test_a_change_that_we_never_offered_is_asked_about(client: Client):
    page = the_form(client)
    page.submit("Send", covered_needs="yes")
    id, given = (page.find(f"input[name={name}]")["value"] for name in ("id", "given"))
    data = {"id": id, "given": given, "covered_needs": "no", "which": "change", "offered": "x"}

    answer = client.post("/f/7Q2M4X", data)

    assert answer.h1 == "Is this a change, or another person’s answers?"
    assert [row.covered_needs for row in stored()] == ["yes"]


def test_after_two_hours_other_answers_are_another_persons(client: Client, clock):
    page = the_form(client)
    page.submit("Send", covered_needs="yes")
    clock.set("2026-11-24T12:00:01")

    assert page.submit("Send", covered_needs="no").h1 == "Thank you"
    assert page.submit("Send", covered_needs="no").h1 == "Thank you"

    assert sorted(row.covered_needs for row in stored()) == ["no", "yes"]


@pytest.mark.parametrize("given", ["", "nonsense", "WzE3OTU1MTQ0MDAsMV0.forged"])
def test_without_our_signature_other_answers_are_another_persons(client: Client, given):
    page = the_form(client)
    page.submit("Send", covered_needs="yes")

    assert page.submit("Send", covered_needs="no", given=given).h1 == "Thank you"

    assert sorted((row.covered_needs, row.wording) for row in stored()) == [("no", 1), ("yes", 1)]


@pytest.mark.parametrize("id", ["", "1", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"])
def test_a_form_without_a_random_id_gets_one_and_keeps_what_was_typed(client: Client, id):
    page = the_form(client)

    same = page.submit("Send", id=id, good="Tea")

    assert same.errors == ["Your answers are still here. Please press Send once more."]
    assert stored() == []
    assert same.submit("Send").h1 == "Thank you"
    assert stored()[0].good == "Tea"


def test_a_new_id_is_never_an_old_one(client: Client):
    id = str(uuid4())
    page = the_form(client)

    page.submit("Send", id=id, covered_needs="yes")

    assert [str(row.id) for row in stored()] == [id]
