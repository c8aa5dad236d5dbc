"""Everything about a run or a site that is printed or shown."""
