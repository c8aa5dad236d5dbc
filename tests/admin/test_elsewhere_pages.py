"""Entering, copying and withdrawing figures from elsewhere, as staff see it."""

import pytest
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import AuditEntry, ElsewhereFigure
from tests import elsewhere, people
from tests.client import words
from tests.staff import sign_in

LIST = "/admin/upkeep/elsewhere"
ADD = f"{LIST}/add"
SAVE = "Save this figure"
GIVEN = {
    "heading": "Social prescribing",
    "name": "Registrations",
    "site": "whole service",
    "from_on": "2018-04-01",
    "to_on": "2019-03-31",
    "value": "1,057",
    "source": "The team’s register",
}
SIGNPOSTS = GIVEN | {"name": "Signposts", "value": "2,676"}
for place, (name, count) in enumerate(elsewhere.SIGNPOSTS):
    SIGNPOSTS |= {f"parts-{place}-name": name, f"parts-{place}-value": f"{count:,}"}


@pytest.fixture
def coordinator(new_client):
    return sign_in(new_client(), people.a_person("cora@example.org", sites=("walton",)))


def save(staff, status=200, **changes):
    return staff.get(ADD).submit(SAVE, status=status, **(GIVEN | changes))


def stored():
    return list(db.session.scalars(select(ElsewhereFigure).order_by(ElsewhereFigure.id)))


def listed(page):
    return [words(item) for item in page.soup.select(".elsewhere__figure")]


def actions():
    query = select(AuditEntry.action, AuditEntry.subject, AuditEntry.details)
    return [tuple(row) for row in db.session.execute(query.order_by(AuditEntry.id))]


def test_a_figure_is_entered_once_and_stands_in_the_list(manager):
    page = save(manager)

    assert page.h1 == "Figures from elsewhere"
    assert "Saved: 1,057, Registrations, April 2018 to March 2019." in page.text
    assert listed(page) == [
        "1,057 Registrations The whole service. Source: The team’s register. "
        "Entered by Mo on 24 November 2026. Withdraw Registrations, April 2018 to March 2019"
    ]
    assert actions() == [
        (
            "entered a figure from elsewhere",
            "Registrations",
            {"value": 1057, "days": "2018-04-01 to 2019-03-31", "figure": 1},
        )
    ]


def test_the_same_form_sent_twice_is_one_figure(manager):
    form = manager.get(ADD)
    form.submit(SAVE, **GIVEN)
    form.submit(SAVE, **GIVEN)

    assert [figure.value for figure in stored()] == [1057]


def test_parts_that_do_not_add_up_are_asked_about_and_saved_as_stated(manager):
    page = manager.get(ADD).submit(SAVE, **SIGNPOSTS)

    assert "Save it as it is, or mend it?" in page.text
    assert "The parts add up to 2,653: 23 fewer than the 2,676 stated." in page.text
    assert stored() == []

    page = page.submit("Save it as it is")

    assert page.text.count("The parts add up to 2,653: 23 fewer than the 2,676 stated.") == 2
    (figure,) = stored()
    assert figure.value == 2676
    assert [(part.name, part.value) for part in figure.parts] == list(elsewhere.SIGNPOSTS)
    assert "23 fewer" in manager.get(LIST).text, "it is flagged for ever"


def test_parts_that_do_not_add_up_can_be_mended(manager):
    page = manager.get(ADD).submit(SAVE, **SIGNPOSTS)
    page = page.submit(SAVE, value="2,653")

    assert page.h1 == "Figures from elsewhere"
    assert "The parts add up" not in page.text
    assert [figure.value for figure in stored()] == [2653]


def test_parts_that_add_up_are_not_asked_about(manager):
    page = manager.get(ADD).submit(SAVE, **(SIGNPOSTS | {"value": "2653"}))

    assert page.h1 == "Figures from elsewhere"
    assert "The parts add up" not in page.text


def test_numbers_from_1_to_7_are_asked_about_before_they_are_saved(manager):
    page = save(manager, name="Referrals to the crisis team", value="3")

    assert "Save it as it is, or mend it?" in page.text
    assert (
        "Referrals to the crisis team: 3. Is it about people’s care? Of 1 to 7 people, somebody "
        "could be recognised. If so, leave that number out." in page.text
    )
    assert stored() == []

    page.submit("Save it as it is")

    assert [figure.value for figure in stored()] == [3]


def test_twelve_parts_are_kept_in_their_order(manager):
    parts = {f"parts-{place}-name": f"Part of {place}" for place in range(12)}
    parts |= {f"parts-{place}-value": str(place + 10) for place in range(12)}
    save(manager, value="186", **parts)

    assert [(part.name, part.value) for part in stored()[0].parts] == [
        (f"Part of {place}", place + 10) for place in range(12)
    ]


def test_a_second_figure_of_the_same_name_and_days_is_asked_about(manager):
    save(manager)
    page = save(manager, name="registrations", value="1,060")

    assert "There is a figure of this name for these days already: 1,057." in page.text
    assert len(stored()) == 1
    page.submit("Save it as it is")
    assert [figure.value for figure in stored()] == [1057, 1060]


