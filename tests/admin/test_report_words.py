"""What the report's page and its notes call things."""

from datetime import date

from tests.elsewhere import a_figure

ADDRESS = "from=2018-04-01&to=2019-03-31"


def test_figures_of_the_same_days_are_left_out_in_one_line(manager):
    for name in ("Registrations", "Contacts", "Signposts"):
        a_figure(name, 1057, parts=(), days=(date(2018, 4, 1), date(2019, 4, 30)))

    page = manager.get(f"/admin/report?{ADDRESS}")

    notes = [item.get_text() for item in page.soup.select(".document__notes li")]
    assert [note for note in notes if note.startswith("Left out")] == [
        "Left out: Registrations, Contacts and Signposts, April 2018 to April 2019. Those days "
        "reach beyond these, so the figures are not shared out."
    ]


def test_the_page_is_titled_so_that_its_pdf_says_where_and_when(manager):
    page = manager.get(f"/admin/report?{ADDRESS}")

    assert page.find("title").get_text() == "Report: The Life Rooms, April 2018 to March 2019"
