"""What is kept and who sees what, from the projects that run; how a project begins; a choice."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    InteractiveElement,
    Option,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.core.fields import Language
from bot.core.programme import Programme
from bot.core.project import Project
from bot.core.subscription import Shared
from bot.slack import ids
from bot.slack.views.fit import cut
from bot.slack.views.parts import Payload, actions, as_message, button, escape, paragraphs, section
from bot.texts import Say, moments

MOST_PROJECTS = 5
"""Projects that are named one by one; of more than that the rest is a number."""
MOST_PROGRAMMES = 100
"""Options in a menu, by Slack's limit."""
MOST_TEXT = 4000
"""Characters that Slack takes as the `text` of a message; its blocks have all of it."""
OPTION = 75
"""Characters in an option."""


def privacy(language: Language, shared: Sequence[Shared], say: Say) -> Payload:
    """Return *wat ziet HR?*: what each running project shares, then what is kept of a person."""
    lines = [_line(each, language, say) for each in shared[:MOST_PROJECTS]]
    if more := len(shared) - len(lines):
        lines.append(say("privacy.more", count=more))
    direct = any(each.deliver == "dm" for each in shared)
    parts = [
        say("privacy.hr"),
        *(lines or [say("privacy.no-project")]),
        *([say("privacy.question")] if any(each.effect_question for each in shared) else []),
        say("privacy.kept"),
        *([say("privacy.subscribed")] if direct else []),
        say("privacy.possible"),
        say("privacy.yours"),
    ]
    text = "\n".join(parts)
    return as_message(cut(text, MOST_TEXT), list(paragraphs(text, "privacy")))


def announcement(project: Project, place: str, say: Say) -> Payload:
    """Return the post with which a project begins in `place`: its own pauses, and for everybody."""
    title = escape(cut(project.title.say(project.language)))
    first, last = project.starts, project.ends
    direct = project.deliver == "dm"
    pauses = [at for arm in project.arms if place in arm.channels for at in arm.pauses]
    text = say(
        "announcement.direct" if direct else "announcement.channel",
        project=title,
        times=moments.times(pauses, say),
        first=moments.day(first, first, say),
        last=moments.day(last, first, say),
    )
    buttons: list[InteractiveElement] = [button(say("own.privacy"), ids.PRIVACY, "p1")]
    if direct:
        subscribe = button(
            say("own.subscribe"), f"{ids.SUBSCRIBE}.{project.id}", project.id, "primary"
        )
        buttons.insert(0, subscribe)
    blocks: list[Block] = [
        section(text, "announcement"),
        section(say("announcement.private"), "announcement.private"),
        actions(buttons, "announcement.buttons"),
    ]
    return as_message(say("announcement.notification", project=title), blocks)


def choice(programmes: Sequence[Programme], language: Language, say: Say) -> Payload:
    """Return the modal in which somebody chooses a programme; the first one is chosen already."""
    options = [
        Option(
            value=each.id,
            text=cut(each.title.say(language), OPTION),
            description=cut(each.summary.say(language), OPTION),
        )
        for each in programmes[:MOST_PROGRAMMES]
    ]
    menu = StaticSelectElement(action_id=ids.CHOOSE, options=options, initial_option=options[0])
    return View(
        type="modal",
        callback_id=ids.CHOOSE,
        title=say("walk.title"),
        close=say("walk.close"),
        submit=say("choose.go"),
        private_metadata=language,
        blocks=[
            InputBlock(block_id=ids.CHOOSE, label=say("choose.label"), element=menu),
            section(say("choose.hint"), "choose.hint"),
        ],
    ).to_dict()


def _line(shared: Shared, language: Language, say: Say) -> str:
    where = say(f"privacy.by-{shared.deliver}")
    sees = say("privacy.shared" if shared.with_hr else "privacy.not-shared")
    asks = f" {say('privacy.effect')}" if shared.effect_question else ""
    return say(
        "privacy.project",
        project=escape(cut(shared.title.say(language), OPTION)), where=where, sees=sees,
    ) + asks  # fmt: skip
