"""How busy each day of the demonstration year was at a site, against its other days."""

from datetime import date, timedelta

from admin.demonstration.place import Place
from admin.demonstration.rule import Rule

BY_WEEKDAY = (1.02, 1.12, 1.1, 1.03, 0.73)
BY_MONTH = {
    4: 0.93,
    5: 1.0,
    6: 1.03,
    7: 0.93,
    8: 0.7,
    9: 1.04,
    10: 1.13,
    11: 1.12,
    12: 0.78,
    1: 1.06,
    2: 1.08,
    3: 1.12,
}
CHRISTMAS = (date(2018, 12, 24), date(2019, 1, 2))
# Days that people would remember.
REMEMBERED = {
    ("walton", date(2018, 9, 14)): 1.9,  # an open day, a Friday
    ("walton", date(2018, 10, 10)): 1.45,  # World Mental Health Day
    ("southport", date(2018, 10, 10)): 1.5,
    ("southport", date(2018, 7, 6)): 1.6,  # a summer fair
    ("walton", date(2019, 1, 30)): 0.45,  # snow
    ("southport", date(2019, 1, 30)): 0.4,
    ("bootle", date(2019, 1, 30)): 0.4,
    ("bootle", date(2019, 1, 8)): 1.7,  # still new, and everybody has a look
    ("bootle", date(2019, 1, 9)): 1.5,
}
SETTLES_IN = timedelta(days=70)


def busy(rule: Rule, place: Place, day: date) -> float:
    """The weight of a day, with some luck in it."""
    weight = BY_WEEKDAY[day.weekday()] * BY_MONTH[day.month]
    weight *= REMEMBERED.get((place.slug, day), 1.0)
    if CHRISTMAS[0] <= day <= CHRISTMAS[1]:
        weight *= 0.4
    if place.slug == "bootle":
        weight *= 0.75 + 0.5 * min(1.0, (day - place.days[0]) / SETTLES_IN)
    return weight * (0.84 + 0.16 * (rule.share() + rule.share()))
