"""Figures from elsewhere as files."""

import io
from datetime import date

import openpyxl
import pytest

from tests import elsewhere, people
from tests.staff import sign_in


@pytest.fixture
def coordinator(client):
    return sign_in(client, people.a_person("cora@example.org", sites=("walton",)))


def test_the_file_has_each_figure_and_its_parts_of_the_sites_a_person_sees(coordinator):
    elsewhere.a_figure("Signposts", 60, (("To work", 36), ("=To others", 25)), slug="walton")
    elsewhere.a_figure("Share", 44, (), is_percent=True, heading="Wellbeing")
    elsewhere.a_figure("Bootle’s", slug="bootle")
    elsewhere.a_figure("Gone", withdrawn_at=people.NOW)
    elsewhere.a_figure("Later", days=(date(2019, 4, 1), date(2019, 4, 30)))

    address = "/admin/export/elsewhere.csv?from=2018-04-01&to=2019-03-31"
    text = coordinator.get(address).response.get_data().decode("utf-8-sig")
    rest = "2018-04-01,2019-03-31,walton,The team’s own register,,2026-11-24"

    assert text.splitlines() == [
        "heading,name,part,value,percent,parts_add_up_to,from,to,site,source,entered_by,entered_on",
        f"Social prescribing,Signposts,,60,no,61,{rest}",
        f"Social prescribing,Signposts,To work,36,no,,{rest}",
        f"Social prescribing,Signposts,'=To others,25,no,,{rest}",
        f"Wellbeing,Share,,44,yes,,{rest.replace('walton', '')}",
    ]


def test_the_workbook_says_what_the_figures_are(manager):
    elsewhere.a_figure()
    address = "/admin/export/elsewhere.xlsx?from=2018-04-01&to=2019-03-31"

    book = openpyxl.load_workbook(io.BytesIO(manager.open(address, "GET").get_data()))

    assert book.sheetnames == ["About", "Figures from elsewhere"]
    figure = [cell.value for cell in book["Figures from elsewhere"][2]]
    assert figure[1:6] == ["Signposts made", None, 2676, "no", 2653]
