"""A page that failed at the door leads back by itself, whoever walked away from it."""

from playwright.sync_api import expect

from tests.browser.tablet import Tablet


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
