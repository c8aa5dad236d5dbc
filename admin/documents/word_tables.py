"""The tables and the foot of the Word document: a quiet table style of its own, a page number."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm
from docx.table import Table

TABLE = "Figures"
NUMBERS = Mm(25)
GREEN, SOFT = "0B5D5E", "C9DEDD"
# Lines between the rows and none between columns; the heading in bold above a stronger line.
# Word's own styles with a filled heading row let the colour of the writing win over their white.
_BORDERS = f"""<w:tblPr {nsdecls("w")}><w:tblBorders>
<w:top w:val="single" w:sz="4" w:space="0" w:color="{SOFT}"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{GREEN}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{SOFT}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="15" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
<w:bottom w:w="15" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>"""
_HEADING = f"""<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>
<w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="{GREEN}"/></w:tcBorders>
</w:tcPr></w:tblStylePr>"""


def add_table_style(document: Document) -> None:
    """The style of every table in the document, which can be changed in one place in Word."""
    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    for part in (_BORDERS, _HEADING):
        style.element.append(parse_xml(part))


def leave_room_for_names(table: Table, width: Length) -> None:
    """Give columns of numbers no more than they need, where there are several of them."""
    names, *numbers = table.columns
    if len(numbers) < 2:
        return
    names.width = Length(width - len(numbers) * NUMBERS)
    for column in numbers:
        column.width = NUMBERS
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            cell.width = column.width


def number_pages(document: Document, title: str) -> None:
    """What the document is, and the number of the page, at the foot of each."""
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = document.styles["Footer"]
    foot.add_run(f"{title}\t\t")
    field, run, text = (OxmlElement(name) for name in ("w:fldSimple", "w:r", "w:t"))
    field.set(qn("w:instr"), " PAGE ")
    text.text = "1"
    run.append(text)
    field.append(run)
    foot._p.append(field)
