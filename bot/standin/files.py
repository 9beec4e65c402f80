"""Uploaded files: an address to send bytes to, then a scan, then a mimetype."""

import mimetypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from aiohttp import web

from bot.standin.blocks import Json
from bot.standin.errors import SlackError
from bot.standin.ids import Ids

SCAN_SECONDS = 0.5  # completeUploadExternal answers before the scan is done (python-slack-sdk#1658)


@dataclass
class File:
    """One file; `data` comes with the upload, `completed` is when the app finished it."""

    id: str
    name: str
    length: int
    secret: str
    alt_text: str = ""
    title: str = ""
    data: bytes | None = None
    completed: float | None = None
    channels: list[str] = field(default_factory=list)
    deleted: bool = False


class Files:
    """All files of the workspace; iterate, or ask by id."""

    def __init__(self, ids: Ids, stopwatch: Callable[[], float]) -> None:
        self._ids, self._now = ids, stopwatch
        self._files: dict[str, File] = {}
        self.scan_seconds = SCAN_SECONDS

    def __iter__(self) -> Iterator[File]:
        return iter(self._files.values())

    def __len__(self) -> int:
        return len(self._files)

    def announce(self, name: str, length: int, alt_text: str) -> File:
        """A file of `length` bytes is going to be uploaded."""
        made = File(self._ids.mint("F"), name, length, self._ids.word(40), alt_text)
        self._files[made.id] = made
        return made

    def get(self, file_id: str) -> File:
        """A file that is there; SlackError `file_not_found` or `file_deleted`."""
        file = self._files.get(file_id)
        if file is None or file.data is None:
            raise SlackError("file_not_found")
        if file.deleted:
            raise SlackError("file_deleted")
        return file

    def lose(self, file_id: str) -> None:
        """Somebody deletes a file, in Slack's own pages; the app hears nothing of it."""
        self.get(file_id).deleted = True

    def complete(self, file: File, title: str | None) -> None:
        """The app says the upload is finished; the scan begins."""
        file.title = title or file.name
        file.completed = self._now()

    def scanned(self, file: File) -> bool:
        """Whether Slack knows what the file is."""
        return file.completed is not None and self._now() >= file.completed + self.scan_seconds

    def shown(self, file: File, base_url: str, owner: str) -> Json:
        """The file object; `mimetype` is empty until the scan is done."""
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        known = self.scanned(file)
        return {
            "id": file.id,
            "name": file.name,
            "title": file.title,
            "mimetype": kind if known else "",
            "filetype": file.name.rpartition(".")[2] if known else "",
            "size": file.length,
            "user": owner,
            "mode": "hosted",
            "alt_txt": file.alt_text,
            "is_external": False,
            "is_public": bool(file.channels),
            "channels": list(file.channels),
            "url_private": f"{base_url}/files/{file.id}/{file.name}",
            "permalink": f"{base_url}/files/{file.id}/{file.name}",
        }

    def usable(self, reference: Json) -> bool:
        """Whether a `slack_file` in a block names a file that is there and scanned."""
        address = str(reference.get("url", ""))
        for file in self._files.values():
            if file.id == reference.get("id") or (address and f"/{file.id}/" in address):
                return self.scanned(file) and not file.deleted
        return False

    async def receive(self, request: web.Request) -> web.StreamResponse:
        """POST of the bytes, bare or as a form; no token is needed, the address is the secret."""
        secret = request.match_info["secret"]
        file = next((one for one in self if one.secret == secret), None)
        if file is None:
            return web.Response(status=404, text="not found")
        data = await _bytes(request)
        if len(data) != file.length:
            return web.Response(status=400, text=f"expected {file.length} bytes, got {len(data)}")
        file.data = data
        return web.Response(text=f"OK - {len(data)}")

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """GET of a file, for the pages that show it."""
        try:
            file = self.get(request.match_info["file"])
        except SlackError:
            return web.Response(status=404)
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return web.Response(body=file.data, content_type=kind)


async def _bytes(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    for part in (await request.post()).values():
        if isinstance(part, web.FileField):
            return part.file.read()
    return b""
