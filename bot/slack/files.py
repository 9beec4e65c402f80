"""Files that go out: uploads in Slack's three steps, into one person's own conversation.

Slack looks at a file for a while after its upload, and refuses blocks that show it before
(slackapi/python-slack-sdk#1658); so a picture is put in Home only when Slack knows what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.core.fields import Language
from bot.service import Person, ReportFile
from bot.service.offices import Home
from bot.slack.limits import Limiter, Priority
from bot.slack.uploads import Uploads
from bot.slack.views import report_files
from bot.slack.views.fit import cut
from bot.slack.views.home import Picture
from bot.slack.views.parts import Payload
from bot.texts import Catalogue

MOST_ALT = 1000
"""Characters that Slack keeps of what a file says of itself."""


class FileSender(Uploads):
    """The part of the sender that hands out reports; it goes last wherever calls must wait."""

    def __init__(self, client: AsyncWebClient, limiter: Limiter, catalogue: Catalogue) -> None:
        super().__init__(client, limiter, catalogue)
        # By role holder and project. In memory only: after a start a picture is asked for anew.
        self._pictures: dict[tuple[str, str], Picture] = {}

    async def hand(self, who: Person, file: ReportFile) -> bool:
        """Put a report in somebody's own conversation with the bot; False where Slack refuses."""
        say, alt = self._catalogue.speak(file.language), cut(file.alt, MOST_ALT)
        id_ = await self._bring(report_files.name(file), file.content, alt)
        if id_ is None:
            return False
        # Files go to conversations, not to people: the message opens theirs and names it.
        opened = await self._message(who, report_files.handed(file, say))
        if opened is None:
            return False
        place = str(opened.get("channel"))
        done = await self._complete(id_, report_files.title(file, say), place)
        if done and alt:
            self._pictures[who.user, file.project] = Picture(id_, alt, file.digest)
        return done

    async def lost(self, who: Person, language: Language) -> None:
        """Tell somebody that a report they asked for does not come."""
        await self._message(who, report_files.lost(self._catalogue.speak(language)))

    async def pictures(self, who: Person, shown: Home) -> Mapping[str, Picture]:
        """Return the pictures of the latest figures that lie in somebody's messages, by project."""
        found: dict[str, Picture] = {}
        for sight in shown.projects:
            latest = sight.report.latest if sight.report else None
            picture = self._pictures.get((who.user, sight.project.id))
            if latest is None or picture is None or picture.digest != latest.digest:
                continue
            answer = await self._ask("files.info", {"file": picture.file}, Priority.HOME)
            if answer is not None:
                kind = (answer.get("file") or {}).get("mimetype")
                found[sight.project.id] = replace(picture, ready=bool(kind))
        return found

    def forget_pictures(self, who: Person) -> None:
        """Show no picture any more that was shown before: Slack would not have it."""
        for key in [key for key in self._pictures if key[0] == who.user]:
            del self._pictures[key]

    async def _message(self, who: Person, payload: Payload) -> AsyncSlackResponse | None:
        return await self._patiently(
            "chat.postMessage",
            lambda: self._client.chat_postMessage(channel=who.user, **payload),
            who.user,
        )
