"""POST /sync: one batch, judged, stored in one transaction, and answered."""

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue

from kiosk import clock
from kiosk.database import writing
from kiosk.devices import device_or_401, give_cookie, own_posts_only
from kiosk.sync.batch import read_batch
from kiosk.sync.origin import origin_of
from kiosk.sync.taking import runs_named, take_in

blueprint = Blueprint("sync", __name__)
BODY_LIMIT = 1024 * 1024


@blueprint.post("/sync")
def sync() -> ResponseReturnValue:
    """Take in what a paired screen kept; a repeat is stored already, and reported so."""
    own_posts_only()
    device = device_or_401()
    request.max_content_length = BODY_LIMIT
    moment = clock.now()
    batch = read_batch(_body())
    origin = origin_of(device, batch.installation)
    runs = runs_named(batch, origin.site_id)
    with writing():
        resend_from = take_in(device, origin, batch, runs, moment)
    answer = jsonify(
        stored=list(dict.fromkeys(batch.sent_ids)),
        refused=batch.refused,
        now=moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        resend_from=resend_from,
    )
    give_cookie(answer)
    return answer


def _body() -> object:
    try:
        return request.get_json(force=True)
    except RecursionError:  # brackets within brackets, thousands deep
        abort(400)
