"""The bars of what learners said: their parts, their words, and what they tell in a line."""

from collections import Counter
from datetime import timedelta

from admin.periods import Period
from admin.summaries.bars import Segment
from admin.summaries.charts.said import gist, gists_at, said_by_all, said_by_site
from admin.summaries.figures import Answers, Figures, SiteFigures, Summary
from tests import people


def a_site_said(slug: str, yes: int, partly: int, no: int) -> SiteFigures:
    counts = Counter(yes=yes, partly=partly, no=no, blank=7)
    figures = Figures(evaluations=yes + partly + no + 7)
    questions = dict(figures.questions) | {"felt_valued": Answers(counts)}
    figures = Figures(evaluations=figures.evaluations, questions=questions)
    return SiteFigures(people.site(slug), figures, None, None, False, False)


def test_each_question_has_a_bar_for_each_site_with_forms(app):
    sites = (a_site_said("walton", 3, 1, 0), a_site_said("bootle", 1, 0, 1))
    period = Period(people.TODAY - timedelta(days=6), people.TODAY)

    questions = said_by_site(Summary(period, sites, Figures(), ()))

    walton, bootle = questions[-1].bars
    assert walton.title == "Walton: 3 yes, 1 partly, 0 no"
    assert walton.description == "75% yes, 25% partly, 0% no, of 4 answers."
    assert questions[-1].gist == "Lowest: Bootle, 50%. Highest: Walton, 75%."
    assert questions[0].gist == "Nobody answered."
    assert (walton.percent, walton.partly_and_no, walton.n) == ("75%", "25% partly, 0% no", "4")
    assert walton.parts == (Segment("yes", 0, 750), Segment("partly", 750, 250))
    assert bootle.parts == (Segment("yes", 0, 500), Segment("no", 500, 500))
    assert [bar.percent for bar in questions[0].bars] == ["–", "–"]
    assert said_by_site(Summary(period, sites[:1], Figures(), ())) == ()


def test_of_each_site_with_forms_its_lowest_question_is_named(app):
    sites = (a_site_said("walton", 3, 1, 0), a_site_said("bootle", 1, 0, 1))
    none = SiteFigures(people.site("southport"), Figures(), None, None, False, False)
    period = Period(people.TODAY, people.TODAY)

    found = gists_at(Summary(period, (*sites, none), Figures(), ()))

    assert found == {
        people.site("walton").id: "Yes: 75% in each.",
        people.site("bootle").id: "Yes: 50% in each.",
    }


def test_bars_that_are_alike_are_said_to_be_so_and_several_lowest_are_all_named(app):
    names = ("covered_needs", "environment_suitable", "tutor_met_expectations")
    said = said_by_all(all_said(dict.fromkeys(names, Counter(yes=1, no=1))))
    assert said.gist == "Yes: 50% in each."

    said = said_by_all(
        all_said({"felt_valued": Counter(yes=1)} | dict.fromkeys(names, Counter(no=1)))
    )
    assert said.gist == (
        "Lowest: The course covered what they need, The learning environment was suitable and"
        " The tutor met their expectations, 0%. Highest: They felt valued, 100%."
    )


def test_of_many_that_are_alike_three_are_named(app):
    half, whole = Answers(Counter(yes=1, no=1)), Answers(Counter(yes=1))

    alike = [(f"Site {number}", half) for number in range(6)]
    assert gist([*alike, ("Walton", whole)]) == (
        "Lowest: Site 0, Site 1, Site 2 and 3 more, 50%. Highest: Walton, 100%."
    )
    assert gist([*alike[:5], ("Walton", whole)]) == (
        "Lowest: Site 0, Site 1, Site 2, Site 3 and Site 4, 50%. Highest: Walton, 100%."
    )


def all_said(counts):
    return {name: Answers(counts.get(name, Counter())) for name in Figures().questions}
