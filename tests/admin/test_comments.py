"""The comments room: what is shown of whom, by period, site, course and filter, page by page."""

from datetime import date

import pytest

from kiosk.database import writing
from kiosk.models import Concern
from tests import people
from tests.admin.comments_world import (
    YESTERDAY,
    a_comment,
    course_id,
    fill_up,
    let_wait,
    places,
    read,
    said,
)
from tests.staff import sign_in

PATH = "/admin/comments"


@pytest.fixture
def coordinator(client):
    return sign_in(client, people.a_person("cora@example.org", sites=("walton",)))


def test_a_comment_stands_in_its_two_boxes(coordinator):
    a_comment(people.a_run(), good="Kind people.", better="A warmer room.")

    page = coordinator.get(PATH)

    assert page.h1 == "Comments"
    assert "1 comment, April 2026 to March 2027" in page.text
    assert [box.text for box in page.soup.select("h4")] == ["What was good", "What could be better"]
    assert said(page) == ["Kind people.", "A warmer room."]


def test_under_five_forms_only_site_and_month_show(coordinator):
    run = people.a_run(days=(YESTERDAY,))
    a_comment(run, "Lovely.")
    fill_up(run, 3)

    page = coordinator.get(PATH)

    assert places(page) == ["Walton, November 2026"]
    assert "Mindfulness" not in page.text
    assert "23 November" not in page.text


def test_from_five_forms_course_and_day_show_and_never_an_answer(coordinator):
    run = people.a_run(days=(YESTERDAY,))
    a_comment(run, "Lovely.", covered_needs="partly", felt_valued="no")
    fill_up(run, 4)

    page = coordinator.get(PATH)

    assert places(page) == ["Walton, Mindfulness for beginners, 23 November 2026"]
    shown = page.find("article.comment").text
    assert not [answer for answer in ("Partly", "Yes", "No", "valued") if answer in shown.split()]


def test_a_day_of_few_forms_shows_neither_itself_nor_by_what_is_left_over(coordinator):
    first, second = date(2026, 11, 9), date(2026, 11, 16)
    run = people.a_run(days=(first, second))
    a_comment(run, "Of the full day.", held_on=first)
    fill_up(run, 4, first)
    a_comment(run, "Of the quiet day.", held_on=second)

    page = coordinator.get(PATH)

    # Were the five dated, the one without a date would be known to be of the other day.
    assert places(page) == ["Walton, Mindfulness for beginners, November 2026"] * 2


def test_a_form_that_waits_for_a_course_shows_site_and_month(coordinator):
    run = people.a_run()
    fill_up(run, 5)
    let_wait(a_comment(run, "Which course was it?"))

    assert places(coordinator.get(PATH)) == ["Walton, November 2026"]


def test_nothing_shows_before_the_next_morning(coordinator, clock):
    a_comment(people.a_run(), "Written today.", held_on=people.TODAY, received_on=people.TODAY)
    clock.set("2026-11-24T23:59:59")
    sign_in(coordinator, people.a_person("late@example.org", sites=("walton",)))
    with coordinator.flask.session_transaction("/admin/", base_url=coordinator.base_url) as kept:
        kept.update(began_at=clock().timestamp(), seen_at=clock().timestamp())
    assert said(coordinator.get(PATH)) == []

    clock.set("2026-11-25T00:00:01")

    assert said(coordinator.get(PATH)) == ["Written today."]


def test_the_morning_is_the_one_in_liverpool(coordinator, clock):
    day = date(2026, 7, 1)
    a_comment(people.a_run(days=(day,)), "Summer.", held_on=day, received_on=day)
    clock.set("2026-07-01T23:00:00")  # midnight there
    with coordinator.flask.session_transaction("/admin/", base_url=coordinator.base_url) as kept:
        kept.update(began_at=clock().timestamp(), seen_at=clock().timestamp())

    assert said(coordinator.get(PATH)) == ["Summer."]


def test_forms_without_words_are_not_listed(coordinator):
    fill_up(people.a_run(), 3)

    assert "Nothing was written about these days" in coordinator.get(PATH).text


def test_a_coordinator_reads_their_own_sites_only(coordinator):
    a_comment(people.a_run(), "Mine.")
    form = a_comment(people.a_run("Singing", slug="bootle", code="7Q2M4Z"), "Elsewhere.")

    page = coordinator.get(PATH)

    assert said(page) == ["Mine."]
    assert "Bootle" not in page.text
    coordinator.get(f"{PATH}?site=bootle", 404)
    coordinator.get(f"{PATH}/{form.id}/worry", 404)


def test_what_must_not_be_shared_says_so(coordinator):
    a_comment(people.a_run(), "Between us.", do_not_share=True)

    assert "Do not share outside the team" in coordinator.get(PATH).text


def test_a_day_chosen_tells_nothing_that_the_comment_does_not(coordinator):
    """One day after another is tried: a comment that shows its month stands in all of them."""
    few = people.a_run(days=(date(2026, 11, 10),))
    a_comment(few, "Of a few.", held_on=date(2026, 11, 10))
    many = people.a_run("Singing", code="7Q2M4Z", days=(date(2026, 11, 10),))
    a_comment(many, "Of many.", held_on=date(2026, 11, 10))
    fill_up(many, 4, date(2026, 11, 10))

    def on(day):
        return said(coordinator.get(f"{PATH}?from={day}&to={day}"))

    assert on("2026-11-10") == ["Of many.", "Of a few."]
    assert on("2026-11-11") == on("2026-11-30") == on("2026-11-01") == ["Of a few."]
    assert on("2026-10-31") == on("2026-12-01") == []


