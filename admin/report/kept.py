"""Reports that were kept: their finished files as they were, and what is otherwise today."""

from collections.abc import Sequence

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.access import signed_in, visible_sites
from admin.audit import record_audit
from admin.catalogue.reports import Finished, record_kept_report
from admin.documents.changes import other_lines
from admin.documents.files import KIND_OF, write_all
from admin.documents.making import Made, make_report
from admin.forms.reports import KeepForm
from admin.paging import page_asked
from admin.report.files import attached
from admin.report.room import blueprint, choice_or_400, made, note
from admin.summaries.every_site import listed
from admin.summaries.kept_reports import (
    KeptLine,
    kept_figures,
    kept_file,
    kept_page,
    kept_report,
)
from admin.summaries.otherwise import kept_shape, otherwise
from admin.summaries.otherwise_elsewhere import KEY
from kiosk import clock
from kiosk.about import project_version
from kiosk.database import writing
from kiosk.models import Site


@blueprint.post("/report/keep")
def keep() -> ResponseReturnValue:
    """Keep the report in the address as it is now: every file of it."""
    choice, form = choice_or_400(), KeepForm()
    if not form.validate():
        for message in form.note.errors:
            flash(str(message))
        return redirect(url_for("report.page", **choice.exact), 303)  # type: ignore[arg-type]  # its values
    finished = _finished(made(choice), choice.sites)
    with writing():
        kept = record_kept_report(finished, form.note.text, signed_in(), clock.now())
        note("kept a report", choice, report=kept.id)
    flash(_("Kept. Its files never change; the figures of later days are set beside them."))
    return redirect(url_for("report.one_kept", kept_id=kept.id), 303)


def _finished(found: Made, sites: Sequence[Site]) -> Finished:
    return Finished(
        title=found.report.title,
        period=found.summary.period,
        sites=listed(sites),
        version=f"{project_version()}+{current_app.config['STATIC_VERSION']}",
        figures=kept_shape(found.summary, found.elsewhere, found.answers),
        files=write_all(found.report),
    )


@blueprint.get("/report/kept")
def kept() -> ResponseReturnValue:
    """Every kept report of sites that the person may see, the latest first."""
    page = kept_page(visible_sites(), page_asked())
    return render_template("admin/report/kept.html", page=page)


@blueprint.get("/report/kept/<int:kept_id>")
def one_kept(kept_id: int) -> ResponseReturnValue:
    """One kept report, compared with today's figures."""
    line = _line_or_404(kept_id)
    found = make_report(line.period, line.sites, clock.today())
    text, figures = kept_file(kept_id, "text").decode(), kept_figures(kept_id)
    return render_template(
        "admin/report/one_kept.html",
        line=line,
        address=_address(line),
        changes=otherwise(figures, found.summary, found.elsewhere),
        elsewhere_unknown=KEY not in figures,
        lines=other_lines(text, found.report),
    )


@blueprint.get("/report/kept/<int:kept_id>/report.<any(txt, html, docx):suffix>")
def file_kept(kept_id: int, suffix: str) -> ResponseReturnValue:
    """One file of a kept report, byte for byte as it was kept."""
    line, kind = _line_or_404(kept_id), KIND_OF[suffix]
    content = kept_file(kept_id, kind)
    with writing():
        record_audit(
            clock.now(),
            "exported a kept report",
            f"{line.period.first} to {line.period.last}",
            person=signed_in(),
            sites=listed(line.sites),
            report=kept_id,
            format=kind,
        )
    return attached(content, kind, f"report-{line.period.first}-to-{line.period.last}-kept")


def _address(line: KeptLine) -> dict[str, object]:
    period, slugs = line.period, [site.slug for site in line.sites]
    return {"from": period.first.isoformat(), "to": period.last.isoformat(), "site": slugs}


def _line_or_404(kept_id: int) -> KeptLine:
    return kept_report(kept_id, visible_sites()) or abort(404)
