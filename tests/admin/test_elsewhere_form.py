"""What the form of a figure from elsewhere reads, and what it refuses."""

import pytest

from tests.admin.test_elsewhere_pages import listed, save, stored


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
        ({"value": "44.5%"}, "Write it as a whole number: round 44.5% to 45%."),
        ({"value": "1,057.4"}, "Write it as a whole number: round 1,057.4 to 1,057."),
        ({"value": "44.5.5"}, WHOLE_NUMBER),
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
