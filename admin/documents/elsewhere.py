"""Figures from elsewhere, as the report says them: what, of when, from where, and its parts."""

from collections.abc import Iterator

from babel.lists import format_list
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from admin.documents.report import Group, Section, Sentence
from admin.periods import Period
from admin.summaries.elsewhere import Elsewhere, FromElsewhere
from admin.summaries.told import ELSEWHERE, Told, mark


def elsewhere_section(found: FromElsewhere) -> Section | None:
    """What other systems counted, under its headings; None where nothing was entered."""
    if not found.figures:
        return None
    groups = tuple(
        Group(heading, tuple(map(_figure, figures)))
        for heading, figures in found.by_heading.items()
    )
    lead = _("Counted by other systems than this one, and entered by staff.")
    return Section("elsewhere", _("Figures from elsewhere"), groups, lead)


def _figure(each: Elsewhere) -> Sentence:
    whole, there = each.whole, f"figure-{each.id}"
    text, *parts = (
        Told(_("%(name)s: %(value)s", name=name, value=mark(value, ELSEWHERE, part=there)))
        for name, value in (
            (whole.name, whole.says(whole.stated)),
            *((part.name, whole.says(part.value)) for part in whole.parts),
        )
    )
    return Sentence(text=text, basis=" ".join(_rests_on(each)), parts=tuple(parts))


def _rests_on(each: Elsewhere) -> Iterator[str]:
    if not each.whole.agrees:
        yield each.whole.disagreement
    where = [each.site.name] if each.site else []
    by = [_("entered by %(name)s", name=each.entered_by)] if each.entered_by else []
    source = _("Source: %(source)s", source=each.source)
    yield "; ".join([source, *where, each.period.words, *by]) + "."


def reaching_beyond(found: FromElsewhere) -> Iterator[str]:
    """Names the figures that are left out, as their days reach beyond the period.

    Figures of the same days are named together.
    """
    by_days: dict[Period, list[str]] = {}
    for each in found.left_out:
        by_days.setdefault(each.period, []).append(each.whole.name)
    for days, names in by_days.items():
        yield ngettext(
            "Left out: %(names)s, %(period)s. Those days reach beyond these, so the figure is not "
            "shared out.",
            "Left out: %(names)s, %(period)s. Those days reach beyond these, so the figures are "
            "not shared out.",
            len(names),
            names=format_list(names, locale=get_locale()),
            period=days.words,
        )
