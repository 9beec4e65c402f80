"""The screens of HR's form that ask: what, when, which days off, which groups."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import available_timezones

from slack_sdk.models.blocks import Block, DividerBlock

from bot.core import schedule
from bot.core.drafting import MOST_ARMS, REGIONS, Values, regions, several_of, text_of
from bot.core.drafting.reading import read_day
from bot.core.project import DAYS
from bot.service.offices import Form
from bot.slack import ids
from bot.slack.views.forms.inputs import Fields, for_draft
from bot.slack.views.parts import actions, button, words
from bot.texts import Say, moments

MOST_OPTION_VALUE = 150
ELSEWHERE = (
    "America/Curacao",
    "America/Paramaribo",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Africa/Johannesburg",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Jakarta",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "UTC",
)
"""Zones outside Europe that a menu offers; a project that has another one keeps it."""


def blocks(form: Form, say: Say) -> list[Block]:
    """Return the fields of a screen."""
    match form.step:
        case "basics":
            return list(_basics(form, say))
        case "rhythm":
            return list(_rhythm(form, say))
        case "free":
            return list(_free(form, say))
        case "arm":
            return list(_arm(form, say))
        case _:
            return list(_arms(form, say))


def _basics(form: Form, say: Say) -> Iterator[Block]:
    fields, library = for_draft(form.draft, say), form.library
    yield fields.line("title_nl")
    yield fields.line("title_en")
    if form.started:
        yield words(say("form.fixed"), "fixed")
    else:
        programmes = {
            each.id: each.title.say(form.language) for each in library.programmes.values()
        }
        yield fields.menu("programme", programmes)
        yield fields.day("starts")
    yield fields.day("ends")
    if not form.started:
        offer = {each: say(f"form.deliver.{each}") for each in ("channel", "dm")}
        yield fields.radio("deliver", offer)
    yield fields.line("council_reference")
    yield fields.day("council_date")


def _rhythm(form: Form, say: Say) -> Iterator[Block]:
    fields = for_draft(form.draft, say)
    yield fields.ticks("days", {day: say(f"date.{day}") for day in DAYS})
    yield fields.number("window", 1, 60)
    if not form.started:
        yield fields.menu("timezone", _zones(form.draft.text("timezone")))
    yield fields.radio("language", {each: say(f"form.language.{each}") for each in ("nl", "en")})
    countries = {each: say(f"form.country.{each}") for each in ("none", *REGIONS)}
    yield fields.radio("country", countries)
    known = {each: say(f"form.region.{each}") for each in ("none", *regions())}
    yield fields.menu("region", known)
    yield fields.ticks("share", {"share": say("form.share.share")})
    yield from _going_back(say)


def _free(form: Form, say: Say) -> Iterator[Block]:
    fields = for_draft(form.draft, say)
    country = form.draft.text("country")
    if country in REGIONS:
        names = _holidays(form, country)
        if names:
            yield fields.several("exclude", {name: name for name in names})
        yield fields.lines("extra")
    yield fields.lines("closed")
    yield from _going_back(say)


def _arms(form: Form, say: Say) -> Iterator[Block]:
    if form.begins is not None:
        on = moments.day(form.begins, form.today, say)
        yield words(say("form.arms.later", day=on), "later")
    elif form.started:
        yield words(say("form.arms.last"), "later")
    else:
        yield words(say("form.arms.text"), "later")
    for number, arm in enumerate(form.draft.arms):
        yield DividerBlock(block_id=f"line.{number}")
        yield words(_summary(arm, say), f"arm.{number}")
        at = ids.pack_form(form.name, "arm", number)
        change = button(say("form.change"), ids.FORM_CHANGE, at)
        remove = button(say("form.remove"), ids.FORM_REMOVE, at)
        yield actions([change, remove], f"arm.{number}.buttons")
    at = ids.pack_form(form.name, "arms", 0)
    more = [button(say("form.add"), ids.FORM_ADD, at)] if len(form.draft.arms) < MOST_ARMS else []
    yield actions([*more, button(say("form.back"), ids.FORM_BACK, at)], "turning")


def _arm(form: Form, say: Say) -> Iterator[Block]:
    arms = form.draft.arms
    values: Values = arms[form.arm] if form.arm < len(arms) else {}
    fields = Fields(values, say)
    programme = form.library.programmes.get(form.draft.text("programme"))
    protocols = programme.protocols if programme else {}
    yield fields.line("name")
    if protocols:
        offer = {name: each.title.say(form.language) for name, each in protocols.items()}
        yield fields.menu("protocol", offer)
    yield fields.line("pauses")
    if form.draft.text("deliver") != "dm":
        yield fields.channels("channels")
    if any(each.open for each in protocols.values()):
        yield fields.number("hold", 3, 60)
        yield fields.number("repetitions", 1, 10)
    yield from _going_back(say)


def _going_back(say: Say) -> Iterator[Block]:
    yield actions([button(say("form.back"), ids.FORM_BACK, "back")], "turning")


def _summary(arm: Values, say: Say) -> str:
    return say(
        "form.arms.line",
        name=text_of(arm, "name"),
        protocol=text_of(arm, "protocol"),
        pauses=text_of(arm, "pauses"),
        places=say("form.arms.places", count=len(several_of(arm, "channels"))),
    )


def _zones(own: str) -> dict[str, str]:
    europe = sorted(name for name in available_timezones() if name.startswith("Europe/"))
    names = dict.fromkeys([*europe, *ELSEWHERE])
    if own in available_timezones():
        names[own] = None
    return {name: name.replace("_", " ") for name in names}


def _holidays(form: Form, country: str) -> tuple[str, ...]:
    code = form.draft.text("region")
    region = code.partition("-")[2] if code.startswith(f"{country}-") else None
    starts, ends = read_day(form.draft.text("starts")), read_day(form.draft.text("ends"))
    first = (starts or form.today).year
    last = min(max(first, (ends or form.today).year), first + 2)
    known = schedule.holiday_names(country, region, first, last)
    # A name that the project spells in its own way stays as it is spelled there.
    names = {each.casefold(): each for each in (*known, *form.draft.several("exclude"))}
    return tuple(name for name in names.values() if len(name) <= MOST_OPTION_VALUE)
