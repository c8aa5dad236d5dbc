"""The composition root: the only place that knows both halves. Importing it builds nothing."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask
from sqlalchemy.exc import OperationalError

import admin.access
import admin.commands
import admin.comments
import admin.exports
import admin.overview
import admin.people
import admin.report
import admin.rows
import admin.upkeep
import kiosk.about
import kiosk.checkin
import kiosk.feedback
import kiosk.icons
import kiosk.pairing
import kiosk.sync
import kiosk.worker
from admin.commands.unanswered import commands_alone
from kiosk import addresses, assets, database, errors, headers, logs, pages, shared_screen, tidying
from kiosk.application import Application
from kiosk.clock import system_clock
from kiosk.settings import Settings, SettingsError

BLUEPRINTS = (
    kiosk.checkin.blueprint,
    kiosk.pairing.blueprint,
    kiosk.sync.blueprint,
    kiosk.worker.blueprint,
    kiosk.icons.blueprint,
    kiosk.feedback.blueprint,
    kiosk.about.blueprint,
    admin.access.blueprint,
    admin.overview.blueprint,
    admin.rows.blueprint,
    admin.exports.blueprint,
    admin.comments.blueprint,
    admin.report.blueprint,
    admin.upkeep.blueprint,
    admin.people.blueprint,
)

NO_ANSWER = "The database does not answer. Look at KIOSK_DATABASE_URL, and whether its server runs."


def create_app(
    settings: Settings | None = None, clock: Callable[[], datetime] = system_clock
) -> Flask:
    """Build the application from its settings.

    By default the environment's: then whoever started it reads a sentence where it cannot start.
    """
    if settings is None:
        return _create_from_environment(clock)
    app = Application("wsgi", static_folder=None)
    app.config.from_mapping(
        SETTINGS=settings,
        CLOCK=clock,
        SECRET_KEY=settings.secret_key,
        TRUSTED_HOSTS=list(settings.trusted_hosts),
    )
    logs.set_up(app)
    addresses.set_up(app)
    tidying.set_up(app)
    pages.set_up(app)
    shared_screen.set_up(app)
    errors.set_up(app)
    database.set_up(app)
    admin.access.set_up(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    admin.commands.set_up(app)
    assets.set_up(app)
    headers.set_up(app)  # last, so that it is outermost
    return app


def _create_from_environment(clock: Callable[[], datetime]) -> Flask:
    try:
        settings = Settings.from_environment()
    except SettingsError as problem:
        raise SystemExit(str(problem)) from None
    try:
        return create_app(settings, clock)
    except database.UnsafeDatabaseError as problem:
        reason = str(problem)
    except OperationalError:
        reason = NO_ANSWER
    return commands_alone(settings, reason)


def __getattr__(name: str) -> Flask:
    """Build `wsgi:app` on its first use."""
    if name != "app":
        raise AttributeError(name)
    globals()["app"] = create_app()
    built: Flask = globals()["app"]
    return built
