"""A period beside earlier ones, as a coordinator reads it: up or down, and whether that is fair."""

from datetime import date

import pytest

from tests import people
from tests.admin.compared_world import came, forms
from tests.admin.small_world import an_enrolment

OCTOBER = "/admin/compare?from=2026-10-01&to=2026-10-31&site=southport"


@pytest.fixture
def southport(app):
    """220 people in October 2026 (22 open days), 264 in September (22), 230 a year ago (23)."""
    came("southport", "2025-08-29", 1)
    came("southport", "2025-10-01", 230)
    came("southport", "2026-09-01", 264)
    came("southport", "2026-10-01", 200)
    came("southport", "2026-10-30", 20, purpose="other", first_time=True)


def cards(page, selector=".compared__whole"):
    """Each card as it is read, a word after the other."""
    return [
        " ".join(card.get_text(" ").split()).replace(" ,", ",")
        for card in page.soup.select(selector)
    ]


FAIR = (
    "Is that fair to say? Yes, as far as the records tell: the same sites, open on all days of "
    "both, counted in the same way."
)


def test_a_month_is_said_to_be_up_or_down_for_each_open_day(southport, manager):
    page = manager.get(OCTOBER)

    assert page.h1 == "October 2026, compared"
    assert cards(page) == [
        "Compared with the month before, September 2026 "
        "Down: 2.0 fewer visits for each open day, 17% fewer. "
        "Southport, October 2026: 220 visits, 22 open days, 10.0 a day. "
        f"September 2026: 264 visits, 22 open days, 12.0 a day. {FAIR}",
        # Ten visits fewer, on one open day fewer: not a change.
        "Compared with a year earlier, October 2025 "
        "About the same number of visits for each open day. "
        "Southport, October 2026: 220 visits, 22 open days, 10.0 a day. "
        f"October 2025: 230 visits, 23 open days, 10.0 a day. {FAIR}",
    ]


def test_the_overview_says_the_same_in_short_and_leads_to_the_whole(southport, manager):
    page = manager.get("/admin/?from=2026-10-01&to=2026-10-31&site=southport")

    assert cards(page, ".compared__one") == [
        "Compared with the month before, September 2026 "
        "Down: 2.0 fewer visits for each open day, 17% fewer. "
        "Southport, October 2026: 220 visits, 22 open days, 10.0 a day. "
        "September 2026: 264 visits, 22 open days, 12.0 a day.",
        "Compared with a year earlier, October 2025 "
        "About the same number of visits for each open day. "
        "Southport, October 2026: 220 visits, 22 open days, 10.0 a day. "
        "October 2025: 230 visits, 23 open days, 10.0 a day.",
    ]
    whole = page.follow(
        "Is that fair to say? Every figure compared, sites side by side, the five questions "
        "over time"
    )
    assert whole.h1 == "October 2026, compared"
    assert "Southport" in whole.text
    assert whole.follow("Back to the overview").h1 == "October 2026"


def test_a_period_by_its_name_keeps_its_name_on_the_way(southport, manager):
    page = manager.get("/admin/?period=last-month&site=southport")

    link = page.link(
        "Is that fair to say? Every figure compared, sites side by side, the five questions "
        "over time"
    )

    assert link == "/admin/compare?site=southport&period=last-month"


def test_every_figure_stands_beside_both_earlier_ones(southport, manager):
    run = people.a_run(slug="southport", days=(date(2026, 10, 6), date(2025, 10, 7)))
    forms(run, "2026-10-06", yes=57, no=3)
    forms(run, "2025-10-07", yes=27, no=3)
    forms(run, "2026-09-08", yes=9)
    for day, count in ((date(2026, 10, 1), 3), (date(2026, 9, 1), 5)):
        for number in range(count):
            an_enrolment("southport", run.course_id, day, new=number == 0)

    page = manager.get(OCTOBER)

    too_few, fewer = "too few to compare", "fewer for each open day"
    asked = [
        "The course covered what they need",
        "The learning environment was suitable",
        "The tutor met their expectations",
        "They could discuss further opportunities",
        "They felt valued",
    ]
    said = ["95% n = 60 , 0 partly", "100% n = 9 , 0 partly", too_few, "90% n = 30 , 0 partly"]
    said.append("5 percentage points more")
    assert page.rows("Every figure compared") == [
        [
            "Figure",
            "October 2026",
            "September 2026",
            "Change beside September 2026",
            "October 2025",
            "Change beside October 2025",
        ],
        ["Who came in"],
        ["Visits", "220", "264", "", "230", ""],
        ["Open days", "22", "22", "", "23", ""],
        ["Visits for each open day", "10.0", "12.0", "2.0 fewer, 17%", "10.0", "about the same"],
        ["People by screen", "220", "264", "", "230", ""],
        ["Counted by hand", "0", "0", "", "0", ""],
        ["Open days not fully counted", "0", "0", "", "0", ""],
        ["Taps on screens", "8", "9", "", "8", ""],
        ["First time here, by tap", "1", "0", too_few, "0", too_few],
        ["Not the first time, by tap", "0", "0", "", "0", ""],
        ["First time not said, by tap", "7", "9", too_few, "8", too_few],
        ["What brought people in"],
        ["A course or group", "200", "264", f"24% {fewer}", "230", f"9% {fewer}"],
        ["Pathways Advice", "0", "0", "", "0", ""],
        ["Work and volunteering", "0", "0", "", "0", ""],
        ["Café, computers or space to be", "0", "0", "", "0", ""],
        ["Just looking, or not sure", "20", "0", too_few, "0", too_few],
        ["Not recorded", "0", "0", "", "0", ""],
        ["What learners said"],
        ["Evaluation forms", "60", "9", "51 more", "30", "30 more"],
        *([question, *said] for question in asked),
        ["Courses and enrolments"],
        ["Enrolments", "3", "5", "2 fewer", "0", "none on record then"],
        ["New to The Life Rooms", "1", "1", "the same", "0", "none on record then"],
        ["Learning opportunities", "1", "1", "the same", "1", "the same"],
    ]


