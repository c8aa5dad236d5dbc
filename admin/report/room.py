"""What the pages of the report room share."""

from flask import Blueprint, abort

from admin.access import signed_in
from admin.audit import record_audit
from admin.choices import Choice, choice_of_address
from admin.documents.making import Made, make_report
from admin.summaries.every_site import listed
from kiosk import clock

blueprint = Blueprint("report", __name__, url_prefix="/admin")


def choice_or_400() -> Choice:
    """The period and sites in the address: what is kept or taken away must be of those asked."""
    choice = choice_of_address()
    if choice.problem:
        abort(400)
    return choice


def made(choice: Choice) -> Made:
    """The report of a choice, with the figures of today."""
    return make_report(choice.period, choice.sites, choice.today)


def note(action: str, choice: Choice, **details: str | int) -> None:
    """Keep in the log who did something with the report of a choice."""
    record_audit(
        clock.now(),
        action,
        f"{choice.period.first} to {choice.period.last}",
        person=signed_in(),
        site=choice.sites[0] if len(choice.sites) == 1 else None,
        sites=listed(choice.sites),
        **details,
    )
