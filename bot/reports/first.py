"""What is read first: the report in three lines, and a tile for each of RE-AIM's five."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.fields import Language
from bot.core.report import ArmFigures, Report, Share
from bot.reports import words
from bot.reports.page import Tile
from bot.texts import Say

FEW = 3
"""Arms, or differences, that still fit on one line."""


def brief(found: Report, say: Say) -> tuple[str, ...]:
    """Return the report in three lines."""
    if not found.periods:
        return (words.no_figures(found, say),)
    return (_brief_reach(found, say), _brief_most(found.details, say), _brief_arms(found, say))


def _brief_reach(found: Report, say: Say) -> str:
    last = found.periods[-1]
    count, share = None, None
    if last.total is not None:
        count, share = last.total.count, last.total.share
    elif len(last.arms) == 1:
        count, share = last.arms[0].counts.get("reach"), last.arms[0].reach
    else:
        shown = [arm for arm in last.arms if arm.reach is not None]
        if shown:
            arms = [
                say("report.brief.arm", arm=one.arm, share=words.count(one.counts["reach"], say))
                for one in shown
            ]
            return say("report.brief.reach-of", arms=", ".join(arms))
    if share is None:
        return say("report.brief.reach-hidden")
    return say(
        "report.brief.reach", count=words.count(count, say), share=words.interval(share, say)
    )


def _brief_most(found: Sequence[ArmFigures], say: Say) -> str:
    if all(one.most is None for one in found):
        return say("report.brief.most-hidden")
    numbers = [one for one in found if one.most is not None and one.most.about is not None]
    if not 0 < len(numbers) <= FEW:
        return say("report.brief.most-many")
    arms = [
        say("report.brief.arm", arm=one.arm, share=words.share(one.most, say)) for one in numbers
    ]
    return say("report.brief.most", arms=", ".join(arms))


def _brief_arms(found: Report, say: Say) -> str:
    if len(found.arms) == 1:
        return say("report.brief.one-arm")
    if not found.differences:
        return say("report.brief.no-differences")
    if all(one.verdict == "unclear" for one in found.differences):
        return say("report.brief.differences", what=say("report.verdict.unclear"))
    clear = [one for one in found.differences if one.verdict != "unclear"]
    said = [
        say(
            "report.verdict.of",
            measure=say(f"report.measure.{one.measure}"),
            verdict=words.verdict(one, say),
        )
        for one in clear[:FEW]
    ]
    rest = len(found.differences) - len(said)
    if rest:
        said.append(say("report.brief.more", count=rest))
    return say("report.brief.differences", what="; ".join(said))


def tiles(found: Report, language: Language, say: Say) -> Sequence[Tile]:
    """Return a value to read first for each of RE-AIM's five."""

    def tile(name: str, value: str, note: str, beside: str = "") -> Tile:
        return Tile(say(f"report.tile.{name}"), value, note, beside)

    reach = words.briefly("reach", language, say)
    effect, implementation = _effect(found, say), _implementation(found, say)
    adoption = say("report.tile.adoption-value", count=len(found.arms))
    where = say("report.facts.direct")
    if found.deliver == "channel":
        where = say("report.facts.channels", count=sum(arm.channels for arm in found.arms))
    course = _course(found, say)
    return [
        tile("reach", _reach(found, say), say("report.tile.reach-note"), reach),
        tile("effect", *effect),
        tile("adoption", adoption, where),
        tile("implementation", *implementation),
        tile("maintenance", *course, words.briefly("maintenance", language, say)),
    ]


def _overall(found: Report, number: int) -> Share | None:
    """Return the reach of all arms in a period: their total, or that of the only arm."""
    period = found.periods[number]
    if period.total is not None:
        return period.total.share
    return period.arms[0].reach if len(period.arms) == 1 else None


def _reach(found: Report, say: Say) -> str:
    if not found.periods:
        return say("report.facts.none")
    return words.share(_overall(found, -1), say)


def _effect(found: Report, say: Say) -> tuple[str, str]:
    if not found.effect_question:
        return say("report.tile.effect-off"), say("report.tile.effect-off-note")
    shown = [one.effect[0] for one in found.details if one.effect]
    if len(found.details) != 1 or not shown or shown[0].answers != ("better",):
        return say("report.tile.effect-asked"), say("report.tile.effect-asked-note")
    return words.share(shown[0].share, say), say("report.tile.effect-note")


def _implementation(found: Report, say: Say) -> tuple[str, str]:
    if found.delivery is None and found.deliver == "channel":
        return say("report.tile.maintenance-none"), ""
    if found.delivery is None:
        sent = [one.counts["sent"] for one in found.details if "sent" in one.counts]
        if len(found.details) != 1 or not sent:
            return say("report.hidden"), say("report.tile.direct-note")
        return words.count(sent[0], say), say("report.tile.direct-note")
    planned = sum(one.planned for one in found.delivery.arms)
    sent_ = sum(one.sent for one in found.delivery.arms)
    if not planned:
        return say("report.tile.implementation-none"), ""
    note = say("report.tile.implementation-note", sent=sent_, planned=planned)
    return say("report.percent", n=100 * sent_ // planned), note


def _course(found: Report, say: Say) -> tuple[str, str]:
    if not found.periods:
        return say("report.tile.maintenance-none"), say("report.tile.maintenance-later")
    if len(found.periods) == 1:
        return say("report.tile.maintenance-one"), say("report.tile.maintenance-later")
    first, last = (_short(_overall(found, number), say) for number in (0, -1))
    value = say("report.tile.maintenance-value", first=first, last=last)
    if first == last == say("report.hidden"):
        value = first
    return value, say("report.tile.maintenance-note")


def _short(found: Share | None, say: Say) -> str:
    if found is None or found.about is None:
        return words.share(found, say)
    return say("report.percent", n=found.about)
