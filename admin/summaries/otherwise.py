"""What is otherwise today than in the figures of a kept report, in a sentence for each figure."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from admin.summaries.elsewhere import FromElsewhere
from admin.summaries.figures import Summary
from admin.summaries.otherwise_elsewhere import KEY, elsewhere_as_json, elsewhere_otherwise
from admin.summaries.shape import as_json
from admin.summaries.shared import SharedAnswers
from admin.summaries.shares import Share
from admin.summaries.told_before import TOLD, told_as_json
from kiosk.pages import number
from kiosk.questions import COUNTED_ANSWERS, QUESTIONS

Shape = Mapping[str, Any]  # Any: JSON


def kept_shape(
    summary: Summary, elsewhere: FromElsewhere, answers: Mapping[str, SharedAnswers] | None
) -> dict[str, object]:
    """All the figures of a report and what it told of answers, to be kept with it."""
    told = told_as_json({name: each.told for name, each in (answers or {}).items()})
    return as_json(summary) | {KEY: elsewhere_as_json(elsewhere)} | told


def otherwise(then: Shape, summary: Summary, elsewhere: FromElsewhere) -> list[str]:
    """Every figure that changed since, our own and those from elsewhere; none where nothing did."""
    own = {name: value for name, value in then.items() if name not in (KEY, TOLD)}
    said = _own(own, summary)
    return [*said, *(elsewhere_otherwise(then[KEY], elsewhere) if KEY in then else ())]


def _own(then: Shape, summary: Summary) -> list[str]:
    today = as_json(summary)
    if then == today:
        return []
    names = {each.site.slug: each.site.short_name for each in summary.sites}
    now = {each["slug"]: each for each in _sites(today)}
    said = [
        sentence
        for each in _sites(then)
        for sentence in _at_site(each, now[each["slug"]], names[each["slug"]])
    ]
    said += _in_all(then["total"], today["total"])  # type: ignore[arg-type]  # of the same shape
    if then["left_out"] != today["left_out"]:
        said.append(_("Other counts by hand are left out, as they reach beyond these days."))
    return said or [_("Only figures that stand in no report have changed.")]


def _sites(shape: Shape) -> list[Shape]:
    sites: list[Shape] = shape["sites"]
    return sites


def _at_site(then: Shape, now: Shape, site: str) -> Iterator[str]:
    visits, forms, enrolments = (
        now[key] - then[key] for key in ("visits", "evaluations", "enrolments")
    )
    if visits:
        yield _visits(visits, site)
    if forms:
        yield _forms(forms, site)
    if enrolments:
        yield _enrolments(enrolments, site)
    for key, figure in _labels().items():
        if then[key] != now[key]:
            yield _was_and_is(f"{site}, {figure}", number(then[key]), number(now[key]))


def _labels() -> dict[str, str]:
    """The figures of a site that no single record makes."""
    return {
        "new_enrolments": _("enrolments new to The Life Rooms"),
        "open_days": _("open days"),
        "days_not_fully_counted": _("days not fully counted"),
    }


def _visits(more: int, site: str) -> str:
    words = {"count": number(abs(more)), "site": site}
    if more > 0:
        return ngettext(
            "%(count)s visit at %(site)s arrived later.",
            "%(count)s visits at %(site)s arrived later.",
            more,
            **words,
        )
    return ngettext(
        "%(count)s visit fewer at %(site)s: taken back, struck out or undone.",
        "%(count)s visits fewer at %(site)s: taken back, struck out or undone.",
        -more,
        **words,
    )


def _forms(more: int, site: str) -> str:
    words = {"count": number(abs(more)), "site": site}
    if more > 0:
        return ngettext(
            "%(count)s form at %(site)s arrived later.",
            "%(count)s forms at %(site)s arrived later.",
            more,
            **words,
        )
    return ngettext(
        "%(count)s form fewer at %(site)s: an import was undone, or it counts elsewhere.",
        "%(count)s forms fewer at %(site)s: an import was undone, or they count elsewhere.",
        -more,
        **words,
    )


def _enrolments(more: int, site: str) -> str:
    words = {"count": number(abs(more)), "site": site}
    if more > 0:
        return ngettext(
            "%(count)s enrolment at %(site)s arrived later.",
            "%(count)s enrolments at %(site)s arrived later.",
            more,
            **words,
        )
    return ngettext(
        "%(count)s enrolment fewer at %(site)s: taken back, or an import was undone.",
        "%(count)s enrolments fewer at %(site)s: taken back, or an import was undone.",
        -more,
        **words,
    )


def _in_all(then: Shape, now: Shape) -> Iterator[str]:
    key = "learning_opportunities"
    if then[key] != now[key]:
        label = _("Different learning opportunities")
        yield _was_and_is(label, number(then[key]), number(now[key]))
    for question in QUESTIONS:
        was, is_now = (shape["questions"][question.name] for shape in (then, now))
        if any(was[answer] != is_now[answer] for answer in COUNTED_ANSWERS):
            yield _was_and_is(str(question.short), _percent(was), _percent(is_now))


def _percent(answers: Shape) -> str:
    percent = Share(answers["yes"], answers["n"]).whole_percent
    if percent is None:
        return _("nobody answered")
    return _("%(percent)s percent (n = %(n)s)", percent=percent, n=number(answers["n"]))


def _was_and_is(label: str, then: str, now: str) -> str:
    return _("%(figure)s: %(then)s then, %(now)s today.", figure=label, then=then, now=now)
