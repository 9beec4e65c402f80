"""The report, end to end: a period closes, a button is pressed, the file is the physio's alone."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from importlib.metadata import version

from bot.slack import ids
from bot.standin import Fault
from tests import fakes
from tests.e2e.conftest import House
from tests.e2e.test_a_pause import MORNING, PAUSE, PROJECT
from tests.e2e.test_offices import at_home, press
from tests.privacy.canary import kept, traces

WEEK = timedelta(weeks=1)
SHARED = fakes.project(
    **{**PROJECT.model_dump(mode="json", by_alias=True), "reports": {"share_with_hr": True}}
)
REFUSED = "Dit hoort niet (meer) bij je rol."
MADE = "Het rapport wordt gemaakt."


async def test_after_four_weeks_the_physio_gets_the_report_and_nobody_else(house: House) -> None:
    slack = house.slack
    slack.files.scan_seconds = 3600
    await house.apply(SHARED)
    bot = await house.start(MORNING)
    anna, hr, physio = (slack.person(user) for user in ("U0ANNA", "U0HR", "U0FYSIO"))
    assert "Eerste cijfers op maandag 8 februari" in await at_home(house, physio)

    for number in range(4):
        await bot.tick(PAUSE + number * WEEK)
        await slack.until(lambda: not slack.messages("C0ALPHA")[-1].deleted)
        await anna.press(slack.messages("C0ALPHA")[-1], ids.START)
        await anna.see_modal(ids.WALK)
        await anna.close_modal()
        await bot.ask("settle")
    await bot.tick(MORNING + 4 * WEEK)
    assert "Cijfers van periode 1: 11 januari t/m 7 februari" in await at_home(house, physio)
    # A picture for Home is drawn, which Slack looks at for as long as this test wants.
    await slack.wait_for_call("files.completeUploadExternal")

    # A press is answered at once; the file comes a little later, to the physio's own messages.
    assert (await physio.press_home(f"{ids.REPORT}.pdf")).ok
    assert MADE in (await physio.see_modal(ids.OFFICE_DONE)).words
    await physio.close_modal()
    await slack.wait_for_call("files.completeUploadExternal", count=2)
    words, message = physio.dm
    assert "Het rapport van Lente, met cijfers tot en met 7 februari (PDF)." in words.text
    assert message.files[0]["name"] == "lente-2027-02-07.pdf"
    file = list(slack.files)[-1]
    assert (file.data or b"").startswith(b"%PDF-")
    assert file.channels == [words.channel]

    # The picture says in words what it shows, and stands on Home once Slack has looked at it.
    await physio.press_home(f"{ids.REPORT}.png")
    await slack.wait_for_call("files.completeUploadExternal", count=3)
    await bot.ask("settle")
    picture = list(slack.files)[-1]
    assert picture.alt_text.startswith("Lente. Bereik: ")
    assert "De samenvatting staat bij Berichten van Pauzebot." in await at_home(house, physio)
    house.stopwatch.skip(3600)
    shown = await at_home(house, physio)
    assert picture.alt_text in shown
    # Where Slack does not want it there after all, Home comes without it.
    slack.faults.next("views.publish", Fault.error("invalid_blocks"))
    assert picture.alt_text in await at_home(house, physio)
    await bot.ask("settle")
    assert physio.home is not None
    assert picture.alt_text not in physio.home.words

    # HR sees what the project shares. Once it shares no more, a button that is still there is of
    # no use, and it is gone after that.
    assert "Cijfers van periode 1" in await at_home(house, hr)
    await house.apply(PROJECT)
    assert REFUSED in await press(bot, hr, f"{ids.REPORT}.pdf")
    left = hr.home
    assert left is not None
    assert "Cijfers van" not in left.words
    assert not [one for one in left.buttons if one["action_id"].startswith(ids.REPORT)]
    assert len(slack.files) == 3
    assert anna.dm == hr.dm == []
    assert traces(kept(house), ["U0ANNA"]) == []


async def test_the_latest_figures_stand_in_home_as_a_picture_that_nobody_asked_for(
    house: House,
) -> None:
    slack = house.slack
    await house.apply(PROJECT)
    physio, alt = slack.person("U0FYSIO"), "Lente. Bereik: "
    for start in (1, 2):
        # After a start the picture is drawn anew: where it lay is not kept.
        bot = await house.start(MORNING + 4 * WEEK)
        slack.files.scan_seconds = 3600
        assert alt not in await at_home(house, physio)
        await slack.wait_for_call("files.completeUploadExternal", count=start)
        await bot.ask("settle")
        assert alt not in await at_home(house, physio)
        house.stopwatch.skip(3600)
        await bot.tick(MORNING + 4 * WEEK + timedelta(minutes=1))
        await slack.until(lambda: physio.home and alt in physio.home.words)
        assert await at_home(house, physio)
        await bot.kill()
        assert len(slack.files) == start, "once for a release, whatever is opened"
    assert [(file.channels, file.name) for file in slack.files] == [([], "lente.png")] * 2
    assert physio.dm == []


async def test_an_upload_that_fails_is_said_and_the_next_one_comes(house: House) -> None:
    slack = house.slack
    await house.apply(PROJECT)
    bot = await house.start(MORNING)
    await bot.tick(MORNING + 4 * WEEK)
    physio = slack.person("U0FYSIO")
    await at_home(house, physio)
    await slack.wait_for_call("files.completeUploadExternal")
    slack.faults.next("files.getUploadURLExternal", Fault.error("missing_scope"))
    await physio.press_home(f"{ids.REPORT}.csv")
    await slack.until(lambda: physio.dm)
    assert "Het rapport kon niet worden gemaakt of verstuurd." in physio.dm[0].text
    slack.faults.next("files.completeUploadExternal", Fault.rate_limited(retry_after=1))
    await physio.press_home(f"{ids.REPORT}.csv")
    await slack.until(lambda: physio.dm[-1].files)
    assert [one["name"] for one in physio.dm[-1].files] == ["lente-2027-02-07.csv"]


async def test_each_role_gets_its_own_sheet_to_print(house: House) -> None:
    slack = house.slack
    bot = await house.start(MORNING)
    hr, physio = slack.person("U0HR"), slack.person("U0FYSIO")
    assert "Bureau-reset" in await at_home(house, physio)
    assert physio.home is not None
    asked = {"action_id": ids.PAGE, "value": "bureau-reset"}
    assert (await physio.press_home(asked)).ok
    await slack.until(lambda: physio.dm and physio.dm[-1].files)
    [file] = slack.files
    assert file.name.startswith("bureau-reset-")
    assert file.name.endswith(".html")
    assert b"<h1>Bureau-reset</h1>" in (file.data or b"")
    assert file.channels == [physio.dm[0].channel]
    await bot.ask("settle")
    assert "Bureau-reset" not in await at_home(house, hr)

    # HR gets the works council's sheet, of the settings with which this very bot runs.
    assert (await hr.press_home(ids.STATEMENT)).ok
    await slack.until(lambda: hr.dm and hr.dm[-1].files)
    sheet = list(slack.files)[-1]
    assert sheet.name == "blad-ondernemingsraad-2027-01-11.html"
    assert sheet.channels == [hr.dm[0].channel]
    page = unescape((sheet.data or b"").decode())
    assert "De databank is een SQLite-bestand" in page
    assert f"Pauzebot {version('pauzebot')}" in page
    assert len(physio.dm) == 2
