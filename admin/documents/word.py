"""The report as a Word document to go on editing: Word's own styles, tables and captions."""

from collections.abc import Callable
from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Mm, Pt
from flask_babel import gettext as _

from admin.documents.drawing import drawing
from admin.documents.picture import picture
from admin.documents.report import Chart, Report, Section, Sentence
from admin.documents.word_styles import (
    BASIS,
    BASIS_OF_PART,
    add_caption,
    describe,
    repeat_first_row,
    set_styles,
)
from admin.documents.word_tables import (
    TABLE,
    add_table_style,
    leave_room_for_names,
    number_pages,
)
from admin.documents.word_whole import whole_file
from kiosk.pages import day_and_year

PICTURE_WIDTH = Mm(166)


def as_word(report: Report) -> bytes:
    """The same sentences, footnotes and charts; the same report is always the same file."""
    document = docx.Document()
    set_styles(document, report)
    add_table_style(document)
    number_pages(document, report.title)
    document.add_paragraph(report.title, style="Title")
    made = _("Figures as they stood on %(day)s", day=day_and_year(report.made_on))
    document.add_paragraph(f"{report.days}. {made}.", style="Subtitle")
    if report.warning:
        document.add_paragraph(report.warning, style="Intense Quote")
    for section in report.sections:
        _section(document, section, report.number_of)
    document.add_heading(_("Notes"), 1)
    for number, footnote in enumerate(report.footnotes, start=1):
        paragraph = document.add_paragraph(style="footnote text")
        paragraph.add_run(str(number)).font.superscript = True
        paragraph.add_run(f" {footnote}")
    for note in report.notes:
        document.add_paragraph(note, style="List Bullet")
    file = BytesIO()
    document.save(file)
    return whole_file(file.getvalue())


def _section(document: Document, section: Section, number_of: Callable[[str], int]) -> None:
    document.add_heading(section.heading, 1)
    if section.lead:
        document.add_paragraph(section.lead).paragraph_format.keep_with_next = True
    for group in section.groups:
        if group.heading:
            document.add_heading(group.heading, 2)
        for sentence in group.sentences:
            _sentence(document, sentence, number_of)
    for chart in section.charts:
        _chart(document, chart)


def _sentence(document: Document, sentence: Sentence, number_of: Callable[[str], int]) -> None:
    paragraph = document.add_paragraph(sentence.text, style="List Bullet")
    for footnote in sentence.footnotes:
        paragraph.add_run(str(number_of(footnote))).font.superscript = True
    paragraph.paragraph_format.keep_with_next = bool(sentence.basis or sentence.parts)
    for part in sentence.parts:
        line = document.add_paragraph(part, style="List Bullet 2")
        line.paragraph_format.keep_with_next = True
    if sentence.basis:
        document.add_paragraph(sentence.basis, style=BASIS_OF_PART if sentence.parts else BASIS)


def _chart(document: Document, chart: Chart) -> None:
    """The chart as a picture that is said in words, and its numbers as a table."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(14)
    shape = paragraph.add_run().add_picture(BytesIO(picture(drawing(chart))), width=PICTURE_WIDTH)
    describe(shape, chart.title, f"{chart.title}. {chart.told}")
    add_caption(document, _("Figure"), f"{chart.title}. {chart.told}", above=False)
    add_caption(document, _("Table"), chart.title, above=True)
    table = document.add_table(rows=0, cols=len(chart.headings), style=TABLE)
    for row in (chart.headings, *chart.rows):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    leave_room_for_names(table, PICTURE_WIDTH)
    repeat_first_row(table, holds_on=bool(chart.beneath))
    if chart.beneath:
        document.add_paragraph(chart.beneath).paragraph_format.space_before = Pt(6)
