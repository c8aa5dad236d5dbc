"""Bad files: each gets a sentence that says what to do, and nothing is added."""

import pytest
from sqlalchemy import func, select

from kiosk.database import db
from kiosk.models import Course, CourseRun, Enrolment, Evaluation, Headcount, Import, Visit
from tests import people
from tests.bad_files import OTHER_KINDS, ROWS, WHOLE_FILES
from tests.importing import HEADINGS, a_file, refusals
from tests.staff import sign_in


@pytest.fixture(autouse=True)
def nothing_is_added(app):
    """However bad the file."""
    before = counts()
    yield
    assert counts() == before


def counts():
    db.session.rollback()
    tables = (Visit, Headcount, Course, CourseRun, Evaluation, Enrolment, Import)
    return [db.session.scalar(select(func.count()).select_from(table)) for table in tables]


@pytest.mark.parametrize("why", WHOLE_FILES)
def test_a_file_is_refused_as_a_whole(why):
    content, sentence = WHOLE_FILES[why]

    assert refusals("visits", content) == [sentence]


@pytest.mark.parametrize("why", ROWS)
def test_a_row_is_refused_by_its_line(why):
    content, sentence = ROWS[why]

    assert refusals("visits", content) == [sentence]


@pytest.mark.parametrize("why", OTHER_KINDS)
def test_a_row_of_another_kind_is_refused(why):
    kind, rows, sentence = OTHER_KINDS[why]

    assert refusals(kind, f"{HEADINGS[kind]}\n{rows}\n".encode()) == [sentence]


def test_one_refused_row_keeps_all_the_others_out():
    rows = ["walton,05/06/2018 09:00,,,,"] * 99 + ["nowhere,05/06/2018 09:00,,,,"]

    assert len(refusals("visits", a_file("visits", *rows))) == 1


def test_of_no_bad_file_anything_is_added(app, tmp_path):
    """Each is given to the command, as somebody in a hurry would who looks at nothing first."""
    before = counts()
    for why, (kind, content, sentence) in every_bad_file().items():
        file = tmp_path / "bad.csv"
        file.write_bytes(content)
        result = app.test_cli_runner().invoke(args=["import", kind, str(file)])

        assert result.exit_code == 1, why
        said = [*result.stdout.splitlines(), *result.stderr.splitlines()]
        assert {sentence, f"Line {sentence}"} & set(said), why
        assert counts() == before, why


def every_bad_file():
    of_visits = {why: ("visits", *bad) for why, bad in (WHOLE_FILES | ROWS).items()}
    return of_visits | {
        why: (kind, f"{HEADINGS[kind]}\n{rows}\n".encode(), sentence)
        for why, (kind, rows, sentence) in OTHER_KINDS.items()
    }


def test_there_are_at_least_forty_bad_files():
    assert len(every_bad_file()) >= 40


def test_the_page_names_every_line_that_is_refused(client):
    """Of reasons that are alike twenty are told whole; of the rest, their lines."""
    manager = sign_in(client, people.a_person("mo@example.org", "manager"))
    bad = [f"walton,2018-04-03T09:15,other,{people}" for people in range(100, 130)]
    good, nowhere = (f"{place},2018-04-03T09:15,other,3" for place in ("walton", "nowhere"))
    rows = ["site,tapped_at,purpose,people", *bad[:25], good, *bad[25:], nowhere]

    page = manager.get("/admin/upkeep/imports").submit(
        "Look at it first", kind="visits", pasted="\n".join(rows)
    )

    lines = [row[0] for row in page.rows("Refused rows")[1:]]
    assert lines == [*(str(line) for line in range(2, 22)), "33"]
    assert "As in line 21 on 10 more lines: 22-26, 28-32." in page.text
