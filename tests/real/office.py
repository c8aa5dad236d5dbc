"""Somebody at the command line: adds sites, imports files, asks for figures, undoes it all."""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from admin.imports.undoing import undo
from kiosk.database import db
from kiosk.models import Import
from tests import people

# Of these a row stays after all is undone: what was done is never forgotten, and a tally of
# nothing is a tally, too.
LASTING = {"audit_entry", "import", "visit_tally", "evaluation_tally"}


@dataclass(frozen=True)
class Told:
    """What `import` said: its exit code and its lines."""

    code: int
    lines: list[str]

    def number(self, label: str) -> int:
        """A count that it printed, such as that of “Added”."""
        return next(
            int(line.partition(": ")[2].replace(",", ""))
            for line in self.lines
            if line.startswith(f"{label}: ")
        )


class Office:
    """One service with its command line."""

    def __init__(self, app: Flask, folder: Path) -> None:
        self._runner = app.test_cli_runner()
        self._folder = folder
        self._rows_before: dict[str, int] | None = None

    def command(self, *words: str) -> tuple[int, str]:
        """What a command prints, and its exit code."""
        result = self._runner.invoke(args=list(words))
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.output

    def add_sites(self, sites: Mapping[str, str], opened_on: str) -> None:
        """Sites by slug and name, open from a day on."""
        for slug, name in sites.items():
            code, said = self.command("sites", "add", slug, name, "--opened-on", opened_on)
            assert code == 0, said

    def try_to_bring_in(
        self,
        kind: str,
        rows: Iterable[Mapping[str, object]],
        encoding: str = "utf-8",
        separator: str = ",",
    ) -> Told:
        """Write rows as a file of the contract's and import it. The file does not stay."""
        if self._rows_before is None:
            self._rows_before = self._rows()
        rows, path = list(rows), self._folder / f"{kind}.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), delimiter=separator)
            writer.writeheader()
            writer.writerows(rows)
        try:
            code, said = self.command("import", kind, str(path))
        finally:
            path.unlink()
        return Told(code, said.splitlines())

    def bring_in(self, kind: str, rows: Iterable[Mapping[str, object]], **written: str) -> int:
        """Import rows of which none is refused; returns how many were added."""
        told = self.try_to_bring_in(kind, rows, **written)
        # Lines are counted rather than shown: a refusal may hold what somebody wrote.
        refused = told.number("Refused")
        assert (told.code, refused) == (0, 0)
        assert not any(line.startswith("Columns not used") for line in told.lines)
        return told.number("Added")

    def summary(self, first: date | str, last: date | str, *slugs: str) -> dict[str, Any]:
        """The figures of some sites, as programs read them."""
        return dict(json.loads(self._summary(first, last, *slugs)))

    def everything(self) -> bytes:
        """Every figure of every site of all time, byte for byte."""
        return self._summary("2000-01-01", people.TODAY).encode()

    def _summary(self, first: date | str, last: date | str, *slugs: str) -> str:
        named = [word for slug in slugs for word in ("--site", slug)]
        code, said = self.command(
            "summary", "--from", str(first), "--to", str(last), *named, "--json"
        )
        assert code == 0, said
        return said

    def undo_every_import(self) -> int:
        """Undo them, the latest first; no row may stay. Returns how many there were."""
        assert self.command("tally", "--check")[0] == 0
        standing = select(Import).where(Import.undone_at.is_(None)).order_by(Import.id.desc())
        records = db.session.scalars(standing).all()
        for record in records:
            stayed = undo(record, people.NOW)
            assert stayed is not None
            assert stayed.sentences == []
        assert self.command("tally", "--check")[0] == 0
        assert self._rows() == self._rows_before
        return len(records)

    def _rows(self) -> dict[str, int]:
        """How many rows each table has."""
        return {
            table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
            for table in db.metadatas[None].sorted_tables
            if table.name not in LASTING
        }
