"""What commands share: settings, the store, and kind sentences instead of tracebacks."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.store.durable import DurableStore

T = TypeVar("T")


def read_settings() -> Settings:
    """Return the settings of the environment, or say what is wrong with them."""
    from bot.settings import Settings, SettingsError

    try:
        return Settings.from_env(os.environ)
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


def with_store(use: Callable[[DurableStore], Awaitable[T]]) -> T:
    """Return what `use` makes of the durable store, which is open as long as that takes."""
    from bot.store.durable import open_store

    settings = read_settings()

    async def opened() -> T:
        settings.data.mkdir(parents=True, exist_ok=True)
        store = await open_store(settings.database_url)
        try:
            return await use(store)
        finally:
            await store.close()

    return asyncio.run(opened())


def kindly(do: Callable[[], T]) -> T:
    """Turn what a person can mend into a sentence and exit code 1."""
    from bot.loader import FileError
    from bot.service import Altered
    from bot.settings import SettingsError
    from bot.store.errors import StoreError

    try:
        return do()
    except FileError as error:
        raise click.ClickException("\n".join(str(finding) for finding in error.findings)) from None
    except (SettingsError, StoreError, Altered) as error:
        raise click.ClickException(str(error)) from None
