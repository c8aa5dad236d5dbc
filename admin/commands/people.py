"""`people`: somebody who may sign in, and a link for a forgotten password."""

import re
import sys

import click
from flask.cli import AppGroup

from admin import passwords
from admin.access.links import password_link
from admin.audit import record_audit
from admin.catalogue.staff import (
    change_password,
    person_by_email,
    register_link,
    register_person,
    slugs_of_sites,
)
from admin.commands.answers import Refused, named_site
from admin.forms.staff import EMAIL
from kiosk import clock
from kiosk.database import writing
from kiosk.models.staff import COORDINATOR, MANAGER
from kiosk.tidying import one_line

group = AppGroup("people", help="People who sign in.")


@group.command("add")
@click.argument("email")
@click.option("--name", required=True, help="What the person is called.")
@click.option("--role", required=True, type=click.Choice([MANAGER, COORDINATOR]))
@click.option("--site", "slugs", multiple=True, help="A site that a coordinator sees.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add(email: str, name: str, role: str, slugs: tuple[str, ...], password_stdin: bool) -> None:
    """Add a person; without a password, print a one-time link that sets one."""
    email, name = _checked(email, name)
    sites = [named_site(slug) for slug in dict.fromkeys(slugs)]
    if role == COORDINATOR and not sites:
        raise Refused("A coordinator needs at least one site. Name it with --site.")
    kept = _hash_of_typed(name, email) if password_stdin else None
    now = clock.now()
    with writing():
        person = register_person(now, email, name, role, sites)
        token = "" if kept else register_link(now, person)
        if kept:
            change_password(person, kept)
        record_audit(now, "added a person", email, role=role, sites=slugs_of_sites(person))
    click.echo(f"Added {email}.")
    if token:
        _show_link(token)


@group.command("link")
@click.argument("email")
def link(email: str) -> None:
    """Print a one-time link with which a person chooses a new password."""
    person = person_by_email(email)
    if person is None:
        raise Refused(f"There is nobody with the address “{email}”.")
    if person.switched_off_at is not None:
        raise Refused(f"{person.email} is switched off. A manager can switch them on again.")
    now = clock.now()
    with writing():
        token = register_link(now, person)
        record_audit(now, "gave a one-time link", person.email)
    _show_link(token)


def _checked(email: str, name: str) -> tuple[str, str]:
    email, name = one_line(email).lower(), one_line(name)
    if not re.fullmatch(EMAIL, email) or len(email) > 254:
        raise Refused(f"“{email}” is not an e-mail address.")
    if not 1 <= len(name) <= 80:
        raise Refused("A name has 1 to 80 characters.")
    if person_by_email(email) is not None:
        raise Refused(f"There is already somebody with the address “{email}”.")
    return email, name


def _hash_of_typed(name: str, email: str) -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    if sentence := passwords.weakness(password, name, email):
        raise Refused(sentence)
    return passwords.hash_password(password)


def _show_link(token: str) -> None:
    click.echo("Open this link once, within 24 hours, to choose a password:")
    click.echo(password_link(token))
