"""Carrying out faults on a call: before it takes effect, after it, or instead of an answer."""

import asyncio
from collections.abc import Callable

from aiohttp import web

from bot.standin.blocks import Json
from bot.standin.errors import SlackError
from bot.standin.faults import Fault, Faults, Step
from bot.standin.ledger import Call, Ledger


class NoAnswer(Exception):
    """The caller gets no answer: the connection is cut, or stays silent."""

    def __init__(self, *, cut: bool, effect: bool) -> None:
        super().__init__()
        self.cut, self.effect = cut, effect


class Refusal(Exception):
    """A refusal by order; `effect` when the call took effect all the same."""

    def __init__(self, refused: SlackError, *, effect: bool) -> None:
        super().__init__()
        self.refused, self.effect = refused, effect


async def perform(fault: Fault | None, work: Callable[[], Json]) -> Json:
    """Do `work` under a fault; NoAnswer or Refusal by order, or the SlackError of the work."""
    steps = fault.steps if fault else ()
    for step in steps:
        if not step.after:
            await _suffer(step)
    done = work()
    for step in steps:
        if step.after:
            await _suffer(step)
    return done


async def _suffer(step: Step) -> None:
    if step.kind == "delay":
        await asyncio.sleep(step.seconds)
    elif step.deed is not None:
        step.deed()
    elif step.refusal is not None:
        raise Refusal(step.refusal, effect=step.after)
    else:
        raise NoAnswer(cut=step.kind == "cut", effect=step.after)


async def vanish(
    request: web.Request, lost: NoAnswer, faults: Faults, ledger: Ledger, call: Call
) -> web.StreamResponse:
    """End a call without an answer: at once when cut, else when the stand-in closes."""
    ledger.write(Call(call.method, call.arguments, call.at, 0, "no_answer", lost.effect))
    if not lost.cut:
        await faults.over.wait()
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
