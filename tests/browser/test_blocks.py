"""The small Block Kit renderer: every block that may be sent is drawn, every input is read."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from playwright.async_api import Page

from bot.demo.cast import CAST
from bot.slack import blockrules
from tests.browser.stage import Stage
from tests.slack import blockrules_kit

Json = dict[str, Any]

SANNE = CAST[0].user


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str) -> Json:
    return {"text": plain(value.capitalize()), "value": value}


def field(name: str, **element: Any) -> Json:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(name.capitalize()),
        "element": {"action_id": "in", **element},
    }


COLOURS = [option(each) for each in ("rood", "geel", "blauw")]
FORM: Json = {
    "type": "modal",
    "callback_id": "zoo",
    "title": plain("Alles"),
    "submit": plain("Stuur"),
    "blocks": [
        field("tekst", type="plain_text_input", min_length=3),
        field("verhaal", type="plain_text_input", multiline=True) | {"optional": True},
        field("getal", type="number_input", is_decimal_allowed=False, min_value="5"),
        field("keuze", type="static_select", options=COLOURS),
        field("keuzes", type="multi_static_select", options=COLOURS, max_selected_items=2),
        field("mens", type="users_select"),
        field("mensen", type="multi_users_select"),
        field("kanaal", type="channels_select"),
        field("kanalen", type="multi_channels_select"),
        field("gesprek", type="conversations_select"),
        field("gesprekken", type="multi_conversations_select"),
        field("rondje", type="radio_buttons", options=COLOURS),
        field("vinkjes", type="checkboxes", options=COLOURS, initial_options=[COLOURS[0]]),
        field("dag", type="datepicker", initial_date="2027-01-11"),
        field("tijd", type="timepicker"),
    ],
}


def soundly(kind: blockrules.Kind, payload: Json) -> Json:
    """A payload that may be sent, so that the page is tried with nothing else."""
    assert blockrules.check(kind, payload) == []
    return payload


async def opened(stage: Stage, form: Json) -> Page:
    """The page with a modal in sight that no bot has opened."""
    page = await stage.visit()
    stage.world.slack.desk.open(SANNE, soundly("modal", form))
    await page.wait_for_selector("dialog[open]")
    return page


def drawable() -> list[tuple[str, blockrules.Kind, Json]]:
    """Every block, full and small, with every element: but inputs stand in modals only."""
    return [
        (name, kind, payload)
        for name, kind, payload in blockrules_kit.examples()
        if kind == "modal" or not any(one["type"] == "input" for one in payload["blocks"])
    ]


@pytest.mark.parametrize("kind, place", [("home", ".home"), ("modal", "dialog .modal-body")])
async def test_every_block_that_may_be_sent_is_drawn(stage: Stage, kind: str, place: str) -> None:
    desk = stage.world.slack.desk
    page = await stage.visit()
    await page.click("#side >> text=Pauzebot")
    # The bot publishes a Home of its own for who opens it; one that came later would hide ours.
    await page.locator(".home > *").first.wait_for()
    await stage.world.bot.service.quiet()
    blocks = [one for _, each, payload in drawable() if each == kind for one in payload["blocks"]]
    blocks = [block | {"block_id": f"b{number}"} for number, block in enumerate(blocks)]
    view = {"type": kind, "title": plain("Alles"), "submit": plain("Stuur"), "blocks": blocks}
    if kind == "home":
        desk.publish(SANNE, view, None)
    else:
        desk.open(SANNE, view)
    await page.wait_for_function(
        "([place, n]) => document.querySelector(place)?.children.length === n",
        arg=[place, len(blocks)],
    )
    assert len(blocks) > 40
    assert await page.locator(".broken").all_inner_texts() == []


async def test_every_block_of_a_message_is_drawn(stage: Stage) -> None:
    place = stage.world.slack.workspace
    page = await stage.visit()
    number = 0
    for _, kind, payload in drawable():
        if kind == "message":
            place.post(place.draft("C0ALPHA", {"text": "blokken", **payload}))
            number += 1
    await page.wait_for_function(
        "n => document.querySelectorAll('.message').length >= n", arg=number
    )
    assert await page.locator(".broken").count() == 0


async def test_what_the_demo_does_not_know_is_drawn_as_an_error(stage: Stage) -> None:
    place = stage.world.slack.workspace
    page = await stage.visit()
    strange = {"type": "actions", "elements": [{"type": "hologram", "action_id": "x"}]}
    message = {"text": "vreemd", "blocks": [{"type": "carousel"}, strange]}
    place.post(place.draft("C0ALPHA", message))
    await page.locator(".broken", has_text="carousel").wait_for()
    assert "hologram" in await page.locator(".broken").nth(1).inner_text()


async def test_every_input_is_read_as_slack_would_send_it(stage: Stage) -> None:
    page = await opened(stage, FORM)
    await page.get_by_label("Tekst").fill("Een <b>naam</b> & meer")
    await page.get_by_label("Verhaal").fill("Eén\ntwee")
    await page.get_by_label("Getal").fill("12")
    await page.get_by_label("Keuze", exact=True).select_option("geel")
    await page.get_by_role("group", name="Keuzes").get_by_label("Rood").check()
    await page.get_by_role("group", name="Keuzes").get_by_label("Blauw").check()
    assert await page.get_by_role("group", name="Keuzes").get_by_label("Geel").is_disabled()
    await page.get_by_label("Mens", exact=True).select_option(label="Anouk")
    people = page.get_by_role("group", name="Mensen")
    await people.get_by_role("searchbox").fill("zo")
    await people.get_by_role("checkbox", name="Zoe").check()
    await page.get_by_label("Kanaal", exact=True).select_option("C0ALPHA")
    await page.get_by_role("group", name="Kanalen").get_by_label("#onderzoek").check()
    await page.get_by_label("Gesprek", exact=True).select_option("C0BRAVO")
    await page.get_by_role("group", name="Gesprekken").get_by_label("#administratie").check()
    await page.get_by_role("group", name="Rondje").get_by_label("Blauw").check()
    await page.get_by_role("group", name="Vinkjes").get_by_label("Geel").check()
    await page.get_by_label("Tijd").fill("10:30")
    person = stage.world.slack.person(SANNE)
    await page.click("dialog button[type=submit]")
    await stage.world.slack.until(lambda: stage.world.slack.delivery.of("interactive"))
    sent = stage.world.slack.delivery.of("interactive")[-1].payload["view"]["state"]["values"]
    values = {name: inside["in"] for name, inside in sent.items()}
    chosen = {name: {k: v for k, v in one.items() if k != "type"} for name, one in values.items()}
    assert chosen["tekst"] == {"value": "Een <b>naam</b> & meer"}
    assert chosen["verhaal"] == {"value": "Eén\ntwee"}
    assert chosen["getal"] == {"value": "12"}
    assert chosen["keuze"]["selected_option"]["value"] == "geel"
    assert [one["value"] for one in chosen["keuzes"]["selected_options"]] == ["rood", "blauw"]
    assert chosen["mens"] == {"selected_user": "U0000ANOUK"}
    assert [one[5:] for one in chosen["mensen"]["selected_users"]] == ["ZOE"]
    assert chosen["kanaal"] == {"selected_channel": "C0ALPHA"}
    assert chosen["kanalen"] == {"selected_channels": ["C0BRAVO"]}
    assert chosen["gesprek"] == {"selected_conversation": "C0BRAVO"}
    assert chosen["gesprekken"] == {"selected_conversations": ["C0ALPHA"]}
    assert chosen["rondje"]["selected_option"]["value"] == "blauw"
    assert [one["value"] for one in chosen["vinkjes"]["selected_options"]] == ["rood", "geel"]
    assert chosen["dag"] == {"selected_date": "2027-01-11"}
    assert chosen["tijd"] == {"selected_time": "10:30"}
    # Nobody listens to this form: the client says so, and what was entered is still there.
    await page.locator("dialog .modal-trouble", has_text="verbinding").wait_for()
    assert await page.get_by_label("Getal").input_value() == "12"
    assert person.last_error is not None


async def test_what_is_missing_is_said_under_its_field_and_nothing_is_lost(stage: Stage) -> None:
    page = await opened(stage, FORM)
    await page.get_by_label("Tekst").fill("ja")
    await page.get_by_label("Getal").fill("3")
    await page.get_by_role("group", name="Vinkjes").get_by_label("Blauw").check()
    await page.click("dialog button[type=submit]")
    await page.locator("#modal-keuze-in-error").wait_for()
    assert await page.inner_text("#modal-keuze-in-error") == "Vul dit veld in."
    assert await page.inner_text("#modal-tekst-in-error") == "Gebruik minstens 3 tekens."
    assert await page.inner_text("#modal-getal-in-error") == "Vul een getal van minstens 5 in."
    wrong = page.get_by_label("Tekst")
    assert await wrong.get_attribute("aria-invalid") == "true"
    assert await wrong.get_attribute("aria-describedby") == "modal-tekst-in-error"
    assert await wrong.evaluate("one => one === document.activeElement")
    assert await wrong.input_value() == "ja"
    assert await page.get_by_role("group", name="Vinkjes").get_by_label("Blauw").is_checked()
    assert stage.world.slack.delivery.of("interactive") == []


async def test_a_press_that_wants_a_confirmation_asks_first(stage: Stage) -> None:
    words = {"title": plain("Zeker?"), "text": plain("Dit is echt."), "deny": plain("Nee")}
    button = {
        "type": "button", "action_id": "x", "text": plain("Weg ermee"),
        "confirm": {**words, "confirm": plain("Ja, weg"), "style": "danger"},
    }  # fmt: skip
    form = {"type": "modal", "title": plain("Vraag"), "callback_id": "zoo"}
    page = await opened(stage, form | {"blocks": [{"type": "actions", "elements": [button]}]})
    await page.click("dialog >> text=Weg ermee")
    await page.click("dialog.sure >> text=Nee")
    assert stage.world.slack.delivery.of("interactive") == []
    await page.click("dialog >> text=Weg ermee")
    await page.click("dialog.sure >> text=Ja, weg")
    await stage.world.slack.until(lambda: stage.world.slack.delivery.of("interactive"))


PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


async def test_files_are_shown_with_a_preview_and_a_way_to_keep_them(stage: Stage) -> None:
    slack, page = stage.world.slack, await stage.visit()
    slack.files.scan_seconds = 0
    made = {}
    for name, data in (("lijn.png", PIXEL), ("cijfers.csv", b"groep;aantal\nalle;25\n")):
        made[name] = file = slack.files.announce(name, len(data), "een lijn")
        file.data, file.channels = data, ["C0ALPHA"]
        slack.files.complete(file, None)
    message = slack.workspace.draft("C0ALPHA", {"text": "Het rapport"})
    message.files = [slack.files.shown(file, "", "") for file in made.values()]
    slack.workspace.post(message)
    block = {"type": "image", "alt_text": "oefening", "slack_file": {"id": made["lijn.png"].id}}
    slack.workspace.post(slack.workspace.draft("C0ALPHA", {"text": "beeld", "blocks": [block]}))
    await page.wait_for_function(
        "() => [...document.querySelectorAll('main img')]"
        ".filter((one) => one.naturalWidth).length === 2"
    )
    assert await page.get_attribute(".file img", "alt") == "een lijn"
    assert "alle;25" in await page.inner_text(".peek")
    async with page.expect_download() as coming:
        await page.click("text=Bewaar cijfers.csv")
    assert (await coming.value).suggested_filename == "cijfers.csv"


MARKS = [
    ("*vet* en _schuin_ en ~weg~ en `code`", "<strong>vet</strong>"),
    ("snake_case_blijft en 2 * 3 * 4", "snake_case_blijft en 2 * 3 * 4"),
    ("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;"),
    ("> geen citaat, &gt; wel", "&gt; geen citaat"),
    ("&gt; citaat\nen verder", "<blockquote>citaat</blockquote>"),
    ("hallo <@U0SANNE> in <#C0ALPHA>", "@Sanne"),
    ("<https://example.org|een link>", ">een link</a>"),
    ("<javascript:alert(1)|klik>", "&lt;javascript:alert(1)|klik&gt;"),
    ("een\ntwee", "een<br>twee"),
    ("feest :tada:", "🎉"),
]


async def test_slacks_markup_is_drawn_and_nothing_else(stage: Stage) -> None:
    place = stage.world.slack.workspace
    page = await stage.visit()
    drawn = page.locator(".message:has-text('opmaak') .section-words > div")
    for number, (marked, wanted) in enumerate(MARKS):
        block = {"type": "section", "text": {"type": "mrkdwn", "text": marked}}
        note = {"type": "context", "elements": [plain("opmaak")]}
        place.post(place.draft("C0ALPHA", {"text": "opmaak", "blocks": [block, note]}))
        await drawn.nth(number).wait_for()
        assert wanted in await drawn.nth(number).inner_html(), marked
