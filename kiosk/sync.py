"""What kiosk devices send."""

from flask import Blueprint

blueprint = Blueprint("sync", __name__)
