"""What the database itself refuses, whatever the code says: each named rule, broken once."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from kiosk import models
from kiosk.database import db, writing
from kiosk.questions import QUESTION_NAMES
from tests import people

NO_ANSWERS = {f"{name}_known": f"{name} = 'maybe'" for name in QUESTION_NAMES}
BEFORE = "to_on = '1999-01-01'"
# For each table, what breaks each of its rules when a good row is changed to say it.
REFUSED = {
    "audit_entry": {"action_given": "action = ''"},
    "course": {"kind_known": "kind = 'club'", "title_given": "title = ''"},
    "course_run": {"code_six_upper_case": "code = '7q2m4x'"},
    "cover": {"by_somebody_else": "covered_by_id = away_id", "to_after_from": BEFORE},
    "demonstration": {"only_one": "id = 2", "to_after_from": BEFORE},
    "elsewhere_figure": {
        "name_and_source_given": "source = ''",
        "percent_up_to_100": "is_percent = true, value = 101",
        "to_after_from": BEFORE,
        "value_not_negative": "value = -1",
    },
    "elsewhere_part": {"name_given": "name = ''", "value_not_negative": "value = -1"},
    "evaluation": {
        **NO_ANSWERS,
        "left_only_without_course": "left_without_course = true",
        "method_known": "method = 'post'",
        "wording_known": "wording = 0",
    },
    "feedback_note": {"both_said": "we_did = ''"},
    "headcount": {
        "people_not_negative": "people = -1",
        "to_after_from": "counted_to_at = counted_from_at",
    },
    "held_evaluation": {**NO_ANSWERS, "wording_known": "wording = 0"},
    "held_visit": {"people_1_to_30": "people = 31", "purpose_known": "purpose = 'tea'"},
    "import": {"added_among_read": "rows_added = rows_read + 1", "kind_known": "kind = 'cats'"},
    "installation": {
        "queued_not_negative": "queued = -1",
        "refused_not_negative": "refused = -1",
        "storage_known": "storage = 'gone'",
    },
    "kept_file": {"format_known": "format = 'pdf'"},
    "kept_report": {"title_given": "title = ''", "to_after_from": BEFORE},
    "kiosk": {"name_given": "name = ''"},
    "meeting": {"ends_after_start": "ends_at = starts_at"},
    "opening_hours": {"closes_after_opening": "closes_at = opens_at", "weekday_known": "weekday=7"},
    "person": {
        "email_lower_case": "email = upper(email)",
        "name_given": "name = ''",
        "role_known": "role = 'visitor'",
    },
    "rule_exception": {"reason_given": "reason = ''", "to_after_from": BEFORE},
    "service_line": {"name_known": "name = 'fax'"},
    "site": {
        "closed_after_opened": "closed_on = '1999-01-01'",
        "kind_known": "kind = 'ship'",
        "name_given": "name = ''",
        "reading_days_1_to_20": "reading_days = 0",
        "slug_lower_case": "slug = upper(slug)",
    },
    "staff_pin": {"pin_4_to_6": "pin = '123'"},
    "strike": {"reason_given": "reason = ''", "to_after_from": "to_at = from_at"},
    "visit": {
        "hour_of_day": "visited_hour = 24",
        "people_1_to_30": "people = 0",
        "purpose_known": "purpose = 'tea'",
    },
}
# Rules that one engine keeps by another: PostgreSQL's columns take no longer text anyway.
TOLD_OTHERWISE = {"evaluation": {"comment_length"}}
DAYS = {"from_on": people.TODAY, "to_on": people.TODAY}


def one_of_everything() -> None:
    """One good row in each table that has a rule."""
    a, b = people.a_person("a@example.org"), people.a_person("b@example.org")
    kiosk, walton = people.a_kiosk(), people.site().id
    pairing, run = people.an_installation(kiosk), people.a_run()
    people.a_visit()
    people.an_evaluation(run, felt_valued="yes")
    now, later = people.NOW, people.NOW + timedelta(hours=1)
    tap = {"tapped_at": now, "received_at": now, "purpose": "other", "people": 1}
    held = {"kiosk_id": kiosk.id, "held_on": people.TODAY, "received_on": people.TODAY}
    report = {"title": "A report", "sites": "walton", "version": "1", "figures": {}}
    file = models.KeptFile(format="text", sha256="", content=b"")
    counted = {"counted_from_at": now, "counted_to_at": later, "received_on": people.TODAY}
    stated = {"name": "Books", "source": "The library", "value": 1, "entered_at": now}
    part = models.ElsewherePart(position=1, name="Novels", value=1)
    read = {"kind": "visits", "digest": "", "rows_read": 2, "rows_added": 2, "imported_at": now}
    struck = {"from_at": now, "to_at": later, "reason": "A child played", "struck_at": now}
    with writing():
        for row in (
            models.AuditEntry(at=now, action="added a site"),
            models.Cover(site_id=walton, away_id=a.id, covered_by_id=b.id, **DAYS),
            models.Demonstration(made_at=now, **DAYS),
            models.ElsewhereFigure(**stated, **DAYS, parts=[part]),
            models.FeedbackNote(you_said="More tea", we_did="More tea", added_at=now),
            models.Headcount(site_id=walton, people=1, **counted),
            models.HeldEvaluation(id=uuid4(), wording=1, felt_valued="yes", **held),
            models.HeldVisit(id=uuid4(), installation_id=pairing.id, **tap),
            models.Import(**read),
            models.KeptReport(kept_at=now, **report, **DAYS, files=[file]),
            models.RuleException(sites="walton", reason="A move", made_at=now, **DAYS),
            models.ServiceLine(name="pals", text="Ask PALS."),
            models.StaffPin(site_id=walton, pin="1234", made_at=now),
            models.Strike(kiosk_id=kiosk.id, **struck),
        ):
            db.session.add(row)
        if not db.session.get(models.OpeningHours, (walton, 0)):
            about = {"opens_at": time(9), "closes_at": time(17)}
            db.session.add(models.OpeningHours(site_id=walton, weekday=0, **about))


def change(table: str, values: str) -> None:
    """Change whatever the table has to say this too."""
    with writing():
        db.session.execute(text(f"UPDATE {table} SET {values}"))  # noqa: S608  # our own words


def test_each_named_rule_refuses_what_breaks_it(app):
    one_of_everything()
    for table, rules in REFUSED.items():
        for name, values in rules.items():
            with pytest.raises(DBAPIError, match=f"ck_{table}_{name}"):
                change(table, values)


def test_every_named_rule_is_in_that_table(app):
    inspector, broken = inspect(db.engine), {}
    for table in inspector.get_table_names():
        checks = {check["name"] for check in inspector.get_check_constraints(table)}
        told = REFUSED.get(table, {}).keys() | TOLD_OTHERWISE.get(table, set())
        broken[table] = checks ^ {f"ck_{table}_{name}" for name in told}

    assert not {table: names for table, names in broken.items() if names}
