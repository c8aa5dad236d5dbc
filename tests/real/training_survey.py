"""What people said who had been trained as instructors, with the training's own five questions."""

from collections.abc import Iterator
from pathlib import Path

from tests.real import counting

FILE = "carpentries_instructor_training_post.csv"
SITES = {"online": "Training online", "in-rooms": "Training in rooms", "unlisted": "Not said where"}
OPENED_ON = "2016-06-01"

AGREED = {
    "Strongly Agree": "yes",
    "Agree": "yes",
    "Neither Agree nor Disagree": "partly",
    "Disagree": "no",
    "Strongly Disagree": "no",
    "": "",
}
HOW_OFTEN = {
    "All of the time": "yes",
    "Often": "yes",
    "Sometimes": "partly",
    "Rarely": "no",
    "Never": "no",
    "": "",
}
WAS_CLEAR = {
    "Yes, I understand": "yes",
    "Could use some more details": "partly",
    "Other (please specify)": "partly",
    "No, not clear at all": "no",
    "": "",
}


def evaluations(data: Path) -> Iterator[dict[str, str]]:
    """One row a form, its American date put right."""
    for form in counting.records(data / FILE):
        training = " ".join(form["MemberSite"].split())  # no-break spaces among them
        yield {
            "site": site_of(training),
            "course": training or "No training named",
            "held_on": _day(form["Date"]),
            "covered_needs": AGREED[form["LearnedSkills"]],
            "environment_suitable": AGREED[form["AtmosphereWelcoming"]],
            "tutor_met_expectations": HOW_OFTEN[form["TrainersCommunicators"]],
            "could_discuss_opportunities": WAS_CLEAR[form["CompleteTraining"]],
            "felt_valued": HOW_OFTEN[form["TrainersConsiderate"]],
            "better": form["CompleteTrainingOther"],
        }


def as_they_were_dated(data: Path) -> Iterator[dict[str, str]]:
    """The same with dates as they stand in the file: the month first, the year in two digits."""
    dates = [form["Date"] for form in counting.records(data / FILE)]
    for form, written in zip(evaluations(data), dates, strict=True):
        yield form | {"held_on": written}


def site_of(training: str) -> str:
    """Where a training was, as far as its name says so."""
    if not training or "not listed" in training:
        return "unlisted"
    named = training.lower()
    return "online" if "on-line" in named or "online" in named else "in-rooms"


def _day(american: str) -> str:
    month, day, year = american.split()[0].split("/")
    return f"20{year}-{int(month):02}-{int(day):02}"
