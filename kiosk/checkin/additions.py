"""What somebody adds to their visit after the tap: each its own small post, all optional."""

import re
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from kiosk import clock
from kiosk.checkin.courses import courses_today
from kiosk.checkin.room import blueprint
from kiosk.checkin.state import may_change, read_wishes, stay_after_touch
from kiosk.checkin.strip import COURSES, FIRST_TIME, OTHERS
from kiosk.devices import Device, current_device, own_posts_only
from kiosk.records.visits import (
    MOST_PEOPLE,
    KeptVisit,
    find_visit,
    mark_first_time,
    set_people,
    set_run,
    undo_visit,
)
from kiosk.rows import writing_rows


@blueprint.post("/check-in/<uuid:visit_id>/first-time")
def first_time(visit_id: UUID) -> ResponseReturnValue:
    """First time here? Yes."""
    return _add(visit_id, mark_first_time, FIRST_TIME)


@blueprint.post("/check-in/<uuid:visit_id>/others")
def others(visit_id: UUID) -> ResponseReturnValue:
    """Others came with me: how many; without a number, the numbers are shown."""
    number = request.form.get("others", "")
    if re.fullmatch("[0-9]{1,2}", number) and 0 < int(number) < MOST_PEOPLE:
        return _add(
            visit_id, lambda connection, id: set_people(connection, id, int(number) + 1), OTHERS
        )
    return _show(visit_id, OTHERS)


@blueprint.post("/check-in/<uuid:visit_id>/course")
def course(visit_id: UUID) -> ResponseReturnValue:
    """Today's course: which; without one, today's courses are shown."""
    device = current_device()
    today = courses_today(device.site_id, clock.now()) if device else []
    runs = {str(course.run_id): course.run_id for course in today}
    run_id = runs.get(request.form.get("run", ""))
    if run_id is not None:
        return _add(visit_id, lambda connection, id: set_run(connection, id, run_id), COURSES)
    return _show(visit_id, COURSES)


@blueprint.post("/check-in/<uuid:visit_id>/undo")
def undo(visit_id: UUID) -> ResponseReturnValue:
    """Tapped by mistake: the visit is counted nowhere."""
    moment = clock.now()
    return _add(visit_id, lambda connection, id: undo_visit(connection, id, moment))


@blueprint.post("/check-in/<uuid:visit_id>/more")
def more(visit_id: UUID) -> ResponseReturnValue:
    """I need more time."""
    return _show(visit_id, "", more=1)


@blueprint.post("/check-in/<uuid:visit_id>/back")
def back(visit_id: UUID) -> ResponseReturnValue:
    """Back to what the strip offers first."""
    return _show(visit_id, "")


def _found(visit_id: UUID, moment: datetime) -> tuple[Device, KeptVisit] | None:
    """The speaking kiosk and its visit, while that may still be added to."""
    own_posts_only()
    device = current_device()
    visit = find_visit(visit_id, device.kiosk_id) if device else None
    if device is None or visit is None or not may_change(visit, read_wishes(request.args), moment):
        return None
    return device, visit


def _add(
    visit_id: UUID, write: Callable[[Connection, UUID], None], said: str | None = None
) -> ResponseReturnValue:
    moment = clock.now()
    found = _found(visit_id, moment)
    if found is None:
        return redirect(url_for("checkin.screen"), 303)
    with writing_rows() as connection:
        write(connection, visit_id)
    return _back_to(found[1], moment, said=said)


def _show(visit_id: UUID, strip: str, **values: int) -> ResponseReturnValue:
    moment = clock.now()
    found = _found(visit_id, moment)
    if found is None:
        return redirect(url_for("checkin.screen"), 303)
    start = request.form.get("start") or None
    return _back_to(found[1], moment, strip=strip or None, start=start, **values)


def _back_to(visit: KeptVisit, moment: datetime, **values: object) -> ResponseReturnValue:
    """To the visit's address, which now stays for longer."""
    wishes = read_wishes({**request.args, **{name: str(value) for name, value in values.items()}})
    stay = stay_after_touch(visit, wishes, moment)
    kept = {**wishes.kept, **values, "visit": visit.id, "stay": stay}
    return redirect(url_for("checkin.screen", **kept), 303)  # type: ignore[arg-type]  # mixed values
