"""Typing in paper forms."""
