"""Numbers in sentences, and the columns and points of charts, open to the rows they count."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

from admin.summaries.told import Told, as_marked, mark
from tests import people
from tests.admin.figures_that_open import follow_every_figure, number_in
from tests.admin.numbers_world import OCTOBER, many_numbers
from tests.admin.small_world import a_headcount
from tests.client import words
from tests.elsewhere import a_figure
from tests.reports import counted, forms, the_published_counts

YEAR = "from=2018-04-01&to=2019-03-31"


def opening(page, chosen):
    """Each number of some part of a page that opens: its words, its kind of rows, and which."""
    found = []
    for anchor in page.soup.select(f"{chosen} a.figure"):
        address = urlsplit(anchor["href"])
        asked = {name: value[0] for name, value in parse_qs(address.query).items()}
        assert (asked.pop("from", ""), asked.pop("to", "")) == ("2018-04-01", "2019-03-31")
        kind = address.path.removeprefix("/admin/rows/")
        found.append((words(anchor), kind, asked))
    return found


def test_a_told_sentence_reads_as_plain_text():
    told = Told(f"Walton: {mark('1,204', 'visits', 1, 'a=b')} visits")

    assert told == "Walton: 1,204 visits"
    assert [piece.words for piece in told.pieces] == ["Walton: ", "1,204", " visits"]
    assert told.pieces[1][1:4] == ("visits", 1, "a=b")
    assert Told(as_marked(told)).pieces == told.pieces
    assert as_marked("Walton") == "Walton"


def test_each_number_of_the_reports_sentences_opens(manager):
    the_published_counts()
    people.a_visit(at=people.NOW.replace(year=2018, month=5, day=14), people=3)

    page = manager.get(f"/admin/report?{YEAR}")

    assert opening(page, ".document__lead") == [("40,000", "visits", {})]
    found = opening(page, ".document__sentences")
    walton = {"site": "walton"}
    assert found[:5] == [
        ("23,952", "visits", walton),
        ("94.7", "per-open-day", walton),
        ("253", "open-days", walton),
        ("3", "people", walton | {"by": "screen"}),
        ("23,949", "headcounts", walton),
    ]
    needs = {"question": "covered_needs"}
    learning = [each for each in found if "site" not in each[2]]
    assert learning[:7] == [
        ("3", "enrolments", {}),
        ("2", "enrolments", {"new": "yes"}),
        ("1", "courses", {}),
        ("1,130", "evaluations", {}),
        ("98", "evaluations", needs),
        ("1,125", "evaluations", needs | {"answer": "answered"}),
        ("2", "evaluations", needs | {"answer": "partly"}),
    ]
    for text, kind, asked in found:
        query = "&".join([YEAR, *(f"{name}={value}" for name, value in asked.items())])
        heading = manager.get(f"/admin/rows/{kind}?{query}").h1
        if asked.get("answer") != "partly":  # its share is not their number
            assert str(number_in(heading)) == text.replace(",", "")


def test_the_tables_beside_the_reports_charts_open(manager):
    the_published_counts()

    page = manager.get(f"/admin/report?{YEAR}")

    first = page.soup.select_one(".document__chart td a.figure")
    assert (words(first), first["href"]) == (
        "41,200",
        "/admin/rows/visits?from=2019-02-01&to=2019-02-28",
    )
    # A month, three sites, and of five questions the percentage and its n.
    assert len(page.soup.select(".document__chart td a.figure")) == 1 + 3 + 5 * 2


def test_the_reports_charts_and_what_they_tell_open(manager):
    the_published_counts()
    counted("bootle", 7, date(2019, 3, 4))
    a_headcount(date(2019, 2, 27), date(2019, 3, 2), 30, slug="bootle")
    a_headcount(date(2019, 2, 4), date(2019, 2, 12), 5, slug="bootle")  # several weeks, one month

    page = manager.get(f"/admin/report?{YEAR}")

    february = "/admin/rows/visits?from=2019-02-01&to=2019-02-28"
    march = "/admin/rows/visits?from=2019-03-01&to=2019-03-31"
    told = [
        (words(each), each["href"])
        for each in page.soup.select("figcaption a.figure, figure > p a.figure")
    ]
    beside = f"/admin/rows/headcounts?{YEAR}&which=beside-in-report"
    assert told[:3] == [("41,205", february), ("7", march), ("30", beside)]
    assert number_in(manager.get(beside).h1) == 30
    drawing = page.soup.select_one("svg:has(.document__value)")
    assert [(each["aria-label"], each["href"]) for each in drawing.select("a")] == [
        ("41,205, February 2019", february),
        ("7, March 2019", march),
    ]
    assert drawing["role"] == "group"


def test_the_reports_notes_figures_and_questions_open(manager):
    counted("walton", 40, date(2019, 3, 31))  # until 1 a.m. of 1 April by the wall clock
    counted("walton", 26, date(2018, 3, 31))
    forms(12, None, felt_valued="yes")
    figure = a_figure()

    page = manager.get(f"/admin/report?{YEAR}")

    left_out = ("66", "headcounts", {"site": "walton", "which": "left-out"})
    assert opening(page, ".document__notes") == [left_out]
    found = opening(page, ".report__doubts")
    assert left_out in found
    answered = {"question": "felt_valued", "answer": "answered"}
    assert ("12", "evaluations", answered) in found
    assert ("253", "open-days", {"site": "walton"}) in found
    parts = page.soup.select(".document__parts a.figure")
    assert [words(each) for each in parts] == ["1,038", "224", "60", "1,331"]
    assert {each["href"] for each in parts} == {f"/admin/upkeep/elsewhere#figure-{figure.id}"}


def test_what_the_checks_of_a_site_come_to_opens_where_people_are_counted(manager):
    many_numbers()

    page = manager.get(f"/admin/upkeep/sites/walton/count?{OCTOBER}")

    assert follow_every_figure(manager, page) == {"checks"}
    assert [words(each) for each in page.soup.select("a.figure")][:2] == ["9", "4"]


def test_no_file_of_the_report_holds_a_link_to_rows(manager):
    the_published_counts()

    for ending in ("html", "txt"):
        text = manager.open(f"/admin/report.{ending}?{YEAR}", "GET").get_data(as_text=True)
        assert "23,949 visits" in text
        assert "/admin/" not in text
        assert 'role="group"' not in text


def test_each_column_opens_to_its_days(manager):
    counted("walton", 40, date(2019, 2, 4))
    counted("walton", 7, date(2019, 3, 4))

    page = manager.get(f"/admin/?{YEAR}")

    for drawing in page.soup.select("svg.chart"):
        assert [(each["aria-label"], each["href"]) for each in drawing.select("a")] == [
            ("40, February 2019", "/admin/rows/visits?from=2019-02-01&to=2019-02-28"),
            ("7, March 2019", "/admin/rows/visits?from=2019-03-01&to=2019-03-31"),
        ]
        # What is inside an image cannot be reached: a chart that opens is none.
        assert drawing["role"] == "group"


def test_each_point_and_each_cell_of_the_five_questions_opens(manager):
    forms(12, "yes")
    forms(4, "partly")
    forms(3, "yes", date(2018, 6, 4))

    page = manager.get(f"/admin/compare?{YEAR}")

    may = "/admin/rows/evaluations?from=2018-05-01&to=2018-05-31&question=felt_valued"
    told = [(each["aria-label"], each["href"]) for each in page.soup.select("svg.chart a")]
    assert told.count(("75%, They felt valued, May 2018, n = 16", may)) == 2  # two drawings
    assert told.count(("16, n, They felt valued, May 2018", f"{may}&answer=answered")) == 1
    assert told.count(("n = 16, They felt valued, May 2018", f"{may}&answer=answered")) == 1
    # Of fewer than 10 forms no point is drawn, but their number is told; of none there is nothing.
    assert len(told) == 10 + 2 * 10
    cells = [
        (words(each), each["href"])
        for each in page.soup.select("details a.figure")
        if "question=felt_valued" in each["href"]
    ]
    june = may.replace("05-01", "06-01").replace("05-31", "06-30")
    assert ("n = 16", f"{may}&answer=answered") in cells
    assert ("4 partly", f"{may}&answer=partly") in cells
    assert ("n = 3", f"{june}&answer=answered") in cells


def test_the_overviews_own_sentences_open(manager):
    people.a_visit(at=people.NOW.replace(year=2018, month=5, day=14), people=3)
    people.a_visit(at=people.NOW.replace(year=2018, month=5, day=15), people=1, purpose="community")
    forms(12, "yes", felt_valued="partly")

    page = manager.get(f"/admin/?{YEAR}")

    assert opening(page, "#hours-said") == [
        ("0.1", "people", monday := {"weekday": "mon", "hour": "11"}),
        ("3", "people", monday),
        ("0.0", "people", tuesday := {"weekday": "tue", "hour": "11"}),
        ("1", "people", tuesday),
    ]
    assert opening(page, "#purposes-gist")[0] == ("75%", "people", {"purpose": "learning"})
    assert opening(page, "#said-gist") == [
        ("0%", "evaluations", {"question": "felt_valued"}),
        ("100%", "evaluations", {"question": "covered_needs"}),  # the first of those that have it
    ]
