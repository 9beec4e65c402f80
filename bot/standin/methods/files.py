"""files.getUploadURLExternal, completeUploadExternal, info and delete."""

from bot.standin.arguments import Arguments
from bot.standin.blocks import Json
from bot.standin.errors import SlackError, invalid_arguments
from bot.standin.files import File
from bot.standin.hub import Hub
from bot.standin.methods.registry import method
from bot.standin.model import Channel

MOST_CHANNELS = 100
LONGEST_ALT_TEXT = 1000


@method("files.getUploadURLExternal")
def get_upload_url(hub: Hub, arguments: Arguments) -> Json:
    """An address for the bytes of one file."""
    length = arguments.number("length", 0)
    if length <= 0:
        raise invalid_arguments("must be more than 0 [json-pointer:/length]")
    alt_text = str(arguments.get("alt_txt") or "")
    if len(alt_text) > LONGEST_ALT_TEXT:
        raise SlackError("alt_txt_too_large")
    file = hub.files.announce(arguments.text("filename"), length, alt_text)
    return {"upload_url": f"{hub.base_url}/upload/v1/{file.secret}", "file_id": file.id}


@method("files.completeUploadExternal")
def complete_upload(hub: Hub, arguments: Arguments) -> Json:
    """Finish uploads and share them; without a channel only the bot sees them."""
    rows = arguments.get("files")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise invalid_arguments("missing required field: files")
    pairs = [(hub.files.get(str(row.get("id"))), row.get("title")) for row in rows]
    places = _places(hub, arguments)
    for file, title in pairs:
        hub.files.complete(file, title)
        file.channels += [place.id for place in places]
    shown = [_shown(hub, file) for file, _ in pairs]
    for place in places:
        message = hub.workspace.draft(
            place.id, {**arguments, "text": arguments.get("initial_comment")}
        )
        message.files = shown
        hub.echo(hub.workspace.post(message), "posted")
    return {"files": shown}


def _places(hub: Hub, arguments: Arguments) -> list[Channel]:
    names = arguments.listed("channels") or arguments.listed("channel_id")
    if len(names) > MOST_CHANNELS:
        raise SlackError("too_many_channels")
    places = [hub.workspace.channel(name) for name in names]
    for place in places:
        if hub.workspace.bot_user not in place.members:
            raise SlackError("not_in_channel")
    return places


def _shown(hub: Hub, file: File) -> Json:
    return hub.files.shown(file, hub.base_url, hub.workspace.bot_user)


@method("files.info")
def info(hub: Hub, arguments: Arguments) -> Json:
    """One file; poll it until `mimetype` is filled."""
    return {"file": _shown(hub, hub.files.get(arguments.text("file")))}


@method("files.delete")
def delete(hub: Hub, arguments: Arguments) -> Json:
    """Delete an own file."""
    hub.files.get(arguments.text("file")).deleted = True
    return {}
