"""Before a report is shared it says what a careful colleague would ask, and where to mend it."""

from datetime import date, datetime

import pytest

from kiosk import clock
from kiosk.database import writing
from tests import people
from tests.elsewhere import a_figure
from tests.reports import counted, forms, said_in_page

ADDRESS = "from=2018-04-01&to=2019-03-31"
NOTHING = (
    "Nothing to look at first: we know of no open day that was not counted, and every comment is "
    "read."
)


def asked(page):
    """Each question of the box, and where its link leads, if it has one."""
    items = page.soup.select(".report__doubts li")
    for hidden in page.soup.select(".report__doubts .visually-hidden"):
        hidden.decompose()
    ways = [item.select_one("a:not(.figure)") for item in items]
    return [
        (" ".join(item.get_text().split()), way and way["href"])
        for item, way in zip(items, ways, strict=True)
    ]


def counted_everywhere(day=date(2019, 2, 4)):
    """Somebody at each site that is open: of no site it has to be asked where people were."""
    for slug in ("walton", "southport", "bootle"):
        counted(slug, 20, day)


def test_on_a_good_day_nothing_is_asked(manager):
    forms(200, "yes")
    counted_everywhere()

    page = manager.get(f"/admin/report?{ADDRESS}")

    assert asked(page) == []
    assert NOTHING in page.text


def nobody(site, days):
    return (
        f"{site}: nobody was counted on {days} open days. Count by hand",
        f"/admin/upkeep/sites/{site.lower()}/count",
    )


def test_sites_where_nobody_was_counted_are_asked_about(manager):
    counted("southport", 20)

    page = manager.get(f"/admin/report?{ADDRESS}")

    assert asked(page) == [nobody("Walton", 253), nobody("Bootle", 60)]
    assert NOTHING not in page.text
    assert said_in_page(page.soup)[2] == "nobody was counted on 253 open days"


def test_days_that_are_not_over_are_asked_about(manager):
    counted_everywhere(date(2026, 11, 3))

    page = manager.get("/admin/report?from=2026-11-01&to=2026-11-30")

    assert asked(page) == [("These days are not over: more will be counted.", None)]


def test_days_to_come_are_not_taken_for_counted_ones(manager):
    page = manager.get("/admin/report?from=2030-01-01&to=2030-01-31")

    assert asked(page) == [("These days are still to come: nothing is counted yet.", None)]


def test_days_on_which_no_site_was_open_are_not_taken_for_counted_ones(manager):
    page = manager.get("/admin/report?from=2018-04-01&to=2018-04-30&site=bootle")

    assert asked(page) == [("No site was open in these days, and nobody was counted.", None)]


def test_days_not_fully_counted_are_asked_about(manager):
    installation = people.an_installation(people.a_kiosk())
    with writing():
        installation.paired_at = datetime(2026, 11, 19, 12, tzinfo=clock.LONDON)
    counted_everywhere(date(2026, 11, 3))

    page = manager.get("/admin/report?from=2026-11-01&to=2026-11-30")

    assert asked(page)[1:] == [
        (
            "Walton: no screen was seen on 3 open days, so its visits are not fully counted. "
            "Count by hand",
            "/admin/upkeep/sites/walton/count",
        )
    ]


def test_a_count_that_straddles_the_edge_is_asked_about(manager):
    counted_everywhere()
    counted("walton", 40, day=date(2019, 3, 31))  # until 1 a.m. of 1 April by the wall clock

    page = manager.get(f"/admin/report?{ADDRESS}")

    assert asked(page) == [
        (
            "Left out: 40 people counted at The Life Rooms, Walton from 31 March 2019 to "
            "1 April 2019. That count reaches beyond these days, so it is not shared out. "
            "See the counts by hand",
            "/admin/upkeep/sites/walton/count",
        )
    ]


