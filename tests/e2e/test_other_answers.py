"""*Over 10 min*, *Al bewogen*, `/pauze` and typed words, through the real bot."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from bot.slack import ids
from bot.standin import Person
from tests.e2e.conftest import House, figures
from tests.e2e.test_a_pause import MINUTE, PAUSE, prompted, walk_to_the_end

NOTHING = {"starts": 0, "completions": 0, "sessions": {}}


def _answers(person: Person, number: int) -> bool:
    return len([message for message in person.dm if message.bot_id]) == number


async def said(person: Person) -> str:
    """The words of the newest message only this person sees."""
    return (await person.see_ephemeral()).words


async def test_over_ten_minutes_the_pause_is_offered_again_privately(house: House) -> None:
    anna = house.slack.person("U0ANNA")
    await anna.press(await prompted(house), ids.LATER)
    assert await said(anna) == "Goed, ik kom over 10 minuten bij je terug."
    await house.bots[0].tick(PAUSE + 9 * MINUTE)
    assert len(anna.ephemerals) == 1
    await house.bots[0].tick(PAUSE + 10 * MINUTE)
    reminder = await anna.see_ephemeral(after=1)
    assert "Je vroeg om een seintje." in reminder.words
    await anna.press(reminder, ids.START)
    await walk_to_the_end(anna)
    assert await figures(house) == {"starts": 1, "completions": 1, "sessions": {1: 1}}
    await house.bots[0].tick(PAUSE + 11 * MINUTE)
    assert len(anna.ephemerals) == 2


async def test_a_reminder_survives_a_restart_and_is_dropped_when_its_address_has_died(
    house: House,
) -> None:
    anna, bram = house.slack.person("U0ANNA"), house.slack.person("U0BRAM")
    prompt = await prompted(house)
    await anna.press(prompt, ids.LATER)
    await said(anna)
    await house.bots[0].ask("settle")
    await house.bots[0].kill()
    bot = await house.start(PAUSE + 5 * MINUTE)
    await bot.tick(PAUSE + 10 * MINUTE)
    assert len(anna.ephemerals) == 2

    await bram.press(prompt, ids.LATER)
    await said(bram)
    await bot.ask("settle")
    await bot.tick(PAUSE + timedelta(minutes=41))
    assert len(bram.ephemerals) == 1


async def test_already_moved_counts_a_session_once_and_says_so_privately(house: House) -> None:
    anna = house.slack.person("U0ANNA")
    prompt = await prompted(house)
    before = len(house.slack.messages("C0ALPHA"))
    for _ in range(2):
        await anna.press(prompt, ids.MOVED)
    await anna.see_ephemeral(after=1)
    assert "Dit telt mee voor de groep." in anna.ephemerals[0].words
    assert await figures(house) == {"starts": 0, "completions": 0, "sessions": {1: 1}}
    assert len(house.slack.messages("C0ALPHA")) == before


@pytest.mark.parametrize(
    "text, answer",
    [
        ("help", "Dit kun je typen"),
        ("privacy", "Wat ziet HR?"),
        ("later 20", "over 20 minuten"),
        ("later 90", "van 5 tot en met 25 minuten"),
        ("vandaag niet", "voor iedereen hetzelfde"),
        ("mijn-week", "Deze week weet ik niets van jou."),
        ("vergeet", "is weg"),
        ("ik ben duizelig", "Stop en neem rust."),
        ("pijn op de borst", "Bel 112"),
        ("privcay", "Bedoel je *privacy*?"),
        ("gedaan", "Gebruik daarvoor de knop"),
        ("<!channel> & <b>", "Dat begrijp ik niet."),
    ],
)
async def test_what_pauze_answers(house: House, text: str, answer: str) -> None:
    await prompted(house)
    anna = house.slack.person("U0ANNA")
    assert (await anna.command("/pauze", text, channel="C0ALPHA")).ok
    words = await said(anna)
    assert answer in words
    assert "<!channel>" not in words


async def test_pauze_nu_begins_a_walk_that_never_counts(house: House) -> None:
    await prompted(house)
    anna = house.slack.person("U0ANNA")
    await anna.command("/pauze", "nu", channel="C0ALPHA")
    assert (await walk_to_the_end(anna))[-1].startswith("Klaar.")
    assert await figures(house) == NOTHING


async def test_my_week_and_forget(house: House) -> None:
    anna = house.slack.person("U0ANNA")
    await anna.press(await prompted(house), ids.START)
    await walk_to_the_end(anna)
    await house.bots[0].ask("settle")
    await anna.command("/pauze", "mijn-week", channel="C0ALPHA")
    assert "1 keer een pauze" in await said(anna)
    await anna.command("/pauze", "vergeet", channel="C0ALPHA")
    await anna.see_ephemeral(after=1)
    assert await figures(house) == {"starts": 1, "completions": 1, "sessions": {}}


async def test_words_in_the_dm_are_answered_there_and_never_tell_of_taking_part(
    house: House,
) -> None:
    await prompted(house)
    anna = house.slack.person("U0ANNA")
    for number, (text, answer) in enumerate(
        [
            ("nu", "Druk op de knop."),
            ("gedaan!", "Gebruik daarvoor de knop"),
            ("mijn week", "Dat vertel ik alleen aan jou"),
            ("what does HR see?", "What does HR see?"),
        ],
        start=1,
    ):
        await anna.say_in_dm(text)
        await house.slack.until(partial(_answers, anna, number))
        assert answer in anna.dm[-1].words
    button = next(message for message in anna.dm if message.buttons)
    await anna.press(button, ids.NOW)
    assert (await walk_to_the_end(anna))[-1].startswith("Klaar.")
    assert await figures(house) == NOTHING


async def test_a_typed_later_is_kept_in_the_conversation(house: House) -> None:
    await prompted(house)
    anna = house.slack.person("U0ANNA")
    await anna.say_in_dm("later 5")
    await house.slack.until(lambda: anna.dm[-1].bot_id)
    await house.bots[0].ask("settle")
    await house.bots[0].tick(PAUSE + 5 * MINUTE)
    assert "Je vroeg om een seintje." in anna.dm[-1].words
