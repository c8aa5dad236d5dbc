"""`demo`: fills an empty service with the demonstration year, and says how to look at it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click
from flask import current_app
from sqlalchemy import select

from admin.audit import record_audit
from admin.commands.answers import Refused
from admin.demonstration.door import Door, fresh_password, open_door
from admin.demonstration.filling import CannotFillError, fill
from admin.demonstration.period import demonstration
from admin.demonstration.today import MEETS, meet_today
from admin.periods import Period
from admin.summaries import Summary, summarise
from admin.summaries.figures import SiteFigures
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Site
from kiosk.questions import QUESTIONS


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="Where the year is here already, keep it.")
def demo(if_empty: bool) -> None:
    """Fill an empty service with the demonstration year, April 2018 to March 2019."""
    now = clock.now()
    with _without_log_lines():
        if demonstration() is None or not if_empty:
            _fill(now)
        door = _open(now)
    click.echo("\n".join([*_figures(_summary()), "", *_ways_in(door)]))


@contextmanager
def _without_log_lines() -> Iterator[None]:
    """What is changed here is in the log's table; a newcomer's screen is for the figures."""
    level = current_app.logger.level
    current_app.logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        current_app.logger.setLevel(level)


def _fill(now: datetime) -> None:
    try:
        fill(now, lambda: click.echo("Making the demonstration year, a few seconds …", err=True))
    except CannotFillError as problem:
        raise Refused(str(problem)) from None


def _open(now: datetime) -> Door:
    password, kept = fresh_password()
    with writing():
        meet_today(now)
        door = open_door(now, password, kept)
        record_audit(now, "opened the demonstration", door.email)
    return door


def _summary() -> Summary:
    made = demonstration()
    assert made is not None  # noqa: S101  # filled just now, or found
    sites = db.session.scalars(select(Site).order_by(Site.opened_on, Site.id)).all()
    period = Period(made.from_on, made.to_on)
    # The one that travels began after the year: it has nothing to say of it.
    there = [site for site in sites if site.opened_on <= period.last]
    return summarise(period, there, clock.today())


def _figures(summary: Summary) -> Iterator[str]:
    """The published sentences, as the summaries count them from the records."""
    total = summary.total
    yield f"The demonstration year, {summary.period.words}, counted from its records:"
    yield f"  {total.visits:,} visits"
    yield from (f"    {_of_site(each)}" for each in summary.sites)
    yield f"  {total.enrolments:,} enrolments to learning provision"
    yield f"  {total.new_enrolments:,} of these enrolments were new to The Life Rooms"
    yield f"  {total.learning_opportunities:,} different learning opportunities on offer"
    yield f"  {total.evaluations:,} evaluation forms were completed"
    for question in QUESTIONS:
        answers = total.questions[question.name]
        percent = answers.share.whole_percent
        yield f"  {percent} percent {question.says} ({answers.n:,} forms answered)"
    yield "It was made by rule: none of it happened, and nobody wrote its comments."


def _of_site(each: SiteFigures) -> str:
    figures = each.figures
    return (
        f"{each.site.name}: {figures.visits:,} = {figures.by_screen:,} by screen + "
        f"{figures.counted:,} counted by hand, on {figures.open_days:,} open days"
    )


def _ways_in(door: Door) -> Iterator[str]:
    address: str = current_app.config["SETTINGS"].public_url
    yield f"Sign in at {address}/admin/"
    yield f"  e-mail address: {door.email}"
    yield f"  password: {door.password}"
    yield f"Make this computer a screen at {address}/pair, once, within 24 hours"
    yield f"  pairing code: {door.pairing_code}"
    yield f"Fill in a form about today's course at Walton: {address}/f/{MEETS['walton'][0]}"
