"""A page at the door leads back by itself: one that failed, and one that was asked to stay."""

from playwright.sync_api import Page, expect

from tests.browser.tablet import WELCOME, Tablet, tap


def test_a_visit_that_could_not_be_kept_does_not_stand_there_for_ever(tablet: Tablet, world):
    page = tablet.open()
    tablet.pair()
    page.clock.install()

    def fails() -> None:
        raise RuntimeError("Spoilt on purpose.")

    whole = world.app.view_functions["checkin.check_in"]
    world.app.view_functions["checkin.check_in"] = fails
    page.goto("/screen/help")
    page.evaluate(
        "() => { const form = document.createElement('form'); form.method = 'post';"
        " form.action = '/check-in'; document.body.append(form); form.submit(); }"
    )
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Please tell a member of staff")
    world.app.view_functions["checkin.check_in"] = whole

    page.clock.fast_forward(60_100)
    expect(page.get_by_role("dialog", name="Do you need more time?")).to_be_visible()
    page.clock.fast_forward(20_100)
    expect(heading).to_have_text("The Life Rooms, Walton")


def test_more_time_is_given_ten_times_and_then_the_screen_rests(kept_page: Page):
    heading = kept_page.get_by_role("heading", level=1)
    dialog = kept_page.get_by_role("dialog", name="Do you need more time?")
    tap(kept_page)
    kept_page.get_by_role("button", name="I need more time").click()
    for _ in range(10):
        kept_page.clock.fast_forward(60_100)
        expect(dialog).to_be_visible()
        kept_page.get_by_role("button", name="Yes, more time").click()
        expect(heading).to_have_text(WELCOME)
    kept_page.clock.fast_forward(60_100)
    expect(heading).to_have_text("The Life Rooms, Walton")
    expect(dialog).to_be_hidden()