@pytest.mark.parametrize(
    ("count", "question"),
    [
        (9, None),
        (10, "A percentage rests on fewer than 30 forms: They felt valued (10)."),
        (29, "A percentage rests on fewer than 30 forms: They felt valued (29)."),
        (30, None),
    ],
)
def test_a_percentage_on_fewer_than_30_forms_is_asked_about(manager, count, question):
    forms(count, None, felt_valued="yes")
    counted("walton", 20)

    page = manager.get(f"/admin/report?{ADDRESS}&site=walton")

    address = "/admin/by-course?from=2018-04-01&to=2019-03-31&site=walton"
    told = [(f"{question} See the forms by course", address)] if question else []
    assert asked(page) == told


def test_percentages_on_few_forms_are_named_together(manager):
    forms(12, None, felt_valued="yes", covered_needs="no")
    counted("walton", 20)

    page = manager.get(f"/admin/report?{ADDRESS}&site=walton")

    assert asked(page)[0][0] == (
        "Some percentages rest on fewer than 30 forms: The course covered what they need (12); "
        "They felt valued (12). See the forms by course"
    )


def test_a_percentage_that_the_report_does_not_show_is_not_asked_about(manager):
    forms(12, "yes")
    counted("walton", 20)

    page = manager.get("/admin/report?from=2018-04-01&to=2019-03-30&site=walton")

    assert "Answers are shown for whole calendar months only." in page.text
    assert asked(page) == []


def test_unread_comments_of_these_days_are_asked_about(manager):
    counted("walton", 20)
    forms(2, "yes", good="Warm and friendly", better="")
    forms(1, "yes", date(2019, 4, 2), good="Of another year", better="")
    forms(1, "yes", good="Came today", better="", received_on=people.TODAY)

    page = manager.get(f"/admin/report?{ADDRESS}&site=walton")

    assert asked(page) == [
        (
            "2 comments of these days are unread. Read them",
            "/admin/comments?from=2018-04-01&to=2019-03-31&site=walton&show=unread",
        )
    ]


def test_figures_from_elsewhere_that_do_not_add_up_are_asked_about(manager):
    a_figure()
    counted_everywhere()

    page = manager.get(f"/admin/report?{ADDRESS}")

    assert asked(page) == [
        (
            "Signposts made: The parts add up to 2,653: 23 fewer than the 2,676 stated. "
            "See the figures from elsewhere",
            "/admin/upkeep/elsewhere",
        )
    ]


def test_figures_of_1_to_7_people_are_asked_about(manager):
    a_figure("Referrals to the crisis team", 7, ())
    a_figure("Moved on", 30, (("To work", 29), ("To hospital", 1)))
    a_figure("Talks", 8, (("Seen", 0), ("Not seen", 8)))
    a_figure("Users of other services", 4, (), is_percent=True)
    counted_everywhere()

    page = manager.get(f"/admin/report?{ADDRESS}")

    asks = "Is it about people’s care? Of 1 to 7 people, somebody could be recognised."
    assert asked(page) == [
        (f"{few}. {asks} See the figures from elsewhere", "/admin/upkeep/elsewhere")
        for few in ("Referrals to the crisis team: 7", "To hospital: 1")
    ]


def test_each_question_leads_to_a_page(manager):
    forms(12, "yes", good="Warm and friendly", better="")
    counted_everywhere()
    counted("walton", 40, day=date(2019, 3, 31))
    a_figure()
    page = manager.get(f"/admin/report?{ADDRESS}")

    addresses = [address for _question, address in asked(page)]

    assert len(addresses) == 4
    for address in addresses:
        manager.get(address)


def test_the_questions_stand_in_no_file(manager):
    forms(12, "yes", good="Warm and friendly", better="")

    for ending in ("txt", "html"):
        content = manager.open(f"/admin/report.{ending}?{ADDRESS}", "GET").get_data().decode()
        assert "unread" not in content
        assert "fewer than 30" not in content


def test_the_command_asks_beside_the_report(app):
    forms(12, "yes", good="Warm and friendly", better="")
    dates = ["--from", "2018-04-01", "--to", "2019-03-31"]

    done = app.test_cli_runner().invoke(args=["report", *dates, "--format", "text"])

    assert "12 comments of these days are unread." in done.stderr
    assert "unread" not in done.stdout
