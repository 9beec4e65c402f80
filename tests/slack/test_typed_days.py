"""Days that people type are days where they are; what the bot offers instead says the same."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import hypothesis
import pytest
import pytest_asyncio
from hypothesis import strategies as st

from bot.core import conversation, replies
from bot.core.effects import Tell
from bot.core.fields import LANGUAGES, Language
from bot.core.replies import DidYouMean, Later, Now, Until
from bot.slack import views
from tests import fakes
from tests.slack.payload_kit import World, arm, event_of, world
from tests.slack.screens_kit import speak

PROGRAMME: dict[str, Any] = {"programme": "staande-bekkenrek", "deliver": "dm", "arms": [arm()]}
TODAY = date(2027, 1, 11)
SUNDAY_NIGHT = {
    "Europe/Brussels": datetime(2027, 1, 17, 22, 30, tzinfo=UTC),
    "Pacific/Auckland": datetime(2027, 1, 17, 10, 30, tzinfo=UTC),
    "America/Los_Angeles": datetime(2027, 1, 18, 7, 30, tzinfo=UTC),
}
"""Half past eleven on the evening of Sunday 17 January, somewhere."""
HOUR = timedelta(hours=1)
AFTER = [(timedelta(), 18), (HOUR, 25)]
"""On Sunday night Monday is tomorrow; an hour later it is a week away."""


@pytest_asyncio.fixture
async def seen(tmp_path: Path) -> AsyncIterator[World]:
    """A bot of a project in direct messages in Amsterdam."""
    async with world(tmp_path, [fakes.project(**PROGRAMME)], explored=False) as made:
        yield made


def typed(text: str, user: str = "U0ANNA") -> dict[str, Any]:
    place = {"channel": f"D{user[1:]}", "channel_type": "im"}
    return event_of({"type": "message", "user": user, "text": text, "ts": "1.1", **place})


def moved(zone: str, user: str = "U0ANNA") -> dict[str, Any]:
    """Slack tells where somebody is."""
    return event_of({"type": "user_change", "user": {"id": user, "team_id": "T1", "tz": zone}})


@pytest.mark.parametrize("zone", SUNDAY_NIGHT)
async def test_a_subscribers_days_are_of_their_own_zone(seen: World, zone: str) -> None:
    await seen.meet(moved(zone))
    await seen.meet(typed("aanmelden"))
    for later, monday in AFTER:
        seen.clock.at = SUNDAY_NIGHT[zone] + later
        for words, until in [("tot maandag", monday), ("vandaag niet", 18 + later // HOUR)]:
            await seen.meet(typed(words))
            one = await seen.store.subscription("U0ANNA")
            assert one is not None
            assert one.wishes.until == date(2027, 1, until)


@pytest.mark.parametrize("zone", SUNDAY_NIGHT)
async def test_the_days_of_others_are_of_the_zone_slack_says(seen: World, zone: str) -> None:
    await seen.meet(moved(zone))
    for later, monday in AFTER:
        seen.clock.at = SUNDAY_NIGHT[zone] + later
        (said,) = await seen.meet(typed("tot mandag"))
        assert f"*tot maandag {monday} januari*" in said["text"]


@pytest.mark.parametrize("zone", SUNDAY_NIGHT)
async def test_where_slack_says_nothing_they_are_of_the_projects_zone(
    tmp_path: Path, zone: str
) -> None:
    filed = [fakes.project(timezone=zone, **PROGRAMME)]
    async with world(tmp_path, filed, explored=False) as seen:
        for later, monday in AFTER:
            seen.clock.at = SUNDAY_NIGHT[zone] + later
            (said,) = await seen.meet(typed("tot mandag"))
            assert f"*tot maandag {monday} januari*" in said["text"]


async def test_without_any_project_there_is_a_day_all_the_same(tmp_path: Path) -> None:
    async with world(tmp_path, [], explored=False) as seen:
        (said,) = await seen.meet(typed("tot mandag"))
    assert "*tot maandag 18 januari*" in said["text"]


@pytest.mark.parametrize(
    "text, offered",
    [
        ("laater 20", {"nl": "later 20", "en": "later 20"}),
        ("tot mandag", {"nl": "tot maandag 18 januari", "en": "until Monday 18 January"}),
        ("untill mondy", {"nl": "tot maandag 18 januari", "en": "until Monday 18 January"}),
        ("tot 1 januari", {"nl": "tot zaterdag 1 januari 2028",
                           "en": "until Saturday 1 January 2028"}),
        ("vandaag neit", {"nl": "vandaag niet", "en": "not today"}),
        ("nu bureau reset", {"nl": "nu bureau-reset", "en": "now bureau-reset"}),
        ("nu groene thee", {"nl": "nu", "en": "now"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_offered_keeps_what_was_asked(
    text: str, offered: dict[str, str], language: Language
) -> None:
    meant = replies.read(text, TODAY).said
    assert isinstance(meant, DidYouMean)
    assert question(meant, language, TODAY) == offered[language]


def question(meant: DidYouMean, language: Language, today: date) -> str:
    """The words that somebody is asked to type."""
    (told,) = conversation.reply(
        meant, language, privately=False, today=today, programmes=["bureau-reset"]
    )
    assert isinstance(told, Tell)
    found = re.search(r"\*(.+)\*", views.told(told, speak(language))["text"])
    assert found is not None
    return found[1]


DAYS = st.integers(date(2026, 1, 1).toordinal(), date(2090, 1, 1).toordinal()).map(date.fromordinal)
COMMANDS = st.one_of(
    st.integers(replies.SHORTEST, replies.LONGEST).map(Later),
    st.integers(1, 3_000).map(lambda days: Until(TODAY + timedelta(days=days))),
    st.sampled_from([Now(), Now("bureau-reset")]),
    st.sampled_from([kind for kind in get_args(replies.Command) if kind not in (Later, Until)]).map(
        lambda kind: kind()
    ),
)


@hypothesis.given(COMMANDS, DAYS, st.sampled_from(LANGUAGES))
def test_typing_what_is_offered_says_exactly_that(
    command: replies.Command, today: date, language: Language
) -> None:
    if isinstance(command, Until):
        command = Until(today + (command.day - TODAY))
    offered = question(DidYouMean(command), language, today)
    assert replies.read(offered, today).said == command
