"""What people said months after a workshop on research software, in three files of two shapes."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tests.real import counting

WITH_MOMENTS = ("coderefinery_post_indico_2018.csv", "coderefinery_post_indico_2019-a.csv")
BY_MONTH = "coderefinery_post_typeform_2018.csv"
SITES = {
    "aarhus": "Aarhus",
    "espoo": "Espoo",
    "kiruna": "Kiruna",
    "linkoping": "Linköping",
    "lund": "Lund",
    "oslo": "Oslo",
    "reykjavik": "Reykjavik",
    "tromso": "Tromsø",
    "trondheim": "Trondheim",
    "turku": "Turku",
    "uppsala": "Uppsala",
}
OPENED_ON = "2017-06-01"
_SHORT = {"1": "yes", "0": "no", "": ""}


def evaluations_with_moments(data: Path, name: str) -> Iterator[dict[str, str]]:
    """One row a form, dated as it stands in the file: a moment with its offset."""
    for sent_at, workshop, *answers in counting.rows(data / name)[1:]:
        easier, introduced, changed, recommended = answers[-4:]
        town, month = workshop.split(", ")
        yield _form(town, month, sent_at, easier.lower(), introduced.lower()) | {
            "good": changed,
            "better": recommended,
        }


def evaluations_by_month(data: Path) -> Iterator[dict[str, str]]:
    """One row a form. When it was sent is not known: it stands on the workshop's first of month."""
    for workshop, *answers in counting.rows(data / BY_MONTH)[1:]:
        town, _country, month = workshop.split(", ")
        first = datetime.strptime(month, "%B %Y").strftime("%d/%m/%Y")
        yield _form(town, month, first, _SHORT[answers[-2]], _SHORT[answers[-1]])


def _form(town: str, month: str, held_on: str, easier: str, introduced: str) -> dict[str, str]:
    """Of our five questions two were asked. The site stands there by its name, not its slug."""
    return {
        "site": town.upper(),
        "course": f"Workshop, {month}",
        "held_on": held_on,
        "covered_needs": easier,
        "environment_suitable": "",
        "tutor_met_expectations": "",
        "could_discuss_opportunities": introduced,
        "felt_valued": "",
    }
