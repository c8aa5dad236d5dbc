"""Pages about the service itself."""

from flask import Blueprint

blueprint = Blueprint("about", __name__)
