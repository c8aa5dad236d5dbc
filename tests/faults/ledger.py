"""The set checker's books: what was tapped, what the screen said of it, and what was stored."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from kiosk.models import Visit

NEAR = timedelta(seconds=5)


@dataclass(frozen=True)
class Welcomed:
    """A visit that the screen welcomed, and when somebody tapped, by the right clock."""

    purpose: str
    at: datetime


@dataclass
class Verdict:
    """What became of a run; sets and lists must be empty.

    `off_the_moment`: stored more than 5 s from the tap, and of those marked as unsure. A clock that
    was stepped there and back during a sleep cannot be told from the sleep.
    """

    attempted: int
    stored: int
    lost: set[UUID]
    unexpected: set[UUID]
    duplicates: list[Any]
    changed: set[UUID]
    lies: list[str]
    off_the_moment: int
    marked_so: int

    @property
    def is_clean(self) -> bool:
        """Whether no visit was lost, invented, doubled or changed, and the screen never lied."""
        return not (self.lost or self.unexpected or self.duplicates or self.changed or self.lies)

    def __str__(self) -> str:
        return (
            f"attempted {self.attempted:,}, stored {self.stored:,}, lost {len(self.lost)}, "
            f"unexpected {len(self.unexpected)}, duplicates {len(self.duplicates)}, "
            f"changed {len(self.changed)}, untrue lines {len(self.lies)}, "
            f"more than 5 s off the moment {self.off_the_moment} (marked: {self.marked_so})"
        )


@dataclass
class Ledger:
    """Filled by what the page tells. An id names run, life, tab, load and tap (eyes.js)."""

    run: str
    commanded: Counter[tuple[int, int]] = field(default_factory=Counter)
    tapped: set[UUID] = field(default_factory=set)
    welcomed: dict[UUID, Welcomed] = field(default_factory=dict)
    undone: set[UUID] = field(default_factory=set)
    first: set[UUID] = field(default_factory=set)
    acknowledged: set[UUID] = field(default_factory=set)
    lies: list[str] = field(default_factory=list)
    not_kept: set[UUID] = field(default_factory=set)

    def told(self, kind: str, *what: Any) -> None:
        """Write down one thing that the page told."""
        if kind == "welcomed":
            id, purpose, at = what
            moment = datetime.fromtimestamp(at / 1000, UTC)
            self.welcomed[UUID(id)] = Welcomed(purpose, moment)
        elif kind == "stored":
            self.acknowledged |= {UUID(id) for id in what[0]}
        elif kind == "lie":
            self.lies.append(f"“{what[0]}” with {what[1]} unsent")
        else:
            book: dict[str, set[UUID]] = {
                "tapped": self.tapped,
                "undone": self.undone,
                "first": self.first,
                "not kept": self.not_kept,
            }
            book[kind].add(UUID(what[0]))

    def was_attempted(self, id: UUID) -> bool:
        """Whether a tap that was asked for can have made this id."""
        text = id.hex
        life, tab, tap = int(text[:4], 16), int(text[4:6], 16), int(text[8:12], 16)
        ours = text[17:20] + text[20:] == self.run[:15]
        return ours and 1 <= tap <= self.commanded[life, tab]

    def verdict(self, stored: Sequence[Visit]) -> Verdict:
        """Compare the books with what is stored, by Jepsen's rule of sets."""
        ids = [visit.id for visit in stored]
        numbers = Counter((visit.installation_id, visit.seq) for visit in stored)
        promised = self.welcomed.keys() - self.undone
        kept = {visit.id: visit for visit in stored}
        off = [
            kept[id]
            for id in promised & kept.keys()
            if abs(kept[id].tapped_at - self.welcomed[id].at) > NEAR
        ]
        return Verdict(
            attempted=sum(self.commanded.values()),
            stored=len(stored),
            lost=(promised | self.acknowledged) - set(ids),
            unexpected={id for id in ids if not self.was_attempted(id) or id in self.undone},
            duplicates=[id for id, times in Counter(ids).items() if times > 1]
            + [number for number, times in numbers.items() if times > 1],
            changed={
                id
                for id in promised & kept.keys()
                if kept[id].purpose != self.welcomed[id].purpose
                or (id in self.first and kept[id].first_time is not True)
            },
            lies=self.lies,
            off_the_moment=len(off),
            marked_so=sum(bool(visit.marks) for visit in off),
        )
