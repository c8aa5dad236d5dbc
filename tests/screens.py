"""Pairing a browser without the pairing page, for tests of other pages."""

import hashlib

from kiosk.models import Installation, Kiosk
from tests import people
from tests.client import Client

TOKEN = "a-token-for-tests-"


def pair(client: Client, kiosk: Kiosk) -> Installation:
    """Make a browser the screen of this kiosk."""
    token = f"{TOKEN}{kiosk.id}"
    digest = hashlib.sha256(token.encode()).hexdigest()
    installation = people.an_installation(kiosk, digest)
    name = "__Host-kiosk" if client.base_url.startswith("https") else "kiosk"
    client.flask.set_cookie(name, token, domain="localhost", secure=name.startswith("__"))
    return installation
