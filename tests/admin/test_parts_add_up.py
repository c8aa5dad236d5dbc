"""Parts add up, or the page says by how much they do not."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from admin.summaries.whole import Part, Whole
from kiosk.database import db, writing
from kiosk.models import VisitTally
from tests import elsewhere, people
from tests.staff import sign_in

LIST = "/admin/upkeep/elsewhere"


def whole(stated, *parts, is_percent=False):
    named = tuple(Part(f"Part {place}", value) for place, value in enumerate(parts, 1))
    return Whole("Signposts made", stated, named, is_percent)


@pytest.mark.parametrize(
    ("value", "difference", "sentence"),
    [
        (
            whole(2676, 1038, 224, 60, 1331),
            -23,
            "The parts add up to 2,653: 23 fewer than the 2,676 stated.",
        ),
        (whole(59, 36, 11, 14), 2, "The parts add up to 61: 2 more than the 59 stated."),
        (whole(1, 0), -1, "The parts add up to 0: 1 fewer than the 1 stated."),
        (
            whole(100, 33, 33, 33, is_percent=True),
            -1,
            "The parts add up to 99%: 1 percentage point less than the 100% stated. "
            "Rounding can do that.",
        ),
        (
            whole(98, 50, 51, is_percent=True),
            3,
            "The parts add up to 101%: 3 percentage points more than the 98% stated.",
        ),
    ],
)
def test_where_parts_disagree_with_their_whole_it_says_by_how_much(
    app, value, difference, sentence
):
    with app.test_request_context():
        assert value.difference == difference
        assert not value.agrees
        assert value.disagreement == sentence


@pytest.mark.parametrize("value", [whole(2653, 1038, 224, 60, 1331), whole(0, 0), whole(1057)])
def test_where_they_agree_or_there_are_none_it_says_nothing(app, value):
    assert value.difference == 0
    assert value.agrees
    assert value.disagreement == ""


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    stated=st.integers(0, 10**9),
    parts=st.lists(st.integers(0, 10**9), min_size=1, max_size=12),
    agrees=st.booleans(),
    is_percent=st.booleans(),
)
def test_a_difference_is_always_said_and_never_invented(app, stated, parts, agrees, is_percent):
    stated = sum(parts) if agrees else stated
    with app.test_request_context():
        value = whole(stated, *parts, is_percent=is_percent)
        said = value.disagreement
        drawn = app.jinja_env.get_template("admin/whole.html").module.whole_and_parts(value)

    assert (said == "") == (sum(parts) == stated)
    assert f"{abs(sum(parts) - stated):,}" in said or said == ""
    assert said in drawn
    assert ("whole__differs" in drawn) == (sum(parts) != stated)


def test_the_overview_says_where_its_own_parts_do_not_add_up(client):
    manager = sign_in(client, people.a_person("mo@example.org", "manager"))
    people.a_visit(people=3)
    assert "The parts add up" not in manager.get("/admin/").text

    with writing():
        db.session.execute(update(VisitTally).values(learning=2))
    text = manager.get("/admin/").text

    assert "People by screen at Walton, by what brought them in" in text
    assert "The parts add up to 2: 1 fewer than the 3 stated." in text
    assert text.count("The parts add up") == 1


def test_both_tables_of_the_published_report_are_flagged_where_they_stand(client):
    manager = sign_in(client, people.a_person("mo@example.org", "manager"))
    elsewhere.a_figure()
    groups = (("Improved", 36), ("Stayed the same", 11), ("Went down", 14))
    elsewhere.a_figure("Surveyed before and after", 59, groups, heading="Wellbeing")
    elsewhere.a_figure("Registrations", 1057, ())

    flags = [flag.get_text(strip=True) for flag in manager.get(LIST).soup.select(".whole__differs")]

    assert flags == [
        "The parts add up to 2,653: 23 fewer than the 2,676 stated.",
        "The parts add up to 61: 2 more than the 59 stated.",
    ]
