"""Counting by hand."""
