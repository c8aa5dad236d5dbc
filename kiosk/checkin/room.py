"""The blueprint of the check-in screen."""

from flask import Blueprint

blueprint = Blueprint("checkin", __name__)
