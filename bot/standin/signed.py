"""Delivery over HTTP: signed posts to the app's request URLs, three seconds, headers on a retry."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable
from urllib.parse import urlencode

import aiohttp

from bot.standin.blocks import Json
from bot.standin.delivery import ACK_SECONDS, Parcel, Reply

MOST_REDIRECTS = 2


class SignedHttp:
    """A transport that posts each payload to the request URL of its kind."""

    def __init__(self, urls: dict[str, str], secret: str, clock: Callable[[], float]) -> None:
        self._urls, self._secret, self._clock = urls, secret.encode(), clock
        self._session = aiohttp.ClientSession(auto_decompress=True)
        self.ack_seconds = ACK_SECONDS

    async def verify(self) -> bool:
        """Slack's check of a new events URL: it must say the challenge back."""
        challenge = {"token": "verification-token", "challenge": "c" * 52}
        parcel = Parcel("events_api", challenge | {"type": "url_verification"}, accepts=True)
        reply = await self.send(parcel)
        answer = reply.payload or {}
        return reply.acked and challenge["challenge"] in (
            answer.get("challenge"),
            answer.get("text"),
        )

    async def send(self, parcel: Parcel) -> Reply:
        """Post a payload; acknowledged by a 2xx within three seconds."""
        body, kind = _body(parcel)
        headers = {"Content-Type": kind, "User-Agent": "Slackbot 1.0", **self.signature(body)}
        if parcel.attempt:
            headers["X-Slack-Retry-Num"] = str(parcel.attempt)
            headers["X-Slack-Retry-Reason"] = parcel.retry_reason
        try:
            async with asyncio.timeout(self.ack_seconds):
                return await self._post(self._urls[parcel.kind], body, headers)
        except TimeoutError:
            return Reply(acked=False, reason="http_timeout")
        except aiohttp.TooManyRedirects:
            return Reply(acked=False, reason="too_many_redirects")
        except aiohttp.ClientSSLError:
            return Reply(acked=False, reason="ssl_error")
        except aiohttp.ClientConnectionError:
            return Reply(acked=False, reason="connection_failed")

    async def _post(self, url: str, body: bytes, headers: dict[str, str]) -> Reply:
        # aiohttp refuses at the redirect that reaches the limit; Slack follows two.
        posting = self._session.post(
            url, data=body, headers=headers, max_redirects=MOST_REDIRECTS + 1
        )
        async with posting as answer:
            told = {name.lower(): value for name, value in answer.headers.items()}
            if not 200 <= answer.status < 300:
                return Reply(acked=False, reason="http_error", headers=told)
            return Reply(acked=True, payload=_answer(await answer.text()), headers=told)

    def signature(self, body: bytes) -> dict[str, str]:
        """The headers that prove a post is Slack's: v0, over the time and the body."""
        stamp = str(int(self._clock()))
        base = b":".join((b"v0", stamp.encode(), body))
        made = hmac.new(self._secret, base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={made}"}

    async def close(self) -> None:
        """Let go of the connections."""
        await self._session.close()


def _body(parcel: Parcel) -> tuple[bytes, str]:
    if parcel.kind == "events_api":
        return json.dumps(parcel.payload).encode(), "application/json"
    fields = parcel.payload
    if parcel.kind == "interactive":
        fields = {"payload": json.dumps(parcel.payload)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def _answer(text: str) -> Json | None:
    """JSON as it is; a bare text is the answer to a command."""
    if not text.strip():
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return {"text": text}
    return found if isinstance(found, dict) else {"text": text}
