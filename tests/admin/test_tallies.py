"""The tallies behind the overview equal the rows, whatever writes, changes or removes these."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text, update

from admin.catalogue.strikes import MistakenTaps, record_strike, restore_strike
from admin.commands.tally import tally as command
from admin.imports import write
from admin.imports.undoing import undo
from kiosk.database import db, writing
from kiosk.models import TALLIES, Evaluation, Import, Strike, Visit
from kiosk.questions import ANSWER_VALUES, NOT_RECORDED, PURPOSE_VALUES, QUESTION_NAMES
from kiosk.records.tallies import differences, rebuild
from kiosk.records.visits import (
    Tap,
    change_purpose,
    mark_first_time,
    record_visit,
    record_visits,
    set_people,
    undo_visit,
)
from tests import people
from tests.examples import examples
from tests.importing import a_file, judged

BEGAN = datetime(2026, 3, 27, 22, tzinfo=UTC)  # three days with the night that lost an hour
WRITE_BY_THEMSELVES = ("bring in", "undo import")
ids = st.integers(1, 8).map(lambda number: UUID(int=number))  # few: repeats are wanted
moments = st.integers(0, 3 * 24 * 60).map(lambda minutes: BEGAN + timedelta(minutes=minutes))
purposes = st.sampled_from((*PURPOSE_VALUES, NOT_RECORDED))
answers = st.sampled_from((*ANSWER_VALUES, None))
all_answers = st.fixed_dictionaries(dict.fromkeys(QUESTION_NAMES, answers))
sites = st.sampled_from(("walton", "southport", "bootle"))
taps_in_a_file = st.builds(
    "{},{}Z,{},{},{},".format,
    sites,
    moments.map(lambda at: at.replace(tzinfo=None)),
    st.sampled_from((*PURPOSE_VALUES, "")),
    st.sampled_from(("yes", "no", "")),
    st.integers(1, 30),
)
forms_in_a_file = st.builds(
    "{},{},{:%d/%m/%Y},{},,,,".format,
    sites,
    st.sampled_from(("Singing", "Walking")),
    moments,
    st.lists(answers.map(lambda answer: answer or ""), min_size=5, max_size=5).map(",".join),
)
steps = st.one_of(
    st.tuples(st.just("tap"), ids, moments, purposes),
    st.tuples(st.just("sync"), st.lists(st.tuples(ids, moments, purposes), max_size=5)),
    st.tuples(st.just("purpose"), ids, purposes),
    st.tuples(st.just("people"), ids, st.integers(1, 30)),
    st.tuples(st.just("first time"), ids),
    st.tuples(st.just("undo"), ids),
    st.tuples(st.just("strike"), moments),
    st.tuples(st.just("restore")),
    st.tuples(
        st.just("bring in"),
        st.lists(taps_in_a_file, min_size=1, max_size=6),
        st.lists(forms_in_a_file, min_size=1, max_size=6),
    ),
    st.tuples(st.just("undo import"), st.integers(0, 3)),
    st.tuples(st.just("form"), ids, all_answers),
    st.tuples(st.just("change form"), ids, all_answers),
    st.tuples(st.just("find its course"), ids),
    st.tuples(st.just("remove form"), ids),
)


class Desk:
    """Somebody who does all that can be done to visits and forms, a step at a time."""

    def __init__(self) -> None:
        self.kiosk = people.a_kiosk()
        self.installation = people.an_installation(self.kiosk)
        self.person = people.a_person("mo@example.org", "manager")
        self.run = people.a_run()

    def tap(self, id, at, purpose):
        record_visit(db.session.connection(), self._tap(id, at, purpose), at)

    def _tap(self, id, at, purpose):
        return Tap(id, self.kiosk.site_id, self.kiosk.id, self.installation.id, at, purpose)

    def sync(self, taps):
        record_visits(db.session.connection(), [self._tap(*tap) for tap in taps], people.NOW)

    def purpose(self, id, purpose):
        change_purpose(db.session.connection(), id, purpose)

    def people(self, id, how_many):
        set_people(db.session.connection(), id, how_many)

    def first_time(self, id):
        mark_first_time(db.session.connection(), id)

    def undo(self, id):
        undo_visit(db.session.connection(), id, people.NOW)

    def strike(self, at):
        taps = MistakenTaps(self.kiosk, at, at + timedelta(hours=8), "A child played")
        record_strike(taps, self.person, people.NOW)

    def restore(self):
        for strike in db.session.scalars(select(Strike).where(Strike.restored_at.is_(None))):
            restore_strike(strike, people.NOW)

    def bring_in(self, taps, forms):
        for kind, rows in (("visits", taps), ("evaluations", forms)):
            found = judged(kind, a_file(kind, *rows))
            assert found.refusals == ()
            if found.may_be_added:
                write(found, people.NOW, f"{kind}.csv", self.person)

    def undo_import(self, place):
        live = select(Import).where(Import.undone_at.is_(None)).order_by(Import.id)
        if imports := db.session.scalars(live).all():
            undone = imports[place % len(imports)]
            undo(undone, people.NOW, self.person)
            for record in (Visit, Evaluation):
                left = select(record.id).where(record.import_id == undone.id)
                assert db.session.scalars(left).all() == []

    def form(self, id, given):
        if db.session.get(Evaluation, id) is None:
            about = {"site_id": self.run.site_id, "held_on": people.TODAY, "wording": 1}
            form = {"id": id, **about, **given, "received_on": people.TODAY}
            db.session.execute(insert(Evaluation), [form])

    def change_form(self, id, given):
        db.session.execute(update(Evaluation).where(Evaluation.id == id).values(**given))

    def find_its_course(self, id):
        found = {"run_id": self.run.id, "held_on": people.TODAY - timedelta(days=1)}
        db.session.execute(update(Evaluation).where(Evaluation.id == id).values(**found))

    def remove_form(self, id):
        db.session.execute(delete(Evaluation).where(Evaluation.id == id))


def disagreeing():
    return [differences(tally) for tally in TALLIES]


@examples(40)
@given(story=st.lists(steps, min_size=5, max_size=25))
def test_the_tallies_equal_a_recount_after_any_story(world, app, story):
    db.session.remove()  # what it read would lock the tables that are put back
    world.put_back()
    desk = Desk()
    for what, *values in story:
        with nullcontext() if what in WRITE_BY_THEMSELVES else writing():
            getattr(desk, what.replace(" ", "_"))(*values)
        assert disagreeing() == [0, 0], what
    found = db.session.execute(text("SELECT sum(taps), sum(people) FROM visit_tally")).one()
    rows = db.session.execute(
        text(
            "SELECT count(*), sum(people) FROM visit WHERE undone_at IS NULL AND strike_id IS NULL"
        )
    ).one()
    assert (found[0] or 0, found[1] or 0) == (rows[0], rows[1] or 0)


def test_taps_of_several_screens_at_the_same_moment_are_all_in_the_tallies(app):
    desk = Desk()
    about = (desk.kiosk.site_id, desk.kiosk.id, desk.installation.id)

    def keep_writing(writer):
        with app.app_context():
            for turn in range(10):
                at = BEGAN + timedelta(hours=7 * turn)
                taps = [
                    Tap(UUID(int=1000 * writer + 10 * turn + place), *about, at, "other")
                    for place in range(5)
                ]
                with writing():
                    record_visits(db.session.connection(), taps, people.NOW)
            db.session.remove()

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(keep_writing, range(1, 5)))

    assert disagreeing() == [0, 0]
    assert db.session.execute(text("SELECT sum(taps) FROM visit_tally")).scalar_one() == 200


def test_an_hour_a_purpose_and_a_first_visit_stand_in_the_line_of_their_day(app):
    people.a_visit(people=3, purpose="pathways", first_time=True)
    people.a_visit(first_time=False)
    people.a_visit()

    [line] = db.session.execute(text("SELECT * FROM visit_tally")).mappings()

    told = {name: count for name, count in line.items() if count and name != "visited_on"}
    assert told == {
        "site_id": 1,
        "taps": 3,
        "people": 5,
        "learning": 2,
        "pathways": 3,
        "first_yes": 1,
        "first_no": 1,
        "hour_10": 5,
    }


def test_a_tally_that_went_wrong_is_found_and_made_anew(app):
    people.a_visit()
    people.an_evaluation(people.a_run())
    runner = app.test_cli_runner()
    with writing():
        db.session.execute(text("UPDATE visit_tally SET people = 9"))
        db.session.execute(text("UPDATE evaluation_tally SET felt_valued_yes = 4"))

    said = runner.invoke(command, ["--check"])
    assert said.exit_code == 1
    assert "visit: 2 lines differ\nevaluation: 2 lines differ\n" in said.output
    assert "flask --app wsgi tally --rebuild" in said.output

    assert runner.invoke(command, ["--rebuild"]).exit_code == 0
    said = runner.invoke(command, [])
    assert said.exit_code == 0
    assert said.output == "visit: agrees with the rows\nevaluation: agrees with the rows\n"


def test_a_tally_that_went_wrong_refuses_no_visit(app):
    visit = people.a_visit()
    with writing():
        db.session.execute(text("DELETE FROM visit_tally"))
        undo_visit(db.session.connection(), visit.id, people.NOW)
    people.a_visit()

    with writing():
        rebuild()

    assert disagreeing() == [0, 0]
