"""Addresses that nobody was given: every route that takes an id or a day refuses them with 404."""

import pytest

from tests import people
from tests.staff import sign_in

NO_IDS = ("0", "-1", "2147483648", "3000000000", "99999999999999999999", "one")
NO_DAYS = (
    "0001-01-01",
    "1999-12-31",
    "2101-01-01",
    "9999-12-31",
    "2026-02-30",
    "20261124",
    "2026-W48-2",
    "today",
)


@pytest.fixture
def manager(client):
    people.a_run()
    return sign_in(client, people.a_person("m@example.org", "manager"))


def addresses(app, converter, refused):
    """Each address with an id or a day, with each thing that is none in its place."""
    others = {"slug": "walton", "code": "7Q2M4X"}
    for rule in app.url_map.iter_rules():
        for name in sorted(rule.arguments):
            if f"<{converter}:{name}>" not in rule.rule:
                continue
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                for text in refused:
                    path = rule.rule.replace(f"<{converter}:{name}>", text)
                    for other in rule.arguments - {name}:
                        path = path.replace(f"<int:{other}>", "1")
                        path = path.replace(f"<{other}>", others.get(other, "1"))
                    yield method, path


@pytest.mark.parametrize(
    ("converter", "refused", "least"), [("int", NO_IDS, 100), ("day", NO_DAYS, 80)]
)
def test_an_id_or_a_day_that_cannot_be_is_no_page(app, manager, converter, refused, least):
    token = manager.get("/admin/").find("form [name=csrf_token]")["value"]
    tried = list(addresses(app, converter, refused))
    assert len(tried) >= least

    for method, path in tried:
        data = {"csrf_token": token} if method == "POST" else {}
        answer = manager.open(path, method, data=data)
        # Where another method has the same address, Werkzeug says so before it judges the id.
        assert answer.status_code in (404, 405), f"{method} {path}"


def test_no_route_reads_a_day_by_itself(app):
    named = ("day", "held", "year", "_id")
    loose = [
        rule.rule
        for rule in app.url_map.iter_rules()
        for name in rule.arguments
        if name.endswith(named) and f"<{name}>" in rule.rule
    ]

    assert loose == []
