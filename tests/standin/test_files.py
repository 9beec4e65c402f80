"""Uploads: an address, the bytes, the finish; then a scan before Slack knows what the file is."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.standin import Standin
from tests.standin.conftest import Clock

Json = dict[str, Any]
PICTURE = b"GIF89a" + b"\0" * 20


async def test_the_sdks_upload_in_three_steps(slack: Standin, client: AsyncWebClient) -> None:
    answer = await client.files_upload_v2(
        filename="rapport.pdf",
        content="%PDF",
        title="Rapport",
        channel="C0ALPHA",
        initial_comment="Hier is het",
        alt_txt="Rapport van vier weken",
    )
    (file,) = slack.files
    assert (file.data, file.title, file.alt_text) == (b"%PDF", "Rapport", "Rapport van vier weken")
    assert answer["file"]["id"] == file.id
    (message,) = slack.messages("C0ALPHA")
    assert (message.text, message.files[0]["name"]) == ("Hier is het", "rapport.pdf")
    assert slack.ledger.counts() == {
        "files.getUploadURLExternal": 1,
        "files.completeUploadExternal": 1,
    }


async def uploaded(client: AsyncWebClient, **where: Any) -> str:
    ticket = await client.files_getUploadURLExternal(filename="pose.gif", length=len(PICTURE))
    address = ticket["upload_url"]
    async with aiohttp.ClientSession() as session, session.post(address, data=PICTURE) as answer:
        assert await answer.text() == f"OK - {len(PICTURE)}"
    await client.files_completeUploadExternal(files=[{"id": ticket["file_id"]}], **where)
    return str(ticket["file_id"])


async def test_the_mimetype_comes_after_the_scan(
    slack: Standin, client: AsyncWebClient, clock: Clock
) -> None:
    file_id = await uploaded(client)
    assert (await client.files_info(file=file_id))["file"]["mimetype"] == ""
    image: Json = {"type": "image", "alt_text": "pose", "slack_file": {"id": file_id}}
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel="C0ALPHA", text="x", blocks=[image])
    assert "invalid slack file" in refused.value.response["errors"][0]
    clock.now += slack.files.scan_seconds
    assert (await client.files_info(file=file_id))["file"]["mimetype"] == "image/gif"
    await client.chat_postMessage(channel="C0ALPHA", text="x", blocks=[image])


async def test_a_file_without_a_channel_is_the_bots_own_and_can_be_fetched_and_deleted(
    slack: Standin, client: AsyncWebClient
) -> None:
    file_id = await uploaded(client)
    shown = (await client.files_info(file=file_id))["file"]
    assert shown["is_public"] is False
    async with aiohttp.ClientSession() as session, session.get(shown["url_private"]) as answer:
        assert await answer.read() == PICTURE
    await client.files_delete(file=file_id)
    with pytest.raises(SlackApiError, match="file_deleted"):
        await client.files_info(file=file_id)


async def test_a_report_goes_to_a_direct_conversation(
    slack: Standin, client: AsyncWebClient
) -> None:
    channel = (await client.conversations_open(users="U0ANNA"))["channel"]["id"]
    await uploaded(client, channel_id=channel)
    assert slack.dm("U0ANNA")[0].files[0]["name"] == "pose.gif"


async def test_refused_uploads(slack: Standin, client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await client.files_getUploadURLExternal(filename="leeg", length=0)
    ticket = await client.files_getUploadURLExternal(filename="pose.gif", length=5)
    with pytest.raises(SlackApiError, match="file_not_found"):  # nothing was sent yet
        await client.files_completeUploadExternal(files=[{"id": ticket["file_id"]}])
    async with aiohttp.ClientSession() as session:
        async with session.post(ticket["upload_url"], data=b"1234") as answer:
            assert answer.status == 400
        async with session.post(ticket["upload_url"] + "x", data=b"12345") as answer:
            assert answer.status == 404
        async with session.post(ticket["upload_url"], data=b"12345") as answer:
            assert answer.status == 200
    slack.add_channel("C0OTHER", bot_is_member=False)
    with pytest.raises(SlackApiError, match="not_in_channel"):
        await client.files_completeUploadExternal(
            files=[{"id": ticket["file_id"]}], channel_id="C0OTHER"
        )


async def test_bytes_may_come_as_a_form(slack: Standin, client: AsyncWebClient) -> None:
    ticket = await client.files_getUploadURLExternal(filename="pose.gif", length=len(PICTURE))
    form = aiohttp.FormData()
    form.add_field("filename", PICTURE, filename="pose.gif")
    address = ticket["upload_url"]
    async with aiohttp.ClientSession() as session, session.post(address, data=form) as answer:
        assert answer.status == 200
    assert slack.files.get(ticket["file_id"]).data == PICTURE


async def test_a_picture_shown_by_its_address(
    slack: Standin, client: AsyncWebClient, clock: Clock
) -> None:
    file_id = await uploaded(client)
    clock.now += slack.files.scan_seconds
    address = (await client.files_info(file=file_id))["file"]["url_private"]
    image: Json = {"type": "image", "alt_text": "pose", "slack_file": {"url": address}}
    await client.chat_postMessage(channel="C0ALPHA", text="x", blocks=[image])
    image["slack_file"] = {"id": "F0NOWHERE"}
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(channel="C0ALPHA", text="x", blocks=[image])
