"""The records of evaluations: repeats, changes and two people at one page."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from kiosk.database import db, writing
from kiosk.models import Evaluation
from kiosk.records.evaluations import (
    GivenEvaluation,
    change_evaluation,
    record_evaluation,
    stored_differently,
    stored_evaluation,
)
from tests import people

FIRST = UUID("11111111-1111-4111-8111-111111111111")


def a_form(**about: object) -> GivenEvaluation:
    values: dict[str, object] = {
        "id": FIRST,
        "site_id": people.site().id,
        "run_id": None,
        "held_on": people.TODAY,
        "wording": 1,
        "answers": {"covered_needs": "yes", "felt_valued": "no"},
    }
    return GivenEvaluation(**(values | about))


def record(form: GivenEvaluation, day: date = people.TODAY) -> UUID:
    with writing():
        return record_evaluation(form, day)


def everything() -> list[Evaluation]:
    return list(db.session.scalars(select(Evaluation).order_by(Evaluation.id)))


def test_a_form_is_stored_as_it_was_given(app):
    run = people.a_run()
    form = a_form(run_id=run.id, good="The tea", better="The chairs", do_not_share=True)

    assert record(form, date(2026, 11, 26)) == FIRST

    (row,) = everything()
    assert (row.id, row.site_id, row.run_id) == (FIRST, 1, run.id)
    assert (row.held_on, row.received_on) == (date(2026, 11, 24), date(2026, 11, 26))
    assert (row.covered_needs, row.environment_suitable, row.felt_valued) == ("yes", None, "no")
    assert (row.good, row.better, row.do_not_share) == ("The tea", "The chairs", True)
    assert (row.wording, row.method) == (1, "phone")


def test_a_repeat_adds_nothing(app):
    assert record(a_form()) == FIRST
    assert record(a_form(), date(2026, 11, 25)) == FIRST

    (row,) = everything()
    assert row.received_on == date(2026, 11, 24)


@pytest.mark.parametrize(
    "other",
    [
        {"answers": {"covered_needs": "yes"}},
        {"answers": {"covered_needs": "no", "felt_valued": "no"}},
        {"good": "The tea"},
        {"better": "The chairs"},
        {"do_not_share": True},
    ],
)
def test_other_answers_under_one_id_are_another_persons(app, other):
    record(a_form())

    second = record(a_form(**other))
    again = record(a_form(**other))

    assert second == again != FIRST
    assert second.version == 4
    assert len(everything()) == 2


def test_the_same_answers_about_another_course_are_not_a_repeat(app):
    first, other = people.a_run(), people.a_run("Guitar", code="ABC234")
    record(a_form(run_id=first.id))

    record(a_form(run_id=other.id))

    assert {row.run_id for row in everything()} == {first.id, other.id}


def test_a_repeat_is_known_after_staff_found_its_course(app):
    record(a_form())
    run = people.a_run()
    with writing():
        stored_evaluation(FIRST).run_id = run.id

    assert record(a_form()) == FIRST
    assert len(everything()) == 1


def test_whether_an_id_is_stored_with_other_answers(app):
    other = a_form(answers={"covered_needs": "no"})
    assert stored_differently(a_form()) is None

    record(a_form())
    assert stored_differently(a_form()) is False
    assert stored_differently(other) is True

    record(other)
    assert stored_differently(other) is False


def test_a_change_takes_the_place_of_the_answers(app):
    run = people.a_run()
    record(a_form(run_id=run.id, method="kiosk"), date(2026, 11, 24))

    with writing():
        assert change_evaluation(a_form(answers={"felt_valued": "yes"}, good="Kind", wording=2))

    (row,) = everything()
    assert (row.covered_needs, row.felt_valued, row.good) == (None, "yes", "Kind")
    assert (row.run_id, row.method, row.wording) == (run.id, "kiosk", 2)
    assert row.received_on == date(2026, 11, 24)


def test_a_change_may_name_another_course(app):
    first, other = people.a_run(), people.a_run("Guitar", "bootle", code="ABC234")
    record(a_form(run_id=first.id))

    with writing():
        change_evaluation(a_form(run_id=other.id, site_id=other.site_id))

    (row,) = everything()
    assert (row.run_id, row.site_id) == (other.id, other.site_id)


def test_what_is_not_stored_cannot_be_changed(app):
    with writing():
        assert change_evaluation(a_form()) is False
    assert everything() == []


def test_the_original_sent_again_after_a_change_is_still_kept(app):
    record(a_form())
    with writing():
        change_evaluation(a_form(good="Kind"))

    second = record(a_form())
    third = record(a_form())

    assert second == third != FIRST
    assert sorted(row.good for row in everything()) == ["", "Kind"]


IDS = (FIRST, UUID("22222222-2222-4222-8222-222222222222"))
FORMS = st.tuples(
    st.sampled_from(IDS),
    st.sampled_from([None, "yes", "partly", "no", "not_applicable"]),
    st.sampled_from(["", "Tea"]),
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sent=st.lists(FORMS, max_size=12))
def test_any_sequence_of_repeats_and_others_stores_each_set_of_answers_once(app, sent):
    with writing():
        db.session.execute(delete(Evaluation))
    stands_under = {}

    for id, answer, good in sent:
        form = a_form(id=id, answers={"covered_needs": answer}, good=good)
        stands_under.setdefault((id, answer, good), record(form))
        assert record(form) == stands_under[id, answer, good]

    stored = [(row.id, row.covered_needs, row.good) for row in everything()]
    expected = [(key, answer, good) for (_, answer, good), key in stands_under.items()]
    assert sorted(stored, key=str) == sorted(expected, key=str)
    assert len(stored) == len({(id, answer, good) for id, answer, good in sent})


def test_the_records_of_another_wording_are_told_apart_by_their_number(app):
    record(replace(a_form(), wording=3))

    assert [row.wording for row in everything()] == [3]


def test_one_form_sent_many_times_at_once_is_kept_once(app):
    def send(_: int) -> UUID:
        with app.app_context():
            return record(form)

    form = a_form(good="Tea")
    db.session.rollback()  # this thread must not look at the day before
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(send, range(24)))

    assert ids == [FIRST] * 24
    assert len(everything()) == 1
