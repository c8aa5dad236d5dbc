"""The evaluation form."""

from flask import Blueprint

blueprint = Blueprint("feedback", __name__)
