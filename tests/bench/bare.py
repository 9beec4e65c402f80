"""The peer of the benches: Bolt alone, which acknowledges what it is told to and does nothing else.

It imports nothing of the bot: it is what the bot's weight and speed are held against.
"""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

BUTTON, MODAL = sys.argv[1:3]
SCREEN: dict[str, Any] = {
    "type": "modal",
    "callback_id": MODAL,
    "title": {"type": "plain_text", "text": "Pauze"},
    "submit": {"type": "plain_text", "text": "Volgende"},
    "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "Ga staan."}}],
}


async def main() -> None:
    """Connect to the Slack of the environment and answer until killed."""
    client = AsyncWebClient(
        token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"]
    )
    known = AuthorizeResult.from_auth_test_response(
        bot_token=client.token, auth_test_response=await client.auth_test()
    )

    async def authorize(**_: object) -> AuthorizeResult:
        return known

    app = AsyncApp(client=AsyncWebClient(base_url=os.environ["SLACK_API_URL"]), authorize=authorize)

    @app.action(BUTTON)
    async def pressed(ack: AsyncAck) -> None:
        await ack()

    @app.view(MODAL)
    async def submitted(ack: AsyncAck) -> None:
        await ack(response_action="update", view=SCREEN)

    await AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    await asyncio.Event().wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
