"""Reports are kept as they were, listed for those who see all their sites, and compared."""

from datetime import date

from sqlalchemy import select, update

from kiosk.database import db, writing
from kiosk.models import (
    AuditEntry,
    ElsewhereFigure,
    Evaluation,
    Headcount,
    KeptFile,
    KeptReport,
)
from tests import people
from tests.elsewhere import a_figure
from tests.reports import counted, forms, the_published_counts
from tests.staff import sign_in

ADDRESS = "from=2018-04-01&to=2019-03-31"
UNCHANGED = "Nothing has changed: every total and every sentence is today what it was then."


def keep(client, address=ADDRESS, note=""):
    page = client.get(f"/admin/report?{address}")
    return page.submit("Keep this report", note=note)


def changes(page):
    return [item.get_text() for item in page.soup.select("section[aria-labelledby=otherwise] li")]


def test_a_report_is_kept_with_its_files_its_figures_and_who_when_and_what(manager):
    the_published_counts()

    page = keep(manager, note="Sent to the Trust")

    assert page.h1 == "The Life Rooms, April 2018 to March 2019"
    assert "Kept on 24 November 2026 at 10:00 by Mo. Note: Sent to the Trust" in page.text
    assert UNCHANGED in page.text
    kept = db.session.scalars(select(KeptReport)).one()
    assert kept.sites == "bootle,central-and-south-liverpool,southport,walton"
    assert kept.figures["total"]["visits"] == 41_200
    assert kept.version.startswith("0.1.0+")
    assert sorted(file.format for file in kept.files) == ["docx", "html", "text"]
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.subject) == ("kept a report", "2018-04-01 to 2019-03-31")
    assert "Sent to the Trust" not in str(entry.details)


def test_its_files_stay_as_they_were(manager):
    the_published_counts()
    then = manager.open(f"/admin/report.docx?{ADDRESS}", "GET").get_data()
    page = keep(manager)
    counted("bootle", 3, date(2019, 2, 11))

    address = page.soup.find("a", string="Download for Word")["href"]
    response = manager.open(address, "GET")

    assert response.get_data() == then
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=report-2018-04-01-to-2019-03-31-kept.docx"
    )
    text = page.follow("Download as text").response.get_data(as_text=True)
    assert "The Life Rooms, Bootle: 2,350 visits" in text
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry.action == "exported a kept report"


def test_what_arrived_later_is_said_figure_by_figure(manager):
    the_published_counts()
    keep(manager)
    counted("bootle", 3, date(2019, 2, 11))
    counted("walton", 1, date(2019, 2, 12))
    forms(2, "no")
    people.a_run("Baking", code="7Q2M4Z", days=(date(2018, 6, 4),))

    page = manager.get("/admin/report/kept").follow("The Life Rooms, April 2018 to March 2019")

    assert changes(page) == [
        "1 visit at Walton arrived later.",
        "2 forms at Walton arrived later.",
        "3 visits at Bootle arrived later.",
        "Different learning opportunities: 1 then, 2 today.",
        "The course covered what they need: 98 percent (n = 1,125) then, "
        "98 percent (n = 1,127) today.",
        "The learning environment was suitable: 98 percent (n = 1,125) then, "
        "98 percent (n = 1,127) today.",
        "The tutor met their expectations: 98 percent (n = 1,125) then, "
        "98 percent (n = 1,127) today.",
        "They could discuss further opportunities: 98 percent (n = 1,125) then, "
        "98 percent (n = 1,127) today.",
        "They felt valued: 98 percent (n = 1,125) then, 98 percent (n = 1,127) today.",
    ]
    then, now = page.rows("Sentences then and today")[1]
    assert then.startswith("The Life Rooms, Walton: 23,949 visits")
    assert now.startswith("The Life Rooms, Walton: 23,950 visits")
    assert "The Life Rooms, Bootle: 2,353 visits" in page.text


def test_what_became_fewer_is_said(manager):
    counted("bootle", 30)
    forms(20, "yes")
    keep(manager)
    with writing():
        db.session.execute(update(Headcount).values(undone_at=people.NOW))
        db.session.execute(update(Evaluation).values(held_on=date(2019, 4, 1)))

    page = manager.get("/admin/report/kept").follow("The Life Rooms, April 2018 to March 2019")

    assert changes(page)[:2] == [
        "20 forms fewer at Walton: an import was undone, or they count elsewhere.",
        "30 visits fewer at Bootle: taken back, struck out or undone.",
    ]
    assert "They felt valued: 100 percent (n = 20) then, nobody answered today." in changes(page)


