"""The list of public wording: all that the public reads, nothing else, no agreement made up."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract

from kiosk.models import Site
from tests import pseudo

ROOT = Path(__file__).parent.parent.parent
WORDING = ROOT / "docs" / "wording.md"
ON_SCREENS = ("kiosk", "templates/kiosk", "templates/components", "templates/errors")
POSTERS = ROOT / "templates" / "admin" / "upkeep" / "posters"
# What hangs on a wall or lies on a desk for anybody.
IN_PRINT = [
    *(POSTERS / f"{name}.html" for name in ("form", "parts", "slide")),
    *(
        POSTERS / f"{name}.html"
        for name in ("paper", "poster", "run_poster", "site_poster", "today_sheet")
    ),
    ROOT / "templates" / "admin" / "comments" / "poster.html",
]
# The rest of such a page is for the staff who print it.
PRINTED = re.compile(r"{% block (?:heading|sheet|last_step) %}.*?{% endblock %}", re.DOTALL)


def words_on_screens() -> Iterator[str]:
    """What the entrance screen, the form and the pages around them say."""
    for _, message, _ in pseudo.messages(*ON_SCREENS):
        yield from message if isinstance(message, tuple) else (str(message),)
    yield from words_of((ROOT / "templates" / "base.html").read_text())


def words_in_print() -> Iterator[str]:
    """What the posters, the slide, the sheet of today's courses and the paper form say."""
    for path in IN_PRINT:
        whole = path.read_text()
        yield from words_of("\n".join(PRINTED.findall(whole)) or whole)


def words_of(template: str) -> Iterator[str]:
    """The translatable strings of a template, or of a part of one."""
    for _, message, *_ in extract("jinja2", BytesIO(template.encode()), pseudo.KEYWORDS):
        yield from message if isinstance(message, tuple) else (str(message),)


def words_of_a_new_site() -> list[str]:
    """What a site says until staff word it themselves."""
    columns = Site.__table__.c
    return [columns[name].default.arg for name in ("welcome_line", "desk_line")]


def rows() -> list[list[str]]:
    """The cells of each row of the list, without the heads."""
    lines = [line for line in WORDING.read_text().splitlines() if line.startswith("| ")]
    cells = [line.removeprefix("| ").removesuffix("|").split(" | ") for line in lines]
    return [row for row in cells if row[0] not in ("on the page", "---")]


def test_the_list_of_wording_is_complete():
    listed = [row[0] for row in rows()]
    said = {*words_on_screens(), *words_in_print(), *words_of_a_new_site()}
    said = {text.replace("|", "¦") for text in said}

    assert len(said) > 100
    assert said - set(listed) == set()
    assert set(listed) - said == set(), "nobody reads this any more"
    assert len(listed) == len(set(listed))


def test_every_row_has_three_cells_and_nobody_is_said_to_have_agreed():
    assert [row for row in rows() if len(row) != 3 or row[2].strip()] == []
