"""What people wrote about a mental health trust, with the answer that they gave beside it."""

from collections.abc import Iterator
from pathlib import Path

from tests.real import counting

FILE = "nhs_fft_nottshc.csv"
SITES = {"mental-health": "Local partnerships- MH", "community": "Community health services"}
OPENED_ON = "2021-01-01"
LONGEST = 2_000
_BOXES = {"What was good?": "good", "What could we do better?": "better"}
_ANSWERS = {
    "1": "yes",
    "2": "yes",
    "3": "partly",
    "4": "no",
    "5": "no",
    "6": "not_applicable",
    "7": "not applicable",
}


def evaluations(data: Path, longest: int | None = LONGEST) -> Iterator[dict[str, str]]:
    """One row a person, who may have written into either box or both."""
    forms: dict[str, dict[str, str]] = {}
    for row in counting.records(data / FILE):
        form = forms.setdefault(
            row["Respondent ID"],
            {
                "site": row["Service type 1"],
                "course": row["Service type 2"],
                "held_on": row["Date"],
                "covered_needs": "",
                "environment_suitable": "",
                "tutor_met_expectations": "",
                "could_discuss_opportunities": "",
                "felt_valued": _ANSWERS[row["FFT categorical answer"]],
                "good": "",
                "better": "",
                "id": row["Respondent ID"],
            },
        )
        form[_BOXES[row["FFT question"]]] = row["FFT answer"][:longest]
    yield from forms.values()
