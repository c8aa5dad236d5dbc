"""The staff corner of a paired screen: what it keeps and sent, sending now, and unpairing."""

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from kiosk import clock
from kiosk.checkin.room import blueprint
from kiosk.database import writing
from kiosk.devices import current_device, device_or_401, own_posts_only, take_cookie, unpair_device
from kiosk.pins import pin_check, staff_pin

MANY = 2  # the screen knows one and many


@blueprint.get("/screen/staff")
def staff() -> ResponseReturnValue:
    """Behind a PIN that the device itself checks; it draws the rest from its own store."""
    device = current_device()
    if device is None:
        return redirect(url_for("checkin.screen"), 303)
    pin = staff_pin(device.site_id)
    return render_template(
        "kiosk/checkin/staff.html",
        device=device,
        pin=pin_check(pin) if pin else None,
        words=[*_kept(), *_refused(), *_storage(), *_clock(), *_sending()],
    )


@blueprint.post("/screen/unpair")
def unpair() -> ResponseReturnValue:
    """End this pairing; what was not sent stays on the device until it is paired again."""
    own_posts_only()
    device = device_or_401()
    with writing():
        unpair_device(device, clock.now())
    answer = make_response("", 204)
    take_cookie(answer)
    return answer


def _kept() -> list[tuple[str, str]]:
    return [
        ("nothing", _("Nothing. Everything is sent.")),
        ("visits-one", _visits(1)),
        ("visits", _visits(MANY)),
        ("forms-one", _forms(1)),
        ("forms", _forms(MANY)),
        ("old", _("The oldest has waited since #.")),
        ("never", _("Not since it was paired.")),
        ("none", _("None.")),
        ("stay-one", _("It stays on this device, and is sent once this is paired again.")),
        ("stay", _("They stay on this device, and are sent once it is paired again.")),
        ("not-known", _("Not known now.")),
        ("unread", _("Something kept here earlier cannot be opened now.")),
    ]


def _visits(number: int) -> str:
    return str(ngettext("# visit.", "# visits.", number))


def _forms(number: int) -> str:
    return str(ngettext("# form.", "# forms.", number))


def _refused() -> list[tuple[str, str]]:
    """Why rows were set aside, each under the reason that the device was given with it."""
    return [
        ("The id is not a version 4 UUID.", _("# without a number of its own.")),
        ("Not an object.", _("# damaged: nothing to read.")),
        ("The batch could not be read.", _("# that the service cannot read.")),
        ("other", _("# for another reason.")),
        ("apart", _("Kept here, in no figure: please tell a manager.")),
    ]


def _storage() -> list[tuple[str, str]]:
    return [
        ("lasting", _("The browser promised to keep it.")),
        (
            "passing",
            _("The browser did not promise to keep it: it may clear it when the disk is full."),
        ),
        ("used", _("# MB of # MB used.")),
        ("unknown", _("The browser does not say.")),
        ("shut", _("It cannot be opened now. Switch this device off and on.")),
    ]


def _clock() -> list[tuple[str, str]]:
    return [
        ("right", _("Right, to within 5 seconds.")),
        ("ahead", _("# seconds ahead. Visits are put right.")),
        ("behind", _("# seconds behind. Visits are put right.")),
    ]


def _sending() -> list[tuple[str, str]]:
    return [
        ("sending", _("Sending…")),
        ("done", _("Sent.")),
        ("unreached", _("The service does not answer. It is tried again by itself.")),
        ("ended", _("This screen is no longer paired. Nothing is lost: pair it again.")),
        ("stuck", _("The service answers, but cannot take it now. It is tried again by itself.")),
        ("not-now", _("The service did not answer. Please try again.")),
        ("wrong", _("That PIN is not right.")),
        ("wait", _("That PIN is not right. Wait # seconds.")),
        ("typed", _("# digits typed")),
    ]
