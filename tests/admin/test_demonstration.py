"""The demonstration year: the published figures, computed from records made by rule."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import RFC_4122

import pytest
from flask import Flask
from sqlalchemy import func, select

from admin.opening import Closures
from admin.periods import Period
from admin.summaries import Summary, summarise
from kiosk.database import db
from kiosk.models import (
    TALLIES,
    CommentReading,
    Course,
    CourseRun,
    Enrolment,
    Evaluation,
    Meeting,
    Person,
    Site,
    Visit,
)
from kiosk.questions import QUESTION_NAMES
from kiosk.records.tallies import differences
from tests import people
from tests.staff import sign_in

README = Path(__file__).parent.parent.parent / "README.md"
YEAR = Period(date(2018, 4, 1), date(2019, 3, 31))
PUBLISHED = [98, 98, 99, 96, 99]
PRINTED = """\
The demonstration year, April 2018 to March 2019, counted from its records:
  41,200 visits
    The Life Rooms, Walton: 23,949 = 23,700 by screen + 249 counted by hand, on 253 open days
    The Life Rooms, Southport: 14,901 = 14,770 by screen + 131 counted by hand, on 253 open days
    The Life Rooms, Bootle: 2,350 = 2,286 by screen + 64 counted by hand, on 60 open days
  1,693 enrolments to learning provision
  1,221 of these enrolments were new to The Life Rooms
  159 different learning opportunities on offer
  1,887 evaluation forms were completed
  98 percent stated the course they attended covered what they need (1,864 forms answered)
  98 percent stated that the learning environment was suitable for the course they attended \
(1,867 forms answered)
  99 percent stated that the tutor facilitated the course they attended to their expectations \
(1,867 forms answered)
  96 percent stated that they were able to discuss further opportunities during the course they \
attended (1,748 forms answered)
  99 percent stated that they felt valued in the course they attended (1,869 forms answered)
