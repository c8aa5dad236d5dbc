"""A learner's form where the signal comes and goes: nothing typed is lost, nothing stored twice."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from kiosk.database import writing
from kiosk.limits import Limit
from tests import people
from tests.browser.sending import (
    WORDS,
    expect_filled_in,
    expect_thanks,
    expect_unsent,
    fill_in,
    is_one_whole_form,
    kept,
    lose_the_answer,
    posts,
    press,
)
from tests.browser.walks import FORM


def test_a_form_sent_without_a_signal_waits_on_the_page_and_arrives_when_the_signal_returns(phone):
    people.a_run()
    phone.clock.install(time=people.NOW - timedelta(hours=1))
    phone.clock.pause_at(people.NOW)  # where it stands still: no other try comes by itself
    fill_in(phone)
    phone.context.set_offline(True)
    press(phone, "Send")
    expect_unsent(phone)
    expect_filled_in(phone)
    assert kept() == []

    phone.context.set_offline(False)
    expect_thanks(phone)
    assert is_one_whole_form(kept())


def test_try_again_sends_the_form(phone):
    people.a_run()
    fill_in(phone)
    posts(phone, lambda route: route.abort())
    press(phone, "Send")
    expect_unsent(phone)
    phone.unroute_all()
    press(phone, "Try again")
    expect_thanks(phone)
    assert is_one_whole_form(kept())


def test_the_form_tries_again_by_itself_later_and_later(phone):
    people.a_run()
    tries = []
    phone.clock.install(time=people.NOW)
    fill_in(phone)
    posts(phone, lambda route: (tries.append(route), route.abort()))
    press(phone, "Send")
    for number, seconds in enumerate((3, 5, 10, 20, 40, 60, 60), start=1):
        expect_unsent(phone)
        phone.clock.run_for((seconds - 1) * 1000)
        expect_unsent(phone)
        assert len(tries) == number
        if number == 7:
            phone.unroute_all()
        with phone.expect_request(lambda request: request.method == "POST"):
            phone.clock.run_for(1000)
    expect_thanks(phone)
    assert is_one_whole_form(kept())


def test_an_answer_that_never_comes_is_given_up_after_twenty_seconds(phone):
    people.a_run()
    held = []
    phone.clock.install(time=people.NOW)
    fill_in(phone)
    posts(phone, held.append)
    with phone.expect_request(lambda request: request.method == "POST"):
        press(phone, "Send")
    phone.clock.run_for(19_000)
    expect(phone.get_by_role("button", name="Sending…")).to_be_visible()
    phone.clock.run_for(1_000)
    expect_unsent(phone)
    expect_filled_in(phone)
    assert (len(held), kept()) == (1, [])


def test_a_form_whose_answer_is_lost_is_stored_once(phone):
    people.a_run()
    fill_in(phone)
    posts(phone, lose_the_answer)
    press(phone, "Send")
    expect_unsent(phone)
    press(phone, "Try again")
    expect_unsent(phone)
    assert is_one_whole_form(kept())

    phone.unroute_all()
    press(phone, "Try again")
    expect_thanks(phone)
    assert is_one_whole_form(kept())


def test_a_service_that_is_busy_for_a_moment_gets_the_form_later(phone):
    people.a_run()
    fill_in(phone)
    posts(phone, lambda route: route.fulfill(status=503, body="We are busy for a moment"))
    press(phone, "Send")
    expect_unsent(phone)
    expect_filled_in(phone)
    phone.unroute_all()
    press(phone, "Try again")
    expect_thanks(phone)
    assert is_one_whole_form(kept())


@pytest.fixture
def limited(world: Any) -> Iterator[Callable[[int], None]]:
    """Sets how many forms a minute the service takes from one address; put back at the end."""
    before = world.app.extensions["form_posts"]
    yield lambda many: world.app.extensions.update(form_posts=Limit(many))
    world.app.extensions["form_posts"] = before


def test_a_form_that_comes_among_too_many_is_kept_and_sent_later(phone, limited):
    people.a_run()
    limited(1)
    phone.request.post(FORM, form={"id": "none"})
    fill_in(phone)
    press(phone, "Send")
    expect_unsent(phone)
    expect_filled_in(phone)
    assert kept() == []

    limited(0)
    press(phone, "Try again")
    expect_thanks(phone)
    assert is_one_whole_form(kept())


def test_a_form_with_a_mistake_comes_back_at_once_and_is_sent_when_mended(phone):
    people.a_run()
    sent = []
    fill_in(phone)
    phone.on("request", lambda request: sent.append(request.method))
    phone.locator("#good").fill("a" * 2001)
    press(phone, "Send")
    expect(phone.get_by_role("alert")).to_be_focused()
    assert sent == ["POST"]

    phone.locator("#good").fill(WORDS)
    phone.context.set_offline(True)
    press(phone, "Send")
    expect_unsent(phone)
    expect_filled_in(phone)
    phone.context.set_offline(False)
    expect_thanks(phone)
    assert is_one_whole_form(kept())


@pytest.mark.parametrize(
    ("button", "good"),
    [
        ("A change: keep these in place of the first", [WORDS]),
        ("Another person’s answers: keep both", ["", WORDS]),
    ],
)
def test_whose_answers_they_are_is_told_through_a_lost_signal_too(phone, button, good):
    people.a_run()
    fill_in(phone)
    first = {name: phone.locator(f"[name={name}]").input_value() for name in ("id", "given")}
    phone.request.post(FORM, form={**first, "covered_needs": "no"})
    press(phone, "Send")
    question = "Is this a change, or another person’s answers?"
    expect(phone.get_by_role("heading", level=1)).to_have_text(question)
    expect(phone.get_by_role("heading", level=1)).to_be_focused()

    posts(phone, lose_the_answer)
    press(phone, button)
    expect_unsent(phone, button)
    phone.unroute_all()
    press(phone, button)
    expect_thanks(phone)
    assert sorted(one.good for one in kept()) == good


def test_a_course_is_chosen_for_filled_in_answers_through_a_lost_signal_too(phone):
    run = people.a_run(slug="southport")
    fill_in(phone)
    with writing():  # as if the poster carried another code by now
        run.code = "7Q2M4W"
    press(phone, "Send")
    expect(phone.get_by_text("First choose the place.")).to_be_visible()
    for name, after in (("Southport", run.course.title), ("My course isn’t here", "Thank you")):
        phone.context.set_offline(True)
        press(phone, name)
        expect_unsent(phone, name)
        phone.context.set_offline(False)
        expect(phone.locator("body")).to_contain_text(after)
    assert is_one_whole_form(kept())
    assert (kept()[0].site_id, kept()[0].run_id) == (people.site("southport").id, None)


def test_please_wait_a_minute_sends_by_itself_when_the_signal_returns(phone, limited):
    people.a_run()
    limited(1)
    phone.request.post(FORM, form={"id": "none"})
    fill_in(phone)
    phone.evaluate("() => document.getElementById('evaluation').submit()")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Please wait a minute")
    limited(0)
    phone.context.set_offline(True)
    press(phone, "Send again")
    expect_unsent(phone)
    phone.context.set_offline(False)
    expect_thanks(phone)
    assert is_one_whole_form(kept())
