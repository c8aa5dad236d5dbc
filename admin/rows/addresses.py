"""Where each figure of a page opens: the beginnings of addresses, made once for each site.

A page of figures has hundreds of links: `url_for` for each would take longer than to count them.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from flask import url_for
from markupsafe import Markup, escape

from admin.choices import Choice
from admin.periods import Period
from admin.summaries.told import ELSEWHERE, Piece, Told
from admin.wanted import KINDS

ALL = 0  # in the place of a site's id
SLUG_GOES_HERE = "slug-goes-here"


class Opens:
    """Where figures of a period open: by the id of a site or `ALL`, then by kind.

    Each is an address with its period and sites, to which `&amp;name=value` may be added.
    """

    def __init__(self, choice: Choice) -> None:
        self.at: dict[int, Mapping[str, Markup]] = {ALL: kinds_at(choice.exact)}
        at_one = kinds_at(choice.exact_at(SLUG_GOES_HERE))
        for site in choice.sites:
            self.at[site.id] = {
                kind: address.replace(SLUG_GOES_HERE, quote(site.slug))
                for kind, address in at_one.items()
            }
        self._period = choice.period

    def of_all(self, kind: str, days: Period) -> Markup:
        """Of all the sites, but of other days."""
        return self._of(self.at[ALL][kind], days)

    def _of(self, address: Markup, days: Period) -> Markup:
        return Markup(address.replace(_days(self._period), _days(days)))  # noqa: S704 # of our own making

    def link(self, told: str) -> Markup:
        """A sentence whose numbers open to their rows."""
        pieces = told.pieces if isinstance(told, Told) else (Piece(told),)
        return Markup("").join(self._piece(piece) for piece in pieces)

    def where(self, told: Told) -> Markup:
        """The address of the one number of a sentence that is nothing else."""
        [number] = (piece for piece in told.pieces if piece.kind)
        return self._address(number)

    def _piece(self, piece: Piece) -> Markup:
        if not piece.kind:
            return escape(piece.words)
        return figure_said(self._address(piece), piece.words)

    def _address(self, piece: Piece) -> Markup:
        if piece.kind == ELSEWHERE:
            return escape(url_for("upkeep.elsewhere", _anchor=piece.part))
        address = self.at[piece.site_id][piece.kind]
        if piece.days is not None:
            address = self._of(address, piece.days)
        return address + Markup("&amp;") + piece.part if piece.part else address


def figure_said(address: str, words: str) -> Markup:
    """A number within a sentence, which opens to an address that is escaped already."""
    # Markup.format would take five times as long, a hundred times a page.
    link = f'<a class="figure figure--said" href="{address}">{escape(words)}</a>'
    return Markup(link)  # noqa: S704 # both are escaped


def _days(period: Period) -> Markup:
    return Markup(f"from={period.first}&amp;to={period.last}")  # noqa: S704 # dates alone


def kinds_at(exact: dict[str, Any]) -> Mapping[str, Markup]:
    """By kind, where figures of one period and its sites open."""
    # Any: what an address may hold.
    address = escape(url_for("rows.visits", **exact))
    before, after = address.split("/visits?")
    return {kind: before + f"/{kind}?" + after for kind in KINDS}
