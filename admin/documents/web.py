"""The report as one file for any browser: no script, nothing fetched, its charts drawn within."""

from functools import lru_cache

from flask import render_template
from markupsafe import Markup

from admin.documents.drawing import Drawing, drawing
from admin.documents.report import Report
from kiosk.assets import STATIC, joined


def as_web_page(report: Report) -> str:
    """The whole file, its style sheet inside."""
    return render_template(
        "admin/report/file.html", report=report, drawings=drawings(report), sheet=_sheet()
    )


def drawings(report: Report) -> dict[str, Drawing]:
    """Each chart of a report laid out, by its name."""
    return {chart.name: drawing(chart) for section in report.sections for chart in section.charts}


@lru_cache(maxsize=1)
def _sheet() -> Markup:
    """The sheet in its element: pages bring theirs by address, but a file stands alone."""
    sheet = joined(STATIC / "admin" / "document.css")
    return Markup(f"<style>{sheet}</style>")  # noqa: S704  # a sheet of our own
