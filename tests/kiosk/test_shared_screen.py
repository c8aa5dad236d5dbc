"""A screen that is not paired: its learners' pages know that many people use it."""

import pytest

from tests import people

TELEPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148"


def test_the_resting_page_marks_its_links_as_those_of_a_shared_screen(client):
    page = client.get("/")

    assert page.link("Give course feedback") == "/f/?shared=1"
    assert page.link("Sign in") == "/admin/sign-in?shared=1"


def test_a_telephone_that_opens_the_resting_page_is_nobodys_shared_screen(client):
    page = client.open("/", "GET", headers={"User-Agent": TELEPHONE}).text

    assert 'href="/f/"' in page
    assert "shared=1" not in page


@pytest.mark.parametrize(
    "path",
    ["/f/", "/f/at/walton", "/f/7q2m4x", "/privacy", "/accessibility", "/admin/sign-in"],
)
def test_each_page_of_a_shared_screen_leads_home_and_goes_home_by_itself(client, path):
    people.a_run()
    page = client.open(f"{path}?shared=1", "GET").text

    assert "<body data-rests>" in page
    assert "kiosk/idle.js" in page
    assert "Do you need more time?" in page
    assert "Back to the welcome screen" in page
    assert "_blank" not in page
    assert "tel:" not in page

    own = client.open(path, "GET").text
    for words in ("data-rests", "idle.js", "more time", "Back to the welcome screen"):
        assert words not in own, words


def test_the_mark_goes_along_from_page_to_page(client):
    people.a_run()

    assert client.open("/f/?shared=1&code=7q2m4x", "GET").location == "/f/7Q2M4X?shared=1"
    assert 'name="shared" value="1"' in client.open("/f/?shared=1", "GET").text
    assert 'href="/f/at/walton?shared=1"' in client.open("/f/?shared=1", "GET").text
    assert 'href="/privacy?shared=1"' in client.open("/f/7q2m4x?shared=1", "GET").text
    assert client.open("/screen/feedback", "GET").location == "/f/?shared=1"


def test_a_shared_screen_asks_for_no_words_that_its_keyboard_could_learn(client):
    people.a_run()
    page = client.open("/f/7q2m4x?shared=1", "GET").text

    assert "<textarea" not in page
    assert "Paper forms are at the desk, or use your own phone." in page
    assert "<textarea" in client.open("/f/7q2m4x", "GET").text


def test_a_shared_screen_offers_the_next_person_no_link_to_the_answers(client):
    people.a_run()
    answers = {"id": "3f0a6e8e-0d1c-4c9f-9f51-5d8c1f7f5a01", "covered_needs": "yes"}
    sent = client.open("/f/7q2m4x?shared=1", "POST", data=answers)
    assert sent.location.endswith("?shared=1")
    page = client.open(sent.location, "GET").text

    assert "Change my answers" not in page
    assert "finished</a>" in page
    assert 'href="/" data-replace>I’m finished' in page
