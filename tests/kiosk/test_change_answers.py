"""“Change my answers”: a signed link, good for two hours."""

import pytest
from sqlalchemy import select

from kiosk.database import db
from kiosk.feedback.signed import SentForm, read_sent, sign_sent
from kiosk.models import CommentReading
from tests import people
from tests.client import Client, Page
from tests.evaluations import stored


@pytest.fixture
def thanks(client: Client) -> Page:
    people.a_run()
    page = client.get("/f/7Q2M4X")
    return page.submit("Send", covered_needs="partly", good="Tea & talk", do_not_share="y")


def test_the_answers_stand_there_as_they_were_sent(thanks: Page):
    page = thanks.follow("Change my answers")

    assert page.h1 == "Change my answers"
    assert "Mindfulness for beginners" in page.text
    assert page.find("#covered_needs [checked]")["value"] == "partly"
    assert len(page.soup.select("fieldset [checked]")) == 1
    assert page.find("textarea[name=good]").get_text().strip() == "Tea & talk"
    assert page.find("input[name=do_not_share]").has_attr("checked")


def test_changed_answers_take_the_place_of_the_old(thanks: Page, clock):
    page = thanks.follow("Change my answers")
    clock.set("2026-11-25T09:00")  # opened in time: nobody is hurried

    again = page.submit("Send", covered_needs="yes", good="Talk", do_not_share=[])

    assert again.h1 == "Thank you"
    (row,) = stored()
    assert (row.covered_needs, row.good, row.do_not_share) == ("yes", "Talk", False)
    assert (str(row.held_on), str(row.received_on)) == ("2026-11-24", "2026-11-24")


def test_changed_answers_are_to_be_read_again(thanks: Page):
    (row,) = stored()
    people.add(CommentReading(evaluation_id=row.id, read_at=people.NOW))

    thanks.follow("Change my answers").submit("Send", good="Talk")

    assert db.session.scalars(select(CommentReading)).all() == []


def test_a_change_may_take_every_answer_back(thanks: Page):
    page = thanks.follow("Change my answers")

    page.submit("Send", covered_needs=[], good="", do_not_share=[])

    (row,) = stored()
    assert (row.covered_needs, row.good) == (None, "")


def test_a_mistake_in_a_change_is_explained_and_nothing_is_lost(thanks: Page):
    page = thanks.follow("Change my answers")

    same = page.submit("Send", better="x" * 2001)

    assert same.errors == [
        "“What could be better?” has 2,001 characters. Please make it 2,000 or fewer."
    ]
    assert stored()[0].better == ""
    assert same.submit("Send", better="x").h1 == "Thank you"
    assert stored()[0].better == "x"


def test_after_two_hours_the_link_says_so_and_leads_on(thanks: Page, clock):
    link = thanks.link("Change my answers")
    clock.set("2026-11-24T12:00:00")
    assert thanks.client.get(link).h1 == "Change my answers"

    clock.set("2026-11-24T12:00:01")
    late = thanks.client.get(link, 410)

    assert late.h1 == "These answers can’t be changed any more"
    assert "Yours are kept as you sent them." in late.text
    assert late.follow("Fill in a new form").h1 == "Mindfulness for beginners"
    assert "Change my answers" not in thanks.client.get(thanks.path).text


def test_a_false_link_claims_nothing_of_anybodys_answers(client):
    page = client.get("/f/change/nobody-signed-this", 410)

    assert page.h1 == "This link does not work"
    assert "Yours are kept" not in page.text
    assert page.follow("Fill in a new form").path == "/f/"


def test_answers_cannot_be_changed_late_without_having_opened_them(thanks: Page, clock):
    link = thanks.link("Change my answers")
    page = thanks.follow("Change my answers")
    id = page.find("input[name=id]")["value"]
    clock.set("2026-11-24T12:00:01")

    thanks.client.post(link, {"id": id, "covered_needs": "no"}, status=410)

    assert stored()[0].covered_needs == "partly"


def test_the_offer_of_one_form_changes_no_other(thanks: Page, clock):
    client = thanks.client
    page = thanks.follow("Change my answers")
    offered, id = (page.find(f"input[name={name}]")["value"] for name in ("offered", "id"))
    other = client.get("/f/7Q2M4X").submit("Send", covered_needs="yes")
    clock.set("2026-11-24T12:00:01")

    client.post(
        other.path.replace("thanks", "change"),
        {"id": id, "covered_needs": "no", "offered": offered},
        status=410,
    )

    assert sorted(row.covered_needs for row in stored()) == ["partly", "yes"]


@pytest.mark.parametrize("path", ["/f/change/nonsense", "/f/thanks/nonsense"])
def test_a_link_that_we_did_not_sign_shows_nothing(client: Client, path):
    page = client.get(path, 410)

    assert page.follow("Fill in a new form").h1 == "Course feedback"


def test_the_link_is_sealed_and_cannot_be_altered(app):
    sent = SentForm(people.uuid4(), people.NOW, "7Q2M4X", "walton")

    token = sign_sent(sent)

    assert read_sent(token) == sent
    assert sign_sent(sent) != token
    # The last letter's two lowest bits carry nothing: “B” would read like “A”.
    assert read_sent(token[:-1] + ("A" if token[-1] != "A" else "Q")) is None
    assert read_sent("") is None
