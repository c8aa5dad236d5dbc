"""Striking out mistaken taps."""
