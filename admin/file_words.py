"""The words of the exported files: what each is called, how it was chosen, what it means."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

# As they stand on a page: what each kind is called, under what it is of.
GROUPS: tuple[tuple[LazyString, Mapping[str, LazyString]], ...] = (
    (
        _l("Visits and figures"),
        {
            "summary": _l("Summary"),
            "visits": _l("Visits"),
            "headcounts": _l("Counts by hand"),
            "days": _l("Open and closed days"),
            "elsewhere": _l("Figures from elsewhere"),
        },
    ),
    (
        _l("Courses and comments"),
        {
            "courses": _l("Courses and their dates"),
            "enrolments": _l("Enrolments"),
            "evaluations": _l("Evaluations"),
            "comments": _l("Comments"),
            "worries": _l("Worries about comments"),
            "notes": _l("You said, we did"),
        },
    ),
    (
        _l("How it is looked after"),
        {
            "reports": _l("Kept reports"),
            "imports": _l("Imports"),
            "strikes": _l("Mistaken taps struck out"),
            "cover": _l("Cover while readers are away"),
            "people": _l("People who sign in"),
            "screens": _l("Screens"),
            "log": _l("Log"),
        },
    ),
)
NAMES: Mapping[str, LazyString] = {
    kind: name for _heading, kinds in GROUPS for kind, name in kinds.items()
}
# What a file is called where its kind alone would say too little.
FILE_NAMES: Mapping[str, str] = {
    "days": "open-and-closed-days",
    "elsewhere": "figures-from-elsewhere",
    "notes": "you-said-we-did",
    "reports": "list-of-kept-reports",
    "strikes": "mistaken-taps",
}
MEANINGS: Mapping[str, tuple[LazyString, ...]] = {
    "summary": (
        _l("visits: people who came in, by screen, import or hand. Who comes twice is two."),
        _l("taps: touches of a screen and imported visits. counted: people counted by hand."),
        _l("open_days: days on which a site was open; in the total, those of all sites together."),
        _l("first_visits count taps; purposes and hours count people."),
        _l("learning_opportunities: different courses with a date, an enrolment or a form."),
        _l("percent: Yes, of the forms that answered Yes, Partly or No (n)."),
        _l("days_not_fully_counted: open days on which no screen of the site was seen."),
        _l("people_left_out: counted by hand over days that reach beyond the period."),
        _l("taps_on_screens and rows_from_file: the two parts of taps."),
    ),
    "visits": (
        _l("One row a tap. people: how many came in with it, the one who tapped among them."),
        _l("hour: the hour that began, by the clock on the wall. Minutes are shown to nobody."),
    ),
    "headcounts": (
        _l("One row a count. counted_to is the moment at which the count ended."),
        _l("adds: whether its people are added to the visits, or only check the screen."),
        _l("in_the_figures: whether it adds and lies wholly inside the period."),
    ),
    "days": (
        _l("One row a day of each site, from its opening on. Days to come are as planned today."),
        _l("why: its week, a bank holiday, or a closed or opened day of its own, with the reason."),
        _l(
            "why: use, at a site without a week, which is open on days with a date, a visit or a"
            " count by hand of that day alone."
        ),
        _l("reason: at such a site, what a day was marked as, which changes no figure."),
        _l("in_the_figures: yes where it counts as an open day, which no day to come does."),
    ),
    "evaluations": (
        _l("One row a form. Comments are not in it."),
        _l("A course stands where each month of its run has 5 forms, the day where each date has."),
        _l("Without its day a form is listed for every period that touches its month."),
    ),
    "comments": (
        _l("One row a form with words. Course and date stand only where enough forms were sent."),
        _l("do_not_share: yes means that the writer’s words stay inside the team."),
    ),
    "worries": (
        _l("One row a worry, without the comment. month: that of the course’s date."),
        _l("passed_on: empty where nobody has been told yet. settled_on: empty while it is open."),
    ),
    "notes": (
        _l("One row a note. site: empty where it is told at all of them."),
        _l("shown_until: the last day, empty where none was set. taken_back_on: told no longer."),
    ),
    "enrolments": (_l("One row a place taken on a course; never by whom."),),
    "courses": (
        _l("One row a meeting that was not cancelled. run: the code of its course run."),
        _l("starts_at and ends_at by the clock on the wall. The file can be imported elsewhere."),
    ),
    "elsewhere": (
        _l("What other systems counted. One row a figure, part empty, then one row for each part."),
        _l("parts_add_up_to: where it differs from the value, the figure was stated so."),
        _l("site: empty for a figure of the whole service. Figures withdrawn are not in it."),
    ),
    "reports": (
        _l("One row a kept report. Neither its sentences nor its figures are in it."),
        _l("from, to: the days that it is of. kept_at: by the clock on the wall."),
        _l("shows_few: yes where it shows answers of few forms, for the rule was switched off."),
    ),
    "imports": (
        _l("One row an import. A file in which a row was refused added nothing, and is not here."),
        _l("rows_read, less rows_added: rows that were there already."),
        _l("sites: where the records lie that it added; once it is undone, those that stayed."),
        _l("imported_by: a person, or command line."),
    ),
    "strikes": (
        _l("One row a stretch of one screen’s taps, from from_at until to_at, to_at not included."),
        _l("taps: how many it strikes out; empty where they were put back, and count again."),
    ),
    "cover": (
        _l("One row a cover: from one day to the other, both included, covered_by reads for away."),
        _l("taken_back_on: the plan was changed; empty where it holds."),
    ),
    "people": (
        _l("One row a person. email: the address they sign in with. sites: all, for a manager."),
        _l("last_signed_in_on: empty before the first time. switched_off_on: no longer let in."),
        _l("Never in it: a password or a one-time link."),
    ),
    "screens": (
        _l("One row a pairing of a screen; a screen without one in these days has a row as well."),
        _l("state, and the days up to put_away_on, are the screen’s; the rest is the pairing’s."),
        _l("last_seen_at: the hour that began. waiting_to_send: what it last said still waits."),
        _l("received and missing: of the visits that it numbered. refused: rows it set aside."),
        _l("seconds_slow: how far its clock is behind; below 0 it is fast."),
        _l("storage: whether what it keeps was kept or lost when it was switched off."),
        _l("Never in it: a pairing code, a PIN, or anything else that opens a screen."),
    ),
    "log": (
        _l("One row an entry. at: by the clock on the wall. A course may stand there by its code."),
        _l("Never in it: a comment, an answer, a password, a link or a pairing code."),
        _l("who: a person, or command line, or screen, where nobody was signed in."),
        _l("site: empty where it belongs to no site, or to more than one."),
    ),
}
SHARED_MEANINGS: Mapping[str, tuple[LazyString, ...]] = {
    "summary": (
        *MEANINGS["summary"][:5],
        _l("percent: Yes, of the forms that answered Yes, Partly or No (n), in whole numbers."),
        _l(
            "note: n rounded to 5, answers as in a kept report, or why those of a site are not"
            " shown."
        ),
        *MEANINGS["summary"][6:],
    ),
    "evaluations": (
        _l("One row a site. Comments and the answers of single forms are not in it."),
        _l("percent: Yes, of the forms that answered Yes, Partly or No (n), in whole numbers."),
        _l(
            "note: n rounded to 5, answers as in a kept report, or why those of a site are not"
            " shown."
        ),
    ),
    "comments": (_l("One row a form with words: its site and month, never its day or course."),),
}
FILTERS: Mapping[str, LazyString] = {
    "comments": _l(
        "What was received before today. Where few forms were sent, whole months are listed"
    ),
    "days": _l("Every day of the period on which the site was there"),
    "elsewhere": _l("Every figure that touches these days, of these sites or the whole service"),
    "evaluations": _l("Every form. Where few forms were sent, whole months are listed"),
    "headcounts": _l("Every count that touches these days; those taken back are not in it"),
    "log": _l("Every entry of these days and sites; of all sites, those that belong to none too"),
    "notes": _l("Every note told on one of these days, at these sites or at all"),
    "reports": _l(
        "Every report of any of these days and sites, whenever it was kept; none of a site that"
        " whoever took this file may not see"
    ),
    "imports": _l(
        "Every import made on one of these days, of a coordinator their own; of chosen sites, those"
        " that added something there"
    ),
    "strikes": _l("Every strike of taps of these days and sites, whenever it was made"),
    "cover": _l("Every cover at these sites that touches these days, those taken back too"),
    "people": _l(
        "Everybody who was there on one of these days and may see one of these sites; of all sites,"
        " those without any too"
    ),
    "screens": _l("Every screen that was at these sites on one of these days"),
    "visits": _l("Every tap but those taken back or struck out"),
    "worries": _l(
        "Every worry about a comment of these days and sites, whenever it was raised. Where few"
        " forms were sent, whole months are listed"
    ),
}
SHARED_COMMENTS_FILTER = _l(
    "Left out: what people asked us not to share, what nobody has read, what somebody was ever"
    " worried about, what seems to say who somebody is, and months in which a site had fewer than"
    " 10 forms or whose quarter is not closed yet"
)
