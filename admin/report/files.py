"""The report as a file: text, a web page, a Word document."""

from flask import Response
from flask.typing import ResponseReturnValue

from admin.documents.files import FORMATS, KIND_OF, write_file
from admin.report.room import blueprint, choice_or_400, made, note
from kiosk.database import writing


@blueprint.get("/report.<any(txt, html, docx):suffix>")
def file(suffix: str) -> ResponseReturnValue:
    """The same report as on the screen, to take away."""
    choice, kind = choice_or_400(), KIND_OF[suffix]
    content = write_file(made(choice).report, kind)
    with writing():
        note("exported report", choice, format=kind)
    return attached(content, kind, f"report-{choice.period.first}-to-{choice.period.last}")


def attached(content: bytes, kind: str, name: str) -> Response:
    """A file for the browser to keep."""
    one = FORMATS[kind]
    response = Response(content, content_type=one.content_type)
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{one.ending}")
    return response
