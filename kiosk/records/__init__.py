"""The only writers of visits and evaluations; idempotent."""
