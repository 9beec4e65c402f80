"""A person in Slack's client: what they see, press, type and choose."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from bot.standin.blocks import Json, State
from bot.standin.delivery import Reply
from bot.standin.errors import CannotDo
from bot.standin.eyes import Eyes
from bot.standin.forms import Value, complaints, filled, find, fresh, nested
from bot.standin.hub import Hub
from bot.standin.model import Channel, Message, View
from bot.standin.response_urls import ResponseUrls
from bot.standin.submit import TROUBLE, Answers

DISPATCH_FAILED = "dispatch_failed"
OPERATION_TIMEOUT = "operation_timeout"


@dataclass(frozen=True)
class Outcome:
    """What a person notices of a deed: `error` is the client's own, `errors` those under fields,
    by block id."""

    ok: bool
    error: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    reply: Json | None = None
    took: float = 0.0


class Person(Eyes):
    """One member of the workspace; every deed waits for the app's acknowledgement, at most 3 s."""

    def __init__(self, hub: Hub, urls: ResponseUrls, user_id: str) -> None:
        super().__init__(hub, user_id)
        self._urls = urls
        self._answers = Answers(hub)
        self._message_states: dict[str, State] = {}

    # Messages

    async def press(self, message: Message, which: Any, *, value: Value = None) -> Outcome:
        """Press a button in a message, or choose `value` in one of its menus.

        `which`: action id, block id, (block, action) pair, element, predicate on an element, or
        visible label.
        """
        if message.deleted or message.only_for not in (None, self.id):
            raise CannotDo("the message is not there to press")
        block, element = find(message.blocks, which)
        state = fresh(message.blocks, self._message_states.get(message.ts))
        self._message_states[message.ts] = state
        action = self._act(block, element, state, value)
        keys = {
            "trigger_id": self._hub.tickets.trigger(self.id),
            "response_url": self._hub.response_url("actions", self.id, message.channel, message.ts),
        }
        payload = self._hub.payloads.message_action(self.user, message, action, nested(state), keys)
        return await self._interact(payload)

    async def say_in_dm(self, text: str) -> None:
        """Type words to the bot; the event goes out in the background, as in Slack."""
        channel = self._hub.workspace.direct(self.id)
        self.say(channel, text)

    def say(self, channel: Channel, text: str) -> Message:
        """Type words in a conversation."""
        event = self._hub.payloads.typed(self.user, channel, text)
        made = Message(
            channel.id, event["ts"], self.id, event["text"], event["blocks"], team=self.user.team_id
        )
        self._hub.workspace.post(made)
        self._hub.heard(channel, event)
        return made

    def reload(self) -> None:
        """Restart the client: ephemeral messages and modals are gone, the app hears nothing of
        it."""
        for message in self.ephemerals:
            self._hub.workspace.remove(message)
        self._hub.desk.clear(self.id)

    # Modals and Home

    def fill(self, values: dict[Any, Value]) -> None:
        """Enter values in the modal in sight, by action id, block id or label; nothing is sent."""
        view = self._top()
        for which, value in values.items():
            block, element = find(view.blocks, which)
            view.state[block["block_id"], element["action_id"]] = filled(element, value)

    async def choose(self, which: Any, value: Value) -> Outcome:
        """Choose, tick or pick in the modal in sight; the app hears of it where Slack tells it at
        once."""
        view = self._top()
        block, _ = find(view.blocks, which)
        if block["type"] == "input" and not block.get("dispatch_action"):
            self.fill({which: value})
            return Outcome(ok=True)
        return await self.press_in_modal(which, value=value)

    async def press_in_modal(self, which: Any, *, value: Value = None) -> Outcome:
        """Press a button (or choose `value` in a menu) in the modal in sight."""
        return await self._view_action(self._top(), which, value)

    async def press_home(self, which: Any, *, value: Value = None) -> Outcome:
        """Press a button (or choose `value` in a menu) in the Home tab."""
        if self.home is None:
            raise CannotDo("the Home tab is not published")
        return await self._view_action(self.home, which, value)

    async def submit(self, values: dict[Any, Value] | None = None) -> Outcome:
        """Fill in and press the main button of the modal in sight; the app's answer is carried
        out."""
        view = self._top()
        if view.submit is None:
            raise CannotDo(f"the modal {view.title!r} has no main button")
        self.fill(values or {})
        if held_back := complaints(view.blocks, view.state):
            return Outcome(ok=False, errors=held_back)
        trigger = self._hub.tickets.trigger(self.id, view.id)
        outcome = await self._interact(
            self._hub.payloads.submission(self.user, view, trigger), accepts=True
        )
        if not outcome.ok:
            return outcome
        errors, trouble = self._answers.carry_out(view, outcome.reply)
        if trouble:
            self.errors.append(TROUBLE)
            return Outcome(ok=False, error=TROUBLE, reply=outcome.reply, took=outcome.took)
        return Outcome(ok=not errors, errors=errors, reply=outcome.reply, took=outcome.took)

    async def close_modal(self, *, all_: bool = False) -> Outcome:
        """Press Close, or the cross that closes the whole stack; the app hears of it where it
        asked to."""
        top = self._top()
        cleared = all_ or bool(top.body.get("clear_on_close"))
        closing = list(reversed(self.modals)) if cleared else [top]
        outcome = Outcome(ok=True)
        for view in closing:
            self._hub.desk.close(view)
        for view in closing:
            if view.body.get("notify_on_close"):
                outcome = await self._interact(
                    self._hub.payloads.closed(self.user, view, cleared=cleared)
                )
        return outcome

    async def open_home(self, tab: str = "home") -> None:
        """Open the app's Home (or `messages`) tab; the app hears of it each time."""
        channel = self._hub.workspace.direct(self.id)
        event: Json = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": channel.id,
            "tab": tab,
        }
        if tab == "home" and self.home is not None:
            event["view"] = self.home.as_slack()
        self._hub.emit(event)

    # Commands and shortcuts

    async def command(self, command: str, text: str = "", *, channel: str | None = None) -> Outcome:
        """Use a slash command, in the conversation with the bot unless `channel` names another."""
        place = (
            self._hub.workspace.channels[channel]
            if channel
            else self._hub.workspace.direct(self.id)
        )
        keys = {
            "trigger_id": self._hub.tickets.trigger(self.id),
            "response_url": self._hub.response_url("commands", self.id, place.id, None),
        }
        payload = self._hub.payloads.command(self.user, place, command, text, keys)
        outcome = await self._sent(self._hub.delivery.command(payload), OPERATION_TIMEOUT)
        if outcome.ok and outcome.reply:
            self._urls.answer(self.id, place.id, outcome.reply)
        return outcome

    async def shortcut(self, callback_id: str) -> Outcome:
        """Use a global shortcut."""
        trigger = self._hub.tickets.trigger(self.id)
        return await self._interact(self._hub.payloads.shortcut(self.user, callback_id, trigger))

    # How it reaches the app

    def _top(self) -> View:
        if self.modal is None:
            raise CannotDo("no modal is open")
        return self.modal

    def _act(self, block: Json, element: Json, state: State, value: Value) -> Json:
        action: Json = {
            "type": element["type"],
            "action_id": element["action_id"],
            "block_id": block["block_id"],
        }
        key = (block["block_id"], element["action_id"])
        if key in state:
            if value is not None:
                state[key] = filled(element, value)
            action |= state[key]
        elif element["type"] == "overflow":
            action |= {
                "selected_option": filled({**element, "type": "static_select"}, value)[
                    "selected_option"
                ]
            }
        shown = ("text", "value", "style", "placeholder", "url")
        action |= {name: element[name] for name in shown if name in element and name not in action}
        return action | {"action_ts": self._hub.ids.ts()}

    async def _view_action(self, view: View, which: Any, value: Value) -> Outcome:
        block, element = find(view.blocks, which)
        action = self._act(block, element, view.state, value)
        trigger = self._hub.tickets.trigger(self.id, view.id)
        return await self._interact(
            self._hub.payloads.view_action(self.user, view, action, trigger)
        )

    async def _interact(self, payload: Json, *, accepts: bool = False) -> Outcome:
        return await self._sent(self._hub.delivery.interactive(payload, accepts=accepts), TROUBLE)

    async def _sent(self, sending: Any, complaint: str) -> Outcome:
        loop = asyncio.get_running_loop()
        started = loop.time()
        reply: Reply = await sending
        took = loop.time() - started
        if reply.acked:
            return Outcome(ok=True, reply=reply.payload, took=took)
        if complaint == OPERATION_TIMEOUT and reply.reason != "timeout":
            complaint = DISPATCH_FAILED
        self.errors.append(complaint)
        return Outcome(ok=False, error=complaint, took=took)
