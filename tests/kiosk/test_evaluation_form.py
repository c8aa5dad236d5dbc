"""The evaluation form on a learner's own phone."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import update

from kiosk.database import db, writing
from kiosk.models import Meeting, ServiceLine
from tests import people
from tests.client import Client, words
from tests.evaluations import ALL_YES, stored, the_form


def test_the_form_says_where_and_when_and_asks_five_questions(client: Client):
    page = the_form(client)

    assert page.h1 == "Mindfulness for beginners"
    assert words(page.find("header")) == (
        "The Life Rooms, Walton · Tuesday 24 November Mindfulness for beginners "
        "Five questions. Skip any you like. No name."
    )
    assert "Please answer about the course you have just been to." in page.text
    assert [words(legend) for legend in page.soup.select("legend")] == [
        "Did the course cover what you needed?",
        "Was the place right for this course?",
        "Did the tutor run the course as well as you expected?",
        "On the course, could you talk about what you might do next, if you wanted to?",
        "Did you feel valued on this course?",
    ]
    assert [words(hint) for hint in page.soup.select("fieldset .field__hint")] == [
        "The room, the noise, the seats, getting around, feeling safe.",
        "The person or people who led it. Better than expected? Choose Yes.",
        "Another course, a group, volunteering, work, Pathways Advice.",
        "Welcome, listened to, treated with respect.",
    ]


def test_every_question_has_four_answers_with_shapes_and_none_is_chosen(client: Client):
    page = the_form(client)

    for question in page.soup.select("fieldset"):
        labels = [words(label) for label in question.select("label")]
        assert labels == ["Yes", "Partly", "No", "Not sure, or doesn’t apply"]
        assert len(question.select("label > svg")) == 4
        assert [box["value"] for box in question.select("input")] == [
            "yes",
            "partly",
            "no",
            "not_applicable",
        ]
    assert page.soup.select("[checked], [required]") == []


def test_a_group_is_called_a_group(client: Client):
    page = the_form(client, title="Singing together", kind="group")

    assert "Please answer about the group you have just been to." in page.text
    assert [words(legend) for legend in page.soup.select("legend")] == [
        "Did the group cover what you needed?",
        "Was the place right for this group?",
        "Did the tutor run the group as well as you expected?",
        "In the group, could you talk about what you might do next, if you wanted to?",
        "Did you feel valued in this group?",
    ]


def test_the_boxes_say_what_becomes_of_words(client: Client):
    page = the_form(client)

    assert (
        "Please don’t write names. We don’t read these straight away, and we don’t know who wrote "
        "them, so we can’t reply. What was good? What could be better? Please don’t use my words "
        "outside the team If we think someone may be in danger, we may have to tell someone who "
        "can help. Send"
    ) in page.text


def test_help_is_always_on_the_page(client: Client):
    page = the_form(client)

    help_text = words(page.find("#help"))
    assert "You can talk to someone here now. Come to the desk, or ask anyone with a badge. " in (
        help_text
    )
    assert "You can ask to use our phone." in help_text
    assert [a["href"] for a in page.soup.select("#help a")] == [
        "tel:999",
        "tel:111",
        "tel:116123",
        "sms:85258?body=SHOUT",
        "tel:08001111",
    ]
    assert "PALS" in words(page.find("footer"))
    assert page.link("Privacy") == "/privacy"
    assert page.link("Accessibility") == "/accessibility"


def test_managers_word_the_line_about_complaints(client: Client):
    people.add(ServiceLine(name="pals", text="PALS: ask for Ama."))

    assert "PALS: ask for Ama." in the_form(client).text


def test_an_evaluation_is_kept_as_it_was_sent(client: Client):
    page = the_form(client)

    thanks = page.submit(
        "Send",
        covered_needs="partly",
        felt_valued="not_applicable",
        good="  Tea\r\nand talk ",
        better="Chairs\x00",
        do_not_share="y",
    )

    assert thanks.h1 == "Thank you"
    (row,) = stored()
    assert (row.covered_needs, row.environment_suitable, row.felt_valued) == (
        "partly",
        None,
        "not_applicable",
    )
    assert (row.good, row.better, row.do_not_share) == ("Tea\nand talk", "Chairs", True)
    assert (row.held_on, row.received_on) == (date(2026, 11, 24), date(2026, 11, 24))
    assert (row.site_id, row.method, row.wording) == (1, "phone", 1)
    assert row.id == UUID(page.find("input[name=id]")["value"])


def test_an_evaluation_belongs_to_the_latest_meeting(client: Client, clock):
    days = (date(2026, 11, 17), date(2026, 11, 24), date(2026, 12, 1))
    page = the_form(client, days=days)
    assert "Tuesday 24 November" in page.text

    clock.set("2026-12-01T09:00")  # the page was open all week, and says 24 November
    page.submit("Send", **ALL_YES)

    (row,) = stored()
    assert (row.held_on, row.received_on) == (date(2026, 11, 24), date(2026, 12, 1))


@pytest.mark.parametrize("path", ["/f/7q2m4x", "/F/7Q2M4X", "/f/7q-2m 4x", "/F/7Q2M-4X"])
def test_a_code_is_read_forgivingly(client: Client, path):
    people.a_run()

    page = client.get(path)
    assert page.h1 == "Mindfulness for beginners"
    assert page.submit("Send", felt_valued="yes").h1 == "Thank you"


def test_zeros_and_ones_may_be_typed_as_letters(client: Client):
    people.a_run(code="10ABCD")

    assert client.get("/f/ioabcd").h1 == "Mindfulness for beginners"
    assert client.get("/f/LoABCD").h1 == "Mindfulness for beginners"


def test_only_what_was_left_out_is_blank(client: Client):
    the_form(client).submit("Send", tutor_met_expectations="no")

    (row,) = stored()
    assert (row.tutor_met_expectations, row.covered_needs, row.good) == ("no", None, "")


def test_an_empty_form_is_not_kept_and_says_so(client: Client):
    page = the_form(client)

    same = page.submit("Send", good="   ", do_not_share="y")

    assert same.errors == [
        "Nothing was filled in yet. Answer any question you like, then press Send."
    ]
    assert same.find("input[name=do_not_share]").has_attr("checked")
    assert stored() == []


def test_a_long_comment_is_explained_and_everything_stays(client: Client):
    page = the_form(client)

    same = page.submit("Send", covered_needs="partly", good="é" * 2001, better="Less salt")

    assert same.errors == ["“What was good?” has 2,001 characters. Please make it 2,000 or fewer."]
    assert same.find("textarea[name=good]").get_text().strip() == "é" * 2001
    assert same.find("textarea[name=better]").get_text().strip() == "Less salt"
    assert same.find("#covered_needs input[checked]")["value"] == "partly"
    assert same.find("input[name=id]")["value"] == page.find("input[name=id]")["value"]
    assert stored() == []
    assert same.submit("Send", good="é" * 2000).h1 == "Thank you"
    assert stored()[0].good == "é" * 2000


def test_an_impossible_answer_is_explained_and_everything_else_stays(client: Client):
    page = the_form(client)

    same = page.submit("Send", covered_needs="maybe", felt_valued="yes", good="Tea")

    assert same.errors == ["Choose one of the four answers, or leave this question out."]
    assert same.find("[checked]")["value"] == "yes"
    assert same.find("textarea[name=good]").get_text().strip() == "Tea"


def test_a_form_opened_in_time_is_taken_after_the_course_has_closed(client: Client, clock):
    clock.set("2026-12-08T23:30")  # the last of the 14 days
    page = the_form(client)
    clock.set("2026-12-09T00:30")

    assert page.submit("Send", covered_needs="yes").h1 == "Thank you"
    assert [str(row.held_on) for row in stored()] == ["2026-11-24"]
    assert client.get("/f/7Q2M4X").h1 == "Which course was it?"


def test_a_form_whose_course_was_cancelled_meanwhile_finds_another(client: Client):
    page = the_form(client)
    people.a_run("Guitar", code="ABC234")
    with writing():
        db.session.execute(
            update(Meeting).where(Meeting.run_id == 1).values(cancelled_at=people.NOW)
        )
    db.session.expire_all()

    question = page.submit("Send", covered_needs="yes", good="Tea")
    assert question.h1 == "Which course was it?"

    assert question.submit("Guitar").h1 == "Thank you"
    (row,) = stored()
    assert (row.covered_needs, row.good, row.run_id) == ("yes", "Tea", 2)


def test_the_whole_page_is_small(client: Client):
    people.a_run()
    flask = client.flask
    page = flask.get("/f/7Q2M4X", headers={"Accept-Encoding": "gzip"})
    addresses = ["kiosk/form.css", "kiosk/form.js", "shared/icon.svg"]
    version = client.app.config["STATIC_VERSION"]
    sent = [len(page.data)]
    for address in addresses:
        answer = flask.get(f"/static/{version}/{address}", headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        sent.append(len(answer.data))
        answer.close()

    soup = client.get("/f/7Q2M4X").soup
    assert len(soup.select("link[href], script[src], img")) == 3
    assert sum(sent) <= 12_000, sent
