"""Random worlds: what a comparison shows of an earlier time is that time's own summary."""

from datetime import date, timedelta
from uuid import uuid4

from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import insert, select

from admin.opening import closures_of
from admin.periods import Period
from admin.summaries import summarise
from admin.summaries.comparison import compare, counted_in
from admin.summaries.count_methods import count_methods
from admin.summaries.first_records import first_records
from admin.summaries.visits_alone import visits_alone
from kiosk.database import db, writing
from kiosk.models import Evaluation, Site
from kiosk.questions import ANSWER_VALUES, NOT_RECORDED, PURPOSE_VALUES, QUESTION_NAMES
from tests import people
from tests.admin.compared_rows import (
    answers_expected,
    course_expected,
    figures_expected,
    hours_expected,
    of_sites,
    purposes_expected,
    table_of,
)
from tests.admin.compared_world import a_file, came
from tests.admin.small_world import a_headcount, an_enrolment
from tests.client import Client
from tests.examples import examples
from tests.staff import sign_in

# Both begin before the months that are compared: of records from within one, nothing is.
BEGAN, BEGAN_BEFORE = date(2018, 1, 25), date(2017, 2, 27)
later = st.integers(0, 70).map(lambda number: BEGAN + timedelta(days=number))
days = st.one_of(
    later,
    st.integers(7, 65).map(lambda number: BEGAN + timedelta(days=number)),
    st.integers(0, 32).map(lambda number: BEGAN_BEFORE + timedelta(days=number)),
)
# One site has the most, so that several records of it meet.
slugs = st.sampled_from(
    ("walton", "walton", "walton", "southport", "bootle", "central-and-south-liverpool")
)
COURSES = ("Knitting", "Singing")
purposes = st.sampled_from((*PURPOSE_VALUES, NOT_RECORDED))
told = st.tuples(*(st.sampled_from((*ANSWER_VALUES, None)) for _question in QUESTION_NAMES))
worlds = st.fixed_dictionaries(
    {
        # Opened within February it is compared with neither time: then one table holds both.
        "bootle": st.sampled_from((date(2018, 2, 1), date(2018, 2, 12))),
        "taps": st.lists(
            st.tuples(
                *(slugs, days, st.integers(1, 90), purposes, st.integers(9, 16)),
                *(st.sampled_from((True, False, None)), st.booleans()),
            ),
            max_size=14,
        ),
        "counts": st.lists(
            st.tuples(slugs, days, st.integers(1, 9), st.integers(0, 200)), max_size=5
        ),
        "forms": st.lists(
            st.tuples(slugs, days, st.sampled_from(COURSES), told, st.integers(1, 9)), max_size=7
        ),
        "enrolments": st.lists(
            st.tuples(slugs, days, st.sampled_from(COURSES), st.booleans()), max_size=4
        ),
    }
)
FEBRUARY = Period(date(2018, 2, 1), date(2018, 2, 28))
MARCH = Period(date(2018, 3, 1), date(2018, 3, 31))
MARCH_BEFORE = Period(date(2017, 3, 1), date(2017, 3, 31))
MONTHS = {MARCH: "March 2018", FEBRUARY: "February 2018", MARCH_BEFORE: "March 2017"}


def store(world):
    file = a_file() if any(each[-1] for each in world["taps"]) else None
    for slug, day, number, purpose, hour, first, is_from_file in world["taps"]:
        about = {"purpose": purpose, "visited_hour": hour, "first_time": first}
        import_id = file.id if is_from_file else None
        came(slug, day.isoformat(), number, import_id=import_id, **about)
    for slug, first, length, counted in world["counts"]:
        a_headcount(first, first + timedelta(days=length), counted, slug)
    store_learning(world["forms"], world["enrolments"])


def store_learning(forms, enrolments):
    runs = {}
    for slug, day, title, *_rest in [*forms, *enrolments]:
        if (slug, title) not in runs:
            code = f"AAAAA{len(runs)}"
            runs[slug, title] = people.a_run(title, slug, code, (day,))
    rows = []
    for slug, day, title, answers, count in forms:
        run = runs[slug, title]
        about = {"site_id": run.site_id, "run_id": run.id, "held_on": day, "received_on": day}
        about |= dict(zip(QUESTION_NAMES, answers, strict=True))
        rows += [{"id": uuid4(), "wording": 1, **about} for _form in range(count)]
    if rows:
        with writing():
            db.session.execute(insert(Evaluation), rows)
    for slug, day, title, new in enrolments:
        an_enrolment(slug, runs[slug, title].course_id, day, new)


