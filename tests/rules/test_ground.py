"""The ground that everything stands on: settings, tables, the write path."""

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.database import db, writing
from kiosk.models import Site
from kiosk.rows import read_row, writing_rows
from kiosk.settings import Settings, SettingsError
from tests import people
from tests.client import Client


def test_the_four_sites_are_there_from_the_start(app):
    sites = db.session.execute(select(Site.slug, Site.opened_on).order_by(Site.id)).all()

    assert [(slug, str(opened_on)) for slug, opened_on in sites] == [
        ("walton", "2016-05-01"),
        ("southport", "2017-05-01"),
        ("bootle", "2019-01-07"),
        ("central-and-south-liverpool", "2019-12-01"),
    ]


def test_a_record_written_without_announcing_it_is_refused(app):
    with pytest.raises(RuntimeError, match="outside of writing"):
        db.session.execute(update(Site).values(name="Elsewhere"))


def test_a_failed_write_leaves_nothing(app):
    def write_half() -> None:
        with writing():
            db.session.execute(update(Site).where(Site.id == 1).values(telephone="1"))
            db.session.execute(insert(Site).values(id=1))

    with pytest.raises(IntegrityError):
        write_half()

    assert people.site().telephone == "0151 478 6556"


def test_a_failed_write_of_rows_leaves_nothing(app):
    def write_half() -> None:
        with writing_rows() as connection:
            connection.execute(update(Site).where(Site.id == 1).values(telephone="1"))
            connection.execute(insert(Site).values(id=1))

    with pytest.raises(IntegrityError):
        write_half()

    assert people.site().telephone == "0151 478 6556"


def test_whoever_read_before_a_write_of_rows_reads_what_it_wrote(app):
    telephone = select(Site.telephone).where(Site.id == 1)
    assert db.session.scalar(telephone) == "0151 478 6556"

    with writing_rows() as connection:
        connection.execute(update(Site).where(Site.id == 1).values(telephone="1"))

    assert db.session.scalar(telephone) == "1"


def test_a_row_read_during_a_write_is_what_was_written(app):
    telephone = select(Site.telephone).where(Site.id == 1)
    with writing():
        db.session.execute(update(Site).where(Site.id == 1).values(telephone="1"))

        assert read_row(telephone, {}) == ("1",)


def test_an_evaluation_cannot_join_a_run_at_another_site(app):
    run = people.a_run(slug="walton")
    run.site_id = people.site("bootle").id
    db.session.expunge(run)

    with pytest.raises(IntegrityError, match="(?i)foreign key"):
        people.an_evaluation(run)


def test_an_unknown_address_gets_a_kind_page(client: Client):
    page = client.get("/nothing-here", 404)

    assert page.h1 == "There is no page here"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("KIOSK_PUBLIC_URL", "feedback", "KIOSK_PUBLIC_URL is “feedback”"),
        ("KIOSK_DATABASE_URL", "mysql://x", "must begin with sqlite:/// or postgresql://"),
        ("KIOSK_BEHIND_PROXY", "one", "KIOSK_BEHIND_PROXY is “one”"),
        ("PORT", "banana", "PORT is “banana”. It must be a whole number from 1 to 65535."),
        ("PORT", "65536", "PORT is “65536”. It must be a whole number from 1 to 65535."),
    ],
)
def test_a_bad_setting_is_refused_with_a_sentence(tmp_path, name, value, sentence):
    with pytest.raises(SettingsError, match=sentence):
        Settings.from_environment({"KIOSK_INSTANCE": str(tmp_path), name: value})


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first = Settings.from_environment({"KIOSK_INSTANCE": str(tmp_path)})
    second = Settings.from_environment({"KIOSK_INSTANCE": str(tmp_path)})

    assert first.secret_key == second.secret_key
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_builders_store_what_they_say(app):
    people.a_visit(people=3)

    assert db.session.scalar(select(func.count()).select_from(Site)) == 4
