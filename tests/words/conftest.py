"""The catalogue without translations, which several modules look at."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.words.messages import every_message

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog


@pytest.fixture(scope="session")
def template() -> Catalog:
    return asyncio.run(every_message())
