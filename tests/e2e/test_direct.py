"""A subscriber's days, end to end: from the first message to being forgotten."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from bot.slack import ids
from bot.standin import Person
from bot.store.durable import open_store
from bot.store.secret import load_secret
from bot.store.week import open_week
from tests import fakes
from tests.e2e.conftest import House, figures, tally
from tests.privacy.canary import traces

MORNING = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
FIRST = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
SECOND = datetime(2027, 1, 11, 11, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PROJECT = fakes.project(
    programme="staande-bekkenrek",
    deliver="dm",
    arms=[{"name": "driemaal", "protocol": "umcg", "pauses": ["10:30", "12:30", "15:00"]}],
)


async def noted(house: House) -> dict[str, int]:
    """What became of the direct messages, as the open week has it."""
    secret = load_secret(None, house.data)
    week = await open_week(None, secret, identity=str(house.data.resolve()))
    try:
        found = await week.noted("lente", "2027-W02")
    finally:
        await week.close()
    return {outcome: count for (_, outcome), count in found.items()}


async def subscribed(house: House, who: str = "U0ANNA") -> Person:
    """File the project, start the bot, and let somebody subscribe by words."""
    await house.apply(PROJECT)
    await house.start(MORNING)
    return await joined(house, who)


async def joined(house: House, who: str) -> Person:
    person = house.slack.person(who)
    before = len(house.slack.dm(who))
    await person.say_in_dm("aanmelden")
    await house.slack.until(lambda: len(house.slack.dm(who)) > before + 1, what="an answer")
    await house.bots[-1].ask("settle")
    return person


async def forgotten(house: House, user: str) -> None:
    def look() -> bool:
        return "vergeten" in house.slack.dm(user)[-1].text

    await house.slack.until(look, what="being forgotten")


def prompts(house: House, who: str = "U0ANNA") -> list[str]:
    """The prompts somebody got, by what a lock screen shows."""
    neutral = ("Tijd voor je pauze.", "Time for your break.")
    return [one.text for one in house.slack.dm(who) if one.bot_id and one.text in neutral]


async def test_a_subscribers_day(house: House) -> None:
    anna = await subscribed(house)
    assert "om 10:30, 12:30 en 15:00" in house.slack.dm("U0ANNA")[-1].text
    bot = house.bots[0]
    await bot.tick(FIRST)
    assert prompts(house) == ["Tijd voor je pauze."]
    prompt = house.slack.dm("U0ANNA")[-1]
    await anna.press(prompt, ids.START)
    await anna.see_modal(ids.WALK)
    while anna.modal is not None and anna.modal.submit is not None:
        assert (await anna.submit()).ok
    await anna.close_modal()
    assert (await figures(house))["completions"] == 1

    # Its slot closes at the next prompt. The message stays; its button walks and counts no more.
    await bot.tick(SECOND)
    assert len(prompts(house)) == 2
    assert not prompt.deleted
    assert house.slack.ledger.of("chat.delete") == []
    await anna.press(prompt, ids.START)
    assert "van een eerdere pauze" in (await anna.see_modal(ids.WALK)).words
    await anna.close_modal()
    assert (await figures(house))["starts"] == 1

    # *Vandaag niet* is a setting of today, and tomorrow it is over.
    await anna.press(house.slack.dm("U0ANNA")[-1], ids.TODAY)
    assert "vandaag stuur ik je niets meer" in (await anna.see_ephemeral()).words
    await bot.ask("settle")
    await bot.tick(datetime(2027, 1, 11, 14, 0, tzinfo=UTC))
    assert len(prompts(house)) == 2
    await bot.tick(FIRST + timedelta(days=1))
    assert len(prompts(house)) == 3
    assert await noted(house) == {"sent": 3, "held:on-a-break": 1}
    # Nothing of this is in the tally that HR's Home reads.
    assert await tally(house) == {}


async def test_quiet_hours_meetings_and_huddles_slide_and_are_let_go(house: House) -> None:
    for user in ("U0CARO", "U0DIRK"):
        house.slack.add_user(user, name=user.lower())
    await subscribed(house)
    for user in ("U0CARO", "U0DIRK", "U0BRAM"):
        await joined(house, user)
    bot = house.bots[0]
    # Anna is in a meeting for ten minutes, Caro has quiet hours, Dirk huddles; Bram is in London.
    ends = int((FIRST + 10 * MINUTE).timestamp())
    house.slack.change_user("U0ANNA", status_emoji=":calendar:", status_expiration=ends)
    house.slack.do_not_disturb("U0CARO", MORNING.timestamp(), SECOND.timestamp() - 60)
    house.slack.change_user("U0DIRK", huddle_state="in_a_huddle")
    await bot.ask("settle")
    await bot.tick(FIRST)
    assert [len(prompts(house, who)) for who in ("U0ANNA", "U0CARO", "U0DIRK")] == [0, 0, 0]
    await bot.tick(FIRST + 10 * MINUTE)
    assert [len(prompts(house, who)) for who in ("U0ANNA", "U0CARO", "U0DIRK")] == [1, 0, 0]
    house.slack.change_user("U0DIRK", huddle_state="default_unset")
    await bot.tick(FIRST + 16 * MINUTE)
    assert [len(prompts(house, who)) for who in ("U0ANNA", "U0CARO", "U0DIRK")] == [1, 0, 0]
    await bot.tick(FIRST + 60 * MINUTE)
    assert [len(prompts(house, who)) for who in ("U0ANNA", "U0BRAM")] == [1, 1]
    found = await noted(house)
    assert found["sent"] == 2
    assert found["held:do-not-disturb"] == 1
    assert sum(found.values()) == 4
    assert await tally(house) == {}


async def test_prompts_follow_a_traveller_and_forget_who_leaves_the_company(house: House) -> None:
    await subscribed(house)
    await joined(house, "U0BRAM")
    bot = house.bots[0]
    house.slack.change_user("U0ANNA", tz="America/New_York")
    await bot.ask("settle")
    await bot.tick(FIRST + MINUTE)
    assert prompts(house) == []
    await bot.tick(datetime(2027, 1, 11, 15, 30, tzinfo=UTC))
    assert len(prompts(house)) == 1
    house.slack.deactivate("U0BRAM")
    store = await open_store(f"sqlite:///{house.data / 'pauzebot.db'}")
    try:
        # What Slack says of somebody may still be on its way to the bot.
        async with asyncio.timeout(30):
            while list(await store.subscribers("lente")) != ["U0ANNA"]:
                await bot.ask("settle")
    finally:
        await store.close()


async def test_own_times_in_a_form_with_what_is_wrong_under_its_field(house: House) -> None:
    anna = await subscribed(house)
    await anna.open_home()
    home = await anna.see_home()
    assert "10:30, 12:30 en 15:00" in home.words
    await anna.press_home(ids.SETTINGS)
    await anna.see_modal(ids.WISHES)
    wrong = await anna.submit({"own.pauses": "9:00 10:00 11:00 12:00", "own.mon": "ochtend"})
    assert set(wrong.errors) == {"own.pauses", "own.mon"}
    assert "3 pauzes per dag" in wrong.errors["own.pauses"]
    fixed = await anna.submit(
        {"own.pauses": "9:15 14:00", "own.mon": "9-17", "own.seated": ["seated"]}
    )
    assert fixed.ok, fixed
    await anna.close_modal()
    bot = house.bots[0]
    await bot.tick(datetime(2027, 1, 11, 8, 15, tzinfo=UTC))
    assert len(prompts(house)) == 1
    await anna.press(house.slack.dm("U0ANNA")[-1], ids.START)
    view = await anna.see_modal(ids.WALK)
    assert "|seated|" in view.private_metadata
    await anna.close_modal()
    await bot.tick(FIRST)
    assert len(prompts(house)) == 1


async def test_who_unsubscribes_is_forgotten_in_every_file(house: House) -> None:
    for number in range(3):
        house.slack.add_user(f"UCANARY{number:04}", name=f"kanarie{number}")
    await house.apply(PROJECT)
    bot = await house.start(MORNING)
    for number in range(3):
        await joined(house, f"UCANARY{number:04}")
    await bot.tick(FIRST)
    secrets = [f"UCANARY{number:04}" for number in range(3)]
    files = [path for path in house.data.rglob("*") if path.is_file()]
    assert {line.split(" ")[0] for line in traces(files, secrets)} == set(secrets)
    for user in secrets[:2]:
        person = house.slack.person(user)
        await person.say_in_dm("uitschrijven")
        await forgotten(house, user)
    await bot.tick(SECOND)
    assert [len(prompts(house, user)) for user in secrets] == [1, 1, 2]
    await bot.kill()
    files = [path for path in house.data.parent.rglob("*") if path.is_file()]
    assert {line.split(" ")[0] for line in traces(files, secrets)} == {secrets[2]}


async def test_what_hr_sees_comes_from_the_running_settings(house: House) -> None:
    anna = await subscribed(house)
    before = len(house.slack.dm("U0ANNA"))
    await anna.say_in_dm("wat ziet HR?")
    await house.slack.until(lambda: len(house.slack.dm("U0ANNA")) > before + 1, what="an answer")
    words = house.slack.dm("U0ANNA")[-1].words
    assert "Lente" in words
    assert "niet hoeveel berichten zijn verstuurd" in words
    assert "Alleen de fysiotherapeut krijgt groepscijfers" in words


async def test_the_command_lets_one_choose_a_programme_also_seated_for_the_camera(
    house: House,
) -> None:
    anna = await subscribed(house)
    await anna.command("/pauze")
    await anna.see_modal(ids.CHOOSE)
    await anna.submit({ids.CHOOSE: "bureau-reset"})
    assert anna.modal is not None
    assert "stoel" in anna.modal.words.lower()
    await anna.close_modal()
    await anna.command("/pauze", "nu bureau-reset")
    view = await anna.see_modal(ids.WALK)
    assert view.private_metadata.split("|")[1] == "bureau-reset"