def test_what_was_typed_stays_after_an_error(manager):
    page = save(manager, value="many", **{"parts-7-name": "To others", "parts-7-value": "1,331"})

    assert page.find("#value")["value"] == "many"
    assert page.find("#name")["value"] == "Registrations"
    assert page.find("#parts-7-value")["value"] == "1,331"
    assert page.find(".upkeep-form details").has_attr("open"), "rows in use stand open"


def test_the_figures_of_a_year_are_copied_one_by_one_without_their_numbers(manager):
    elsewhere.a_figure()
    elsewhere.a_figure("Registrations", 1057, ())

    page = manager.get(LIST).follow("Copy for April 2019 to March 2020")
    assert page.h1 == "Copy the figures of April 2018 to March 2019"
    page = page.follow("Enter the new number Signposts made, April 2018 to March 2019")

    assert page.find("#from_on")["value"] == "2019-04-01"
    assert page.find("#to_on")["value"] == "2020-03-31"
    assert page.find("#source")["value"] == "The team’s own register"
    assert page.find("#parts-3-name")["value"] == "To others"
    assert page.find("#parts-3-value").get("value", "") == ""
    counts = {f"parts-{place}-value": "50" for place in range(4)}
    page = page.submit(SAVE, value="200", **counts)

    assert page.h1 == "Copy the figures of April 2018 to March 2019"
    assert "entered: 200" in listed(page)[0]
    assert "Enter the new number" in listed(page)[1]


def test_days_that_are_not_over_are_copied_without_their_last_day(manager):
    days = (people.TODAY.replace(year=2025, month=4, day=1), people.TODAY.replace(month=3, day=31))
    figure = elsewhere.a_figure(days=days)

    assert "is not over yet" in manager.get(f"{LIST}/copy/2025-04-01/2026-03-31").text
    page = manager.get(f"{ADD}?like={figure.id}")

    assert page.find("#from_on")["value"] == "2026-04-01"
    assert page.find("#to_on").get("value", "") == ""


def test_a_withdrawn_figure_stays_readable_with_its_reason_and_counts_nowhere(manager):
    elsewhere.a_figure()
    page = manager.get(LIST).follow("Withdraw Signposts made, April 2018 to March 2019")
    assert page.submit("Withdraw it", reason=" ").errors == [
        "Write a short reason, so that others understand it later."
    ]

    page = page.submit("Withdraw it", reason="A part was missing")

    assert "Withdrawn: Signposts made, April 2018 to March 2019." in page.text
    assert "1 figure was withdrawn" in page.text
    assert "Withdrawn on 24 November 2026: A part was missing" in page.text
    assert stored()[0].withdrawn_at == people.NOW
    assert actions() == [
        (
            "withdrew a figure from elsewhere",
            "Signposts made",
            {
                "value": 2676,
                "days": "2018-04-01 to 2019-03-31",
                "figure": 1,
                "reason": "A part was missing",
            },
        )
    ]


def test_a_figure_is_withdrawn_once(manager):
    figure = elsewhere.a_figure()
    form = manager.get(f"{LIST}/{figure.id}/withdraw")
    form.submit("Withdraw it", reason="A part was missing")
    form.submit("Withdraw it", reason="Again")

    assert len(actions()) == 1
    assert "It was withdrawn on 24 November 2026." in manager.get(form.path).text


def test_coordinators_enter_for_their_sites_and_read_the_whole_service(coordinator):
    everywhere = elsewhere.a_figure("Everywhere")
    bootle = elsewhere.a_figure("Bootle’s", slug="bootle")
    elsewhere.a_figure("Walton’s", slug="walton")

    page = coordinator.get(LIST)

    assert [text.split(" ")[1] for text in listed(page)] == ["Everywhere", "Walton’s"]
    assert [words(link) for link in page.soup.select(".elsewhere__change")] == [
        "Withdraw Walton’s, April 2018 to March 2019"
    ]
    coordinator.get(f"{LIST}/{everywhere.id}/withdraw", 403)
    coordinator.get(f"{LIST}/{bootle.id}/withdraw", 404)
    places = coordinator.get(ADD).soup.select("#site option")
    assert [place.get_text() for place in places] == ["Walton"]
    copied = coordinator.get(f"{LIST}/copy/2018-04-01/2019-03-31")
    assert [text.split(" ")[0] for text in listed(copied)] == ["Walton’s"]


@pytest.mark.parametrize("place", ["whole service", "bootle"])
def test_a_coordinator_cannot_enter_for_another_place(coordinator, place):
    page = save(coordinator, site=place)

    assert page.errors == ["Choose the place where it was counted."]
    assert stored() == []


def test_a_pattern_that_a_coordinator_may_not_read_is_no_pattern(coordinator):
    figure = elsewhere.a_figure("Bootle’s", slug="bootle")

    for like in (figure.id, 0, -1, 2**40, "x"):
        assert not coordinator.get(f"{ADD}?like={like}").find("#name").get("value")


def test_words_that_look_like_code_are_only_words(manager):
    save(manager, name="<script>alert(1)</script>", source="=1+1")

    assert "<script>alert(1)</script>" in listed(manager.get(LIST))[0]
