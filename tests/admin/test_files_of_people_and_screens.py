"""The files of the people who sign in and of the screens: for managers, with nothing secret."""

from datetime import timedelta

from kiosk.database import writing
from kiosk.models import Person
from tests import people
from tests.admin.looked_after import A_DAY, a_pairing
from tests.admin.test_exports import TODAY, read
from tests.admin.test_files_of_upkeep import THE_DAY, column
from tests.client import Client


def test_people_are_who_they_are_and_what_they_may_see_and_nothing_secret(
    manager: Client, mo: Person
) -> None:
    bo = people.a_person("bo@example.org", sites=("bootle", "walton"))
    with writing():
        bo.name, bo.password_hash, mo.password_hash = "@Bo", "a secret", "another secret"
        bo.signed_in_at, bo.switched_off_at = people.NOW - A_DAY, people.NOW

    address = f"/admin/export/people.csv?{TODAY}"
    text = manager.get(address).response.get_data().decode("utf-8-sig")

    assert text.splitlines() == [
        "name,email,role,sites,added_on,switched_off_on,last_signed_in_on",
        f"Mo,mo@example.org,manager,all,{THE_DAY},,",
        f'\'@Bo,bo@example.org,coordinator,"walton,bootle",{THE_DAY},{THE_DAY},2026-11-23',
    ]


def test_people_are_those_who_were_there_and_may_see_the_sites(manager: Client) -> None:
    week = timedelta(days=7)
    for name, slugs, added_at, gone_at in (
        ("bo", ("bootle",), people.NOW, None),
        ("cora", ("walton",), people.NOW, None),
        ("new", (), people.NOW + week, None),
        ("nobody", (), people.NOW - 2 * week, None),
        ("left", ("bootle",), people.NOW - 2 * week, people.NOW - week),
    ):
        person = people.a_person(f"{name}@example.org", sites=slugs)
        with writing():
            person.added_at, person.switched_off_at = added_at, gone_at

    assert column(manager, "people", "name") == ["Nobody", "Mo", "Bo", "Cora"]
    assert column(manager, "people", "name", f"{TODAY}&site=bootle") == ["Mo", "Bo"]
    assert column(manager, "people", "name", "from=2026-11-17&to=2026-11-17") == ["Nobody", "Left"]


def test_a_screen_is_a_row_for_each_pairing_and_shows_the_hour_alone(manager: Client) -> None:
    kiosk = people.a_kiosk(name="+Front door")
    before = a_pairing(kiosk, ended_at=people.NOW, storage="new", clock_difference_ms=None)
    now = a_pairing(kiosk)
    for seq in (1, 2, 5):
        people.a_visit(installation_id=now.id, seq=seq)

    address = f"/admin/export/screens.csv?{TODAY}&site=walton"
    header, *rows = manager.get(address).response.get_data().decode("utf-8-sig").splitlines()

    assert header == (
        "site,screen,state,added_on,stopped_on,put_away_on,paired_on,unpaired_on,last_seen_at,"
        "version,waiting_to_send,numbered,received,missing,refused,seconds_slow,storage"
    )
    about = f"walton,'+Front door,in use,{THE_DAY},,,{THE_DAY}"
    assert sorted(rows) == [
        f"{about},,2026-11-24 10:00,0.1.0+abc,2,5,3,2,1,-61,kept",
        f"{about},{THE_DAY},2026-11-24 10:00,0.1.0+abc,,5,0,5,1,,not tried",
    ]
    assert before.token_hash
    assert before.token_hash not in "".join(rows)


def test_screens_are_those_that_were_there_with_the_pairings_of_then(manager: Client) -> None:
    week = timedelta(days=7)
    for name, added_at, retired_at in (
        ("Front", people.NOW - 2 * week, None),
        ("Old", people.NOW - 2 * week, people.NOW - week),
        ("New", people.NOW + week, None),
    ):
        kiosk = people.a_kiosk(name=name)
        pairing = a_pairing(kiosk, ended_at=people.NOW - week)
        with writing():
            kiosk.added_at, kiosk.retired_at = added_at, retired_at
            pairing.paired_at = added_at
        later = a_pairing(kiosk, ended_at=people.NOW + 2 * week)
        with writing():
            later.paired_at = people.NOW + week
    people.a_kiosk("bootle", "Elsewhere")

    def listed(query: str) -> list[list[str]]:
        of_walton = read(manager, "screens", f"{query}&site=walton")
        return [[row[1], row[2], row[6]] for row in of_walton[1:]]

    assert listed(TODAY) == [["Front", "not paired", ""]]
    assert listed("from=2026-11-17&to=2026-11-17") == [
        ["Front", "not paired", "2026-11-10"],
        ["Old", "put away", "2026-11-10"],
    ]
