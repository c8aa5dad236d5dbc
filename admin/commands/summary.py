"""`summary`: every figure of a period, as JSON or as a table to read."""

import json
from datetime import date
from decimal import Decimal

import click
from flask import Flask
from sqlalchemy import select

from admin.audit import record_audit
from admin.periods import Period, read_day
from admin.summaries import Figures, Summary, as_json, summarise
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Site
from kiosk.questions import QUESTIONS


class Day(click.ParamType[date]):
    """A day, written 2018-04-01 or 01/04/2018."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a sentence about what is wrong with it."""
        day = read_day(value)
        if day is None:
            self.fail(f"“{value}” is not a day between 2000 and 2100, such as 2018-04-01.", param)
        return day


def set_up(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(summary)


@click.command("summary")
@click.option("--from", "first", type=Day(), required=True, help="The first day.")
@click.option("--to", "last", type=Day(), required=True, help="The last day, included.")
@click.option("--site", "slugs", multiple=True, metavar="SLUG", help="One site; may be repeated.")
@click.option("--json", "wants_json", is_flag=True, help="For programs.")
def summary(first: date, last: date, slugs: tuple[str, ...], wants_json: bool) -> None:
    """Every figure of a period, of some sites or of all."""
    if first > last:
        raise click.UsageError("--from is after --to. Give the earlier day first.")
    found = summarise(Period(first, last), chosen_sites(slugs), clock.today())
    if wants_json:
        with writing():
            record_audit(clock.now(), "exported summary", f"{first} to {last}")
        click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_table(found)))


def chosen_sites(slugs: tuple[str, ...]) -> list[Site]:
    """The sites that were named, or every one; a slug that is none of theirs is an error."""
    sites = list(db.session.scalars(select(Site).order_by(Site.opened_on, Site.id)))
    wanted = {slug.lower() for slug in slugs}
    unknown = sorted(wanted - {site.slug for site in sites})
    if unknown:
        known = ", ".join(site.slug for site in sites)
        raise click.UsageError(f"There is no site “{unknown[0]}”. The sites are: {known}.")
    return [site for site in sites if not wanted or site.slug in wanted]


def _table(found: Summary) -> list[str]:
    """The figures as lines of text: a column for each site, and one for all."""
    columns = [("", None)] + [(each.site.short_name, each.figures) for each in found.sites]
    columns.append(("All", found.total))
    lines = [found.period.days, "", _line([name for name, _figures in columns])]
    figures = [each for _name, each in columns if each is not None]
    lines += [_line([label, *cells]) for label, cells in _rows(figures)]
    for each in found.left_out:
        lines += ["", f"Left out, as it straddles the period: {each.people} people counted at"]
        lines += [f"{each.site.name} from {each.first} to {each.last}."]
    return lines


def _rows(columns: list[Figures]) -> list[tuple[str, list[str]]]:
    rows = [
        ("Visits", [f"{each.visits:,}" for each in columns]),
        ("  by screen", [f"{each.by_screen:,}" for each in columns]),
        ("  from a file", [f"{each.from_file:,}" for each in columns]),
        ("  counted by hand", [f"{each.counted:,}" for each in columns]),
        ("Taps on screens", [f"{each.taps_on_screens:,}" for each in columns]),
        ("Open days", [f"{each.open_days:,}" for each in columns]),
        ("  not fully counted", [f"{each.days_not_fully_counted:,}" for each in columns]),
        ("Visits per open day", [_or_dash(each.visits_per_open_day) for each in columns]),
        ("Evaluation forms", [f"{each.evaluations:,}" for each in columns]),
        ("Enrolments", [f"{each.enrolments:,}" for each in columns]),
        ("  new to The Life Rooms", [f"{each.new_enrolments:,}" for each in columns]),
        ("Learning opportunities", [f"{each.learning_opportunities:,}" for each in columns]),
    ]
    for question in QUESTIONS:
        cells = [_percent(each, question.name) for each in columns]
        rows.append((str(question.short), cells))
    return rows


def _percent(figures: Figures, question: str) -> str:
    answers = figures.questions[question]
    percent = answers.share.whole_percent
    return "–" if percent is None else f"{percent}% of {answers.n:,}"


def _line(cells: list[str]) -> str:
    head, *rest = cells
    return f"{head:<42}" + "".join(f"{_short(cell):>18}" for cell in rest)


def _short(text: str) -> str:
    return text if len(text) <= 16 else text[:15] + "…"


def _or_dash(rate: Decimal | None) -> str:
    return "–" if rate is None else str(rate)
