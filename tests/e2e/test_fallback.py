"""When Slack refuses the modal, the whole walk comes as messages that only one person sees."""

from __future__ import annotations

from functools import partial

import pytest

from bot.slack import ids
from bot.standin import Fault, Person
from tests.e2e.conftest import House, figures
from tests.e2e.test_a_pause import prompted


def _changed(person: Person, was: str) -> bool:
    return person.ephemerals[-1].words != was


def _answered(person: Person) -> bool:
    return bool(person.modal or person.ephemerals)


async def walk_in_messages(house: House, person: Person) -> list[str]:
    """Press *Volgende* in each ephemeral message until there is none; the words of every screen."""
    message = await person.see_ephemeral()
    screens = [message.words]
    while any(button["action_id"] == ids.NEXT for button in message.buttons):
        changed = partial(_changed, person, message.words)
        assert (await person.press(message, ids.NEXT)).ok
        await house.slack.until(changed)
        message = person.ephemerals[-1]
        screens.append(message.words)
    return screens


@pytest.mark.parametrize(
    "fault",
    [
        Fault.rate_limited(retry_after=30),
        Fault.expired_trigger("expired_trigger_id"),
        Fault.expired_trigger("invalid_arguments"),
    ],
    ids=["429", "expired_trigger_id", "invalid_arguments"],
)
async def test_a_refused_modal_becomes_ephemeral_messages(house: House, fault: Fault) -> None:
    anna = house.slack.person("U0ANNA")
    prompt = await prompted(house)
    shown = prompt.words
    house.slack.faults.next("views.open", fault)

    await anna.press(prompt, ids.START)
    screens = await walk_in_messages(house, anna)

    assert "Staande bekkenrek" in screens[0]
    assert "Houd 20 seconden vast." in screens[1]
    assert "Klaar. Bedankt voor het meedoen!" in screens[-1]
    assert len(anna.ephemerals) == 1
    assert [message.words for message in house.slack.messages("C0ALPHA")] == [shown]
    assert await figures(house) == {"starts": 1, "completions": 1, "sessions": {1: 1}}


async def test_in_messages_too_there_is_a_choice_a_stop_and_a_close(house: House) -> None:
    anna, bram = house.slack.person("U0ANNA"), house.slack.person("U0BRAM")
    prompt = await prompted(house)
    house.slack.faults.always("views.open", Fault.rate_limited(retry_after=30))

    await anna.press(prompt, ids.START)
    first = await anna.see_ephemeral()
    await anna.press(first, ids.VARIANT, value="easier")
    await anna.press(first, ids.NEXT)
    await house.slack.until(lambda: "Zittend" in anna.ephemerals[-1].words)
    await anna.press(anna.ephemerals[-1], ids.STOP)
    await house.slack.until(lambda: "Goed dat je stopt." in anna.ephemerals[-1].words)

    await bram.press(prompt, ids.START)
    await bram.press(await bram.see_ephemeral(), ids.CLOSE)
    await house.slack.until(lambda: not bram.ephemerals)


async def test_a_stop_whose_modal_cannot_be_changed_is_answered_privately(house: House) -> None:
    anna = house.slack.person("U0ANNA")
    await anna.press(await prompted(house), ids.START)
    await anna.see_modal(ids.WALK)
    await anna.submit()
    house.slack.faults.next("views.update", Fault.rate_limited(retry_after=30))
    await anna.press_in_modal(ids.STOP)
    assert "Goed dat je stopt." in (await anna.see_ephemeral()).words


async def test_when_the_modals_of_a_minute_are_used_up_nobody_is_refused(house: House) -> None:
    house.slack.limits.enabled = True
    people = [house.slack.add_user(f"U1{number:04d}") for number in range(130)]
    prompt = await prompted(house)
    for person in people:
        await person.press(prompt, ids.START)
    for person in people:
        await house.slack.until(partial(_answered, person))
    assert 90 <= len([person for person in people if person.modal]) <= 100
    assert house.slack.limits.refused == 0
