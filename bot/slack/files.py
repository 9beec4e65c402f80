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
from bot.service import Kind, Person, ProgrammeFile, ReportFile, StatementFile, Summary
from bot.service.films import Standing
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
        # For whoever may read all figures, and in nobody's messages; in memory only as well.
        self._summaries: dict[Summary, Picture] = {}

    async def hand(self, who: Person, file: ReportFile) -> bool:
        """Put a report in somebody's own conversation with the bot; False where Slack refuses."""
        say, alt = self._catalogue.speak(file.language), cut(file.alt, MOST_ALT)
        told, title = report_files.handed(file, say), report_files.title(file, say)
        id_ = await self._give(who, report_files.name(file), file.content, alt, title, told)
        if id_ and alt:
            self._pictures[who.user, file.project] = Picture(id_, alt, file.digest)
        return id_ is not None

    async def hand_page(self, who: Person, file: ProgrammeFile) -> bool:
        """Put a programme's page in somebody's own conversation, as `hand` does a report."""
        say = self._catalogue.speak(file.language)
        told, title = report_files.handed_page(file, say), report_files.page_title(file, say)
        name = report_files.page_name(file)
        return await self._give(who, name, file.content, "", title, told) is not None

    async def hand_statement(self, who: Person, file: StatementFile) -> bool:
        """Put the works council's sheet in somebody's own conversation, as `hand` does a report."""
        say = self._catalogue.speak(file.language)
        told, title = report_files.handed_statement(say), report_files.statement_title(file, say)
        name = report_files.statement_name(file, say)
        return await self._give(who, name, file.content, "", title, told) is not None

    async def lost(self, who: Person, language: Language, kind: Kind = "report") -> None:
        """Tell somebody that a file they asked for does not come."""
        await self._message(who, report_files.lost(self._catalogue.speak(language), kind))

    async def depict(self, summary: Summary, content: bytes, alt: str) -> bool:
        """Upload a picture that Home may show, and send nobody anything; False where Slack refuses.

        Nobody but the bot has the file; it takes the place of that of the release before.
        """
        alt = cut(alt, MOST_ALT)
        id_ = await self.upload(f"{summary.project}.png", content, alt)
        if id_ is None:
            return False
        of = (summary.project, summary.language)
        old = [each for each in self._summaries if (each.project, each.language) == of]
        for each in old:
            del self._summaries[each]
        self._summaries[summary] = Picture(id_, alt, summary.digest)
        return True

    async def depicted(self, summary: Summary) -> Standing | None:
        """Return how an uploaded picture stands with Slack; None where there is none."""
        picture = self._summaries.get(summary)
        if picture is None:
            return None
        standing = await self.standing(picture.file)
        if standing == "ready":
            self._summaries[summary] = replace(picture, ready=True)
        elif standing == "gone":
            self._summaries.pop(summary, None)
        return standing

    def depicts(self, summary: Summary, who: Person) -> bool:
        """Return whether there is a picture for somebody's Home, as far as is known here."""
        own = self._pictures.get((who.user, summary.project))
        return summary in self._summaries or (own is not None and own.digest == summary.digest)

    async def pictures(self, who: Person, shown: Home) -> Mapping[str, Picture]:
        """Return the pictures of the latest figures that somebody's Home may show, by project.

        One that lies in their own messages goes before the one that was drawn for Home.
        """
        found: dict[str, Picture] = {}
        for sight in shown.projects:
            latest = sight.report.latest if sight.report else None
            if latest is None:
                continue
            name = sight.project.id
            own = self._pictures.get((who.user, name))
            if own is not None and own.digest == latest.digest:
                answer = await self._ask("files.info", {"file": own.file}, Priority.HOME)
                if answer is not None:
                    kind = (answer.get("file") or {}).get("mimetype")
                    found[name] = replace(own, ready=bool(kind))
            drawn = self._summaries.get(Summary(name, latest.digest, shown.language))
            shows = name in found and found[name].ready
            if shown.role == "physio" and drawn is not None and drawn.ready and not shows:
                found[name] = drawn
        return found

    def forget_pictures(self, who: Person, shown: Mapping[str, Picture]) -> None:
        """Show no picture any more that was shown before: Slack would not have it."""
        for key in [key for key in self._pictures if key[0] == who.user]:
            del self._pictures[key]
        files = {each.file for each in shown.values()}
        for summary in [each for each, drawn in self._summaries.items() if drawn.file in files]:
            del self._summaries[summary]

    async def _give(
        self, who: Person, name: str, content: bytes, alt: str, title: str, told: Payload
    ) -> str | None:
        """Upload a file, say that it comes, and put it there; its id, None where Slack refuses."""
        id_ = await self._bring(name, content, alt)
        if id_ is None:
            return None
        # Files go to conversations, not to people: the message opens theirs and names it.
        opened = await self._message(who, told)
        if opened is None:
            return None
        done = await self._complete(id_, title, str(opened.get("channel")))
        return id_ if done else None

    async def _message(self, who: Person, payload: Payload) -> AsyncSlackResponse | None:
        return await self._patiently(
            "chat.postMessage",
            lambda: self._client.chat_postMessage(channel=who.user, **payload),
            who.user,
        )
