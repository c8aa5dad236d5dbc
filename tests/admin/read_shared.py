"""What learners said, read back from each kind of file that may leave the team, and every number.

A question as it is told is its percentages of Yes and of Partly, its n and whether that is rounded,
or None.
"""

import csv
import io
import re

import docx
import openpyxl
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_Text

from kiosk.questions import QUESTION_NAMES, QUESTIONS
from tests.reports import said_in_page, said_in_text, said_in_word

Told = tuple[int, int, int, bool] | None
Answers = dict[str, Told]

BASIS = re.compile(
    r"n = (?P<about>about )?(?P<n>[\d,]+)(?(about), rounded to 5); partly: (?P<partly>\d+) percent"
)
WHY_NOT = ("fewer than 10 forms",)
WHY_NOT += ("not shown, as the answers of fewer than 10 forms could be worked out",)
PARTS = ("percent", "partly_percent", "n", "note")
COUNTS = ("opened_on", "visits", "taps", "counted", "open_days", "visits_per_open_day")
COUNTS += ("evaluations", "enrolments", "new_enrolments", "learning_opportunities")
COUNTS += ("days_not_fully_counted", "people_left_out", "taps_on_screens", "rows_from_file")


def numbers(text: str) -> set[str]:
    """Every number that a reader of it could find."""
    return set(re.findall(r"\d+(?:[.,]\d+)*", text))


def answers_of(said: list[str]) -> Answers:
    """The five questions, from the sentences of a report and what each rests on."""
    found = {}
    for question in QUESTIONS:
        hidden = [line for line in said if line.startswith(f"{question.short}: ")]
        places = [place for place, line in enumerate(said) if line.endswith(str(question.says))]
        assert len(hidden) + len(places) == 1, said
        if hidden:
            assert hidden[0].partition(": ")[2] in WHY_NOT
            found[question.name] = None
        else:
            line, basis = said[places[0] : places[0] + 2]
            yes, rests = re.match(r"(\d+) percent ", line), BASIS.fullmatch(basis)
            assert yes, line
            assert rests, basis
            n, about = int(rests["n"].replace(",", "")), rests["about"]
            found[question.name] = (int(yes[1]), int(rests["partly"]), n, about is not None)
    return found


def of_text(content: bytes) -> tuple[Answers, set[str]]:
    """The answers in a plain text, and the numbers in what it says of them."""
    text = content.decode()
    said = text.split("\nWhat learners said\n")[1].split("\n\n")[0]
    return answers_of(said_in_text(text)), numbers(said)


def of_web_page(content: bytes) -> tuple[Answers, set[str]]:
    """The answers on a page or in its file, and all the numbers in it; its days are not told of."""
    soup = BeautifulSoup(content, "lxml")
    report = soup.select_one(".document")
    for beside in report.select("sup, .document__days"):
        beside.extract()
    told = [str(each.get("aria-label", "")) for each in report.find_all(True)]
    return answers_of(said_in_page(soup)), numbers(" ".join([report.get_text(" "), *told]))


def of_word(content: bytes) -> tuple[Answers, set[str]]:
    """The answers in a Word document, and all the numbers in it, its pictures’ words too."""
    document = docx.Document(io.BytesIO(content))
    about = document.core_properties
    (days,) = (each for each in document.paragraphs if each.style.name == "Subtitle")
    days.clear()
    words = [about.title, about.subject, about.comments, about.keywords, about.category]
    words += [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    for part in (document.element.body, document.sections[0].footer._element):
        for paragraph in part.iter(qn("w:p")):
            texts = (each.text or "" for each in paragraph.iter(qn("w:t")) if not _is_a_mark(each))
            words.append("".join(texts))
    return answers_of(said_in_word(content)), numbers("\n".join(words))


def _is_a_mark(text: CT_Text) -> bool:
    """Whether it numbers a page, a figure or a footnote."""
    in_field = next(text.iterancestors(qn("w:fldSimple")), None) is not None
    return in_field or text.getparent().find(f".//{qn('w:vertAlign')}") is not None


def _of_rows(rows: list[dict[str, str]]) -> dict[str, Answers]:
    """The answers of each site and of all together; no column may hold anything else of them."""
    found: dict[str, Answers] = {}
    for row in rows:
        about = {name: row.pop(name) for name in list(row) if _is_no_answer(name)}
        given = {name: [row.pop(f"{name}_{part}") for part in PARTS] for name in QUESTION_NAMES}
        assert row == {}
        answers: Answers = {}
        for name, (*told, note) in given.items():
            hidden = note in WHY_NOT
            assert hidden is (told == ["", "", ""]), (told, note)
            assert hidden or note in ("n rounded to 5", ""), note
            answers[name] = None if hidden else (*map(int, told), bool(note))
        found[about["site"]] = answers
    return found


def _is_no_answer(name: str) -> bool:
    return name in ("site", *COUNTS) or name.startswith(("first_visits_", "purposes_"))


def of_csv(content: bytes) -> dict[str, Answers]:
    """The answers in a file of rows."""
    return _of_rows(list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))))


def of_workbook(content: bytes) -> dict[str, Answers]:
    """The answers in a workbook, whose other sheets have no row."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    _about, sheet, *others = book.worksheets
    assert [each.title for each in others if each.max_row > 1] == []
    head, *rows = sheet.iter_rows(values_only=True)
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return _of_rows([dict(zip(head, row, strict=True)) for row in texts])
