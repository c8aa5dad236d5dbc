"""The room “People and screens”: its blueprint, closed to all but managers."""

from flask import Blueprint, abort

from admin.access import signed_in

blueprint = Blueprint("people", __name__, url_prefix="/admin/people")


@blueprint.before_request
def managers_alone() -> None:
    """Close every page of this room to coordinators."""
    if not signed_in().is_manager:
        abort(403)
