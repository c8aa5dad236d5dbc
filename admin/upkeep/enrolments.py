"""Enrolments of a run."""