def test_a_new_figure_from_elsewhere_is_seen_in_the_sentences(manager):
    keep(manager)
    a_figure("Contacts", 1891, parts=())

    page = manager.get("/admin/report/kept").follow("The Life Rooms, April 2018 to March 2019")

    assert UNCHANGED not in page.text
    assert "Contacts: 1,891" in page.text


def test_kept_reports_are_listed_the_latest_first(manager, clock):
    assert "No report was kept yet." in manager.get("/admin/report/kept").text
    keep(manager, f"{ADDRESS}&site=walton", "First")
    clock.set("2026-11-24T10:15:00")
    keep(manager, note="Second")

    page = manager.get("/admin/report/kept")

    listed = page.rows("Kept reports, the latest first")[1:]
    assert [[row[0], *row[2:5]] for row in listed] == [
        [
            "The Life Rooms, April 2018 to March 2019",
            "24 November 2026, 10:15",
            "Mo",
            "Second",
        ],
        [
            "The Life Rooms, Walton, April 2018 to March 2019",
            "24 November 2026, 10:00",
            "Mo",
            "First",
        ],
    ]


def test_a_kept_report_of_another_site_is_hidden(new_client):
    manager = sign_in(new_client(), people.a_person("mo@example.org", "manager"))
    both = keep(manager, f"{ADDRESS}&site=walton&site=bootle").path
    bootle = keep(manager, f"{ADDRESS}&site=bootle").path
    cora = sign_in(new_client(), people.a_person("cora@example.org", sites=("bootle",)))

    page = cora.get("/admin/report/kept")

    assert [row[0] for row in page.rows("Kept reports, the latest first")[1:]] == [
        "The Life Rooms, Bootle, April 2018 to March 2019"
    ]
    cora.get(bootle)
    cora.get(both, 404)
    cora.get(f"{both}/report.txt", 404)


def test_a_note_too_long_is_refused(manager):
    page = keep(manager, note="x" * 201)

    assert "Use 200 characters or fewer for the note." in page.text
    assert db.session.scalars(select(KeptFile)).all() == []


def test_looking_at_a_kept_report_changes_nothing(manager):
    path = keep(manager).path
    before = [(one.id, one.sha256) for one in db.session.scalars(select(KeptFile))]

    manager.get(path)

    assert [(one.id, one.sha256) for one in db.session.scalars(select(KeptFile))] == before


def kept_and_changed(manager, *changed):
    """A report that was kept, and figures from elsewhere that were entered after."""
    address = keep(manager).path
    for figure in changed:
        a_figure(**figure)
    return manager.get(address)


def test_sentences_that_read_otherwise_with_the_same_totals_are_no_nothing(manager):
    the_published_counts()
    address = keep(manager).path
    kept = db.session.scalars(select(KeptFile).where(KeptFile.format == "text")).one()
    with writing():
        kept.content = kept.content.replace(b"Walton", b"Waltham")

    page = manager.get(address)

    assert "The totals are the same; these sentences read otherwise." in page.text
    assert UNCHANGED not in page.text
    assert changes(page) == []


def test_a_figure_from_elsewhere_entered_later_is_named(manager):
    the_published_counts()

    page = kept_and_changed(manager, {"name": "Registrations", "value": 1057, "parts": ()})

    assert changes(page) == ["Registrations (1,057), from elsewhere: entered since."]
    assert UNCHANGED not in page.text


def test_a_figure_from_elsewhere_that_is_another_today_is_named(manager):
    the_published_counts()
    old = a_figure(name="Registrations", value=1057, parts=())
    gone = a_figure(name="Contacts", value=1891, parts=())
    a_figure(name="Signposts", value=10, parts=(("To learning", 4), ("To others", 6)))
    address = keep(manager).path
    assert UNCHANGED in manager.get(address).text
    with writing():
        for figure in (old, gone):
            db.session.get(ElsewhereFigure, figure.id).withdrawn_at = people.NOW
            db.session.get(ElsewhereFigure, figure.id).withdrawal_reason = "Wrong"

    a_figure(name="Registrations", value=1060, parts=())

    assert changes(manager.get(address)) == [
        "Registrations, from elsewhere: 1,057 then, 1,060 today.",
        "Contacts (1,891), from elsewhere: withdrawn since.",
    ]


def test_a_report_kept_without_such_numbers_does_not_say_that_nothing_changed(manager):
    the_published_counts()
    address = keep(manager).path
    kept = db.session.scalars(select(KeptReport)).one()
    figures = {name: value for name, value in kept.figures.items() if name != "elsewhere"}
    with writing():
        db.session.execute(update(KeptReport).values(figures=figures))
    assert UNCHANGED in manager.get(address).text

    a_figure()

    page = manager.get(address)
    assert UNCHANGED not in page.text
    assert "Our own totals are the same; the sentences beneath read otherwise." in page.text
