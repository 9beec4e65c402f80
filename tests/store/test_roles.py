"""Roles in the durable store."""

from __future__ import annotations

from typing import cast

import pytest
from sqlalchemy.exc import IntegrityError

from bot.service import Role
from bot.store.durable import DurableStore


async def test_the_settings_are_written_where_nobody_holds_a_role(store: DurableStore) -> None:
    await store.seed_roles({})
    assert await store.roles() == {}
    await store.seed_roles({"U000002": "physio", "U000001": "hr"})
    assert await store.roles() == {"U000001": "hr", "U000002": "physio"}


async def test_the_settings_change_nothing_afterwards(store: DurableStore) -> None:
    await store.seed_roles({"U000001": "hr"})
    await store.seed_roles({"U000001": "physio", "U000003": "hr"})
    assert await store.roles() == {"U000001": "hr"}


async def test_the_database_knows_no_other_role(store: DurableStore) -> None:
    with pytest.raises(IntegrityError):
        await store.seed_roles({"U000001": cast(Role, "boss")})
    assert await store.roles() == {}