"""


@pytest.fixture
def app(demonstration_year) -> Iterator[Flask]:
    world, _printed = demonstration_year
    with world.app.app_context():
        yield world.app


def the_year(*slugs: str) -> Summary:
    sites = db.session.scalars(select(Site).where(Site.slug.in_(slugs)).order_by(Site.opened_on))
    return summarise(YEAR, sites.all(), people.TODAY)


def everywhere() -> Summary:
    return the_year("walton", "southport", "bootle")


def test_the_published_figures_are_printed_as_the_summaries_count_them(demonstration_year):
    _world, printed = demonstration_year

    assert printed.startswith(PRINTED)
    assert "Fill in a form about today's course at Walton: http://localhost/f/TRYWN1" in printed


def test_every_published_figure_is_in_the_json(app):
    result = app.test_cli_runner().invoke(
        args=["summary", "--from", "2018-04-01", "--to", "2019-03-31", "--json"]
    )

    found = json.loads(result.stdout)
    sites = {site["slug"]: site for site in found["sites"]}
    named = ("visits", "counted", "open_days", "visits_per_open_day", "evaluations")
    figures = {slug: [site[name] for name in named] for slug, site in sites.items()}
    assert figures == {
        "walton": [23_949, 249, 253, 94.7, 1_097],
        "southport": [14_901, 131, 253, 58.9, 640],
        "bootle": [2_350, 64, 60, 39.2, 150],
        "central-and-south-liverpool": [0, 0, 0, None, 0],
    }
    total = found["total"]
    assert (total["visits"], total["evaluations"]) == (41_200, 1_887)
    assert (total["enrolments"], total["new_enrolments"]) == (1_693, 1_221)
    assert total["learning_opportunities"] == 159
    questions = total["questions"]
    assert {
        name: (each["yes"], each["n"], each["percent"]) for name, each in questions.items()
    } == {
        "covered_needs": (1_823, 1_864, 97.8),
        "environment_suitable": (1_823, 1_867, 97.6),
        "tutor_met_expectations": (1_844, 1_867, 98.8),
        "could_discuss_opportunities": (1_674, 1_748, 95.8),
        "felt_valued": (1_844, 1_869, 98.7),
    }
    assert found["left_out"] == []


def test_the_percentages_are_the_published_ones(app):
    questions = everywhere().total.questions

    assert [questions[name].share.whole_percent for name in QUESTION_NAMES] == PUBLISHED


def test_the_weakest_question_at_bootle_stands_out(app):
    questions = the_year("bootle").total.questions

    assert {name: each.share.whole_percent for name, each in questions.items()} == {
        "covered_needs": 95,
        "environment_suitable": 81,
        "tutor_met_expectations": 97,
        "could_discuss_opportunities": 91,
        "felt_valued": 96,
    }


def test_nothing_falls_on_a_day_when_its_site_was_closed(app):
    closures = {site.id: Closures.of(site) for site in db.session.scalars(select(Site))}
    begun = Meeting.meets_on <= YEAR.last
    met = select(CourseRun.site_id, Meeting.meets_on).join(CourseRun).where(begun)
    days = {
        "visits": select(Visit.site_id, Visit.visited_on),
        "enrolments": select(Enrolment.site_id, Enrolment.enrolled_on),
        "evaluations": select(Evaluation.site_id, Evaluation.held_on),
        "meetings": met,
    }
    for name, query in days.items():
        found = db.session.execute(query.distinct()).all()
        closed = [(site_id, day) for site_id, day in found if not closures[site_id].opens(day)]
        assert found
        assert closed == [], name


def test_every_form_is_about_a_meeting_of_its_run(app):
    held = (
        select(Meeting.id)
        .where(Meeting.run_id == Evaluation.run_id, Meeting.meets_on == Evaluation.held_on)
        .exists()
    )
    astray = select(func.count()).where(Evaluation.run_id.is_not(None), ~held)

    assert db.session.scalar(astray) == 0


def test_ten_o_clock_is_the_busiest_and_friday_and_august_are_quiet(app):
    hours = everywhere().total.hours
    by_hour, by_weekday = Counter(), Counter()
    for (weekday, hour), counted in hours.items():
        by_hour[hour] += counted
        by_weekday[weekday] += counted
    months = Counter()
    for day, counted in db.session.execute(select(Visit.visited_on, Visit.people)):
        months[day.month] += counted

    assert by_hour.most_common(1)[0][0] == 10
    assert set(by_hour) == set(range(9, 17))
    assert min(by_weekday, key=by_weekday.__getitem__) == 4
    assert {month for month, _people in months.most_common()[-2:]} == {8, 12}


def test_all_purposes_first_visits_and_people_together_are_in_it(app):
    total = everywhere().total

    assert min(total.purposes[name] for name in total.purposes if name != "not_recorded") > 2_000
    assert total.first_visits["yes"] > 1_500
    assert total.people - total.taps > 3_000
    assert db.session.scalar(select(func.count()).where(Visit.undone_at.is_not(None))) > 100


def test_some_courses_are_taught_at_two_sites(app):
    at = [len(each.figures.courses) for each in everywhere().sites]

    assert at == [109, 69, 26]
    assert sum(at) > everywhere().total.learning_opportunities == 159


def test_several_hundred_comments_that_hardly_repeat(app):
    forms = db.session.scalars(
        select(Evaluation).where((Evaluation.good != "") | (Evaluation.better != ""))
    ).all()
    texts = Counter(text for form in forms for text in (form.good, form.better) if text)

    assert len(forms) > 400
    assert len(texts) > 380
    assert max(texts.values()) <= 4
    assert sum(form.do_not_share for form in forms) > 20
    assert {form.method for form in forms} == {"phone", "paper"}  # a kiosk has no boxes


def test_most_comments_are_read_and_a_few_came_this_week(app):
    read = select(CommentReading.evaluation_id)
    unread = db.session.scalars(
        select(Evaluation).where(
            (Evaluation.good != "") | (Evaluation.better != ""), Evaluation.id.not_in(read)
        )
    ).all()

    assert len(unread) == 13
    assert {form.received_on for form in unread} == {
        date(2026, 11, 19),
        date(2026, 11, 20),
        date(2026, 11, 23),
    }


def test_the_tallies_agree_with_the_rows(app):
    assert {tally.source: differences(tally) for tally in TALLIES} == {"visit": 0, "evaluation": 0}


def test_one_run_meets_today_at_each_open_site_and_takes_a_form(app, client):
    query = (
        select(CourseRun.code, Course.title)
        .join(Meeting)
        .join(Course)
        .where(Meeting.meets_on == people.TODAY)
        .order_by(CourseRun.code)
    )

    assert [tuple(row) for row in db.session.execute(query)] == [
        ("TRYBT1", "Shared reading"),
        ("TRYCS1", "Creative writing"),
        ("TRYST1", "Watercolour for beginners"),
        ("TRYWN1", "Mindfulness for beginners"),
    ]
    assert client.get("/f/TRYWN1").h1 == "Mindfulness for beginners"


@pytest.fixture
def manager(app, client):
    person = db.session.scalars(select(Person).where(Person.role == "manager")).one()
    return sign_in(client, person)


def test_the_overview_opens_on_the_year_and_says_so(manager):
    page = manager.get("overview.page")

    assert page.h1 == "April 2018 to March 2019"
    assert (
        "This is a demonstration: its records were made by rule, April 2018 to March 2019. "
        "None of it happened."
    ) in page.text
    assert "This is a demonstration" in manager.get("people.page").text
    readme = " ".join(README.read_text("utf-8").split())
    lowest = "Lowest: The learning environment was suitable, 81%."
    for said in (lowest, "41,200", "23,949", "14,901", "2,350", "1,887"):
        assert said in page.text
        assert said in readme


def test_a_period_that_is_asked_for_is_shown_all_the_same(manager):
    page = manager.get("/admin/?period=year")

    assert page.h1 == "April 2026 to March 2027"


def test_every_key_is_shaped_like_a_random_one(app):
    for ids in (select(Visit.id).limit(500), select(Evaluation.id), select(Enrolment.id)):
        found = list(db.session.scalars(ids))
        assert {(id.version, id.variant) for id in found} == {(4, RFC_4122)}
        assert len(set(found)) == len(found)
