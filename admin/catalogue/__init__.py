"""The only writers of sites, courses, runs, kiosks and people."""
