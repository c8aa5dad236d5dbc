"""A coordinator's questions on a Monday morning, answered by pressing alone from the overview."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from admin.summaries.shape import WEEKDAYS
from kiosk.questions import QUESTIONS
from tests import people
from tests.admin.two_years import SITES, two_years
from tests.browser.walks import signed_in
from tests.conftest import World

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OPEN_DAYS = {"mon": 4, "tue": 4, "wed": 4, "thu": 5, "fri": 5}  # of October 2026
NAMES = {"walton": "Walton", "southport": "Southport", "bootle": "Bootle"}
SHORT = {question.name: question.short for question in QUESTIONS}
Figures = dict[str, Any]  # Any: what `summary --json` writes

pytestmark = pytest.mark.both_engines


class Coordinator:
    """Somebody at a desk who types no address: presses what is there to read, and reads."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def begins(self) -> None:
        self.page.goto("/admin/")

    def chooses_the_period(self, name: str) -> None:
        self.page.locator("summary", has_text="Period:").click()
        self.opens(name)

    def chooses_only(self, site: str) -> None:
        """In the control of sites, everything but one is unticked."""
        self.page.locator("summary", has_text="Sites:").click()
        for name in NAMES.values():
            self.page.get_by_role("checkbox", name=name).set_checked(name == site)
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Show these sites").click()

    def opens(self, link: str, within: str = "", exact: bool = True) -> None:
        """Press a link, in the whole page or in the part that a heading begins."""
        place = self.part(within) if within else self.page
        with self.page.expect_navigation():
            place.get_by_role("link", name=link, exact=exact).click()

    def goes_back(self) -> None:
        self.page.go_back()

    def part(self, heading: str) -> Locator:
        return self.page.get_by_role("region", name=heading, exact=True)

    def reads(self, heading: str) -> str:
        """What stands in a part of the page."""
        return " ".join(self.part(heading).inner_text().split())

    @property
    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()


@pytest.fixture
def coordinator(
    live: str, world: World, browser: Browser, browser_context_args: Any
) -> Iterator[Coordinator]:
    """A coordinator of three sites with two years behind them, at a desk."""
    two_years()
    context = browser.new_context(**browser_context_args, viewport={"width": 1280, "height": 900})
    person = people.a_person("coordinator@example.org", sites=SITES)
    yield Coordinator(signed_in(context, world.app, live, person))
    context.close()


def summary(world: World, first: str, last: str, *sites: str) -> Figures:
    """What the command prints of some days and sites."""
    wanted = [word for slug in sites or SITES for word in ("--site", slug)]
    arguments = ["summary", "--json", "--from", first, "--to", last, *wanted]
    found: Figures = json.loads(world.app.test_cli_runner().invoke(args=arguments).output)
    return found


