"""Pages about the service itself: what is kept, who can use it, and whether it is well."""

import shutil
import tomllib
from functools import cache
from pathlib import Path

from flask import Blueprint, current_app, jsonify, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError

from kiosk.database import schema_version
from kiosk.lines import pals_line, service_lines

blueprint = Blueprint("about", __name__)

LEAST_FREE_MB = 100
PROJECT = Path(__file__).parent.parent / "pyproject.toml"


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is kept, how long, who reads it, and whom to ask."""
    return render_template("kiosk/about/privacy.html", lines=service_lines(), pals=pals_line())


@blueprint.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """What works for whom, what was tested and what was not."""
    return render_template("kiosk/about/accessibility.html", lines=service_lines())


@blueprint.get("/healthz")
def health() -> ResponseReturnValue:
    """Whether the service is well, for monitoring: 200, or 503 when something needs a person."""
    database, migrations = _records()
    free_mb = shutil.disk_usage(current_app.config["SETTINGS"].instance).free // 1_000_000
    well = database == migrations == "ok" and free_mb >= LEAST_FREE_MB
    answer = {
        "database": database,
        "migrations": migrations,
        "disk": {"free_mb": free_mb},
        "version": f"{project_version()}+{current_app.config['STATIC_VERSION']}",
    }
    return jsonify(answer), 200 if well else 503


def _records() -> tuple[str, str]:
    """How the database and its tables are."""
    try:
        found = schema_version()
    except OperationalError:
        return "unreachable", "unknown"
    return "ok", "ok" if found == current_app.config["SCHEMA_HEAD"] else "behind"


@cache
def project_version() -> str:
    """The version that pyproject.toml names."""
    version: str = tomllib.loads(PROJECT.read_text())["project"]["version"]
    return version
