"""Every counting query; the only home of percentages."""
