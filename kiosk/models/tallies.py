"""The tallies: what an overview adds up instead of every row; kiosk/models/triggers.py keeps them.

No rule constrains their counts: a tally that had gone wrong must never refuse a visit.
`flask --app wsgi tally --check` compares them with the rows.
"""

from sqlalchemy import Column, Date, ForeignKey, Integer, Table

from kiosk.database import Base
from kiosk.questions import ANSWER_VALUES, NOT_RECORDED, PURPOSE_VALUES, QUESTION_NAMES

# The column of each hour of the day: the people who came in it.
HOURS = tuple(f"hour_{hour:02}" for hour in range(24))


class VisitTally(Base):
    """The visits of one day at a site that count: taps, and people in all, by purpose, by hour.

    A tap that is neither in `first_yes` nor in `first_no` did not say. One row a day with a
    column for each hour: a year of fifty sites is read in an eighth of the time that a row for
    each hour takes.
    """

    __table__ = Table(
        "visit_tally",
        Base.metadata,
        Column("site_id", Integer, ForeignKey("site.id"), primary_key=True),
        Column("visited_on", Date, primary_key=True),
        Column("taps", Integer, nullable=False),
        Column("people", Integer, nullable=False),
        *(Column(purpose, Integer, nullable=False) for purpose in (*PURPOSE_VALUES, NOT_RECORDED)),
        Column("first_yes", Integer, nullable=False),
        Column("first_no", Integer, nullable=False),
        *(Column(hour, Integer, nullable=False) for hour in HOURS),
        sqlite_with_rowid=False,
    )


class EvaluationTally(Base):
    """The forms of one run and date: how many, and how many gave each answer; the rest are blank.

    `run_key` is the run's id, or 0 where the forms have no course. A column for each answer to
    each question is named after both: `felt_valued_partly`.
    """

    __table__ = Table(
        "evaluation_tally",
        Base.metadata,
        Column("site_id", Integer, ForeignKey("site.id"), primary_key=True),
        Column("held_on", Date, primary_key=True),
        Column("run_key", Integer, primary_key=True, autoincrement=False),
        Column("wording", Integer, primary_key=True, autoincrement=False),
        Column("forms", Integer, nullable=False),
        *(
            Column(f"{question}_{answer}", Integer, nullable=False)
            for question in QUESTION_NAMES
            for answer in ANSWER_VALUES
        ),
        sqlite_with_rowid=False,
    )
