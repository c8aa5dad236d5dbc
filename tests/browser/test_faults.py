"""The set checker's short form: `make faults` puts in more of each fault, drawn by other seeds."""

import random

import pytest

from tests.faults.kinds import KINDS
from tests.faults.run import run

SEED = 4


@pytest.mark.both_engines
def test_no_visit_is_lost_doubled_or_invented_by_any_fault(
    engine, fresh_database, browser_type, browser_type_launch_args, tmp_path
):
    faults = [*KINDS]
    random.Random(SEED).shuffle(faults)
    verdict = run(
        SEED, faults, 12, browser_type, browser_type_launch_args, tmp_path, fresh_database
    )

    assert verdict.is_clean, f"seed {SEED}: {verdict}"
    assert verdict.stored > 100
