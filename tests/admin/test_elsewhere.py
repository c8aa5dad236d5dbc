"""Figures from elsewhere, as a report reads them."""

from datetime import date

from admin.periods import Period
from admin.summaries.elsewhere import figures_from_elsewhere
from tests import elsewhere, people

YEAR = Period(*elsewhere.YEAR)


def read(period=YEAR, slugs=("walton",), is_whole_service=True):
    sites = [people.site(slug) for slug in slugs]
    found = figures_from_elsewhere(period, sites, is_whole_service)
    return [each.whole.name for each in found.figures], [each.whole.name for each in found.left_out]


def test_a_figure_is_read_as_it_was_entered(app):
    ann = people.a_person("ann@example.org")
    elsewhere.a_figure(entered_by_id=ann.id)

    (found,) = figures_from_elsewhere(YEAR, [], is_whole_service=True).figures

    assert (found.heading, found.whole.name, found.whole.stated) == (
        "Social prescribing",
        "Signposts made",
        2676,
    )
    assert [(part.name, part.value) for part in found.whole.parts] == list(elsewhere.SIGNPOSTS)
    assert (found.period, found.site, found.source, found.entered_by, found.entered_at) == (
        YEAR,
        None,
        "The team’s own register",
        "Ann",
        people.NOW,
    )


def test_only_what_lies_wholly_inside_the_days_is_read_and_the_rest_is_named(app):
    elsewhere.a_figure("The year")
    elsewhere.a_figure("One day", days=(date(2018, 4, 1), date(2018, 4, 1)))
    elsewhere.a_figure("Too early", days=(date(2018, 3, 31), date(2018, 4, 30)))
    elsewhere.a_figure("Too late", days=(date(2019, 3, 1), date(2019, 4, 1)))
    elsewhere.a_figure("Before", days=(date(2017, 4, 1), date(2018, 3, 31)))
    elsewhere.a_figure("After", days=(date(2019, 4, 1), date(2020, 3, 31)))

    assert read() == (["The year", "One day"], ["Too early", "Too late"])


def test_a_withdrawn_figure_is_neither_read_nor_named(app):
    elsewhere.a_figure(withdrawn_at=people.NOW)
    elsewhere.a_figure(withdrawn_at=people.NOW, days=(date(2018, 3, 31), date(2018, 4, 30)))

    assert read() == ([], [])


def test_figures_are_read_of_the_sites_asked_for_and_of_the_service_only_as_a_whole(app):
    elsewhere.a_figure("Everywhere")
    elsewhere.a_figure("Walton’s", slug="walton")
    elsewhere.a_figure("Bootle’s", slug="bootle")

    assert read() == (["Everywhere", "Walton’s"], [])
    assert read(is_whole_service=False) == (["Walton’s"], [])
    assert read(slugs=("walton", "bootle"), is_whole_service=False) == (
        ["Walton’s", "Bootle’s"],
        [],
    )


def test_figures_stand_under_their_headings_in_the_order_in_which_they_came(app):
    elsewhere.a_figure("Registrations")
    elsewhere.a_figure("Surveyed", heading="Wellbeing")
    elsewhere.a_figure("Contacts")

    found = figures_from_elsewhere(YEAR, [], is_whole_service=True).by_heading

    assert {
        heading: [each.whole.name for each in each_of] for heading, each_of in found.items()
    } == {
        "Social prescribing": ["Registrations", "Contacts"],
        "Wellbeing": ["Surveyed"],
    }


def test_the_demonstration_year_has_the_reports_figures_with_its_slips(demonstration_year):
    world, _printed = demonstration_year

    with world.app.test_request_context():
        found = figures_from_elsewhere(YEAR, [], is_whole_service=True).figures
        said = [(each.whole.says(each.whole.stated), each.whole.disagreement) for each in found]

    assert said == [
        ("1,057", ""),
        ("44%", ""),
        ("1,891", ""),
        ("2,676", "The parts add up to 2,653: 23 fewer than the 2,676 stated."),
        ("59", "The parts add up to 61: 2 more than the 59 stated."),
    ]
