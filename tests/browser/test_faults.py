"""The set checker's short form: `make faults` puts in more of each fault, drawn by other seeds."""

import random

import pytest

from tests.faults.kinds import KINDS
from tests.faults.run import run
from tests.faults.weeks import weeks

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


def test_five_weeks_leave_memory_and_storage_flat(browser_type, browser_type_launch_args, tmp_path):
    (tmp_path / "instance").mkdir()
    evenings, verdict = weeks(SEED, 36, 4, (9,), browser_type, browser_type_launch_args, tmp_path)
    rows = [evening.rows for evening in evenings]

    assert verdict.is_clean, f"seed {SEED}: {verdict}"
    assert max(rows[31:]) <= 31 * 4 + 4
    assert max(evening.heap for evening in evenings) < 1.5 * evenings[0].heap
    assert evenings[-1].nodes <= 1.1 * evenings[0].nodes
    assert evenings[-1].listeners == evenings[0].listeners
