"""The command line, one module a command: words typed in a shell into calls, and an exit status."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.names import Entry


def library_entries() -> list[Entry]:
    """What the filed articles tell of actors and events; nothing where no database has been made yet."""
    import asyncio

    from bot.knowledge import load_actors
    from bot.names import entries_of, load_spellings
    from bot.settings import load_settings
    from bot.shipped import DATA
    from bot.store.database import open_database
    from bot.store.entries import entries

    path = load_settings().attache_database

    async def told() -> list[Entry]:
        async with open_database(path) as database:
            return await entries(
                database, {entry.id: entry for entry in entries_of(load_actors(DATA / "actors"), load_spellings(DATA))}
            )

    return asyncio.run(told()) if path.exists() else []
