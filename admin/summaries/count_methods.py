"""How a site's visits were counted: by its screens, by hand, or elsewhere and then imported."""

from dataclasses import dataclass

from admin.summaries.figures import Summary


@dataclass(frozen=True)
class Methods:
    """The visits of one site by how they were counted; together they are its visits."""

    by_screen: int
    from_file: int
    by_hand: int

    @property
    def visits(self) -> int:
        """All of them."""
        return self.by_screen + self.from_file + self.by_hand


def count_methods(summary: Summary) -> dict[int, Methods]:
    """By site, how the visits of a summary were counted."""
    return {
        each.site.id: Methods(each.figures.by_screen, each.figures.from_file, each.figures.counted)
        for each in summary.sites
    }
