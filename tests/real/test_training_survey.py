"""673 forms about training: five questions, blanks left out of every percentage."""

from collections import Counter
from datetime import datetime
from pathlib import Path

from tests.real import counting, training_survey
from tests.real.office import Office
from tests.real.words import words_kept, words_written

COLUMNS = {
    "covered_needs": "LearnedSkills",
    "environment_suitable": "AtmosphereWelcoming",
    "tutor_met_expectations": "TrainersCommunicators",
    "could_discuss_opportunities": "CompleteTraining",
    "felt_valued": "TrainersConsiderate",
}
YES = {"Strongly Agree", "Agree", "All of the time", "Often", "Yes, I understand"}
PARTLY = {
    "Neither Agree nor Disagree",
    "Sometimes",
    "Could use some more details",
    "Other (please specify)",
}
NO = {"Disagree", "Strongly Disagree", "Rarely", "No, not clear at all"}
YEARS = (("2016-06-01", "2017-03-31"), ("2017-04-01", "2018-03-31"), ("2016-06-01", "2018-03-31"))


def place(form: dict[str, str]) -> str:
    name = form["MemberSite"].casefold()
    if "line" in name and ("on-line" in name or "online" in name):
        return "online"
    return "unlisted" if name == "" or name.endswith("is not listed") else "in-rooms"


def day(form: dict[str, str]) -> str:
    return datetime.strptime(form["Date"], "%m/%d/%y %H:%M").date().isoformat()


def figures(forms: list[dict[str, str]]) -> dict[str, object]:
    """What the summary has to say of some forms."""
    questions = {}
    for name, column in COLUMNS.items():
        said = Counter(form[column] for form in forms)
        yes, partly, no = (sum(said[word] for word in words) for words in (YES, PARTLY, NO))
        questions[name] = counting.question(yes, partly, no, of=len(forms))
    return {
        "evaluations": len(forms),
        "questions": questions,
        "learning_opportunities": len({form["MemberSite"].replace("\xa0", " ") for form in forms}),
    }


def assert_figures(office: Office, data: Path, first: str, last: str) -> None:
    """Of each site and of all, from first to last."""
    forms = [
        form for form in counting.records(data / training_survey.FILE) if first <= day(form) <= last
    ]
    said = office.summary(first, last, *training_survey.SITES)
    for site in said["sites"]:
        expected = figures([form for form in forms if place(form) == site["slug"]])
        assert counting.only(site, *expected) == expected, site["slug"]
    expected = figures(forms)
    assert counting.only(said["total"], *expected) == expected


def test_the_five_questions_of_each_place_and_year_equal_the_file(office, data):
    office.add_sites(training_survey.SITES, training_survey.OPENED_ON)
    before = office.everything()

    assert office.bring_in("evaluations", training_survey.evaluations(data)) == 673

    for first, last in YEARS:
        assert_figures(office, data, first, last)
    written = [
        form["CompleteTrainingOther"] for form in counting.records(data / training_survey.FILE)
    ]
    assert words_kept("better") == words_written(written)
    said = office.summary("2016-06-01", "2018-03-31")["total"]["questions"]
    percents = [question["percent"] for question in said.values()]
    assert percents == [96.1, 97.0, 96.4, 85.3, 98.9]
    assert office.undo_every_import() == 1
    assert office.everything() == before


def test_dates_with_the_month_first_are_refused_one_and_all(office, data):
    office.add_sites(training_survey.SITES, training_survey.OPENED_ON)
    before = office.everything()

    told = office.try_to_bring_in("evaluations", training_survey.as_they_were_dated(data))

    assert (told.code, told.number("Added"), told.number("Refused")) == (1, 0, 673)
    assert office.everything() == before
