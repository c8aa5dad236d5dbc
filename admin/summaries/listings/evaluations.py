"""The rows behind the forms and their answers: counts of forms alike, never a form of its own.

A row for each form would say no more than how many forms are alike in what may be shown of them,
and would stand in some order, by which the answers to two questions could be laid side by side.
"""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from admin.summaries.bars import ANSWERED
from admin.summaries.figures import BLANK, Answers
from admin.summaries.listings.alike import Group, forms_alike
from admin.summaries.listings.listing import Listed, Listing, share_in_words
from admin.summaries.rows import Row
from admin.summaries.shares import Share
from admin.wanted import NO_COURSE, Wanted
from kiosk.pages import number
from kiosk.questions import ANSWERS, COUNTED_ANSWERS, QUESTIONS

WHERE = ("site", "course", "month")
FORMS = (*WHERE, "forms")
ALL_ANSWERS = (*WHERE, *COUNTED_ANSWERS, "n", "not_applicable", BLANK)


def evaluations(wanted: Wanted) -> Listing:
    """The forms, the answers to one question, or the forms that gave one answer to it."""
    groups = forms_alike(wanted)
    if groups is None:
        return _too_few(wanted)
    if "answer" in wanted.filters:
        return _of_answer(wanted, groups)
    return _of_question(wanted, groups) if "question" in wanted.filters else _forms(wanted, groups)


def _too_few(wanted: Wanted) -> Listing:
    return Listing(
        figure=None,
        heading=_("Fewer than 5 forms"),
        who=_("Evaluation forms"),
        also=_also(wanted),
        how=_("Of one course or run nothing is shown below 5 forms, so that nobody is told apart."),
        total=_("Not shown."),
        length=0,
        rows=None,
    )


def _also(wanted: Wanted) -> list[str]:
    said = []
    if wanted.filters.get("course") == NO_COURSE:
        said.append(_("that have no course"))
    if wanted.course is not None:
        said.append(_("about “%(course)s”", course=wanted.course.title))
    if wanted.run is not None:
        said.append(_("of the run with the code %(code)s", code=wanted.run.code))
    return said


def _how(wanted: Wanted, first: str) -> str:
    if wanted.course is not None:
        return first + " " + _("Months stand apart where each of them has 5 forms.")
    if wanted.filters.get("course") == NO_COURSE:
        return first
    return (
        first
        + " "
        + _(
            "Forms that are alike are counted together. A course stands apart where its run has 5"
            " forms in each of its months, so that few answers are not read at a glance."
        )
    )


def _forms(wanted: Wanted, groups: Sequence[Group]) -> Listing:
    forms = sum(group.forms for group in groups)
    heading = ngettext(
        "%(count)s evaluation form", "%(count)s evaluation forms", forms, count=number(forms)
    )
    rows = [(*_where(group), group.forms) for group in groups]
    first = _("Each form sent, typed in or imported, by the date of the course that it is about.")
    return Listing(
        figure=forms,
        heading=heading,
        who=_("Evaluation forms"),
        also=_also(wanted),
        how=_how(wanted, first),
        total="",
        length=len(rows),
        rows=Listed(FORMS, rows),
    )


def _of_answer(wanted: Wanted, groups: Sequence[Group]) -> Listing:
    """The forms that gave one answer to one question, or any that counts."""
    answer = wanted.filters["answer"]
    counts = [(group, _given(group.answers, answer)) for group in groups]
    rows = [(*_where(group), count) for group, count in counts if count]
    forms = sum(count for _group, count in counts)
    said = _said(answer)
    heading = ngettext(
        "%(count)s form: %(answer)s",
        "%(count)s forms: %(answer)s",
        forms,
        count=number(forms),
        answer=said,
    )
    answered = sum(group.answers.n for group in groups)
    all_of_them = ngettext(
        "%(count)s form with Yes, Partly or No",
        "%(count)s forms with Yes, Partly or No",
        answered,
        count=number(answered),
    )
    is_part = answer in COUNTED_ANSWERS
    first = _("Each form counts once, by the answer it gave to this one question.")
    return Listing(
        figure=forms,
        heading=heading,
        who=_("Forms with %(answer)s to “%(question)s”", answer=said, question=_asks(wanted)),
        also=_also(wanted),
        how=_how(wanted, first),
        total=share_in_words(forms, answered, all_of_them) if is_part else "",
        length=len(rows),
        rows=Listed(FORMS, rows),
    )


def _of_question(wanted: Wanted, groups: Sequence[Group]) -> Listing:
    """The percentage of one question, and all that it is made of."""
    together = sum((group.answers for group in groups), Answers())
    rows: list[Row] = [(*_where(group), *_numbers(group.answers)) for group in groups]
    percent = together.share.whole_percent
    first = _(
        "Yes, of the forms that answered Yes, Partly or No (n), to the nearest whole percent."
    )
    return Listing(
        figure=percent,
        heading=_("%(percent)s%% Yes", percent="–" if percent is None else percent),
        who=_("Answers to “%(question)s”", question=_asks(wanted)),
        also=_also(wanted),
        how=_how(wanted, first),
        total=_total(together),
        length=len(rows),
        rows=Listed(ALL_ANSWERS, rows),
    )


def _total(answers: Answers) -> str:
    partly, no = (
        Share(answers.counts[each], answers.n).whole_percent or 0 for each in ("partly", "no")
    )
    return _(
        "%(yes)s of %(n)s forms said Yes; %(partly)s Partly (%(partly_percent)s%%), %(no)s No"
        " (%(no_percent)s%%). Beside them: %(unsure)s not sure, %(blank)s left blank.",
        yes=number(answers.counts["yes"]),
        n=number(answers.n),
        partly=number(answers.counts["partly"]),
        partly_percent=partly,
        no=number(answers.counts["no"]),
        no_percent=no,
        unsure=number(answers.counts["not_applicable"]),
        blank=number(answers.counts[BLANK]),
    )


def _where(group: Group) -> tuple[str, str, str]:
    return group.site, group.course, group.month


def _numbers(answers: Answers) -> tuple[int, ...]:
    counted = (answers.counts[each] for each in COUNTED_ANSWERS)
    return (*counted, answers.n, answers.counts["not_applicable"], answers.counts[BLANK])


def _given(answers: Answers, answer: str) -> int:
    return answers.n if answer == ANSWERED else answers.counts[answer]


def _said(answer: str) -> str:
    if answer == ANSWERED:
        return _("Yes, Partly or No")
    if answer == BLANK:
        return _("no answer")
    return str({each.value: each.label for each in ANSWERS}[answer])


def _asks(wanted: Wanted) -> str:
    return str({each.name: each.short for each in QUESTIONS}[wanted.filters["question"]])
