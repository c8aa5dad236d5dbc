"""The check-in screen with a keyboard or a switch alone: Tab, Enter and Space, the focus seen."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests import people
from tests.browser.everyone import focus_is_seen
from tests.browser.tablet import ADVICE, COURSE, SENT, WELCOME, WORK, Network, Tablet, ready, visits

TILES = [COURSE, ADVICE, WORK, "Café, computers or space to be", "Just looking, or not sure"]
SIZES = ["Text size: A, usual", "Text size: A+, large", "Text size: A++, largest"]
FOOT = ["Course feedback", *SIZES, "Need help now?"]
OFFERS = ["First time here?", "Today’s course", "Others came with me"]
UNDO, UNDONE = "Tapped by mistake? Undo", "Undone. Nothing was counted."
MENDING = [UNDO, "I need more time"]
SENTENCE = "Lovely to meet you. Say hello at the desk and someone will show you round."
_FOCUSED = """
() => {
  const focused = document.activeElement;
  if (focused === document.body) return '';
  return (focused.ariaLabel ?? (focused.querySelector('.tile__label') ?? focused).innerText).trim();
}
"""


class Keyboard:
    """Somebody at the screen who touches nothing."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def focused(self) -> str:
        """What has the focus, by its words; nothing: the page itself."""
        return str(self.page.evaluate(_FOCUSED))

    def tab(self, key: str = "Tab") -> str:
        """Move on by one; wherever that leads, the focus is seen."""
        self.page.keyboard.press(key)
        if self.focused:
            assert focus_is_seen(self.page) == []
        return self.focused

    def to(self, name: str) -> "Keyboard":
        """Move on until something has the focus; nothing on the way holds it fast."""
        passed = [self.focused]
        while passed[-1] != name:
            passed.append(self.tab())
            assert len(passed) < 25, f"{name} is not reached: {passed}"
        return self

    def press(self, key: str = "Enter") -> None:
        """Use what has the focus."""
        self.page.keyboard.press(key)


@pytest.fixture
def screen(tablet: Tablet, network: Network) -> Page:
    """Walton's front door with one course today; time stands still unless a test lets it go by."""
    people.a_run(days=(datetime.now(UTC).date(),))
    page = tablet.open()
    tablet.pair()
    page.goto("/")
    ready(page)
    network.ahead += timedelta(seconds=20)  # a busy machine may take seconds to get there
    page.clock.pause_at(network.now())
    return page


@pytest.fixture
def keyboard(screen: Page) -> Keyboard:
    """Whoever stands before it."""
    return Keyboard(screen)


@pytest.fixture
def plain(screen: Page) -> Keyboard:
    """The same before a browser that can keep nothing: each key leads to a page of the service."""
    screen.add_init_script("Object.defineProperty(self, 'indexedDB', {value: undefined})")
    screen.goto("/")
    return Keyboard(screen)


def checked_in(keyboard: Keyboard, tile: str = ADVICE, key: str = "Enter") -> None:
    keyboard.to(tile).press(key)
    expect(keyboard.page.locator(".band__words")).to_have_text(WELCOME)


def test_the_focus_goes_through_the_screen_in_its_order_and_back(keyboard):
    order = ["Skip to the main part", *TILES, *FOOT]
    assert [keyboard.tab() for _ in order] == order
    assert [keyboard.tab("Shift+Tab") for _ in order[1:]] == order[-2::-1]


def test_after_a_check_in_the_focus_stays_and_the_strip_comes_next(keyboard):
    checked_in(keyboard, TILES[-1])
    assert keyboard.focused == TILES[-1]
    order = [*OFFERS, *MENDING, *FOOT]
    assert [keyboard.tab() for _ in order] == order


def test_everything_is_added_with_space_and_sent_with_the_visit(keyboard, screen):
    checked_in(keyboard, ADVICE, "Space")
    keyboard.to("First time here?").press("Space")
    expect(screen.get_by_text(SENTENCE)).to_be_visible()
    assert focus_is_seen(screen) == []

    keyboard.to("Others came with me").press("Space")
    expect(screen.get_by_text("How many came with you?")).to_be_visible()
    assert keyboard.focused == "1"
    keyboard.to("7").press("Space")
    expect(screen.locator(".key--done")).to_have_count(2)
    assert keyboard.focused == "Others came with me"

    screen.clock.fast_forward(20_100)
    expect(screen.locator("#sync-line")).to_have_text(SENT)
    (visit,) = visits()
    assert (visit.purpose, visit.first_time, visit.people) == ("pathways", True, 8)


