"""Imported visits stand under their own name: no screen saw them, and the parts still add up."""

import json
import re
from datetime import date

import pytest

from admin.imports.undoing import undo
from tests import people
from tests.admin.figures_that_open import follow_every_figure
from tests.admin.small_world import a_headcount
from tests.admin.test_exports import read
from tests.importing import imported

YEAR = "from=2018-04-01&to=2019-03-31"
WHO_CAME = (
    "walton,05/06/2018 09:15,learning,yes,4,a",
    "walton,06/06/2018 09:15,other,,2,b",
    "southport,06/06/2018 10:15,,,1,c",
)


@pytest.fixture
def came(app):
    """Ten people: 2 by screen, 7 from a file, 1 counted by hand; and one in the year before."""
    people.a_visit(at=people.NOW.replace(year=2017, month=4, day=3))
    people.a_visit(at=people.NOW.replace(year=2018, month=6, day=4), people=2)
    a_headcount(date(2018, 6, 7), date(2018, 6, 8), 1)
    return imported("visits", *WHO_CAME)


def test_the_parts_of_the_visits_are_named_and_add_up(manager, came):
    page = manager.get(f"/admin/?{YEAR}")

    assert "10 = 2 by screen + 7 from a file + 1 counted by hand" in page.text
    assert "1 tap on the screens" in page.text
    assert "3 rows from a file stand beside them" in page.text
    rows = page.rows("Visits by site")
    assert rows[0] == [
        "Site",
        "Visits",
        "Open days",
        "Per open day",
        "Taps on screens",
        "From a file",
        "By hand",
    ]
    by_site = {row[0].split()[0]: (row[1], *row[4:]) for row in rows[1:]}
    assert by_site["Walton"] == ("9", "1", "6", "1")
    assert by_site["Southport"] == ("1", "0", "1", "0")
    assert by_site["All"] == ("10", "1", "7", "1")
    assert page.rows("People by purpose")[-1][0] == "All by screen or from a file"
    first = page.rows("First time here?")
    assert (first[0][-1], first[1][-1]) == ("All taps and rows", "4")


def test_the_taps_on_screens_are_one_number_wherever_they_stand(app, manager, came):
    days = ["--from", "2018-04-01", "--to", "2019-03-31"]
    told = app.test_cli_runner().invoke(args=["summary", *days]).output
    compared = manager.get(f"/admin/compare?{YEAR}").rows("Every figure compared")
    total = json.loads(app.test_cli_runner().invoke(args=["summary", *days, "--json"]).output)

    assert re.search(r"^Taps on screens +1 +0 +0 +0 +1$", told, re.MULTILINE)
    assert ["Taps on screens", "1"] in [row[:2] for row in compared]
    parts = [total["total"][name] for name in ("taps", "taps_on_screens", "rows_from_file")]
    assert parts == [4, 1, 3]
    for view in ("", "&view=shared"):
        header, *rows = read(manager, "summary", YEAR + view)
        assert header[-2:] == ["taps_on_screens", "rows_from_file"]
        assert [row[-2:] for row in rows] == [
            ["1", "2"],
            ["0", "1"],
            ["0", "0"],
            ["0", "0"],
            ["1", "3"],
        ]


def test_each_part_opens_to_its_own_rows(manager, came):
    page = manager.get(f"/admin/?{YEAR}")

    follow_every_figure(manager, page)
    everybody = manager.get(f"/admin/rows/visits?{YEAR}")
    assert "10 = 2 by screen + 7 from a file + 1 counted by hand" in everybody.text
    assert [row[-1] for row in everybody.rows("The rows behind this figure")[1:]] == [
        "By screen",
        "From a file",
        "From a file",
        "From a file",
        "By hand",
    ]
    from_a_file = manager.get(f"/admin/rows/people?{YEAR}&by=file")
    assert from_a_file.h1 == "7 people from a file"
    assert "3 rows from a file, 7 people" in from_a_file.text
    by_screen = manager.get(f"/admin/rows/people?{YEAR}&by=screen")
    assert by_screen.h1 == "2 people by screen"
    assert "1 tap, 2 people" in by_screen.text
    learning = manager.get(f"/admin/rows/people?{YEAR}&purpose=learning")
    assert "6 of 9 people by screen or from a file = 67%" in learning.text
    both = manager.get(f"/admin/rows/people?{YEAR}")
    assert both.h1 == "9 people by screen or from a file"
    assert "4 taps and rows from a file, 9 people" in both.text


def test_the_report_and_the_comparison_say_so_too(manager, came):
    report = manager.get(f"/admin/report?{YEAR}")
    compared = manager.get(f"/admin/compare?{YEAR}")

    assert "2 by screen, 6 from a file, 1 counted by hand" in report.text
    assert "2 by screen , 6 from a file and 1 by hand" in compared.text  # three links


def test_where_nothing_was_imported_nobody_reads_of_files(manager):
    people.a_visit(at=people.NOW.replace(year=2018, month=6, day=4), people=2)

    page = manager.get(f"/admin/?{YEAR}")

    assert "from a file" not in page.text.lower()


def test_what_an_undone_import_brought_is_gone(manager, came):
    assert "7 from a file" in manager.get(f"/admin/?{YEAR}").text

    undo(came, people.NOW)

    assert "from a file" not in manager.get(f"/admin/?{YEAR}").text
