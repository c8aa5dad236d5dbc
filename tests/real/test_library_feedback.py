"""72 paper forms from seven libraries: Yes and No as they were ticked, days as they were typed."""

from pathlib import Path

from tests.real import counting, library_feedback
from tests.real.words import words_kept, words_written

# Of each file: how its name begins, and its columns of library, “learnt”, “come again”, “enjoyed”,
# “good” and “better”. A library of None stands among the words of the first cell.
FILES = {
    "art_and_craft": (22, 3, 12, 0, None, 13),
    "children_s_event_long": (None, 4, None, 2, 3, 6),
    "children_s_event_short": (None, 2, None, 1, None, 4),
    "internet_taster": (8, 3, None, 1, 4, 7),
    "work_club": (19, None, 18, None, None, 17),
}
YEAR = ("2011-04-01", "2012-03-31")


def forms(data: Path) -> list[tuple[str, str, str, str, str, str]]:
    """The library of each form, its three answers and what was written in two boxes."""
    found = []
    for name, columns in FILES.items():
        for path in data.glob(f"newcastle_feedback_{name}*.csv"):
            for row in counting.rows(path)[2:]:
                cells = [row[column] if column is not None else "" for column in columns]
                words = cells[0] or row[0]
                slugs = [
                    slug
                    for slug, site in library_feedback.SITES.items()
                    if site.partition(" Library")[0] in words
                ]
                found.append((slugs[0] if slugs else "some-library", *cells[1:]))
    return found


def asked(answers: list[str]) -> dict[str, int | float | None]:
    return counting.question(answers.count("Yes"), no=answers.count("No"), of=len(answers))


def test_each_librarys_forms_equal_the_five_files(office, data):
    office.add_sites(library_feedback.SITES, library_feedback.OPENED_ON)
    before = office.everything()

    assert office.bring_in("evaluations", library_feedback.evaluations(data)) == 72

    found = forms(data)
    said = office.summary(*YEAR, *library_feedback.SITES)
    for site in [*said["sites"], said["total"] | {"slug": None}]:
        here = [form for form in found if site["slug"] in (None, form[0])]
        assert site["evaluations"] == len(here), site["slug"]
        questions = site["questions"]
        assert questions["covered_needs"] == asked([form[1] for form in here])
        assert questions["could_discuss_opportunities"] == asked([form[2] for form in here])
        assert questions["felt_valued"] == asked([form[3] for form in here])
        assert questions["environment_suitable"] == counting.question(of=len(here))
    assert words_kept("good") == words_written(form[4] for form in found)
    assert words_kept("better") == words_written(form[5] for form in found)
    assert office.undo_every_import() == 1
    assert office.everything() == before


def test_days_that_were_typed_with_dots_are_the_days_of_the_sessions(office, data):
    office.add_sites(library_feedback.SITES, library_feedback.OPENED_ON)
    office.bring_in("evaluations", library_feedback.evaluations(data))
    titles = [row[0] for row in counting.rows(data / library_feedback.CHILDREN)]

    for day, typed in (
        ("2012-02-13", "13.02.12"),
        ("2011-10-25", "25.10.11"),
        ("2011-08-30", "30.8.11"),
    ):
        total = office.summary(day, day)["total"]
        assert total["evaluations"] == sum(title.endswith(typed) for title in titles) > 0