def in_percent(answers: Figures) -> int:
    """The percentage of Yes, rounded half up."""
    return int((200 * answers["yes"] + answers["n"]) // (2 * answers["n"]))


def test_a_coordinators_five_questions_are_answered_without_typing_an_address(
    coordinator: Coordinator, world: World
) -> None:
    october = summary(world, "2026-10-01", "2026-10-31")
    at_southport = summary(world, "2026-10-01", "2026-10-31", "southport")["total"]
    a_year_ago = summary(world, "2025-10-01", "2025-10-31", "southport")["total"]
    coordinator.begins()
    coordinator.chooses_the_period("Last month")
    assert coordinator.heading == "October 2026"
    which_question_is_weakest_where(coordinator, october)
    where_a_percentage_comes_from(coordinator, october["total"])
    coordinator.chooses_only("Southport")
    how_many_came(coordinator, at_southport)
    is_that_more_than_a_year_ago(coordinator, at_southport, a_year_ago)
    which_hours_need_another_volunteer(coordinator, at_southport)


def which_question_is_weakest_where(coordinator: Coordinator, october: Figures) -> None:
    """Of each site the overview names the lowest of the five."""
    lowest = {"walton": "environment_suitable", "southport": "could_discuss_opportunities"}
    lowest["bootle"] = "covered_needs"
    said = coordinator.reads("What learners said")
    for site in october["sites"]:
        percents = {name: in_percent(site["questions"][name]) for name in SHORT}
        weakest = min(percents, key=lambda name: percents[name])
        assert weakest == lowest[site["slug"]]
        place = f"{NAMES[site['slug']]}: {site['evaluations']} evaluation forms."
        assert f"{place} Lowest: {SHORT[weakest]}, {percents[weakest]}%." in said


def where_a_percentage_comes_from(coordinator: Coordinator, october: Figures) -> None:
    """“98 percent” opens to how it is counted, and to the forms that it is counted from."""
    valued = october["questions"]["felt_valued"]
    assert in_percent(valued) == 98
    coordinator.opens("98%, They felt valued", within="What learners said")
    assert coordinator.heading == "98% Yes"
    expect(coordinator.page.get_by_text("How this is counted:").locator("..")).to_contain_text(
        "Yes, of the forms that answered Yes, Partly or No (n), to the nearest whole percent."
    )
    made_of = f"{valued['yes']} of {valued['n']} forms said Yes; 0 Partly (0%), {valued['no']} No"
    expect(coordinator.part("The rows")).to_contain_text(made_of)
    assert added_up(coordinator.page, "Yes") == valued["yes"]
    assert added_up(coordinator.page, "Yes, Partly or No (n)") == valued["n"]
    coordinator.goes_back()


def added_up(page: Page, head: str) -> int:
    """What a column of the rows comes to."""
    table = page.get_by_role("table", name="The rows behind this figure")
    heads = table.get_by_role("columnheader").all_inner_texts()
    place = [text.strip() for text in heads].index(head)
    cells = [row.get_by_role("cell").nth(place) for row in table.get_by_role("row").all()[1:]]
    return sum(int(cell.inner_text().replace(",", "")) for cell in cells)


def how_many_came(coordinator: Coordinator, southport: Figures) -> None:
    visits = f"{southport['visits']:,} visits"
    expect(coordinator.part("Visits").get_by_role("link", name=visits)).to_be_visible()
    coordinator.opens(visits, within="Visits")
    assert coordinator.heading == visits
    coordinator.goes_back()


def is_that_more_than_a_year_ago(coordinator: Coordinator, now: Figures, then: Figures) -> None:
    """Up, for each open day; the overview says so, and one link leads to whether that is fair."""
    more = now["visits_per_open_day"] - then["visits_per_open_day"]
    assert more > 0
    told = coordinator.reads("Compared with a year earlier, October 2025")
    by = re.search(r"Up: ([\d.]+) more visits for each open day", told)
    assert by is not None
    assert float(by[1]) == pytest.approx(more, abs=0.11)
    assert f"Southport, October 2026: {counted(now)}" in told
    assert f"October 2025: {counted(then)}" in told
    coordinator.opens("Is that fair to say?", exact=False)
    assert coordinator.heading == "October 2026, compared"
    assert told in coordinator.reads("Compared with a year earlier, October 2025")
    coordinator.opens("Back to the overview")


def counted(figures: Figures) -> str:
    visits, days = figures["visits"], figures["open_days"]
    return f"{visits:,} visits, {days} open days, {figures['visits_per_open_day']:.1f} a day."


def which_hours_need_another_volunteer(coordinator: Coordinator, southport: Figures) -> None:
    """The fullest hours for each open day are named, and each opens to its taps."""
    came = [
        (people / OPEN_DAYS[day], people, day, hour)
        for day, hours in southport["hours"].items()
        for hour, people in hours.items()
    ]
    assert sum(OPEN_DAYS.values()) == southport["open_days"]
    fullest, following = sorted(came, reverse=True)[:2]
    assert [one[2:] for one in (fullest, following)] == [("tue", "10"), ("thu", "14")]
    said = coordinator.reads("When people came")
    assert f"Most for each open day: {in_words(fullest)}. Next: {in_words(following)}, " in said
    _daily, people, _day, hour = fullest
    coordinator.opens(f"{people}, Tuesday, {hour}:00", within="When people came")
    assert coordinator.heading.startswith(f"{people} people")


def in_words(one: tuple[float, int, str, str]) -> str:
    daily, people, short, hour = one
    day = DAYS[WEEKDAYS.index(short)]
    return f"{day} at {hour}:00 ({daily:.1f} each {day}, {people} in all)"
