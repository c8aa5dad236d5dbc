"""Random worlds: what a comparison shows of an earlier time is that time's own summary."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from admin.opening import closures_of
from admin.periods import Period
from admin.summaries import summarise
from admin.summaries.comparison import compare, counted_in
from admin.summaries.count_methods import count_methods
from admin.summaries.first_records import first_records
from admin.summaries.visits_alone import visits_alone
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Headcount, Site
from tests import people
from tests.admin.compared_world import came
from tests.client import Client
from tests.examples import examples
from tests.staff import sign_in

BEGAN = date(2018, 1, 25)
days = st.integers(0, 70).map(lambda number: BEGAN + timedelta(days=number))
slugs = st.sampled_from(("walton", "southport", "bootle", "central-and-south-liverpool"))
worlds = st.tuples(
    st.lists(st.tuples(slugs, days, st.integers(1, 90)), max_size=12),
    st.lists(st.tuples(slugs, days, st.integers(1, 9), st.integers(0, 200)), max_size=5),
)
FEBRUARY = Period(date(2018, 2, 1), date(2018, 2, 28))
MARCH = Period(date(2018, 3, 1), date(2018, 3, 31))


def store(world):
    taps, counts = world
    for slug, day, number in taps:
        came(slug, day.isoformat(), number)
    for slug, first, length, counted in counts:
        people.add(
            Headcount(
                site_id=people.site(slug).id,
                counted_from_at=clock.at_local(first),
                counted_to_at=clock.at_local(first + timedelta(days=length)),
                people=counted,
                received_on=first,
            )
        )


@examples(25)
@given(records=worlds)
def test_the_figures_of_an_earlier_time_are_its_summary(world, app, records):
    world.put_back()
    db.session.remove()
    with writing():
        people.site("southport").opened_on = date(2018, 2, 12)
        people.site("bootle").opened_on = date(2018, 2, 1)
    store(records)
    sites = list(db.session.scalars(select(Site).order_by(Site.opened_on, Site.id)))
    closures = closures_of(sites)
    then, now = (summarise(period, sites, people.TODAY) for period in (FEBRUARY, MARCH))

    alone = visits_alone([FEBRUARY, MARCH], sites, people.TODAY, closures)
    began = first_records([site.id for site in sites])
    whole = compare(counted_in(now), counted_in(then), sites, began, closures)
    short = compare(alone[1], alone[0], sites, began, closures)

    for summary, light in zip((then, now), alone, strict=True):
        for each in summary.sites:
            figures = light.figures[each.site.id]
            assert figures.visits == each.figures.visits
            assert figures.open_days == each.figures.open_days
        for each, methods in zip(summary.sites, count_methods(summary).values(), strict=True):
            assert methods.visits == each.figures.visits
    assert [one.standing for one in whole.sites] == [one.standing for one in short.sites]
    compared = {one.site.id for one in whole.counted}
    for figures, summary in zip(whole.visits, (now, then), strict=True):
        inside = [one.figures for one in summary.sites if one.site.id in compared]
        assert figures.visits == sum(one.visits for one in inside)
        assert figures.open_days == sum(one.open_days for one in inside)
    check_page(app, whole)


def check_page(app, whole):
    """The first table of the page shows these very numbers."""
    client = sign_in(Client(app), people.a_person("mo@example.org", "manager"))
    page = client.get("/admin/compare?from=2018-03-01&to=2018-03-31")
    if whole.counted:
        row = page.rows("Every figure compared")[2]
        assert row[:3] == ["Visits", *(f"{figures.visits:,}" for figures in whole.visits)]
