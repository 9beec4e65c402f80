"""HR runs a project through Slack alone: the real bot process, the real client, real sockets."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.service import Deed
from bot.slack import ids
from bot.standin import Person
from bot.store.durable import open_store
from tests import fakes
from tests.e2e.conftest import BotProcess, House, tally
from tests.privacy.canary import kept, traces

NOW = datetime(2026, 12, 14, 8, 0, tzinfo=UTC)
FIRST = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
"""10:30 in Amsterdam on the first day of the project."""
NORTH = {f"UNOORD{number:04}": f"noord{number:04}" for number in range(20)}
SOUTH = {f"UZUID{number:04}": f"zuid{number:04}" for number in range(6)}

BASICS = {
    "title_nl": "Fit door het voorjaar",
    "title_en": "Fit through spring",
    "programme": "staande-bekkenrek",
    "starts": "2027-01-11",
    "ends": "2027-04-02",
    "council_reference": "OR 2026-11/3",
    "council_date": "2026-11-03",
}
FREE = {"exclude": ["Goede vrijdag"], "extra": "15-2-2027"}
ARMS: list[dict[str, Any]] = [
    {"name": "Noord", "protocol": "umcg", "pauses": "10:30, 12:30, 15:00", "channels": ["C0NOORD"]},
    {"name": "Zuid", "protocol": "kuleuven", "pauses": "10.30 15u", "channels": ["C0ZUID"]},
]


def hire(house: House) -> Person:
    """Two channels with colleagues, and among them a guest, a bot and somebody who left; HR."""
    for user, name in {**NORTH, **SOUTH}.items():
        house.slack.add_user(user, name=name)
    house.slack.add_user("U0GAST", name="gast", is_restricted=True)
    house.slack.add_user("U0ROBOT", name="robot", is_bot=True)
    house.slack.add_user("U0WEG", name="weg", deleted=True)
    others = ["U0GAST", "U0ROBOT", "U0WEG", "U0HR", "U0FYSIO"]
    house.slack.add_channel("C0NOORD", name="noord", members=[*NORTH, *others])
    house.slack.add_channel("C0ZUID", name="zuid", members=[*SOUTH, "U0HR"])
    return house.slack.person("U0HR")


async def at_home(house: House, person: Person) -> str:
    """What somebody reads in Home after opening it."""
    published = len(house.slack.ledger.of("views.publish"))
    await person.open_home()
    await house.slack.wait_for_call("views.publish", count=published + 1)
    assert person.home is not None
    return person.home.words


async def press(bot: BotProcess, person: Person, action: str, project: str = "") -> str:
    """Press a button in Home; the modal that comes of it, if any, as words."""
    wanted = {"action_id": action, "value": project} if project else action
    assert (await person.press_home(wanted)).ok
    await bot.ask("settle")
    return person.modal.words if person.modal else ""


async def inside(bot: BotProcess, person: Person, which: Any) -> str:
    """Press a button inside the form; the screen that takes its place."""
    assert (await person.press_in_modal(which)).ok
    await bot.ask("settle")
    assert person.modal is not None
    return person.modal.words


async def enter(person: Person, values: dict[str, Any]) -> dict[str, str]:
    """Fill in a screen and press its main button; what is wrong, by field."""
    outcome = await person.submit(values)
    assert outcome.error is None, outcome
    return outcome.errors


async def fill_in(bot: BotProcess, person: Person, arms: list[dict[str, Any]] = ARMS) -> str:
    """Fill in the whole form without a mistake, up to the last screen."""
    assert await enter(person, BASICS) == {}
    assert await enter(person, {}) == {}
    assert await enter(person, FREE) == {}
    for number, arm in enumerate(arms):
        if number:
            await inside(bot, person, ids.FORM_ADD)
        assert await enter(person, arm) == {}
    assert await enter(person, {}) == {}
    assert person.modal is not None
    return person.modal.words


async def make(house: House, bot: BotProcess, person: Person) -> None:
    """Make the project."""
    await at_home(house, person)
    await press(bot, person, ids.MAKE)
    await fill_in(bot, person)
    assert await enter(person, {}) == {}
    await person.close_modal()
    await bot.ask("settle")


async def deeds(house: House) -> list[Deed]:
    store = await open_store(f"sqlite:///{house.data / 'pauzebot.db'}")
    try:
        return list(await store.deeds(0, 100))
    finally:
        await store.close()


async def invited(house: House, project: str) -> dict[tuple[str, int], int]:
    store = await open_store(f"sqlite:///{house.data / 'pauzebot.db'}")
    try:
        return dict(await store.invited(project))
    finally:
        await store.close()


def prompts(house: House, place: str) -> int:
    return sum(
        any(button["action_id"] == ids.START for button in message.buttons)
        for message in house.slack.messages(place)
    )


NAME = "fit-door-het-voorjaar"


async def test_a_stranger_to_yaml_runs_a_project_of_two_groups(house: House) -> None:
    hr, bot = hire(house), await house.start(NOW)
    assert "Zo ga je van start" in await at_home(house, hr)
    await press(bot, hr, ids.MAKE)

    # Makes it, with three mistakes that are told under their fields and corrected.
    assert set(await enter(hr, {**BASICS, "council_reference": None})) == {"council_reference"}
    wrong = await enter(hr, {**BASICS, "ends": "2027-01-04", "council_date": "2027-01-04"})
    assert wrong["ends"] == "De laatste dag ligt voor de eerste dag."
    assert "Deze dag moet nog komen." in wrong["council_date"]
    assert await enter(hr, BASICS) == {}
    assert await enter(hr, {}) == {}
    assert await enter(hr, FREE) == {}
    wrong = await enter(hr, {**ARMS[0], "pauses": "10:30, 12:75"})
    assert wrong == {"pauses": "“12:75” is geen tijd. Schrijf een tijd als 10:30."}
    assert await enter(hr, ARMS[0]) == {}
    await inside(bot, hr, ids.FORM_ADD)
    assert await enter(hr, ARMS[1]) == {}
    assert await enter(hr, {}) == {}

    # Previews it: what will happen, in sentences; and a trial for HR alone.
    assert hr.modal is not None
    told = hr.modal.words
    assert "Vanaf maandag 11 januari krijgt 1 kanaal (20 collega's) om 10:30, 12:30" in told
    assert "Versturen duurt ongeveer 1 seconde." in told
    assert "De eerste cijfers verwacht ik op maandag 8 februari." in told
    assert "Groep zuid: minder dan 15 collega's (6)." in told
    assert await enter(hr, {}) == {}
    assert "Het begint op maandag 11 januari" in hr.modal.words
    await hr.close_modal()
    await bot.ask("settle")
    assert "Zo ziet" not in (await press(bot, hr, ids.TRIAL, NAME))
    await hr.close_modal()
    [trial] = hr.dm
    await hr.press(trial, f"{ids.TRY}.0")
    assert "Staande bekkenrek" in (await hr.see_modal(ids.WALK)).words
    await hr.close_modal()

    # It starts by itself on its first day.
    await bot.tick(FIRST)
    assert [prompts(house, place) for place in ("C0NOORD", "C0ZUID")] == [1, 1]
    assert await invited(house, NAME) == {("noord", 0): 20, ("zuid", 0): 6}
    assert "Verstuurd: 2 berichten" in await at_home(house, hr)

    # Edits, pauses, resumes and ends it.
    assert "Dit project loopt al." in await press(bot, hr, ids.EDIT, NAME)
    assert await enter(hr, {"title_nl": "Fit de lente in"}) == {}
    assert await enter(hr, {}) == {}
    assert await enter(hr, {}) == {}
    assert hr.modal is not None
    assert "telt vanaf maandag 8 februari" in hr.modal.words
    await inside(bot, hr, (lambda button: button["value"].endswith("|arm|1")))
    assert await enter(hr, {"pauses": "11:00, 16:00"}) == {}
    assert await enter(hr, {}) == {}
    assert "Gewijzigde groepen tellen vanaf maandag 8 februari." in hr.modal.words
    assert await enter(hr, {}) == {}
    await hr.close_modal()
    await bot.ask("settle")
    assert "De gewijzigde groepen tellen vanaf maandag 8 februari." in await at_home(house, hr)
    await press(bot, hr, ids.PAUSE, NAME)
    await bot.tick(FIRST + timedelta(hours=2))
    assert "gepauzeerd" in await at_home(house, hr)
    assert (await tally(house, NAME))["held:paused"] == 1
    await press(bot, hr, ids.RESUME, NAME)

    # The change waits for its period.
    await bot.tick(datetime(2027, 2, 8, 9, 30, tzinfo=UTC))
    _, shown = await house.command("project", "show", NAME)
    assert "arm zuid: kuleuven, 11:00, 16:00" in shown
    assert (await invited(house, NAME))["zuid", 1] == 6
    await press(bot, hr, ids.END, NAME)
    assert "Stand: beëindigd" in await at_home(house, hr)

    # A copy of it is a new project in the same channels, with days of its own.
    await press(bot, hr, ids.COPY, NAME)
    autumn = {"title_nl": "Fit in de herfst", "starts": "2027-09-06", "ends": "2027-11-26"}
    for values in (autumn, {}, {}, {}, {}):
        assert await enter(hr, values) == {}
    assert "Het begint op maandag 6 september" in hr.modal.words
    await hr.close_modal()
    await bot.ask("settle")
    _, shown = await house.command("project", "show", "fit-in-de-herfst")
    assert "state: running\nperiod: 2027-09-06 to 2027-11-26" in shown
    assert "arm zuid: kuleuven, 11:00, 16:00, C0ZUID" in shown

    assert [(deed.user, deed.what) for deed in reversed(await deeds(house))] == [
        ("U0HR", what) for what in ("made", "changed", "paused", "resumed", "ended", "made")
    ]
    assert traces(kept(house), [*NORTH, *NORTH.values(), *SOUTH, *SOUTH.values()]) == []


async def test_what_is_exported_makes_the_same_project_elsewhere(
    house: House, tmp_path: Path
) -> None:
    hr, bot = hire(house), await house.start(NOW)
    await make(house, bot, hr)
    _, exported = await house.command("project", "export", NAME)
    assert "exclude: [Goede vrijdag]" in exported
    (tmp_path / "project.yaml").write_text(exported, encoding="utf-8")

    elsewhere = House(house.slack, tmp_path / "elsewhere", house.stopwatch)
    code, told = await elsewhere.command("project", "apply", str(tmp_path / "project.yaml"))
    assert code == 0, told
    assert await elsewhere.command("project", "export", NAME) == (0, exported)


async def test_a_shared_channel_and_that_of_another_project_are_refused(house: House) -> None:
    hr, bot = hire(house), await house.start(NOW)
    await make(house, bot, hr)
    house.slack.add_channel("C0SAMEN", name="samen", members=["U0HR"], shared=True)
    await press(bot, hr, ids.MAKE)
    assert await enter(hr, BASICS) == {}
    assert await enter(hr, {}) == {}
    assert await enter(hr, {}) == {}
    wrong = await enter(hr, {**ARMS[0], "channels": ["C0SAMEN"]})
    assert "deel je met een ander bedrijf" in wrong["channels"]
    wrong = await enter(hr, {**ARMS[0], "channels": ["C0ZUID"]})
    assert "“Fit door het voorjaar”, dat nog niet is beëindigd" in wrong["channels"]


async def test_a_channel_that_becomes_another_projects_meanwhile_is_refused_at_the_end(
    house: House,
) -> None:
    hr, bot = hire(house), await house.start(NOW)
    await at_home(house, hr)
    await press(bot, hr, ids.MAKE)
    await fill_in(bot, hr)
    arm = {"name": "een", "protocol": "umcg", "pauses": ["10:30"], "channels": ["C0ZUID"]}
    await house.apply(fakes.project(programme="staande-bekkenrek", arms=[arm]))
    assert await enter(hr, {}) == {}
    assert hr.modal is not None
    assert "Dit kan nog niet" in hr.modal.words
    assert "Groep Zuid, Kanalen: Een van deze kanalen hoort al bij het project “Lente”" in (
        hr.modal.words
    )
    assert hr.modal.submit is None
    await inside(bot, hr, ids.FORM_BACK)
    assert "Elke groep volgt een eigen dosering." in hr.modal.words


async def test_roles_change_hands_and_a_role_lost_in_the_middle_is_refused_kindly(
    house: House,
) -> None:
    hr, bot = hire(house), await house.start(NOW)
    house.slack.add_user("U0TWEE", name="twee")
    second = house.slack.person("U0TWEE")
    await at_home(house, hr)

    async def give(user: str, role: str) -> dict[str, str]:
        await press(bot, hr, ids.ROLES)
        wrong = await enter(hr, {"who": user, "role": role})
        await hr.close_modal()
        await bot.ask("settle")
        return wrong

    assert "Niemand heeft beide rollen" in (await give("U0FYSIO", "hr"))["role"]
    assert "laatste met de rol HR" in (await give("U0HR", "none"))["role"]
    assert "gasten of bots" in (await give("U0GAST", "hr"))["who"]
    assert await give("U0TWEE", "hr") == {}
    assert "Pauzebot voor HR" in await at_home(house, second)
    await press(bot, second, ids.MAKE)
    assert await enter(second, BASICS) == {}

    assert await give("U0TWEE", "none") == {}
    assert await enter(second, {}) == {}
    assert second.modal is not None
    assert "Dit hoort niet (meer) bij je rol." in second.modal.words
    await second.close_modal()
    assert "Pauzebot voor HR" not in await at_home(house, second)
    told = [(deed.user, deed.what, deed.about) for deed in reversed(await deeds(house))]
    assert told == [("U0HR", "hr-given", "U0TWEE"), ("U0HR", "hr-taken", "U0TWEE")]


async def test_an_administrator_claims_hr_only_when_nobody_holds_it(house: House) -> None:
    house.extra["PAUZEBOT_HR"] = ""
    house.slack.add_user("U0BEHEER", name="beheer", is_admin=True)
    bot = await house.start(NOW)
    admin, anna = house.slack.person("U0BEHEER"), house.slack.person("U0ANNA")
    assert "Neem de rol HR" not in await at_home(house, anna)
    assert "Neem de rol HR" in await at_home(house, admin)

    house.slack.change_user("U0BEHEER", is_admin=False)  # no longer when they press
    assert "Dat kan niet." in await press(bot, admin, ids.CLAIM)
    await admin.close_modal()
    house.slack.change_user("U0BEHEER", is_admin=True)
    assert "Neem de rol HR" in await at_home(house, admin)
    assert admin.home is not None
    stale = deepcopy(admin.home.body)  # an old Home, still open
    assert "Je hebt nu de rol HR." in await press(bot, admin, ids.CLAIM)
    await admin.close_modal()
    assert "Pauzebot voor HR" in await at_home(house, admin)

    house.slack.add_user("U0TWEEDE", name="tweede", is_admin=True)
    second = house.slack.person("U0TWEEDE")
    house.slack.desk.publish("U0TWEEDE", stale, None)
    assert "Dat kan niet." in await press(bot, second, ids.CLAIM)
    assert [deed.what for deed in await deeds(house)] == ["hr-claimed"]


async def test_a_bot_that_dies_in_the_middle_of_a_form_goes_on_with_it(house: House) -> None:
    hr, bot = hire(house), await house.start(NOW)
    await at_home(house, hr)
    await press(bot, hr, ids.MAKE)
    assert await enter(hr, BASICS) == {}
    await bot.kill()
    bot = await house.start(NOW + timedelta(minutes=5))
    assert await enter(hr, {}) == {}
    await bot.tick(NOW + timedelta(days=2))  # nobody touched it for more than a day
    assert await enter(hr, {}) == {}
    assert hr.modal is not None
    assert "Dit formulier is verlopen." in hr.modal.words


@pytest.mark.parametrize("user", ["U0FYSIO", "U0ANNA"])
async def test_nobody_else_gets_anywhere_with_hrs_own_screens(house: House, user: str) -> None:
    """Each button of HR's Home and each of its forms, in the hands of somebody without the role."""
    hr, bot = hire(house), await house.start(NOW)
    await make(house, bot, hr)
    await at_home(house, hr)
    theirs = hr.home
    assert theirs is not None
    before = (await house.command("project", "export", NAME), await deeds(house))
    other = house.slack.person(user)
    tried = {button["action_id"] for button in theirs.buttons}
    assert tried == {
        ids.MAKE, ids.ROLES, ids.LOG, ids.STATEMENT,
        ids.EDIT, ids.PAUSE, ids.TRIAL, ids.COPY, ids.END,
    }  # fmt: skip
    for action in sorted(tried):
        house.slack.desk.publish(user, deepcopy(theirs.body), None)
        assert "Dit hoort niet (meer) bij je rol." in await press(bot, other, action), action
        await other.close_modal()
        assert other.home is not None
        assert "Pauzebot voor HR" not in other.home.words
    for action, values in [(ids.MAKE, BASICS), (ids.EDIT, {}), (ids.ROLES, {"who": user})]:
        await press(bot, hr, action)
        form = hr.modal
        assert form is not None
        await hr.close_modal()
        house.slack.desk.open(user, deepcopy(form.body))
        given = {**values, "role": "hr"} if action == ids.ROLES else values
        assert await enter(other, given) == {}
        assert other.modal is not None
        assert "Dit hoort niet (meer) bij je rol." in other.modal.words, action
        await other.close_modal()
    await bot.ask("settle")
    assert (await house.command("project", "export", NAME), await deeds(house)) == before
    assert other.dm == []


@pytest.mark.parametrize("user", ["U0HR", "U0ANNA"])
async def test_only_the_physio_decides_on_the_effect_question(house: House, user: str) -> None:
    hr, bot = hire(house), await house.start(NOW)
    await make(house, bot, hr)
    physio = house.slack.person("U0FYSIO")
    assert "versie 1" in await at_home(house, physio)
    theirs = physio.home
    assert theirs is not None
    assert {button["action_id"] for button in theirs.buttons} == {ids.ASK_EFFECT, ids.PAGE}
    other = house.slack.person(user)
    house.slack.desk.publish(user, deepcopy(theirs.body), None)
    assert "Dit hoort niet (meer)" in await press(bot, other, ids.ASK_EFFECT)
    _, exported = await house.command("project", "export", NAME)
    assert "effect_question: false" in exported
    await press(bot, physio, ids.ASK_EFFECT)
    _, exported = await house.command("project", "export", NAME)
    assert "effect_question: true" in exported
