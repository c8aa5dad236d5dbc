"""138 forms from eleven towns: moments with an offset, letters that English has not, Yes and 1."""

import csv
import io
from pathlib import Path

import pytest

from tests.real import counting, follow_up_survey
from tests.real.office import Office
from tests.real.words import words_kept, words_written

YEARS = (("2017-04-01", "2018-03-31"), ("2018-04-01", "2019-03-31"), ("2019-04-01", "2026-11-24"))


def forms(data: Path) -> list[tuple[str, str, str, str, str]]:
    """Of each form its town, its workshop, its day and the two answers."""
    found = []
    for name in follow_up_survey.WITH_MOMENTS:
        for line in csv.reader(io.StringIO((data / name).read_text(encoding="utf-8"))):
            if line[0] != "Submission Date":
                town, month = line[1].split(",")
                found.append((town, month.strip(), line[0][:10], line[8], line[9]))
    months = {"June": "06", "October": "10", "November": "11", "December": "12"}
    months |= {"February": "02", "March": "03"}
    for row in counting.records(data / follow_up_survey.BY_MONTH):
        town, _country, month = row["Which workshop did you attend?"].split(", ")
        answers = [{"1": "Yes", "0": "No"}.get(each, "") for each in list(row.values())[-2:]]
        day = f"{month[-4:]}-{months[month[:-5]]}-01"
        found.append((town, month, day, answers[0], answers[1]))
    return found


def figures(found: list[tuple[str, str, str, str, str]]) -> dict[str, object]:
    """What the summary has to say of some forms."""
    easier = [form[3] for form in found]
    introduced = [form[4] for form in found]
    of = len(found)
    unasked = counting.question(of=of)
    return {
        "evaluations": of,
        "learning_opportunities": len({form[1] for form in found}),
        "questions": {
            "covered_needs": counting.question(easier.count("Yes"), no=easier.count("No"), of=of),
            "environment_suitable": unasked,
            "tutor_met_expectations": unasked,
            "could_discuss_opportunities": counting.question(
                introduced.count("Yes"), no=introduced.count("No"), of=of
            ),
            "felt_valued": unasked,
        },
    }


def bring_all_in(office: Office, data: Path) -> list[int]:
    """Three files; the last as an old spreadsheet on Windows saves it."""
    added = [
        office.bring_in("evaluations", follow_up_survey.evaluations_with_moments(data, name))
        for name in follow_up_survey.WITH_MOMENTS
    ]
    old = follow_up_survey.evaluations_by_month(data)
    return [*added, office.bring_in("evaluations", old, encoding="cp1252", separator=";")]


def test_each_town_and_each_year_equals_the_three_files(office, data):
    office.add_sites(follow_up_survey.SITES, follow_up_survey.OPENED_ON)
    before = office.everything()

    assert bring_all_in(office, data) == [38, 35, 65]

    found = forms(data)
    names = follow_up_survey.SITES
    for first, last in YEARS:
        inside = [form for form in found if first <= form[2] <= last]
        said = office.summary(first, last, *names)
        for site in said["sites"]:
            expected = figures([form for form in inside if form[0] == names[site["slug"]]])
            assert counting.only(site, *expected) == expected, (site["slug"], first)
        expected = figures(inside)
        assert counting.only(said["total"], *expected) == expected
    assert office.undo_every_import() == 3
    assert office.everything() == before


@pytest.mark.parametrize(("box", "column"), [("good", 10), ("better", 11)])
def test_what_was_written_is_kept_word_for_word(office, data, box, column):
    office.add_sites(follow_up_survey.SITES, follow_up_survey.OPENED_ON)
    bring_all_in(office, data)

    written = [
        row[column]
        for name in follow_up_survey.WITH_MOMENTS
        for row in counting.rows(data / name)[1:]
    ]
    assert words_kept(box) == words_written(written)
