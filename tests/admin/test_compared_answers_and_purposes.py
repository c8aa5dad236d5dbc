"""Every answer, the purposes at each site and the rows of files beside earlier periods."""

from datetime import date

from tests import people
from tests.admin.compared_world import a_file, came, forms
from tests.admin.figures_that_open import follow_every_figure
from tests.client import words

OCTOBER = "/admin/compare?from=2026-10-01&to=2026-10-31&site=southport&site=walton"
HEADS = ["October 2026", "September 2026", "October 2025"]
CHANGES = ["Change beside September 2026", "Change beside October 2025"]
MONTHS = ("2026-10-06", "2026-09-08", "2025-10-07")


def people_in_each_month(slug, numbers, **about):
    came(slug, "2025-08-29", 1)
    for day, number in zip(MONTHS, numbers, strict=True):
        came(slug, day, number, **about)


def test_every_answer_to_a_question_stands_beside_both_earlier_ones(manager):
    run = people.a_run(slug="southport", days=tuple(map(date.fromisoformat, MONTHS)))
    forms(run, MONTHS[0], yes=7, no=2)
    forms(run, MONTHS[1], yes=4)
    forms(run, MONTHS[2], yes=1, no=3)
    for day in MONTHS[:2]:
        people.an_evaluation(
            run, date.fromisoformat(day), covered_needs="not_applicable", felt_valued="partly"
        )

    page = manager.get(OCTOBER)

    table = page.rows("Forms by their answers")
    assert table[:8] == [
        ["Answer", *HEADS],
        ["The course covered what they need"],
        ["Yes", "7", "4", "1"],
        ["Partly", "0", "0", "0"],
        ["No", "2", "0", "3"],
        ["Yes, Partly or No (n)", "9", "4", "4"],
        ["Not sure, or doesn’t apply", "1", "1", "0"],
        ["Left blank", "0", "0", "0"],
    ]
    assert table[29:] == [
        ["They felt valued"],
        ["Yes", "7", "4", "1"],
        ["Partly", "1", "1", "0"],
        ["No", "2", "0", "3"],
        ["Yes, Partly or No (n)", "10", "5", "4"],
        ["Not sure, or doesn’t apply", "0", "0", "0"],
        ["Left blank", "0", "0", "0"],
    ]
    assert "evaluations" in follow_every_figure(manager, page)


def test_what_brought_people_in_stands_by_site(manager):
    people_in_each_month("southport", (90, 60, 30))
    people_in_each_month("walton", (44, 88, 4), purpose="pathways")

    page = manager.get(OCTOBER)

    table = page.rows("What brought people in, by site")
    assert table[0] == ["Purpose", HEADS[0], HEADS[1], CHANGES[0], HEADS[2], CHANGES[1]]
    assert [row[:1] for row in table[1::7]] == [["Walton"], ["Southport"]]
    fewer = "50% fewer for each open day"
    assert table[3] == ["Pathways Advice", "44", "88", fewer, "4", "too few to compare"]
    assert table[9][:3] == ["A course or group", "90", "60"]
    assert table[10] == ["Pathways Advice", "0", "0", "", "0", ""]
    assert "people" in follow_every_figure(manager, page)


def test_of_one_site_its_purposes_stand_once(manager):
    people_in_each_month("southport", (90, 60, 30))

    page = manager.get(OCTOBER.removesuffix("&site=walton"))

    assert not page.soup.find(id="figures-1-purposes-caption")
    assert page.soup.find(id="figures-1-caption")


def test_people_and_rows_from_a_file_stand_beside_none(manager):
    people_in_each_month("walton", (44, 88, 5))
    came("walton", "2026-09-16", 45, import_id=a_file().id)

    page = manager.get(OCTOBER)

    table = {row[0]: row[1:] for row in page.rows("Every figure compared")}
    assert table["People by screen"] == ["44", "88", "", "5", ""]
    assert table["People from a file"] == ["0", "45", "", "0", ""]
    assert table["Rows from a file"] == ["0", "2", "", "0", ""]
    names = [str(each["aria-label"]) for each in page.soup.select("a.figure[aria-label]")]
    assert "45, People from a file, September 2026" in names
    assert "taps" in follow_every_figure(manager, page)


def test_a_number_says_of_which_site_and_question_it_is(manager):
    people_in_each_month("southport", (90, 60, 30))
    people_in_each_month("walton", (44, 88, 4))
    run = people.a_run(slug="southport", days=(date(2026, 10, 6),))
    forms(run, MONTHS[0], yes=7)

    page = manager.get(OCTOBER)

    of_site, of_question = (
        page.soup.select_one(f"table:has(#figures-1-{name}-caption) a.figure")
        for name in ("purposes", "answers")
    )
    assert of_site["aria-label"] == "44, A course or group, Walton, October 2026"
    assert words(of_question) == "7"
    assert of_question["aria-label"] == "7, Yes, The course covered what they need, October 2026"
