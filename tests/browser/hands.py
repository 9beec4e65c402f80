"""What visitors do on the page, by mouse and by keyboard, and what they see of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.async_api import Page

from bot.demo.cast import CAST

IDS = {role.name: role.user for role in CAST}
PROMPT = ".message:has(button.primary)"
BASICS = {
    "title_nl": "Even bewegen",
    "programme": "Bureau-reset",
    "starts": "2027-01-11",
    "ends": "2027-03-05",
    "council_reference": "OR 2027-1",
    "council_date": "2027-01-04",
}
"""What HR fills in on the first screen of a new project."""
MODAL = "dialog[open]:not([aria-busy])"
"""A modal that takes a press: one that still waits for the answer to the last one does not."""
MOST_TABS = 80
FOCUSED = """() => {
  const one = document.activeElement;
  return {
    name: one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent ?? one.textContent.trim(),
    focus: one.dataset.focus ?? "",
    inside: Boolean(one.closest("dialog[open]")),
    top: one === document.body,
  };
}"""


async def press(page: Page, selector: str) -> None:
    """Press something of the demo's bar, which folds away on a narrow screen."""
    if not await page.locator(selector).is_visible():
        await page.click("[data-focus=more]")
    await page.click(selector)


async def next_pause(page: Page) -> None:
    """Let the clock go to the next pause, and wait until its prompt is there."""
    await move(page, "pause")
    await page.locator(PROMPT).first.wait_for()


async def move(page: Page, to: str) -> str:
    """Let the clock go on, and wait until it stands still; what time it is then."""
    before = await page.get_attribute(".now time", "datetime")
    await press(page, f"[data-move={to}]")
    await page.wait_for_function(
        "before => document.querySelector('.now time').dateTime !== before"
        " && !document.querySelector('[data-move=minutes]').disabled",
        arg=before,
    )
    return await page.inner_text(".now strong")


async def become(page: Page, name: str) -> None:
    """Choose who to be, and wait until the side bar says so; on a narrow screen it is folded."""
    await page.select_option("#who", IDS[name])
    await page.locator(".side-head", has_text=name).wait_for(state="attached")


async def go(page: Page, name: str) -> None:
    """Open a conversation of the side bar, which folds away on a narrow screen."""
    button = page.locator("#side li button", has_text=name)
    if not await button.is_visible():
        await page.click(".menu-button")
    await button.click()


async def enter(page: Page, fields: Mapping[str, str]) -> None:
    """Fill in fields of the modal in sight by their names: typed words, days, a choice's words."""
    for name, value in fields.items():
        field = page.locator(f'dialog [data-focus^="modal-{name}-"]')
        if await field.evaluate("one => one.tagName") == "SELECT":
            await field.select_option(label=value)
        else:
            await field.fill(value)


async def focused(page: Page) -> dict[str, Any]:
    """What has the focus: its name, and whether it is inside a modal."""
    found: dict[str, Any] = await page.evaluate(FOCUSED)
    return found


async def tab_to(page: Page, name: str, *, back: bool = False) -> None:
    """Press Tab until something called `name` has the focus, as somebody without a mouse does."""
    names = []
    for _ in range(MOST_TABS):
        await page.keyboard.press("Shift+Tab" if back else "Tab")
        found = await focused(page)
        if found["name"] == name:
            return
        names.append(found["name"])
    raise AssertionError(f"Tab never reaches {name!r}; it goes along {names}")


async def screen(page: Page) -> str:
    """The words of the modal in sight."""
    return await page.locator("dialog[open] .modal-body").inner_text()


async def see(page: Page, words: str) -> None:
    """Wait until a modal in sight holds `words`, and takes a press again."""
    await page.locator(f"{MODAL} .modal-body", has_text=words).wait_for()


async def send(page: Page, words: str) -> None:
    """Press the modal's own button, and wait until the next screen, with `words`, is in sight.

    A second press before that is no press: the page is still waiting for the bot's answer.
    """
    await page.click("dialog button[type=submit]")
    await see(page, words)
