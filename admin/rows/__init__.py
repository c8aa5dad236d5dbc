"""The rows behind each figure: a page for each kind of them, and the same as files."""

from admin.rows.room import blueprint

__all__ = ["blueprint"]