# Two sites are seldom both on record in both months.
OF_TWO_SITES = {
    "bootle": date(2018, 2, 1),
    "taps": [
        ("walton", BEGAN, 3, "other", 9, None, False),
        ("walton", date(2018, 2, 7), 20, "learning", 10, True, True),
        ("walton", date(2018, 3, 7), 40, "learning", 10, False, False),
        ("bootle", date(2018, 2, 1), 6, "community", 11, None, False),
        ("bootle", date(2018, 3, 8), 35, "community", 11, True, False),
    ],
    "counts": [],
    "forms": [("bootle", date(2018, 3, 8), "Singing", ("no", None, "yes", "partly", "no"), 6)],
    "enrolments": [],
}


@example(records=OF_TWO_SITES)
@examples(25)
@given(records=worlds)
def test_the_figures_of_an_earlier_time_are_its_summary(world, app, records):
    db.session.remove()
    world.put_back()
    with writing():
        people.site("southport").opened_on = date(2018, 2, 12)
        people.site("bootle").opened_on = records["bootle"]
    store(records)
    sites = list(db.session.scalars(select(Site).order_by(Site.opened_on, Site.id)))
    closures = closures_of(sites)
    ago, then, now = (
        summarise(period, sites, people.TODAY) for period in (MARCH_BEFORE, FEBRUARY, MARCH)
    )

    alone = visits_alone([FEBRUARY, MARCH], sites, people.TODAY, closures)
    began = first_records([site.id for site in sites])
    whole, year = (
        compare(counted_in(now), counted_in(each), sites, began, closures) for each in (then, ago)
    )
    short = compare(alone[1], alone[0], sites, began, closures)

    for summary, light in zip((then, now), alone, strict=True):
        for each in summary.sites:
            figures = light.figures[each.site.id]
            assert figures.visits == each.figures.visits
            assert figures.open_days == each.figures.open_days
        for each, methods in zip(summary.sites, count_methods(summary).values(), strict=True):
            assert methods.visits == each.figures.visits
    assert [one.standing for one in whole.sites] == [one.standing for one in short.sites]
    check_page(app, records, now, [(whole, then), (year, ago)])


def check_page(app, records, now, comparisons):
    """Each row of every table of the page is of the summaries, and there are no other tables."""
    client = sign_in(Client(app), people.a_person("mo@example.org", "manager"))
    page = client.get("/admin/compare?from=2018-03-01&to=2018-03-31")
    together = {}
    for comparison, summary in comparisons:
        if comparison.has_figures:
            together.setdefault(comparison.site_ids, [now]).append(summary)
    for place, ((counted, there), summaries) in enumerate(together.items(), start=1):
        heads = [MONTHS[each.period] for each in summaries]
        of_counted, of_there = (
            [of_sites(each, ids) for each in summaries] for ids in (counted, there)
        )
        figures = figures_expected(of_counted, of_there)
        assert table_of(page, f"figures-{place}") == [["Figure", *heads], *figures]
        purposes = purposes_expected(summaries, counted)
        assert table_of(page, f"figures-{place}-purposes")[1:] == purposes
        answers = answers_expected(of_there)
        assert table_of(page, f"figures-{place}-answers")[1:] == answers
        for name, rows in zip(("hours", "hours-each"), hours_expected(of_counted), strict=True):
            table = table_of(page, name.replace("hours", f"hours-{place}"))
            assert table == ([["When", *heads], *rows] if rows else [])
        courses = courses_expected(records, there, [each.period for each in summaries])
        assert table_of(page, f"courses-{place}")[1:] == courses
    assert table_of(page, f"figures-{len(together) + 1}") == []


def courses_expected(records, site_ids, periods):
    """The courses with forms in the first period, and what was said in each, from the records."""
    found = []
    for title in COURSES:
        said = [
            [
                answers
                for slug, day, of, answers, count in records["forms"]
                for _form in range(count)
                if of == title
                and people.site(slug).id in site_ids
                and each.first <= day <= each.last
            ]
            for each in periods
        ]
        if said[0]:
            found.append([title])
            found += [
                [MONTHS[period], *course_expected(answers)]
                for period, answers in zip(periods, said, strict=True)
            ]
    return found
