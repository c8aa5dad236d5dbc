"""Forms that wait for a course."""
