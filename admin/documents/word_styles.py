"""How the Word document looks, in Word's own styles; and what python-docx has no words for."""

from datetime import datetime

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shape import InlineShape
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from flask_babel import get_locale
from flask_babel import gettext as _

from admin.documents.report import Report

BASIS, BASIS_OF_PART = "List Continue", "List Continue 2"
GREEN, INK, MUTED = (
    RGBColor(0x0B, 0x5D, 0x5E),
    RGBColor(0x1D, 0x24, 0x33),
    RGBColor(0x4D, 0x55, 0x65),
)
FONT = "Calibri"
ACCENT = b"4F81BD"  # the blue of python-docx's template
# Style: size in points, colour, space before and after in points.
LOOKS = {
    "Normal": (11, INK, 0, 6),
    "Title": (24, GREEN, 0, 4),
    "Subtitle": (11, MUTED, 0, 14),
    "Heading 1": (16, GREEN, 18, 6),
    "Heading 2": (13, GREEN, 12, 4),
    "Caption": (9.5, MUTED, 4, 8),
    "List Bullet": (11, INK, 0, 2),
    "List Bullet 2": (11, INK, 0, 2),
    BASIS: (9.5, MUTED, 0, 6),
    BASIS_OF_PART: (9.5, MUTED, 0, 6),
    "footnote text": (9.5, INK, 0, 2),
    "Footer": (9.5, MUTED, 0, 0),
}


def set_styles(document: Document, report: Report) -> None:
    """A4, British English, our type and colours, and whose document it is: nobody's in person."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin = page.bottom_margin = Mm(20)
    document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    for name, looks in LOOKS.items():
        _set_style(document.styles[name], *looks)
    language = str(get_locale() or "en_GB").replace("_", "-")
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)
    _set_theme(document)
    about = document.core_properties
    about.title, about.author, about.language = report.title, _("The Life Rooms"), language
    about.comments = about.last_modified_by = ""
    moment = datetime.combine(report.made_on, datetime.min.time())
    about.created = about.modified = moment


def _set_theme(document: Document) -> None:
    """Our green where Word's styles say “accent”; and no mode for a Word of long ago."""
    theme = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(ACCENT, bytes(str(GREEN), "ascii"))  # it has no other setter
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _set_style(
    style: ParagraphStyle, size: float, colour: RGBColor, before: float, after: float
) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour
    style.font.italic = False
    for spread in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spread)  # letters apart, as the template's subtitle has them
    # The template's headings and title take the fonts of its theme, which would win.
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def describe(shape: InlineShape, title: str, words: str) -> None:
    """Give a picture its alternative text."""
    about = shape._inline.docPr  # python-docx has no other way to it
    about.set("title", title)
    about.set("descr", words)


def add_caption(document: Document, kind: str, words: str, *, above: bool) -> None:
    """A caption that Word numbers itself, and counts again when something is put between."""
    paragraph = document.add_paragraph(f"{kind} ", style="Caption")
    paragraph.paragraph_format.keep_with_next = above
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" SEQ {kind} \\* ARABIC ")
    number = 1 + sum(
        f" SEQ {kind} " in found.get(qn("w:instr"), "")
        for found in document.element.body.iter(qn("w:fldSimple"))
    )
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = str(number)
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
    paragraph.add_run(f". {words}")


def repeat_first_row(table: Table, *, holds_on: bool) -> None:
    """Make the first row a heading on every page, keep rows whole, put numbers to the right.

    The last row may hold on to what stands beneath the table.
    """
    heading = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(heading)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell in row.cells[1:]:
            cell.paragraphs[0].alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            # Word keeps a table together where each row holds on to the next.
            is_last = row._tr is table.rows[-1]._tr
            cell.paragraphs[0].paragraph_format.keep_with_next = holds_on or not is_last