def test_a_course_chosen_finds_only_runs_with_enough_forms(coordinator):
    days = (YESTERDAY,)
    enough, few = people.a_run(days=days), people.a_run(code="7Q2M4Z", days=days)
    a_comment(enough, "Of many.")
    fill_up(enough, 4)
    a_comment(few, "Of a few.")
    other = people.a_run("Singing", code="7Q2M4W", days=days)
    a_comment(other, "Sung.")

    page = coordinator.get(PATH).submit("Show only these", course=str(course_id(enough)))

    assert said(page) == ["Of many."]
    # A course whose runs all have few forms cannot be chosen, in the list or by its address.
    assert [option.text for option in page.soup.select("#course option")] == [
        "All courses",
        "Mindfulness for beginners",
    ]
    assert len(said(coordinator.get(f"{PATH}?course={course_id(other)}"))) == 4 - 1


def test_the_filters_keep_to_what_they_say(coordinator):
    run = people.a_run()
    read(a_comment(run, good="Read."))
    worrying = a_comment(run, better="Worrying.")
    settled = a_comment(run, good="Settled.", better="Both.")
    people.add(Concern(evaluation_id=worrying.id, raised_at=people.NOW))
    people.add(Concern(evaluation_id=settled.id, raised_at=people.NOW, settled_at=people.NOW))

    def shown(**chosen):
        return sorted(said(coordinator.get(PATH).submit("Show only these", **chosen)))

    assert shown(show="unread") == ["Both.", "Settled.", "Worrying."]
    assert shown(show="worried") == ["Worrying."]
    assert shown(show="settled") == ["Both.", "Settled."]
    assert shown(words="good") == ["Both.", "Read.", "Settled."]
    assert shown(show="unread", words="good") == ["Both.", "Settled."]
    assert "Nothing matches" in coordinator.get(f"{PATH}?show=worried&words=good").text


def test_the_period_control_keeps_the_filter_and_the_filter_keeps_the_period(manager):
    a_comment(people.a_run(), better="A warmer room.")

    page = manager.get(f"{PATH}?show=unread&words=better&site=walton").follow("Last month")
    assert page.find("#show option[selected]")["value"] == "unread"
    assert page.find("#words option[selected]")["value"] == "better"
    page = page.submit("Show only these", show="all")

    assert page.response.request.args.to_dict(flat=False) == {
        "period": ["last-month"],
        "site": ["walton"],
        "show": ["all"],
        "words": ["better"],
    }


def test_pages_hold_each_comment_once_in_an_order_that_stays(coordinator):
    run = people.a_run(days=(YESTERDAY,))
    for number in range(60):
        a_comment(run, f"Comment {number:02}")

    pages = [coordinator.get(f"{PATH}?page={number}") for number in (1, 2, 3)]

    shown = [words for page in pages for words in said(page)]
    assert [len(said(page)) for page in pages] == [25, 25, 10]
    assert sorted(shown) == [f"Comment {number:02}" for number in range(60)]
    assert shown != sorted(shown), "the order of the random key, not of arrival"
    assert said(coordinator.get(PATH).follow("Older")) == said(pages[1])
    assert said(coordinator.get(f"{PATH}?page=99")) == said(pages[2])
    assert "Page 3 of 3" in pages[2].text


def test_the_latest_month_comes_first_and_what_shows_a_day_before_what_does_not(coordinator):
    few = people.a_run(days=(date(2026, 11, 20),))
    a_comment(few, "November, no day.", held_on=date(2026, 11, 20))
    many = people.a_run("Singing", code="7Q2M4Z", days=(date(2026, 11, 2), date(2026, 10, 5)))
    for day, words in ((date(2026, 11, 2), "2 November."), (date(2026, 10, 5), "5 October.")):
        a_comment(many, words, held_on=day)
        fill_up(many, 4, day)

    page = coordinator.get(PATH)

    assert said(page) == ["2 November.", "November, no day.", "5 October."]


def test_words_are_shown_as_words_whatever_they_hold(coordinator):
    a_comment(people.a_run(), "<script>alert(1)</script> & <b>bold</b>")

    page = coordinator.get(PATH)

    assert said(page) == ["<script>alert(1)</script> & <b>bold</b>"]
    assert page.soup.select(".comment script, .comment b") == []


@pytest.mark.parametrize("address", ["show=nonsense", "words=x", "course=x", "page=x", "page=-3"])
def test_an_address_that_makes_no_sense_shows_everything(coordinator, address):
    a_comment(people.a_run(), "Kind people.")

    assert said(coordinator.get(f"{PATH}?{address}")) == ["Kind people."]


def test_a_comment_changed_by_its_writer_is_shown_as_it_is_now(coordinator):
    form = a_comment(people.a_run(), "Before.")
    with writing():
        form.good = "After."

    assert said(coordinator.get(PATH)) == ["After."]
