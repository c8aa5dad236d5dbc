"""Worried about a comment: passed on, changed, settled, held; and what a reader is shown."""

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from admin.highlights import looks_personal, pieces
from kiosk.database import db, writing
from kiosk.models import AuditEntry, CommentReading, Concern, Evaluation
from tests import people
from tests.admin.comments_world import a_comment
from tests.staff import sign_in

PATH = "/admin/comments"
SECRET = "Someone hurts me at home."


@pytest.fixture
def staff(client):
    return sign_in(client, people.a_person("cora@example.org", sites=("walton",)))


@pytest.fixture
def comment(app):
    return a_comment(people.a_run(), better=SECRET)


def the_concern():
    return db.session.scalars(
        select(Concern).execution_options(populate_existing=True)
    ).one_or_none()


def worry(staff, comment, **given):
    page = staff.get(f"{PATH}/{comment.id}/worry")
    return page.submit("I am worried about this", **given)


def test_the_page_says_what_the_writer_was_told(staff, comment):
    page = staff.get(PATH).follow("This worries me : Walton, November 2026")

    assert page.h1 == "Worried about a comment"
    assert SECRET in page.text
    assert (
        "“If we think someone may be in danger, we may have to tell someone who can help.”"
        in page.text
    )
    assert "call 999" in page.text
    assert the_concern() is None


def test_a_worry_is_passed_on(staff, comment):
    page = worry(
        staff, comment, passed_to="Safeguarding lead", passed_on="2026-11-23", note="Called back."
    )

    concern = the_concern()
    assert (concern.evaluation_id, concern.passed_to) == (comment.id, "Safeguarding lead")
    assert (str(concern.passed_on), concern.note) == ("2026-11-23", "Called back.")
    assert concern.raised_at == people.NOW
    told = "Worried about: passed to Safeguarding lead on 23 November 2026"
    assert told in page.text
    assert told in staff.get(f"{PATH}?show=worried").text
    assert db.session.get(CommentReading, comment.id), "who worries has read it"


def test_a_worry_can_be_noted_before_anybody_is_told(staff, comment):
    page = worry(staff, comment)

    assert "Nobody has been told yet: please pass it on today." in page.text
    assert "Worried about: not passed on yet" in page.text
    page = page.submit("Save the change", passed_to="Mo")
    assert "passed to Mo on 24 November 2026" in page.text
    assert len(db.session.scalars(select(Concern)).all()) == 1


def test_a_worry_is_settled_and_taken_up_again(staff, comment):
    page = worry(staff, comment, passed_to="Mo")
    # Said when it is saved, and where it is typed.
    assert page.text.count("kept") == page.text.count("in no file to share, settled or not.") == 2
    page = page.submit("It is settled")
    assert the_concern().settled_at == people.NOW
    assert "Settled on 24 November 2026." in page.text
    assert SECRET not in staff.get(f"{PATH}?show=worried").text
    assert SECRET in staff.get(f"{PATH}?show=settled").text

    page = page.submit("Take it up again")

    assert the_concern().settled_at is None
    assert SECRET in staff.get(f"{PATH}?show=worried").text


def test_the_log_keeps_each_step_and_never_a_word(staff, comment, caplog):
    page = worry(staff, comment, passed_to="Dr Green", note="She may be at risk.")
    page.submit("Save the change", note="Called.").submit("It is settled").submit("Take it up")

    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [entry.action for entry in entries] == [
        "was worried about a comment",
        "read comments",
        "changed a worry about a comment",
        "settled a worry about a comment",
        "took up a worry about a comment",
    ]
    assert entries[0].site_id == people.site().id
    kept = caplog.text + " ".join(f"{entry.subject} {entry.details}" for entry in entries)
    for word in (SECRET, "hurts", "risk", "Green", "Called", str(comment.id)):
        assert word not in kept


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"passed_on": "2026-11-23"}, "Say who you told, or leave the day empty."),
        (
            {"passed_to": "Mo", "passed_on": "2026-11-25"},
            "That day is still to come. Choose today or earlier.",
        ),
        ({"passed_to": "x" * 121}, "Keep this to 120 letters."),
        ({"note": "x" * 1001}, "Keep the note to 1,000 letters."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(staff, comment, given, sentence):
    page = worry(staff, comment, **given)

    assert page.errors == [sentence]
    assert the_concern() is None


def test_a_comment_somebody_worries_about_is_held_from_deletion(staff, comment):
    worry(staff, comment).submit("It is settled")

    with writing():
        db.session.execute(delete(CommentReading))
    with writing(), pytest.raises(IntegrityError):
        db.session.execute(delete(Evaluation).where(Evaluation.id == comment.id))
    assert db.session.get(Evaluation, comment.id).better == SECRET


def test_nobody_settles_a_worry_that_is_not_there(staff, comment):
    token = staff.get(PATH).find("form.rooms__leave [name=csrf_token]")["value"]

    for step in ("settle", "take-up"):
        staff.post(f"{PATH}/{comment.id}/worry/{step}", {"csrf_token": token}, status=404)


def test_the_room_leads_to_the_worries_of_a_site(staff, comment):
    worry(staff, comment)

    page = staff.get(PATH).follow("1 worried about at Walton")

    assert SECRET in page.text


def test_a_reader_sees_what_looks_personal(staff):
    a_comment(people.a_run(), "Ring me on 0151 496 0000 or ann@example.org please")

    marks = staff.get(PATH).soup.select("mark")

    assert [mark.text for mark in marks] == [
        "0151 496 0000 (looks like a telephone number)",
        "ann@example.org (looks like an e-mail address)",
    ]


@pytest.mark.parametrize(
    ("text", "looks_like"),
    [
        ("ann.lee+x@nhs.example.uk", "an e-mail address"),
        ("0151 496 0000", "a telephone number"),
        ("07700 900 123", "a telephone number"),
        ("07700900123", "a telephone number"),
        ("+44 7700 900123", "a telephone number"),
        ("+44 (0)151 496 0000", "a telephone number"),
        ("(0151) 496-0000", "a telephone number"),
        ("L9 2AF", "a postcode"),
        ("l92af", "a postcode"),
        ("EC1A 1BB", "a postcode"),
        ("943 476 5919", "an NHS number"),  # the check digit of the NHS Data Dictionary's example
        ("9434765919", "an NHS number"),
        ("QQ 12 34 56 C".replace("QQ", "AB"), "a National Insurance number"),
        ("ab123456c", "a National Insurance number"),
        ("Dr Green", "a name"),
        ("Mrs. O’Neil", "a name"),
    ],
)
def test_what_looks_personal_is_marked_whole(text, looks_like):
    found = pieces(f"I said {text}, then left.")

    assert [piece.text for piece in found] == ["I said ", text, ", then left."]
    assert str(found[1].looks_like) == f"looks like {looks_like}"


@pytest.mark.parametrize(
    "text",
    [
        "We were 12 on 24/11/2026 from 10.00 to 12.00",
        "943 476 5918",  # its check digit is wrong
        "0 out of 10, or 1234567890",
        "BG 12 34 56 C",  # not given out
        "A4 paper, room 2B, the 82D bus",
        "me @ the desk",
        "The doctor said so, and Miss was kind",
        "",
    ],
)
def test_ordinary_words_are_left_alone(text):
    assert not looks_personal(text)
    assert "".join(piece.text for piece in pieces(text)) == text
