"""Asking an address for figures, as Slack will: an index, and whether a picture is there."""

from __future__ import annotations

import asyncio

import aiohttp

MOST_INDEX = 4_000_000
"""Bytes; a library of a thousand films has an index of half a megabyte."""

PATIENCE = aiohttp.ClientTimeout(total=10)
NO_HEAD = (405, 501)
"""Statuses of servers that answer no HEAD."""

FAILURES = (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError)


class Address:
    """Figures at a public address; `proxy` is the way out, where there is one."""

    def __init__(self, session: aiohttp.ClientSession, proxy: str | None = None) -> None:
        self._session, self._proxy = session, proxy

    async def text(self, address: str) -> str | None:
        """Return a text, None where it cannot be had."""
        try:
            async with self._session.get(
                address, timeout=PATIENCE, proxy=self._way_out(address)
            ) as answer:
                if answer.status != 200:
                    return None
                body = await answer.content.read(MOST_INDEX)
                while len(body) < MOST_INDEX and (more := await answer.content.read(MOST_INDEX)):
                    body += more
                return body.decode()
        except FAILURES:
            return None

    async def there(self, address: str) -> bool:
        """Whether a picture is there, and is said to be one: else Slack would not show it."""
        try:
            status, kind = await self._asked("HEAD", address)
            if status in NO_HEAD:
                status, kind = await self._asked("GET", address)
        except FAILURES:
            return False
        return status == 200 and kind == "image/gif"

    async def _asked(self, verb: str, address: str) -> tuple[int, str]:
        way = self._way_out(address)
        async with self._session.request(
            verb, address, timeout=PATIENCE, proxy=way, allow_redirects=True
        ) as answer:
            return answer.status, answer.content_type

    def _way_out(self, address: str) -> str | None:
        return self._proxy if address.startswith("https://") else None
