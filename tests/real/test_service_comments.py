"""775 comments by 504 people: kept word for word, each in its box; “don't know” is no “no”."""

from collections import Counter
from pathlib import Path

import pytest

from tests.real import counting, service_comments
from tests.real.words import words_kept, words_written

MONTHS = [f"{2021 + number // 12}-{number % 12 + 1:02}" for number in range(24)]


def people_of(data: Path, month: str) -> dict[str, list[str]]:
    """The answers of those who wrote in a month, by service."""
    wrote = {
        row["Respondent ID"]: (row["Service type 1"], row["FFT categorical answer"])
        for row in counting.records(data / service_comments.FILE)
        if f"{row['Date'][6:]}-{row['Date'][3:5]}" == month
    }
    found: dict[str, list[str]] = {name: [] for name in service_comments.SITES.values()}
    for service, answer in wrote.values():
        found[service].append(answer)
    return found


def valued(answers: list[str]) -> dict[str, int | float | None]:
    """Very good and good are yes; six and seven are no answer."""
    said = Counter(answers)
    return counting.question(
        said["1"] + said["2"],
        said["3"],
        said["4"] + said["5"],
        unsure=said["6"] + said["7"],
        of=len(answers),
    )


def test_each_month_of_each_service_equals_the_file(office, data):
    office.add_sites(service_comments.SITES, service_comments.OPENED_ON)
    before = office.everything()

    assert office.bring_in("evaluations", service_comments.evaluations(data)) == 504

    for month in MONTHS:
        found = people_of(data, month)
        said = office.summary(f"{month}-01", f"{month}-28" if month[5:] == "02" else last(month))
        by_slug = {site["slug"]: site for site in said["sites"]}
        for slug, name in service_comments.SITES.items():
            assert by_slug[slug]["evaluations"] == len(found[name]), (slug, month)
            assert by_slug[slug]["questions"]["felt_valued"] == valued(found[name])
        assert said["total"]["evaluations"] == sum(map(len, found.values()))
    assert office.undo_every_import() == 1
    assert office.everything() == before


def last(month: str) -> str:
    return f"{month}-{30 if month[5:] in ('04', '06', '09', '11') else 31}"


@pytest.mark.parametrize(
    ("box", "asked"), [("good", "What was good?"), ("better", "What could we do better?")]
)
def test_comments_are_kept_word_for_word(office, data, box, asked):
    office.add_sites(service_comments.SITES, service_comments.OPENED_ON)
    office.bring_in("evaluations", service_comments.evaluations(data))

    rows = counting.records(data / service_comments.FILE)
    written = [row["FFT answer"] for row in rows if row["FFT question"] == asked]
    assert words_kept(box) == words_written(comment[:2000] for comment in written)


def test_a_comment_of_more_than_2_000_characters_is_refused_by_its_line(office, data):
    office.add_sites(service_comments.SITES, service_comments.OPENED_ON)

    told = office.try_to_bring_in("evaluations", service_comments.evaluations(data, longest=None))

    too_long = sum(
        len(row["FFT answer"]) > 2000 for row in counting.records(data / service_comments.FILE)
    )
    assert (told.code, told.number("Refused")) == (1, too_long)
    refused = [line for line in told.lines if line.startswith("Line ")]
    assert all(line.endswith("Make it 2,000 or fewer.") for line in refused)
    assert sum(map(len, refused)) < 100 * too_long  # none of them repeats what was written
