"""`flask summary`: the contract's JSON, key by key, and a table to read."""

import json

import pytest
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import AuditEntry
from tests import people
from tests.admin.small_world import SMALL_WORLD, the_small_world

YEAR = ["summary", "--from", "2018-04-01", "--to", "2019-03-31"]
TWO_SITES = ["--site", "walton", "--site", "southport"]


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *arguments: runner.invoke(args=[*arguments])


def test_the_json_is_the_contracts_with_its_keys_in_order(run):
    the_small_world()

    result = run(*YEAR, *TWO_SITES, "--json")

    assert result.exit_code == 0
    found = json.loads(result.output)
    assert found == SMALL_WORLD
    assert list(found) == ["from", "to", "sites", "total", "left_out"]
    keys = [
        "visits",
        "taps",
        "counted",
        "open_days",
        "visits_per_open_day",
        "first_visits",
        "purposes",
        "evaluations",
        "enrolments",
        "new_enrolments",
        "learning_opportunities",
        "questions",
        "hours",
        "days_not_fully_counted",
        "taps_on_screens",
        "rows_from_file",
    ]
    assert list(found["total"]) == keys
    assert list(found["sites"][0]) == ["slug", "opened_on", *keys]


def test_without_sites_all_of_them_stand(run):
    found = json.loads(run(*YEAR, "--json").output)

    assert [site["slug"] for site in found["sites"]] == [
        "walton",
        "southport",
        "bootle",
        "central-and-south-liverpool",
    ]
    assert found["sites"][3]["visits_per_open_day"] is None


def test_without_json_it_is_a_table_to_read(run):
    the_small_world()

    lines = run(*YEAR, *TWO_SITES).output.splitlines()

    assert lines[0] == "1 April 2018 to 31 March 2019"
    assert lines[2].split() == ["Walton", "Southport", "All"]
    assert lines[3].split() == ["Visits", "54", "8", "62"]
    needs = next(line for line in lines if line.startswith("The course covered what they need"))
    assert needs.split()[-9:] == ["50%", "of", "2", "100%", "of", "1", "67%", "of", "3"]
    assert lines[-2] == "Left out, as it straddles the period: 25 people counted at"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["summary", "--from", "x", "--to", "2019-03-31"], "“x” is not a day"),
        (["summary", "--from", "2019-04-01", "--to", "2019-03-31"], "--from is after --to."),
        ([*YEAR, "--site", "crosby"], "There is no site “crosby”. The sites are: walton,"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run, arguments, sentence):
    result = run(*arguments)

    assert result.exit_code == 2
    assert sentence in result.output


def test_a_tap_of_this_morning_is_in_todays_summary(run):
    people.a_visit()

    found = json.loads(
        run("summary", "--from", "24/11/2026", "--to", "24/11/2026", "--json").output
    )

    assert found["total"]["visits"] == 1


def test_what_a_program_took_is_noted_and_what_somebody_read_is_not(run):
    run(*YEAR)
    assert run(*YEAR, "--json").exit_code == 0

    [entry] = db.session.scalars(select(AuditEntry))
    assert (entry.action, entry.subject) == ("exported summary", "2018-04-01 to 2019-03-31")
