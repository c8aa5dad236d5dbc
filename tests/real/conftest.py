"""Real data that stand beside the repository, and an empty service to bring them into."""

import os
from pathlib import Path

import pytest
from flask import Flask

from tests.real.office import Office

BESIDE = Path(__file__).parents[3] / "shared" / "data"
FOLDER = Path(os.environ.get("KIOSK_REAL_DATA") or BESIDE)


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of the real data. It is never a part of the repository."""
    if not FOLDER.is_dir():
        pytest.skip(
            "The real data are not here, so no file was imported. "
            "Set KIOSK_REAL_DATA to the folder that holds them."
        )
    return FOLDER


@pytest.fixture
def office(data: Path, app: Flask, tmp_path: Path) -> Office:
    """An empty service, and somebody at its command line."""
    return Office(app, tmp_path)
