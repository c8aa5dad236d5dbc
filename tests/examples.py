"""How the tests draw random worlds."""

from hypothesis import HealthCheck, settings


def examples(most: int) -> settings:
    """So many random worlds, the same each time, on the one database that a test run has."""
    return settings(
        max_examples=most,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
