"""A guided pause, end to end: the real bot process, the real Slack client, real sockets."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.slack import ids
from bot.standin import Message, Person
from tests import fakes
from tests.e2e.conftest import House, figures

MORNING = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
PAUSE = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
"""10:30 in Amsterdam on the first day of the project."""

PROJECT = fakes.project(
    programme="staande-bekkenrek",
    arms=[
        {
            "name": "driemaal",
            "protocol": "umcg",
            "pauses": ["10:30", "12:30", "15:00"],
            "channels": ["C0ALPHA"],
        }
    ],
)
MINUTE = timedelta(minutes=1)


async def walk_to_the_end(person: Person) -> list[str]:
    """Press the main button until there is none; the words of every screen."""
    screens = [(await person.see_modal()).words]
    while person.modal is not None and person.modal.submit is not None:
        outcome = await person.submit()
        assert outcome.ok, outcome
        screens.append(person.modal.words)
    return screens


async def prompted(house: House) -> Message:
    """File the project, start the bot and let its first pause come; the prompt."""
    await house.apply(PROJECT)
    bot = await house.start(MORNING)
    await bot.tick(PAUSE)
    return await house.slack.wait_for_message("C0ALPHA")


async def test_a_prompt_a_press_and_a_walk_that_costs_one_call(house: House) -> None:
    anna = house.slack.person("U0ANNA")
    prompt = await prompted(house)
    assert len(house.slack.messages("C0ALPHA")) == 1
    before = len(house.slack.ledger)

    assert (await anna.press(prompt, ids.START)).ok
    screens = await walk_to_the_end(anna)

    assert "Staande bekkenrek" in screens[0]
    assert "Houd 20 seconden vast. Doe dit 3 keer." in screens[1]
    assert screens[-1].startswith("Klaar.")
    calls = [call.method for call in house.slack.ledger.since(before)]
    assert sorted(calls) == ["users.info", "views.open"]
    assert await figures(house) == {"starts": 1, "completions": 1, "sessions": {1: 1}}


async def test_each_person_reads_their_own_language(house: House) -> None:
    bram = house.slack.person("U0BRAM")
    prompt = await prompted(house)
    assert prompt.text == "Tijd voor je pauze."
    await bram.press(prompt, ids.START)
    screens = await walk_to_the_end(bram)
    assert "Hold for 20 seconds. Do this 3 times." in screens[1]


async def test_the_stop_is_one_press_on_every_screen_and_counts_no_completion(
    house: House,
) -> None:
    anna = house.slack.person("U0ANNA")
    await anna.press(await prompted(house), ids.START)
    await anna.see_modal(ids.WALK)
    await anna.submit()
    before = len(house.slack.ledger)
    await anna.press_in_modal(ids.STOP)
    view = await anna.see_modal(ids.DONE)
    assert "Goed dat je stopt." in view.words
    assert "112" in view.words
    assert [call.method for call in house.slack.ledger.since(before)] == ["views.update"]
    assert await figures(house) == {"starts": 1, "completions": 0, "sessions": {0: 1}}


async def test_the_easier_variant_is_a_choice_on_the_first_screen(house: House) -> None:
    anna = house.slack.person("U0ANNA")
    await anna.press(await prompted(house), ids.START)
    await anna.see_modal(ids.WALK)
    await anna.submit({ids.VARIANT: "easier"})
    assert anna.modal is not None
    assert "Zittend" in anna.modal.words
    assert house.slack.ledger.of("views.update") == []


async def test_kill_in_mid_walk_and_the_next_press_goes_on(house: House) -> None:
    anna = house.slack.person("U0ANNA")
    await anna.press(await prompted(house), ids.START)
    await anna.see_modal(ids.WALK)
    await anna.submit()
    where = anna.modal and anna.modal.private_metadata
    await house.bots[0].kill()

    await house.start(PAUSE + MINUTE)
    assert anna.modal is not None
    assert anna.modal.private_metadata == where
    assert (await walk_to_the_end(anna))[-1].startswith("Klaar.")
    assert await figures(house) == {"starts": 1, "completions": 1, "sessions": {1: 1}}
    assert len(house.slack.messages("C0ALPHA")) == 1


async def test_two_fast_presses_are_answered_twice_and_counted_once(house: House) -> None:
    anna = house.slack.person("U0ANNA")
    prompt = await prompted(house)
    await asyncio.gather(anna.press(prompt, ids.START), anna.press(prompt, ids.START))
    await house.slack.wait_for_call("views.open", count=2)
    await walk_to_the_end(anna)
    await anna.close_modal()
    await walk_to_the_end(anna)
    assert await figures(house) == {"starts": 1, "completions": 1, "sessions": {1: 1}}


async def test_two_fast_presses_on_next_show_the_same_screen(house: House) -> None:
    anna = house.slack.person("U0ANNA")
    await anna.press(await prompted(house), ids.START)
    first = await anna.see_modal(ids.WALK)
    stale = first.as_slack()
    await anna.submit()
    view = anna.modal
    assert view is not None
    after = view.private_metadata
    view.body["private_metadata"] = stale["private_metadata"]  # what a second quick press carries
    await anna.submit()
    assert anna.modal is not None
    assert anna.modal.private_metadata == after


async def test_yesterdays_prompt_still_walks_says_so_and_does_not_count(house: House) -> None:
    anna, slack = house.slack.person("U0ANNA"), house.slack
    prompt = await prompted(house)
    await house.bots[0].tick(PAUSE + timedelta(hours=2))
    assert prompt.deleted
    left = replace(prompt, ts="1799000000.000100", deleted=False)  # its deletion failed at Slack
    slack.workspace.post(left)
    await house.bots[0].tick(PAUSE + timedelta(days=1) - MINUTE)

    await anna.press(left, ids.START)
    screens = await walk_to_the_end(anna)
    assert "Dit bericht is van een eerdere pauze." in screens[0]
    assert await figures(house) == {"starts": 0, "completions": 0, "sessions": {}}


async def test_a_press_after_the_projects_end_gets_a_kind_answer(house: House) -> None:
    anna = house.slack.person("U0ANNA")
    prompt = await prompted(house)
    code, _ = await house.command("project", "end", "lente")
    assert code == 0
    await anna.press(prompt, ids.START)
    view = await anna.see_modal(ids.DONE)
    assert view.words == "Dit project is afgelopen. Bedankt voor je belangstelling!"
    assert await figures(house) == {"starts": 0, "completions": 0, "sessions": {}}


async def test_those_with_a_role_and_guests_walk_but_do_not_count(house: House) -> None:
    house.slack.add_user("U0GAST", name="gast", is_restricted=True)
    prompt = await prompted(house)
    for user in ("U0HR", "U0FYSIO", "U0GAST"):
        person = house.slack.person(user)
        await person.press(prompt, ids.START)
        assert (await walk_to_the_end(person))[-1].startswith("Klaar.")
    assert await figures(house) == {"starts": 0, "completions": 0, "sessions": {}}


async def test_a_tick_twice_late_and_by_two_processes_prompts_once(house: House) -> None:
    await house.apply(PROJECT)
    first, second = await house.start(MORNING), await house.start(MORNING)
    for at in (PAUSE, PAUSE, PAUSE + 5 * MINUTE):
        await asyncio.gather(first.tick(at), second.tick(at))
    assert len(house.slack.ledger.of("chat.postMessage")) == 1
    _, shown = await house.command("project", "show", "lente")
    assert "prompts sent: 1" in shown


async def test_a_tick_within_the_window_prompts_and_one_after_it_holds_back(house: House) -> None:
    await house.apply(PROJECT)
    bot = await house.start(MORNING)
    await bot.tick(PAUSE + 14 * MINUTE)
    assert len(house.slack.messages("C0ALPHA")) == 1
    await bot.tick(PAUSE + timedelta(hours=2) + 16 * MINUTE)
    assert house.slack.messages("C0ALPHA") == []
    _, shown = await house.command("project", "show", "lente")
    assert "prompts sent: 1" in shown
    assert "prompts held:too-late: 1" in shown


async def test_when_the_slot_closes_its_post_goes_and_open_walks_go_on(house: House) -> None:
    anna = house.slack.person("U0ANNA")
    await anna.press(await prompted(house), ids.START)
    await anna.see_modal(ids.WALK)
    await house.bots[0].tick(PAUSE + timedelta(hours=2))
    assert [message.deleted for message in house.slack.workspace.messages["C0ALPHA"]] == [
        True,
        False,
    ]
    assert (await walk_to_the_end(anna))[-1].startswith("Klaar.")


async def test_when_the_week_is_over_nothing_of_it_is_left(house: House) -> None:
    anna = house.slack.person("U0ANNA")
    await anna.press(await prompted(house), ids.START)
    await walk_to_the_end(anna)
    assert (await figures(house))["starts"] == 1
    await house.bots[0].tick(datetime(2027, 1, 17, 23, 0, tzinfo=UTC))
    assert await figures(house) == {"starts": 0, "completions": 0, "sessions": {}}


@pytest.mark.e2e
async def test_the_real_command_prompts_within_five_seconds_of_the_minute(house: House) -> None:
    soon = datetime.now(UTC).replace(second=0, microsecond=0) + MINUTE
    if soon - datetime.now(UTC) < timedelta(seconds=5):
        soon += MINUTE
    today = {"starts": str(soon.date()), "ends": str(soon.date())}
    arm = PROJECT.model_dump(mode="json", by_alias=True)["arms"][0]
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    arms = [{**arm, "pauses": [f"{soon:%H:%M}"]}]
    await house.apply(
        fakes.project(programme="staande-bekkenrek", timezone="UTC", days=days, arms=arms, **today)
    )
    bot = await house.run()
    await house.slack.wait_for_message("C0ALPHA", timeout=125)
    assert datetime.now(UTC) - soon < timedelta(seconds=5)
    assert len(house.slack.messages("C0ALPHA")) == 1
    assert await bot.end() == 0
