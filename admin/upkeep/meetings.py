"""The meetings of a run: cancelled, restored, added."""
