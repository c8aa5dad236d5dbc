"""Posters, the slide, today's sheet, paper forms and codes: who gets them and what they say."""

import io
from dataclasses import replace
from datetime import date

import pytest
import zxingcpp
from flask import Flask
from PIL import Image

from kiosk.database import writing
from kiosk.models import CourseRun
from tests import people
from tests.client import Client, check_headers
from tests.printed import sheet
from tests.staff import sign_in

WARNING = "A phone cannot open this address. Set KIOSK_PUBLIC_URL"
OF_A_RUN = [
    "upkeep.run_poster",
    "upkeep.run_slide",
    "upkeep.run_paper",
    "upkeep.run_qr_svg",
    "upkeep.run_qr_png",
]
OF_A_SITE = ["upkeep.site_poster", "upkeep.today_sheet", "upkeep.site_paper"]


@pytest.fixture
def staff(client: Client) -> Client:
    """The browser of a coordinator of Walton."""
    return sign_in(client, people.a_person("wendy@example.org", sites=("walton",)))


@pytest.fixture
def public(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the service an address that phones can open."""
    settings = replace(app.config["SETTINGS"], public_url="https://feedback.example.org")
    monkeypatch.setitem(app.config, "SETTINGS", settings)


def cancel(run: CourseRun) -> None:
    """Cancel the only meeting of a run."""
    with writing():
        run.meetings[0].cancelled_at = people.NOW


def test_a_poster_names_the_course_and_says_how_to_answer(public: None, staff: Client) -> None:
    people.a_run("Bread making", code="7Q2M4X")

    page = staff.get("upkeep.run_poster", code="7Q2M4X")

    assert page.h1 == "Bread making"
    assert sheet(page) == (
        "The Life Rooms, Walton Tell us how it was. Five questions, no name. Bread making "
        "QR code: opens the form for Bread making feedback.example.org/f/7q2m4x "
        "Open the camera on your phone. Point it at the square, then tap the link. "
        "No camera? Open feedback.example.org/f and type this code: 7Q2M4X"
    )


def test_a_code_typed_carelessly_finds_its_poster(staff: Client) -> None:
    people.a_run("Bread making", code="7Q2M0X")

    assert staff.get("/admin/upkeep/runs/7q2m-ox/poster").h1 == "Bread making"


@pytest.mark.parametrize("endpoint", ["upkeep.run_poster", "upkeep.run_slide"])
def test_a_poster_that_no_phone_could_use_says_so(staff: Client, endpoint: str) -> None:
    people.a_run()

    assert WARNING in sheet(staff.get(endpoint, code="7Q2M4X"))


@pytest.mark.parametrize("endpoint", ["upkeep.site_poster", "upkeep.today_sheet"])
@pytest.mark.parametrize("courses", [0, 1])
def test_a_sites_poster_that_no_phone_could_use_says_so(
    staff: Client, endpoint: str, courses: int
) -> None:
    if courses:
        people.a_run()

    assert WARNING in sheet(staff.get(endpoint, slug="walton"))


def test_a_poster_that_phones_can_use_carries_no_warning(public: None, staff: Client) -> None:
    people.a_run()

    assert WARNING not in staff.get("upkeep.run_poster", code="7Q2M4X").text
    assert WARNING not in staff.get("upkeep.run_slide", code="7Q2M4X").text
    assert WARNING not in staff.get("upkeep.site_poster", slug="walton").text
    assert WARNING not in staff.get("upkeep.today_sheet", slug="walton").text


@pytest.mark.parametrize("endpoint", OF_A_RUN)
def test_a_run_of_another_site_does_not_exist(staff: Client, endpoint: str) -> None:
    people.a_run(slug="bootle", code="B00T1E")

    staff.get(endpoint, 404, code="B00T1E")
    staff.get(endpoint, 404, code="NNNNNN")


@pytest.mark.parametrize("endpoint", OF_A_SITE)
def test_another_site_does_not_exist(staff: Client, endpoint: str) -> None:
    staff.get(endpoint, 200, slug="walton")
    staff.get(endpoint, 404, slug="bootle")
    staff.get(endpoint, 404, slug="nowhere")


def test_nobody_prints_without_signing_in(client: Client) -> None:
    people.a_run()

    answer = client.flask.get("/admin/upkeep/runs/7Q2M4X/qr.svg", base_url=client.base_url)

    assert answer.status_code == 303
    assert "/admin/sign-in" in answer.location


def test_the_poster_page_says_until_when_its_code_works(staff: Client) -> None:
    people.a_run(days=(date(2026, 11, 10), date(2026, 11, 24)))

    page = staff.get("upkeep.run_poster", code="7Q2M4X")

    sentence = "This code takes forms until the end of Tuesday 8 December 2026."
    assert sentence in page.text
    assert sentence not in sheet(page)


def test_a_group_without_end_has_a_poster_without_end(staff: Client) -> None:
    people.a_run(kind="group", open_ended=True)

    page = staff.get("upkeep.run_poster", code="7Q2M4X")

    assert "This code works from the first meeting on, with no end." in page.text


def test_an_old_poster_says_that_its_code_has_stopped(staff: Client) -> None:
    people.a_run(days=(date(2026, 11, 9),))

    page = staff.get("upkeep.run_poster", code="7Q2M4X")

    assert "stopped taking forms after Monday 23 November 2026" in page.text


def test_a_course_whose_dates_are_all_cancelled_says_so(staff: Client) -> None:
    cancel(people.a_run())

    page = staff.get("upkeep.run_poster", code="7Q2M4X")

    assert "This course has no dates" in page.text


def test_the_slide_can_fill_the_screen(public: None, staff: Client) -> None:
    people.a_run("Bread making")
    slide = staff.get("upkeep.run_slide", code="7Q2M4X")

    whole = slide.follow("Fill the screen")

    assert sheet(whole) == sheet(slide)
    assert whole.soup.select(".rooms") == []
    assert whole.follow("Back").path == "/admin/upkeep/runs/7Q2M4X/slide"


def test_printed_pages_lead_back_to_what_they_are_about(staff: Client) -> None:
    people.a_run("Bread making")

    assert staff.get("upkeep.run_paper", code="7Q2M4X").follow("Back to Bread making").path == (
        "/admin/upkeep/runs/7Q2M4X"
    )
    assert staff.get("upkeep.today_sheet", slug="walton").follow(
        "Back to The Life Rooms, Walton"
    ).path == ("/admin/upkeep/sites/walton")


def test_a_sites_poster_serves_every_course(public: None, staff: Client) -> None:
    page = staff.get("upkeep.site_poster", slug="walton")

    assert page.h1 == "Been to a course or group here?"
    assert "feedback.example.org/f/at/walton" in sheet(page)
    assert "Pick your course." in sheet(page)


def test_todays_sheet_lists_todays_courses_of_this_site(public: None, staff: Client) -> None:
    people.a_run("Mindfulness", code="AAAAAA", room="Garden Room")
    people.a_run("Singing", code="BBBBBB", days=(date(2026, 11, 25),))
    people.a_run("Knitting", "bootle", code="CCCCCC")
    cancel(people.a_run("Yoga", code="DDDDDD"))

    page = staff.get("upkeep.today_sheet", slug="walton")

    assert page.h1 == "Today at Walton"
    assert sheet(page) == (
        "Today at Walton Tuesday 24 November. Tell us how it was. Five questions, no name. "
        "QR code: opens the form for Mindfulness 10:00 to 12:00 Mindfulness Garden Room "
        "feedback.example.org/f/aaaaaa"
    )


def test_todays_sheet_takes_a_second_sheet_for_a_fifth_course(staff: Client) -> None:
    for number in range(5):
        people.a_run(f"Course {number}", code=f"AAAAA{number}")

    page = staff.get("upkeep.today_sheet", slug="walton")

    assert len(page.soup.select(".sheet")) == 2
    assert len(page.soup.select(".qr")) == 5


def test_a_day_without_courses_still_has_a_code(public: None, staff: Client) -> None:
    page = staff.get("upkeep.today_sheet", slug="walton")

    assert "No courses or groups are planned for today." in sheet(page)
    assert "feedback.example.org/f/at/walton" in sheet(page)


def test_a_title_cannot_carry_markup(staff: Client) -> None:
    people.a_run("Knit & <b>natter</b>")

    page = staff.get("upkeep.run_poster", code="7Q2M4X")

    assert page.h1 == "Knit & <b>natter</b>"
    assert page.soup.select(".sheet b") == []


def test_the_code_alone_can_be_downloaded_as_a_picture(public: None, staff: Client) -> None:
    people.a_run()

    answer = staff.flask.get("/admin/upkeep/runs/7Q2M4X/qr.png", base_url=staff.base_url)

    check_headers(answer)
    assert answer.mimetype == "image/png"
    assert answer.headers["Content-Disposition"] == "attachment; filename=walton-7q2m4x.png"
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(answer.data)))
    assert [code.text for code in found] == ["HTTPS://FEEDBACK.EXAMPLE.ORG/F/7Q2M4X"]


def test_the_code_alone_can_be_downloaded_as_a_drawing(public: None, staff: Client) -> None:
    people.a_run("Bread making")

    answer = staff.get("upkeep.run_qr_svg", code="7Q2M4X").response

    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Content-Disposition"] == "attachment; filename=walton-7q2m4x.svg"
    assert answer.data.startswith(b'<svg class="qr" xmlns="http://www.w3.org/2000/svg"')
    assert b"<title>Bread making</title>" in answer.data
