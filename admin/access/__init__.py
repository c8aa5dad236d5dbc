"""Who may come in and what they may see: the guard of /admin, its doors and its one-time links."""

from admin.access import doors, links  # noqa: F401  # importing them adds their pages
from admin.access.guard import (
    begin_session,
    blueprint,
    managers_only,
    may_see,
    set_up,
    signed_in,
    site_or_404,
    visible_sites,
)

__all__ = [
    "begin_session",
    "blueprint",
    "managers_only",
    "may_see",
    "set_up",
    "signed_in",
    "site_or_404",
    "visible_sites",
]
