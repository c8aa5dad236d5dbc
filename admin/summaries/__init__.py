"""Every counting query; the only home of percentages."""

from admin.summaries.figures import Figures, Summary
from admin.summaries.shape import as_json
from admin.summaries.shares import Share
from admin.summaries.summary import summarise, summarise_periods

__all__ = ["Figures", "Share", "Summary", "as_json", "summarise", "summarise_periods"]
