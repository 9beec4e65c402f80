"""How people hear that a project begins, and how the bot asks to be let in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.slack import ids
from tests import fakes
from tests.e2e.conftest import House, tally

EARLY = datetime(2027, 1, 11, 8, 59, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ARM = {"name": "driemaal", "protocol": "umcg", "pauses": ["10:30", "15:00"]}
CHANNEL = fakes.project(
    programme="staande-bekkenrek", arms=[{**ARM, "channels": ["C0ALPHA", "C0DICHT"]}]
)
DIRECT = fakes.project(programme="staande-bekkenrek", deliver="dm", arms=[ARM])


async def test_each_channel_hears_once_and_hr_is_asked_to_let_the_bot_in(house: House) -> None:
    house.slack.add_channel("C0DICHT", members=["U0ANNA"], bot_is_member=False, private=True)
    await house.apply(CHANNEL, heard=False)
    bot = await house.start(EARLY)
    assert house.slack.messages("C0ALPHA") == []
    await bot.tick(EARLY + MINUTE)
    (said,) = house.slack.messages("C0ALPHA")
    assert "om 10:30 en 15:00" in said.words
    assert "Lente" in said.words
    (asked,) = house.slack.dm("U0HR")
    assert "Voor *Lente* kan ik in <#C0DICHT> niets plaatsen" in asked.words
    assert "/invite @pauzebot" in asked.words
    await house.slack.person("U0ANNA").press(said, ids.PRIVACY)
    told = await house.slack.person("U0ANNA").see_ephemeral()
    assert "HR ziet nooit wie meedoet" in told.words
    await bot.tick(EARLY + 2 * MINUTE)
    assert len(house.slack.messages("C0ALPHA")) == 1
    assert len(house.slack.dm("U0HR")) == 1

    house.slack.invite_bot("C0DICHT")
    await house.slack.wait_for_message("C0DICHT")
    await bot.kill()
    await house.start(EARLY + 3 * MINUTE)
    assert len(house.slack.messages("C0ALPHA")) == 1
    assert len(house.slack.messages("C0DICHT")) == 1


async def test_the_bot_enters_public_channels_of_a_project_by_itself_and_once(
    house: House,
) -> None:
    house.slack.add_channel("C0DICHT", members=["U0ANNA"], bot_is_member=False)
    house.slack.add_channel("C0ANDER", members=["U0ANNA"], bot_is_member=False)
    own = fakes.project(id="eigen", programme="staande-bekkenrek", deliver="dm", arms=[ARM])
    await house.apply(own)
    await house.apply(CHANNEL, heard=False)
    bot = await house.start(EARLY)
    assert house.slack.ledger.of("conversations.join") == []
    await bot.tick(EARLY + MINUTE)
    await bot.ask("settle")
    # It says there what its own project is, and nothing of others: nobody asked it in.
    (said,) = house.slack.messages("C0DICHT")
    assert "Lente" in said.words
    assert [button["action_id"] for button in said.buttons] == [ids.PRIVACY]
    assert house.slack.dm("U0HR") == []
    assert len(house.slack.ledger.of("conversations.join")) == 1
    await bot.tick(EARLY + 31 * MINUTE)
    assert len(house.slack.messages("C0DICHT")) == 2

    # Who takes it out has their way.
    house.slack.remove_bot("C0DICHT")
    await bot.tick(EARLY + timedelta(hours=5, minutes=1))
    assert len(house.slack.ledger.of("conversations.join")) == 1
    assert (await tally(house))["held:not-in-channel"] == 1


async def test_wherever_the_bot_is_invited_one_can_subscribe(house: House) -> None:
    house.slack.add_channel("C0IEDEREEN", members=["U0ANNA", "U0BRAM"], bot_is_member=False)
    await house.apply(DIRECT)
    bot = await house.start(EARLY - timedelta(days=3))
    house.slack.invite_bot("C0IEDEREEN")
    said = await house.slack.wait_for_message("C0IEDEREEN")
    anna = house.slack.person("U0ANNA")
    await anna.press(said, f"{ids.SUBSCRIBE}.lente")
    assert "eigen berichten" in (await anna.see_ephemeral()).words
    # Who subscribed shows to nobody else: the post is as it was.
    assert house.slack.messages("C0IEDEREEN") == [said]
    assert said.versions == []
    await bot.tick(datetime(2027, 1, 11, 9, 30, tzinfo=UTC))
    assert len(house.slack.dm("U0ANNA")) == 1
    assert house.slack.dm("U0BRAM") == []


async def test_a_project_that_begins_with_a_prompt_is_announced_when_that_has_closed(
    house: House,
) -> None:
    await house.apply(CHANNEL, heard=False)
    bot = await house.start(EARLY + 25 * MINUTE)
    assert house.slack.messages("C0ALPHA") == []
    await bot.tick(EARLY + 31 * MINUTE)
    (prompt,) = house.slack.messages("C0ALPHA")
    assert prompt.text == "Tijd voor je pauze."
    await bot.tick(EARLY + timedelta(hours=2, minutes=32))
    (said,) = house.slack.messages("C0ALPHA")
    assert "Lente" in said.words
