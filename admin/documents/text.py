"""The report as plain text, a sentence a line."""

from collections.abc import Iterator

from flask_babel import gettext as _

from admin.documents.report import Report, Section, Sentence


def as_text(report: Report) -> str:
    """The report as plain text; a chart's numbers stand in its sentences, or in its lines."""
    lines = [report.title, *([report.warning] if report.warning else [])]
    said: set[str] = set()
    for section in report.sections:
        lines += ["", section.heading, *_section(section, said)]
    return "\n".join([*lines, "", _("Notes"), *report.notes, ""])


def _section(section: Section, said: set[str]) -> Iterator[str]:
    if section.lead:
        yield section.lead
    for group in section.groups:
        if group.heading:
            yield group.heading
        for sentence in group.sentences:
            yield from _sentence(sentence, said)
    for chart in section.charts:
        if chart.name == OVER_TIME:
            yield ""
            yield chart.title
            yield from (f"    {bar.name}: {bar.says}" for bar in chart.bars)
            yield from ([f"    {chart.note}"] if chart.note else [])


OVER_TIME = "over-time"  # the only chart whose numbers stand in no sentence


def _sentence(sentence: Sentence, said: set[str]) -> Iterator[str]:
    marks = []
    for note in sentence.footnotes:
        again = note in said
        marks.append(_("(footnote as above)") if again else _("(footnote: %(note)s)", note=note))
        said.add(note)
    yield " ".join([sentence.text, *marks])
    yield from (f"    – {part}" for part in sentence.parts)
    if sentence.basis:
        yield f"    {sentence.basis}"
