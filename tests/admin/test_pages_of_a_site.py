"""The page of one site leads to everything its staff print and type in."""

from tests import people
from tests.client import Client
from tests.staff import sign_in


def test_the_page_of_a_site_leads_to_what_its_staff_print_and_type_in(client: Client) -> None:
    coordinator = sign_in(client, people.a_person("cora@example.org", sites=("walton",)))

    page = coordinator.get("upkeep.site", slug="walton")

    links = page.soup.select("section[aria-labelledby=work-heading] a")
    assert [(link.text, link["href"]) for link in links] == [
        ("Today’s courses on one sheet", "/admin/upkeep/sites/walton/today"),
        ("Permanent poster", "/admin/upkeep/sites/walton/poster"),
        ("Paper form", "/admin/upkeep/sites/walton/paper"),
        ("Card for the desk", "/admin/upkeep/sites/walton/desk-card"),
        ("Type in paper forms", "/admin/upkeep/sites/walton/paper-forms"),
        ("Count by hand", "/admin/upkeep/sites/walton/count"),
        ("Mistaken taps", "/admin/upkeep/sites/walton/mistakes"),
    ]
