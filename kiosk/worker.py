"""The service worker of a paired screen: at the root, since it answers for `/`."""

import json

from flask import Blueprint, Response, current_app

from kiosk.assets import STATIC, travelling

blueprint = Blueprint("worker", __name__)
WORKER = travelling(STATIC / "kiosk" / "local" / "worker.js").decode()
# What opens without network, literally: nothing else is ever answered from the device.
PAGES = ("/", "/screen/help", "/screen/feedback", "/screen/staff")
FILES = (
    "shared/icon.svg",
    "kiosk/frame.css",
    "kiosk/help.css",
    "kiosk/checkin.js",
    "kiosk/idle.js",
    "kiosk/kiosk.webmanifest",
    "kiosk/local/screen.js",
    "kiosk/local/witness.js",
    "kiosk/questions.css",
    "kiosk/thank-you.css",
    "kiosk/local/feedback.js",
    "kiosk/staff.css",
    "kiosk/local/staff.js",
)


@blueprint.get("/kiosk-worker.js")
def worker() -> Response:
    """The worker with its version and its list before it: asked for anew whenever it may change."""
    version = current_app.config["STATIC_VERSION"]
    files = [f"/static/{version}/{name}" for name in FILES]
    known = {"VERSION": version, "FILES": files, "PAGES": list(PAGES)}
    lines = [f"const {name} = {json.dumps(value)};" for name, value in known.items()]
    answer = Response("\n".join([*lines, WORKER]), mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
