"""The report room: the annual report of any period and sites, its files, and reports kept."""

from admin.report import files, kept, page, rule  # noqa: F401  # importing them adds their pages
from admin.report.room import blueprint

__all__ = ["blueprint"]
