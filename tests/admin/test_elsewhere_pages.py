"""Entering, copying and withdrawing figures from elsewhere, as staff see it."""

import io
from datetime import date

import openpyxl
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
def manager(client):
    return sign_in(client, people.a_person("mo@example.org", "manager"))


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


def test_twelve_parts_are_kept_in_their_order(manager):
    parts = {f"parts-{place}-name": f"Part of {place}" for place in range(12)}
    parts |= {f"parts-{place}-value": str(place) for place in range(12)}
    save(manager, value="66", **parts)

    assert [(part.name, part.value) for part in stored()[0].parts] == [
        (f"Part of {place}", place) for place in range(12)
    ]


def test_a_second_figure_of_the_same_name_and_days_is_asked_about(manager):
    save(manager)
    page = save(manager, name="registrations", value="1,060")

    assert "There is a figure of this name for these days already: 1,057." in page.text
    assert len(stored()) == 1
    page.submit("Save it as it is")
    assert [figure.value for figure in stored()] == [1057, 1060]


@pytest.mark.parametrize(
    ("typed", "value", "is_percent"),
    [
        ("1,038", 1038, False),
        ("1 038", 1038, False),
        ("1\N{NO-BREAK SPACE}038", 1038, False),
        (" 1038 ", 1038, False),
        ("0", 0, False),
        ("1,000,000,000", 10**9, False),
        ("44 %", 44, True),
        ("44%", 44, True),
        ("44 percent", 44, True),
        ("44 per cent", 44, True),
        ("100%", 100, True),
    ],
)
def test_a_number_is_read_as_reports_write_it(manager, typed, value, is_percent):
    save(manager, value=typed)

    assert [(figure.value, figure.is_percent) for figure in stored()] == [(value, is_percent)]


def test_a_percentage_may_be_chosen_too_and_is_read_as_one(manager):
    page = save(manager, name="Mersey Care service users", value="44", kind="percent")

    assert listed(page)[0].startswith("44% Mersey Care service users")


WHOLE_NUMBER = "Write a whole number, such as 1,038 or 44%."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"heading": " "}, "Write the heading under which it stands, such as Social prescribing."),
        ({"heading": "a" * 81}, "Keep the heading to 80 letters."),
        ({"name": ""}, "Write what was counted, such as Registrations."),
        ({"name": "a" * 121}, "Keep the name to 120 letters."),
        ({"site": ""}, "Choose the place where it was counted."),
        ({"site": "nowhere"}, "Choose the place where it was counted."),
        ({"from_on": ""}, "Enter the first day."),
        ({"to_on": ""}, "Enter the last day."),
        ({"to_on": "soon"}, "Write the date as day, month and year, such as 24/11/2026."),
        ({"to_on": "2018-03-31"}, "The last day is before the first. Please change one of them."),
        ({"to_on": "2026-11-25"}, "The last day is still to come. Choose today or earlier."),
        (
            {"site": "bootle", "to_on": "2018-12-31"},
            "Bootle opened on 7 January 2019, after these days.",
        ),
        ({"value": ""}, "Write the number, such as 1,057 or 44%."),
        ({"value": "many"}, WHOLE_NUMBER),
        ({"value": "44.5%"}, WHOLE_NUMBER),
        ({"value": "1,03"}, WHOLE_NUMBER),
        ({"value": "1,0388"}, WHOLE_NUMBER),
        ({"value": "٤٤"}, WHOLE_NUMBER),
        ({"value": "1e6"}, WHOLE_NUMBER),
        ({"value": "-1"}, "Write 0 or more: nothing is counted below 0."),
        ({"value": "−3 %"}, "Write 0 or more: nothing is counted below 0."),
        ({"value": "1000000001"}, "That is more than 1,000,000,000. Check the number."),
        ({"value": "9" * 300}, "That is more than 1,000,000,000. Check the number."),
        ({"value": "101%"}, "A percentage is 100 or less."),
        ({"value": "101", "kind": "percent"}, "A percentage is 100 or less."),
        ({"source": ""}, "Write where it comes from, so that others can look it up."),
        ({"source": "a" * 201}, "Keep the source to 200 letters."),
        ({"parts-0-name": "To others"}, "Write the number of this part, or leave its row empty."),
        ({"parts-11-value": "3"}, "Say what this part is."),
        ({"parts-0-name": "a" * 121, "parts-0-value": "3"}, "Keep the part to 120 letters."),
        ({"parts-0-name": "To others", "parts-0-value": "few"}, WHOLE_NUMBER),
        (
            {"parts-0-name": "To others", "parts-0-value": "-5"},
            "Write 0 or more: nothing is counted below 0.",
        ),
        (
            {"parts-0-name": "To others", "parts-0-value": "5%"},
            "This part is a percentage, but the figure is not. Write both alike.",
        ),
        (
            {"value": "44%", "parts-0-name": "To others", "parts-0-value": "144"},
            "A percentage is 100 or less.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_one_sentence(manager, changes, sentence):
    page = save(manager, **changes)

    assert page.errors == [sentence]
    assert stored() == []


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
    counts = {f"parts-{place}-value": "5" for place in range(4)}
    page = page.submit(SAVE, value="20", **counts)

    assert page.h1 == "Copy the figures of April 2018 to March 2019"
    assert "entered: 20" in listed(page)[0]
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


def test_the_file_has_each_figure_and_its_parts_of_the_sites_a_person_sees(coordinator):
    elsewhere.a_figure("Signposts", 60, (("To work", 36), ("=To others", 25)), slug="walton")
    elsewhere.a_figure("Share", 44, (), is_percent=True, heading="Wellbeing")
    elsewhere.a_figure("Bootle’s", slug="bootle")
    elsewhere.a_figure("Gone", withdrawn_at=people.NOW)
    elsewhere.a_figure("Later", days=(date(2019, 4, 1), date(2019, 4, 30)))

    address = "/admin/export/elsewhere.csv?from=2018-04-01&to=2019-03-31"
    text = coordinator.get(address).response.get_data().decode("utf-8-sig")
    rest = "2018-04-01,2019-03-31,walton,The team’s own register,,2026-11-24"

    assert text.splitlines() == [
        "heading,name,part,value,percent,parts_add_up_to,from,to,site,source,entered_by,entered_on",
        f"Social prescribing,Signposts,,60,no,61,{rest}",
        f"Social prescribing,Signposts,To work,36,no,,{rest}",
        f"Social prescribing,Signposts,'=To others,25,no,,{rest}",
        f"Wellbeing,Share,,44,yes,,{rest.replace('walton', '')}",
    ]


def test_the_workbook_says_what_the_figures_are(manager):
    elsewhere.a_figure()
    address = "/admin/export/elsewhere.xlsx?from=2018-04-01&to=2019-03-31"

    book = openpyxl.load_workbook(io.BytesIO(manager.open(address, "GET").get_data()))

    assert book.sheetnames == ["About", "Figures from elsewhere"]
    figure = [cell.value for cell in book["Figures from elsewhere"][2]]
    assert figure[1:6] == ["Signposts made", None, 2676, "no", 2653]
