"""Every string that people read can be translated."""

import ast
import re
from collections.abc import Callable
from copy import copy

import pytest
from bs4 import BeautifulSoup, Comment
from bs4.element import Doctype

from admin.imports import KINDS
from tests import people, pseudo, screens
from tests.client import Client, Page
from tests.staff import sign_in

# Words that stand on pages as data: names, addresses, titles, what people typed themselves.
DATA = [
    "The Life Rooms",
    "Mindfulness for beginners",
    "Garden Room",
    "Front door",
    "somebody@example.org",
    "Somebody",
    "Manager",
    "m@example.org",
    "7Q2M4X",
    "7q2m4x",
    "Tap if you like. Everyone is welcome.",
    "Come to the desk, or ask anyone with a badge.",
    "http://localhost",
    "localhost",
    "KIOSK_PUBLIC_URL",
    "NHS",
    "CSV",
    "XLSX",
    "SHOUT",
    "A4",
]
SITE_WORDS = [
    "Walton",
    "Southport",
    "Bootle",
    "Central and South Liverpool",
    "Evered Avenue, Liverpool, L9 2AF",
    "23-25 Scarisbrick Avenue, , PR8 1NW",
    "St Winefride’s Campus, Merton Road, , L20 7AP",
    "/f/at/walton",
    # England's bank holidays go by their own names.
    "New Year’s Day",
    "Good Friday",
    "Easter Monday",
    "Early May bank holiday",
    "Spring bank holiday",
    "Summer bank holiday",
    "Christmas Day",
    "Boxing Day",
    "(substitute day)",
    "central-and-south-liverpool",
]
# The columns of files to import, and what might stand in them, are the same in every language.
COLUMNS = [
    word
    for kind in KINDS.values()
    for column in kind.columns
    for word in (column.name, column.example)
]
PUBLIC = ["/", "/pair", "/privacy", "/accessibility", "/f/", "/f/7q2m4x", "/f/at/walton"]
PUBLIC += ["/f/at/walton/other", "/f/000000", "/f/finished", "/nothing-here"]
SCREEN = ["/", "/screen/help", "/screen/feedback", "/screen/staff"]
STAFF = ["/admin/", "/admin/comments", "/admin/report", "/admin/upkeep", "/admin/people"]
STAFF += ["/admin/people/add", "/admin/people/screens", "/admin/people/screens/add"]
STAFF += ["/admin/people/log", "/admin/people/1", "/admin/people/screens/1"]
STAFF += [f"/admin/upkeep/{rest}" for rest in ("courses", "runs/add", "runs/start", "lines")]
STAFF += [
    f"/admin/upkeep/runs/7Q2M4X{rest}"
    for rest in ("", "/change", "/copy", "/enrolments", "/meetings/add", "/poster", "/slide")
]
STAFF += ["/admin/upkeep/runs/7Q2M4X/paper", "/admin/upkeep/runs/7Q2M4X/cancel"]
STAFF += [
    f"/admin/upkeep/sites/walton{rest}"
    for rest in ("", "/change", "/count", "/mistakes", "/paper-forms", "/poster", "/today")
]
STAFF += ["/admin/upkeep/imports", "/admin/upkeep/imports/columns"]
STAFF += ["/admin/upkeep/sites/walton/waiting", "/admin/upkeep/sites/walton/paper"]
STAFF += [f"/admin/comments/{rest}" for rest in ("notes", "readers/walton", "notes/poster/walton")]


@pytest.fixture
def pseudo_language(app, tmp_path):
    """The application with a second, invented language."""
    pseudo.switch_on(app, tmp_path)
    yield pseudo.LANGUAGE
    pseudo.switch_off(app)


@pytest.fixture
def opened(client: Client, new_client, pseudo_language) -> Callable[[str], list[Page]]:
    """Opens pages as a learner, on a paired screen, and as a manager."""
    people.a_run(room="Garden Room")
    screen, staff = new_client(), new_client()
    screens.pair(screen, people.a_kiosk())
    people.a_person("somebody@example.org", sites=("walton",))
    sign_in(staff, people.a_person("m@example.org", "manager"))
    browsers = {"public": client, "screen": screen, "staff": staff}

    def open_one(whose: str, path: str) -> Page:
        response = browsers[whose].open(
            path, "GET", query_string={"lang": pseudo_language}, follow_redirects=True
        )
        return Page(browsers[whose], response)

    return open_one


def untranslated(page: Page, data: list[str]) -> list[str]:
    """What stands on the page in Latin letters, outside of the brackets, and is not data."""
    texts = []
    for name in ("aria-label", "alt", "title", "placeholder", "content"):
        elements = page.soup.find_all(attrs={name: True})
        texts += [str(element[name]) for element in elements if element.name != "meta"]
    soup = copy(page.soup)
    for number in soup.select("a.figure"):  # a number within a sentence, which is one all the same
        number.unwrap()
    soup.smooth()
    texts += [
        str(text)
        for text in soup.find_all(string=True)
        if not isinstance(text, Comment | Doctype) and text.parent.name not in ("script", "style")
    ]
    return [left for text in texts if (left := _left_over(text, data))]


def _left_over(text: str, data: list[str]) -> str:
    before = None
    while before != text:  # brackets may stand inside brackets
        before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
    for word in data:
        text = text.replace(word, "")
    return text.strip() if re.search(r"[A-Za-z]{2,}", text) else ""


@pytest.mark.parametrize(
    ("whose", "path"),
    [("public", path) for path in PUBLIC]
    + [("screen", path) for path in SCREEN]
    + [("staff", path) for path in STAFF],
)
def test_every_string_of_a_page_can_be_translated(opened, whose, path):
    page = opened(whose, path)

    assert page.status < 500
    columns = sorted(COLUMNS, key=len, reverse=True) if path.endswith("imports/columns") else []
    assert untranslated(page, DATA + SITE_WORDS + columns) == []
    assert page.soup.html["dir"] == "rtl"


def test_the_check_for_untranslated_words_can_fail():
    page = Page.__new__(Page)
    page.soup = BeautifulSoup("<p>⟦Geten⟧ <b>Walk in</b> ⟦a ⟦b⟧ c⟧</p>", "html.parser")

    assert untranslated(page, []) == ["Walk in"]


def unread_by_the_extractor(code: str) -> list[str]:
    """Calls whose words do not stand in the call itself, so that no catalogue would hold them."""
    found = []
    for call in ast.walk(ast.parse(code)):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        if call.func.id in pseudo.KEYWORDS:
            words = call.args[: len(pseudo.KEYWORDS[call.func.id] or (1,))]
            if not all(isinstance(one, ast.Constant) for one in words):
                found.append(ast.unparse(call))
    return found


def test_the_words_of_every_string_stand_where_they_are_translated():
    paths = [path for half in ("kiosk", "admin") for path in (pseudo.ROOT / half).rglob("*.py")]

    assert [one for path in paths for one in unread_by_the_extractor(path.read_text())] == []
    assert unread_by_the_extractor("ngettext(one, 'many', 2)") == ["ngettext(one, 'many', 2)"]
