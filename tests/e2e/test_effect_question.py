"""The effect question, end to end: asked at the end of a walk, answered once, kept of nobody."""

from __future__ import annotations

from datetime import timedelta

from bot.slack import ids
from bot.standin import Fault, Person
from tests import fakes
from tests.e2e.conftest import House, figures, held
from tests.e2e.test_a_pause import MORNING, PAUSE, PROJECT, walk_to_the_end
from tests.e2e.test_fallback import walk_in_messages
from tests.privacy.canary import kept, traces

ASKING = fakes.project(
    **{
        **PROJECT.model_dump(mode="json", by_alias=True),
        "reports": {"effect_question": True},
    }
)
QUESTION = "Hoe voelt je lijf nu, vergeleken met net voor de pauze?"


async def effects(house: House) -> dict[str, dict[str, int]]:
    """The answers in the open week, when every press is counted."""
    await figures(house)
    found = (await held(house, "2027-W02")).effects
    return {arm: dict(answers) for arm, answers in found.items()}


async def answer(person: Person, felt: str) -> None:
    assert (await person.press_in_modal(f"{ids.FELT}.{felt}")).ok
    assert person.modal is not None


async def test_one_answer_a_week_from_who_counts_and_the_walk_costs_one_call(house: House) -> None:
    await house.apply(ASKING)
    bot = await house.start(MORNING)
    await bot.tick(PAUSE)
    prompt = await house.slack.wait_for_message("C0ALPHA")
    anna, bram, hr = (house.slack.person(user) for user in ("U0ANNA", "U0BRAM", "U0HR"))

    before = len(house.slack.ledger)
    await anna.press(prompt, ids.START)
    screens = await walk_to_the_end(anna)
    assert QUESTION in screens[-1]
    calls = [call.method for call in house.slack.ledger.since(before)]
    assert sorted(calls) == ["users.info", "views.open"]
    assert await effects(house) == {}, "closing the screen would be no answer"

    await answer(anna, "worse")
    await house.slack.wait_for_call("views.update", count=1)
    await bot.ask("settle")
    shown = await anna.see_modal(ids.DONE)
    assert QUESTION not in shown.words
    assert "Bedankt voor je antwoord." in shown.words
    assert await effects(house) == {"driemaal": {"worse": 1}}

    # HR may answer, and is not counted. Whoever closes the screen has not answered.
    await hr.press(prompt, ids.START)
    await walk_to_the_end(hr)
    await answer(hr, "better")
    await bram.press(prompt, ids.START)
    await walk_to_the_end(bram)
    await bram.close_modal()
    await anna.close_modal()

    # The next pause asks again; the first answer of the week stays. Bram gets it as messages.
    await bot.tick(PAUSE + timedelta(hours=2))
    second = house.slack.messages("C0ALPHA")[-1]
    await anna.press(second, ids.START)
    await walk_to_the_end(anna)
    await answer(anna, "better")
    house.slack.faults.always("views.open", Fault.rate_limited(retry_after=30))
    await bram.press(second, ids.START)
    await walk_in_messages(house, bram)
    assert (await bram.press(bram.ephemerals[-1], f"{ids.FELT}.same")).ok
    await house.slack.until(lambda: QUESTION not in bram.ephemerals[-1].words)
    assert await effects(house) == {"driemaal": {"worse": 1, "same": 1}}
    assert await figures(house) == {"starts": 4, "completions": 4, "sessions": {2: 2}}
    assert anna.dm == bram.dm == []
    assert traces(kept(house), ["U0ANNA", "U0BRAM", "worse", "better"]) == []
