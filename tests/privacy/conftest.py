"""What the attacks share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.privacy.company import Company, company
from tests.store.conftest import directory, postgresql, server, url

__all__ = ["directory", "postgresql", "server", "url"]


@pytest.fixture
async def firm(directory: Path) -> AsyncIterator[Company]:
    """A company with its stores in files."""
    async with company(directory) as opened:
        yield opened
