"""The help text: one place, with the day on which every number in it was last checked."""

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

CHECKED_ON = date(2026, 11, 22)
CHECK_EVERY_DAYS = 183


@dataclass(frozen=True)
class HelpLine:
    """One way to get help: its words, the number or word to use, and where a phone takes it."""

    text: LazyString
    number: str | None = None
    href: str | None = None


HELP_LINES = (
    HelpLine(_l("If someone’s life is in danger, call"), "999", "tel:999"),
    HelpLine(
        _l("Urgent mental health help, day or night: choose the mental health option at NHS"),
        "111",
        "tel:111",
    ),
    HelpLine(_l("Samaritans, free, day and night"), "116 123", "tel:116123"),
    HelpLine(_l("Text SHOUT to"), "85258", "sms:85258?body=SHOUT"),
    HelpLine(_l("If you are under 19: Childline, free"), "0800 1111", "tel:08001111"),
    HelpLine(_l("If you are deaf: NHS 111 in British Sign Language, at 111.nhs.uk/bsl")),
)


def needs_checking(today: date) -> bool:
    """Whether six months have passed since somebody last tried every number."""
    return (today - CHECKED_ON).days > CHECK_EVERY_DAYS