def test_an_unfinished_month_is_compared_as_far_as_yesterday(southport, manager):
    came("southport", "2025-11-03", 160)
    came("southport", "2026-11-23", 192)
    came("southport", "2026-11-24", 500)  # today: the day is not over

    page = manager.get("/admin/compare?period=month&site=southport")

    assert page.soup.select(".notice")[0].get_text() == (
        "November 2026 is not over. Only its days that are over are compared, "
        "1 to 23 November 2026, beside as many days of an earlier time."
    )
    assert cards(page) == [
        "Compared with the month before, 1 to 23 October 2026 "
        "Up: 0.2 more visits for each open day, 2% more. "
        "Southport, 1 to 23 November 2026: 192 visits, 16 open days, 12.0 a day. "
        f"1 to 23 October 2026: 200 visits, 17 open days, 11.8 a day. {FAIR}",
        "Compared with a year earlier, 1 to 23 November 2025 "
        "Up: 1.3 more visits for each open day, 13% more. "
        "Southport, 1 to 23 November 2026: 192 visits, 16 open days, 12.0 a day. "
        f"1 to 23 November 2025: 160 visits, 15 open days, 10.7 a day. {FAIR}",
    ]


def test_days_with_nothing_earlier_say_so(southport, manager):
    page = manager.get("/admin/compare?from=2000-01-01&to=2026-12-31&site=southport")

    assert page.soup.select(".notice")[0].get_text() == (
        "There is nothing earlier to set beside January 2000 to December 2026: days begin on "
        "1 January 2000 here."
    )


def test_of_today_nothing_is_compared_before_it_is_over(southport, manager):
    words = "No day of 24 November 2026 is over yet, so there is nothing to compare."
    assert words in manager.get("/admin/compare?period=today").text
    assert words in manager.get("/admin/?period=today").text


def test_a_week_stands_beside_the_same_weekdays(southport, manager):
    came("southport", "2026-11-16", 45)
    came("southport", "2026-11-09", 40)
    came("southport", "2025-11-17", 30)

    page = manager.get("/admin/compare?period=last-week&site=southport")

    assert cards(page) == [
        "Compared with the week before, 9 to 15 November 2026 "
        "Up: 1.0 more visits for each open day, 13% more. "
        "Southport, 16 to 22 November 2026: 45 visits, 5 open days, 9.0 a day. "
        f"9 to 15 November 2026: 40 visits, 5 open days, 8.0 a day. {FAIR}",
        "Compared with 52 weeks earlier, the same weekdays, 17 to 23 November 2025 "
        "Up: 3.0 more visits for each open day, 50% more. "
        "Southport, 16 to 22 November 2026: 45 visits, 5 open days, 9.0 a day. "
        f"17 to 23 November 2025: 30 visits, 5 open days, 6.0 a day. {FAIR}",
    ]


def test_a_leap_day_is_an_open_day_like_any_other(manager):
    came("southport", "2022-12-01", 1)
    came("southport", "2023-02-01", 200)
    came("southport", "2024-02-29", 210)

    page = manager.get("/admin/compare?from=2024-02-01&to=2024-02-29&site=southport")

    assert cards(page)[1] == (
        "Compared with a year earlier, February 2023 "
        "About the same number of visits for each open day. "
        "Southport, February 2024: 210 visits, 21 open days, 10.0 a day. "
        f"February 2023: 200 visits, 20 open days, 10.0 a day. {FAIR}"
    )
