"""The files of worries, of notes and of the log: to whom they are given, and what is in them."""

import io
from collections.abc import Callable
from datetime import date, timedelta

import openpyxl
import pytest
from sqlalchemy import select

from admin.audit import record_audit
from kiosk.database import db, writing
from kiosk.models import AuditEntry, Concern, FeedbackNote
from tests import people
from tests.admin.comments_world import a_comment
from tests.admin.test_exports import NOVEMBER, TODAY, read
from tests.client import Client, words
from tests.staff import sign_in

NEW_KINDS = ("days", "worries", "notes")
OCTOBER = "from=2026-10-01&to=2026-10-31"
WORRIES = "For the team: worries, to whom each was passed and when"


@pytest.fixture
def coordinator(client: Client) -> Client:
    return sign_in(client, people.a_person("cora@example.org", sites=("walton",)))


def a_worry(slug: str = "walton", code: str = "7Q2M4X", **about: object) -> Concern:
    """Somebody is worried about what was written in October."""
    run = people.a_run("Walking", slug, code)
    form = a_comment(run, better="It is not safe at home.", held_on=date(2026, 10, 14))
    concern = Concern(evaluation_id=form.id, **{"raised_at": people.NOW} | about)
    people.add(concern)
    return concern


def a_note(slug: str | None = "walton", **about: object) -> None:
    """The heating is on."""
    told = {"you_said": "=Cold", "we_did": "The heating is on.", "added_at": people.NOW}
    people.add(FeedbackNote(site_id=slug and people.site(slug).id, **told | about))


def test_a_worry_says_to_whom_and_when_it_was_passed_and_nothing_of_the_comment(
    coordinator: Client,
) -> None:
    a_worry(
        passed_to="@Safeguarding lead",
        passed_on=people.TODAY,
        note="Called back.",
        settled_at=people.NOW + timedelta(days=2),
    )
    a_worry("bootle", "BBBBBB")

    assert read(coordinator, "worries", OCTOBER) == [
        ["site", "month", "raised_on", "passed_to", "passed_on", "note", "settled_on"],
        [
            *("walton", "2026-10", "2026-11-24", "'@Safeguarding lead"),
            *("2026-11-24", "Called back.", "2026-11-26"),
        ],
    ]


def test_the_file_of_worries_goes_by_the_comment_as_its_page_does(coordinator: Client) -> None:
    a_worry()  # about October, raised in November

    for days, listed in ((OCTOBER, 1), (NOVEMBER, 0), ("from=2026-10-03&to=2026-10-03", 1)):
        page = coordinator.get(f"/admin/comments?{days}&show=worried")
        assert len(page.soup.select("article.comment")) == listed
        file = coordinator.get(page.link(WORRIES)).response.get_data(as_text=True)
        assert len(file.splitlines()) == 1 + listed


def test_a_worry_shows_no_earlier_than_its_comment(coordinator: Client) -> None:
    run = people.a_run("Singing")
    comment = a_comment(run, better="Sad.", held_on=people.TODAY, received_on=people.TODAY)
    people.add(Concern(evaluation_id=comment.id, raised_at=people.NOW))

    assert read(coordinator, "worries", NOVEMBER)[1:] == []


def test_the_notes_are_those_told_in_the_period_here_and_everywhere(coordinator: Client) -> None:
    a_note(None, added_at=people.NOW - timedelta(days=90), shown_until_on=people.TODAY)
    a_note(withdrawn_at=people.NOW + timedelta(hours=1))
    a_note("bootle")
    for about in (
        {"shown_until_on": date(2026, 11, 23)},
        {"withdrawn_at": people.NOW - timedelta(days=1)},
    ):
        a_note(added_at=people.NOW - timedelta(days=90), **about)
    a_note(added_at=people.NOW + timedelta(days=1))

    assert read(coordinator, "notes", TODAY) == [
        ["site", "you_said", "we_did", "added_on", "shown_until", "taken_back_on"],
        ["", "'=Cold", "The heating is on.", "2026-08-26", "2026-11-24", ""],
        ["walton", "'=Cold", "The heating is on.", "2026-11-24", "", "2026-11-24"],
    ]


def log_of_three(person_name: str) -> None:
    """An entry of Walton, one of no site and one of the day before."""
    ann = people.a_person(f"{person_name}@example.org", "manager")
    with writing():
        record_audit(
            people.NOW,
            "counted by hand",
            "=1+1",
            person=ann,
            site=people.site(),
            people=40,
            adds=True,
        )
        record_audit(people.NOW + timedelta(minutes=5), "imported visits", sites="walton,bootle")
        record_audit(people.NOW - timedelta(days=1), "signed in", person=ann)


COUNTED = ["2026-11-24 10:00", "Ann", "counted by hand", "'=1+1", "walton"]
IMPORTED = ["2026-11-24 10:05", "command line", "imported visits", "", ""]


def test_the_log_of_a_period_is_in_its_order_and_notes_itself(manager: Client) -> None:
    log_of_three("ann")

    header, *entries = read(manager, "log")

    assert header == ["at", "who", "action", "subject", "site", "details"]
    assert entries == [
        [*COUNTED, "people: 40; adds: yes"],
        [
            *("2026-11-24 10:00", "Mo", "exported log", "2026-11-24 to 2026-11-24", ""),
            "sites: walton,southport,bootle,central-and-south-liverpool",
        ],
        [*IMPORTED, "sites: walton,bootle"],
    ]


