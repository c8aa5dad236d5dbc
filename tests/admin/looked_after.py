"""What staff did to look after it all: a screen, a strike, cover, an import and a kept report."""

from datetime import date, timedelta
from uuid import uuid4

from kiosk.database import writing
from kiosk.models import Cover, Import, Installation, KeptReport, Kiosk, Person, Strike
from tests import people

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)


def a_strike(slug: str = "walton", name: str = "+Front door", **about: object) -> Strike:
    """Taps of an hour of today at a screen, struck out and found to be mistaken."""
    values = {
        "from_at": people.NOW - 2 * AN_HOUR,
        "to_at": people.NOW - AN_HOUR,
        "reason": "=A child played",
        "struck_at": people.NOW,
    }
    strike = Strike(kiosk_id=people.a_kiosk(slug, name).id, **values | about)
    people.add(strike)
    return strike


def a_cover(away: Person, by: Person, slug: str = "walton", **about: object) -> None:
    """Somebody reads for another today and tomorrow."""
    days = {"from_on": people.TODAY, "to_on": people.TODAY + A_DAY}
    people.add(
        Cover(site_id=people.site(slug).id, away_id=away.id, covered_by_id=by.id, **days | about)
    )


def an_import(person: Person | None, file_name: str = "=taps.csv", **about: object) -> Import:
    """A file of three visits, two of them new, as its record says."""
    values = {"kind": "visits", "digest": "0" * 64, "imported_at": people.NOW} | about
    record = Import(
        file_name=file_name,
        rows_read=3,
        rows_added=2,
        imported_by_id=person.id if person else None,
        **values,
    )
    people.add(record)
    return record


def a_report(*slugs: str, by: Person | None = None, **about: object) -> None:
    """The report of November, kept today."""
    values = {"from_on": date(2026, 11, 1), "to_on": date(2026, 11, 30), "note": "=As it went out"}
    people.add(
        KeptReport(
            title="The Life Rooms, November 2026",
            sites=",".join(slugs or ("walton",)),
            version="0.1.0+abc",
            figures={},
            kept_at=people.NOW,
            kept_by_id=by.id if by else None,
            **values | about,
        )
    )


def a_pairing(kiosk: Kiosk, **about: object) -> Installation:
    """One pairing of a screen, whose device last spoke at 10:37."""
    pairing = people.an_installation(kiosk, uuid4().hex)
    values = {
        "last_seen_at": people.NOW + timedelta(minutes=37),
        "version": "0.1.0+abc",
        "queued": 2,
        "last_seq": 5,
        "refused": 1,
        "clock_difference_ms": -61_400,
        "storage": "kept",
    }
    with writing():
        for name, value in (values | about).items():
            setattr(pairing, name, value)
    return pairing


def a_gone_screen() -> None:
    """A screen that was stopped and put away today."""
    kiosk = people.a_kiosk(name="@Back door")
    with writing():
        kiosk.revoked_at = kiosk.retired_at = people.NOW
    a_pairing(kiosk, ended_at=people.NOW)


def a_day_of_looking_after(by: Person) -> None:
    """One of each, with every day filled in and words that a spreadsheet would run."""
    gone = people.a_person("gone@example.org", sites=("walton",))
    with writing():
        gone.name, gone.switched_off_at, gone.signed_in_at = "=Gone", people.NOW, people.NOW
    a_strike(restored_at=people.NOW)
    a_cover(gone, by, withdrawn_at=people.NOW)
    an_import(by, undone_at=people.NOW)
    a_report(by=by)
    a_gone_screen()
