"""The demonstration's answers tell a wrong program from a right one, in every way it could err."""

from decimal import ROUND_HALF_UP, Decimal

import pytest

from admin.demonstration.published import SITES, Said
from kiosk.questions import QUESTION_NAMES

PUBLISHED = [98, 98, 99, 96, 99]


def rounded(part: int | Decimal, whole: int = 1) -> int:
    return int((Decimal(100) * part / whole).quantize(Decimal(1), ROUND_HALF_UP))


def asked(said: Said) -> int:
    return said.yes + said.partly + said.no


def together(sites: list[Said]) -> Said:
    names = ("yes", "partly", "no", "not_applicable", "blank")
    return Said(*(sum(getattr(said, name) for said in sites) for name in names))


def is_right(all_of_them, sites):
    return rounded(all_of_them.yes, asked(all_of_them))


def truncates(all_of_them, sites):
    return all_of_them.yes * 100 // asked(all_of_them)


def takes_partly_for_yes(all_of_them, sites):
    return rounded(all_of_them.yes + all_of_them.partly, asked(all_of_them))


def leaves_partly_out(all_of_them, sites):
    return rounded(all_of_them.yes, all_of_them.yes + all_of_them.no)


def divides_by_not_sure_too(all_of_them, sites):
    return rounded(all_of_them.yes, asked(all_of_them) + all_of_them.not_applicable)


def divides_by_blanks_too(all_of_them, sites):
    return rounded(all_of_them.yes, asked(all_of_them) + all_of_them.blank)


def divides_by_every_form(all_of_them, sites):
    return rounded(all_of_them.yes, 1_887)


def averages_the_sites(all_of_them, sites):
    return rounded(sum(Decimal(said.yes) / asked(said) for said in sites) / 3)


def averages_the_sites_once_rounded(all_of_them, sites):
    return rounded(Decimal(sum(is_right(said, sites) for said in sites)) / 300)


def of_each_question(program) -> list[int]:
    by_question = [[site.answers[name] for site in SITES] for name in QUESTION_NAMES]
    return [program(together(sites), sites) for sites in by_question]


def test_the_right_program_gives_what_was_published():
    assert of_each_question(is_right) == PUBLISHED


@pytest.mark.parametrize(
    ("program", "gives"),
    [
        (truncates, [97, 97, 98, 95, 98]),
        (takes_partly_for_yes, [99, 99, 100, 98, 100]),
        (leaves_partly_out, [99, 99, 100, 98, 100]),
        (divides_by_not_sure_too, [97, 97, 98, 90, 98]),
        (divides_by_blanks_too, [97, 97, 98, 94, 98]),
        (divides_by_every_form, [97, 97, 98, 89, 98]),
        (averages_the_sites, [97, 93, 98, 94, 98]),
        (averages_the_sites_once_rounded, [97, 93, 98, 94, 98]),
    ],
)
def test_a_wrong_program_is_caught(program, gives):
    assert of_each_question(program) == gives
    assert gives != PUBLISHED


def test_every_form_answered_or_left_each_question():
    for site in SITES:
        for said in site.answers.values():
            assert asked(said) + said.not_applicable + said.blank == site.forms