def test_a_mistake_is_undone_and_the_next_person_checks_in(keyboard, screen):
    checked_in(keyboard)
    keyboard.to(UNDO).press()
    expect(screen.get_by_text(UNDONE)).to_be_visible()
    checked_in(keyboard, WORK)
    screen.clock.fast_forward(8_100)
    expect(screen.locator("#sync-line")).to_have_text(SENT)

    assert [visit.purpose for visit in visits()] == ["employment"]


@pytest.mark.parametrize("drawn_by", ["keyboard", "plain"])
def test_after_undo_the_focus_is_on_what_it_says_and_goes_on_from_there(drawn_by, request, screen):
    keyboard = request.getfixturevalue(drawn_by)
    checked_in(keyboard)
    keyboard.to(UNDO).press()
    expect(screen.get_by_text(UNDONE)).to_be_focused()
    assert focus_is_seen(screen) == []
    assert "#" not in screen.url

    assert keyboard.tab() == FOOT[0]
    assert keyboard.tab("Shift+Tab") == TILES[-1]


def test_on_plain_pages_the_focus_stays_where_a_key_was_used(plain, screen):
    checked_in(plain, WORK)
    expect(screen.get_by_role("button", name=WORK)).to_be_focused()
    plain.to("Others came with me").press()
    expect(screen.get_by_role("button", name="1", exact=True)).to_be_focused()
    plain.to("7").press()
    expect(screen.get_by_role("button", name="Others came with me")).to_be_focused()
    plain.to("First time here?").press()
    expect(screen.get_by_role("button", name="Today’s course")).to_be_focused()

    assert [(visit.purpose, visit.people, visit.first_time) for visit in visits()] == [
        ("employment", 8, True)
    ]


def test_on_plain_pages_a_touch_leaves_the_focus_nowhere(plain, screen):
    screen.get_by_role("button", name=WORK).tap()
    expect(screen.locator(".band__words")).to_have_text(WELCOME)
    screen.wait_for_function("() => !document.getElementById('countdown').hidden")

    assert plain.focused == ""
    assert "#" not in screen.url


def test_on_plain_pages_a_key_keeps_the_strip_for_longer_while_it_can_still_be_used(plain, screen):
    checked_in(plain)
    screen.wait_for_function("() => !document.getElementById('countdown').hidden")
    screen.clock.fast_forward(7_000)
    for _ in range(5):
        plain.tab()
        screen.clock.fast_forward(19_000)
        expect(screen.locator(".band__words")).to_have_text(WELCOME)
    plain.tab()
    screen.clock.fast_forward(18_100)  # two minutes since the tap
    expect(screen.locator(".greeting")).to_be_visible()


def test_the_numbers_are_left_again_by_back(keyboard, screen):
    checked_in(keyboard)
    keyboard.to("Others came with me").press()
    keyboard.to("More").press()
    expect(screen.get_by_role("button", name="9", exact=True)).to_be_visible()
    keyboard.to("Back").press()
    expect(screen.get_by_role("button", name="Others came with me")).to_be_visible()

    assert keyboard.focused == "First time here?"
    assert focus_is_seen(screen) == []


def test_help_is_opened_and_left(keyboard, screen):
    keyboard.to("Need help now?").press()
    screen.wait_for_url("**/screen/help*", wait_until="load")
    heading = screen.get_by_role("heading", level=1)
    expect(heading).to_have_text("You can talk to someone here now")
    keyboard.to("Back to the check-in screen").press()

    expect(heading).to_have_text("The Life Rooms, Walton")


def test_the_text_is_made_larger_and_the_focus_stays(keyboard, screen):
    keyboard.to("Text size: A++, largest").press()
    expect(screen.locator("html")).to_have_attribute("data-text-size", "largest")

    assert keyboard.focused == "Text size: A++, largest"
    assert focus_is_seen(screen) == []


def test_a_key_is_a_touch_and_keeps_the_strip_for_longer(keyboard, screen):
    checked_in(keyboard)
    screen.clock.fast_forward(7_000)
    keyboard.to("First time here?")
    screen.clock.fast_forward(19_000)
    expect(screen.locator(".band__words")).to_have_text(WELCOME)

    screen.clock.fast_forward(1_100)
    expect(screen.locator(".greeting")).to_be_visible()


def test_whoever_is_asked_for_more_time_answers_within_the_question(keyboard, screen):
    checked_in(keyboard)
    keyboard.to("I need more time").press()
    screen.clock.fast_forward(60_100)
    expect(screen.get_by_role("dialog", name="Do you need more time?")).to_be_visible()
    assert keyboard.focused == "Yes, more time"
    assert keyboard.tab() == "No, I have finished"
    keyboard.to("Yes, more time").press()

    expect(screen.get_by_role("dialog")).to_be_hidden()
    expect(screen.locator(".band__words")).to_have_text(WELCOME)
    assert focus_is_seen(screen) == []
