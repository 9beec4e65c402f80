"""A tiny app on real Bolt: channel button, modal of three steps, ephemeral, home, command, DM."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(action_id: str, text: str, value: str = "1") -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(text), "value": value}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def modal(callback_id: str, *blocks: Json, submit: str | None = "Volgende", **rest: Any) -> Json:
    view: Json = {"type": "modal", "callback_id": callback_id, "title": plain("Pauze")}
    return view | {"blocks": list(blocks)} | ({"submit": plain(submit)} if submit else {}) | rest


def question(block_id: str, element: Json, **rest: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(block_id),
        "element": element,
    } | rest


NAME = question("name", {"type": "plain_text_input", "action_id": "typed"})
PROMPT = [
    section("Tijd voor je pauze"),
    actions(button("join", "Doe mee"), button("later", "Later")),
]


def register(app: AsyncApp) -> None:
    """All listeners of the echo app."""
    _messages(app)
    _modal(app)
    _home(app)


def _messages(app: AsyncApp) -> None:
    @app.action("later")
    async def later(ack: Any, respond: Any) -> None:
        await ack()
        await respond(
            text="Later",
            blocks=[section("Later"), actions(button("more", "Nog later"))],
            response_type="ephemeral",
            replace_original=False,
        )

    @app.action("more")
    async def more(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="Nog later", response_type="ephemeral", replace_original=True)

    @app.command("/echo")
    async def command(ack: Any, command: Json) -> None:
        await ack(f"{command['user_name']}: {command['text']}")

    @app.event("message")
    async def typed(event: Json, say: Any) -> None:
        await say(f"Je zei: {event['text']}")


def _modal(app: AsyncApp) -> None:
    @app.action("join")
    @app.shortcut("take_break")
    async def join(ack: Any, body: Json, client: Any) -> None:
        await ack()
        view = modal("one", section("Stap 1"), NAME, private_metadata="step 1")
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view("one")
    async def one(ack: Any, view: Json) -> None:
        typed = view["state"]["values"]["name"]["typed"]["value"]
        if typed == "fout":
            await ack(response_action="errors", errors={"name": "Dat kan niet"})
        else:
            step = modal("two", section(f"Dag {typed}"), actions(button("deeper", "Dieper")))
            await ack(response_action="update", view=step)

    @app.action("deeper")
    async def deeper(ack: Any, body: Json, client: Any) -> None:
        await ack()
        pushed = modal("three", section("Stap 3"), submit=None)
        await client.views_push(trigger_id=body["trigger_id"], view=pushed)

    @app.view("two")
    async def two(ack: Any) -> None:
        await ack(response_action="push", view=modal("three", section("Klaar"), submit="Sluit"))

    @app.view("three")
    async def three(ack: Any) -> None:
        await ack(response_action="clear")


def _home(app: AsyncApp) -> None:
    def page(count: int) -> Json:
        return {
            "type": "home",
            "blocks": [section(f"{count}"), actions(button("count", "+", f"{count}"))],
        }

    @app.event("app_home_opened")
    async def opened(event: Json, client: Any) -> None:
        await client.views_publish(user_id=event["user"], view=page(0))

    @app.action("count")
    async def count(ack: Any, body: Json, client: Any) -> None:
        await ack()
        number = int(body["actions"][0]["value"]) + 1
        await client.views_publish(
            user_id=body["user"]["id"], view=page(number), hash=body["view"]["hash"]
        )