def test_the_log_of_a_site_leaves_out_what_belongs_to_none(manager: Client) -> None:
    log_of_three("ann")

    entries = read(manager, "log", f"{TODAY}&site=walton")[1:]

    assert [entry[2] for entry in entries] == ["counted by hand", "exported log"]


def test_the_log_as_a_workbook_has_the_same_lines_with_real_moments(manager: Client) -> None:
    log_of_three("ann")
    answer = manager.open(f"/admin/export/log.xlsx?{TODAY}&site=walton", "GET")

    book = openpyxl.load_workbook(io.BytesIO(answer.get_data()))

    assert book.sheetnames == ["About", "Log"]
    counted = [cell.value for cell in book["Log"][2]]
    assert counted == [
        *(people.NOW.replace(tzinfo=None), "Ann", "counted by hand", "=1+1", "walton"),
        "people: 40; adds: yes",
    ]


def test_the_file_of_the_log_says_what_stands_in_it_and_never_a_number_of_ours(
    manager: Client,
) -> None:
    with writing():
        record_audit(people.NOW, "cancelled a meeting", "Walking", code="7Q2M4X", worry=3, report=4)

    assert read(manager, "log")[1][-1] == "code: 7Q2M4X"
    answer = manager.open(f"/admin/export/log.xlsx?{TODAY}", "GET")
    about = openpyxl.load_workbook(io.BytesIO(answer.get_data()))["About"]
    meanings = {row[1].value for row in about if row[0].value == "What it means"}
    assert {
        "One row an entry. at: by the clock on the wall. A course may stand there by its code.",
        "Never in it: a comment, an answer, a password, a link or a pairing code.",
    } <= meanings


@pytest.mark.parametrize(
    ("kind", "name"),
    [("log", "Log:"), ("people", "People who sign in:"), ("screens", "Screens:")],
)
def test_what_managers_alone_may_read_is_taken_by_managers_alone(
    coordinator: Client, new_client: Callable[..., Client], kind: str, name: str
) -> None:
    for ending in ("csv", "xlsx"):
        coordinator.get(f"/admin/export/{kind}.{ending}?{TODAY}", 403)
    manager = sign_in(new_client(), people.a_person("mo@example.org", "manager"))

    def listed(client: Client) -> list[str]:
        files = client.get("overview.page").soup.select("#files ~ .files li")
        return [words.get_text().strip() for words in files]

    assert any(each.startswith(name) for each in listed(manager))
    assert any(each.startswith("Open and closed days:") for each in listed(coordinator))
    assert not any(each.startswith(name) for each in listed(coordinator))


def test_the_files_stand_in_groups_and_all_of_them_do(manager: Client) -> None:
    groups = manager.get("overview.page").soup.select("#files ~ .files > div")

    assert [words(group.h3) for group in groups] == [
        "Visits and figures",
        "Courses and comments",
        "How it is looked after",
    ]
    assert [len(group.select("li")) for group in groups] == [5, 6, 7]


def test_where_all_files_are_listed_it_is_said_which_to_send_on(manager: Client) -> None:
    files = manager.get("overview.page").soup.select("#files ~ .files li")
    listed = [words(file) for file in files]

    for name in ("Worries about comments", "People who sign in"):
        (kept,) = (each for each in listed if each.startswith(name))
        assert kept.endswith(". Do not send this one on.")
    (comments,) = (each for each in listed if each.startswith("Comments"))
    assert comments.endswith(". Send on only the one to share.")


@pytest.mark.parametrize("kind", NEW_KINDS)
def test_a_coordinator_takes_nothing_of_another_site(coordinator: Client, kind: str) -> None:
    a_worry("bootle")
    a_note("bootle")

    assert "bootle" not in {row[0] for row in read(coordinator, kind)}
    for ending in ("csv", "xlsx"):
        coordinator.get(f"/admin/export/{kind}.{ending}?{TODAY}&site=bootle", 404)


@pytest.mark.parametrize(
    ("kind", "action"),
    [
        ("days", "exported open and closed days"),
        ("worries", "exported worries"),
        ("notes", "exported you said we did"),
        ("log", "exported log"),
    ],
)
def test_each_is_noted_in_the_log(manager: Client, kind: str, action: str) -> None:
    read(manager, kind)

    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject) == (action, "2026-11-24 to 2026-11-24")


@pytest.mark.parametrize(
    ("endpoint", "link", "begins"),
    [
        ("comments.notes", "CSV You said, we did", "2026-08-26"),
        ("people.log", "CSV Log", "2026-11-23"),
        ("comments.page", WORRIES, "2026-04-01"),
        ("comments.page", "XLSX Worries about comments", "2026-04-01"),
        ("comments.page", "XLSX to share", "2026-04-01"),
        ("comments.page", "XLSX for the team", "2026-04-01"),
    ],
)
def test_each_is_taken_from_its_own_page(
    manager: Client, endpoint: str, link: str, begins: str
) -> None:
    a_note(added_at=people.NOW - timedelta(days=90))
    log_of_three("ann")

    address = manager.get(endpoint).link(link)

    assert f"from={begins}&" in address
    assert manager.open(address, "GET").status_code == 200
