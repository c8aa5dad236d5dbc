"""Pairing a screen with a code."""

from flask import Blueprint

blueprint = Blueprint("pairing", __name__)
