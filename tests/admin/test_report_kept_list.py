"""The list of kept reports: what each is of, its pages, and what others than oneself may see."""

from datetime import timedelta

import pytest

from admin.summaries import kept_reports
from kiosk.database import writing
from kiosk.models import RuleException
from tests import people
from tests.reports import YEAR, a_kept_report
from tests.staff import sign_in

PATH = "/admin/report/kept"


def test_a_kept_report_is_listed_with_its_days_and_its_version(manager):
    a_kept_report()

    assert manager.get(PATH).rows("Kept reports") == [
        ["Report", "Days", "Kept", "By", "Note", "Version"],
        [
            "The Life Rooms, Walton, April 2018 to March 2019",
            "1 April 2018 to 31 March 2019",
            "24 November 2026, 10:00",
            "Kept",
            "",
            "0.1.0+abc",
        ],
    ]


def test_a_report_kept_while_the_rule_of_few_was_off_says_so(manager):
    a_kept_report("bootle")
    before, hour = people.NOW - timedelta(hours=3), timedelta(hours=1)
    exception = RuleException(
        from_on=YEAR.first, to_on=YEAR.last, sites="walton", reason="Asked for", made_at=before
    )
    people.add(exception)
    kept = a_kept_report()
    badge = " Shows answers of few forms"
    warning = "The rule that hides answers of few forms was switched off for this report"

    def title(place):
        return manager.get(PATH).rows("Kept reports")[place][0]

    assert title(1) == f"{kept.title}{badge}"
    assert badge not in title(2)
    assert warning in manager.get(f"{PATH}/{kept.id}").text

    with writing():
        exception.ended_at = people.NOW + hour  # it still shows what it showed
    assert title(1) == f"{kept.title}{badge}"
    with writing():
        exception.ended_at = people.NOW - hour  # the rule held again when it was kept
    assert title(1) == kept.title
    assert warning not in manager.get(f"{PATH}/{kept.id}").text


def test_each_page_is_full_of_what_a_person_may_see(manager, new_client, monkeypatch):
    monkeypatch.setattr(kept_reports, "PAGE_LENGTH", 2)
    for slugs in (("walton",), ("walton", "bootle"), ("bootle",), ("bootle", "southport")):
        a_kept_report(*slugs, kinds=())
    a_kept_report("bootle", kinds=())
    titles = [row[0] for row in manager.get(PATH).rows("Kept reports")[1:]]
    assert len(titles) == 2
    seen = sign_in(new_client(), people.a_person("b@example.org", sites=("bootle", "walton")))

    page, later = seen.get(PATH), seen.get(f"{PATH}?page=2")

    places = [
        row[0].split(", April")[0]
        for each in (page, later)
        for row in each.rows("Kept reports")[1:]
    ]
    both = "The Life Rooms, Walton and The Life Rooms, Bootle"
    assert places == [
        "The Life Rooms, Bootle",
        "The Life Rooms, Bootle",
        both,
        "The Life Rooms, Walton",
    ]
    assert "Earlier ones" in page.text
    assert "Earlier ones" not in later.text


@pytest.mark.parametrize("asked", ["0", "-1", "2", "9999", "9" * 30, "last"])
def test_beyond_the_last_page_stands_the_last(manager, asked):
    a_kept_report()

    assert len(manager.get(f"{PATH}?page={asked}").rows("Kept reports")) == 2


def test_nothing_kept_is_told_from_nothing_that_one_may_see(manager, new_client):
    nothing = "No report was kept yet. Open a report and press “Keep this report”."
    assert nothing in manager.get(PATH).text

    a_kept_report("walton", "bootle")

    bootle = sign_in(new_client(), people.a_person("bea@example.org", sites=("bootle",)))
    page = bootle.get(PATH)
    assert "No report was kept yet." not in page.text
    assert (
        "No report that you may see was kept yet: others are of sites that you do not look after."
        in page.text
    )
