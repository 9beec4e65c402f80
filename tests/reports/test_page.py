"""The page in words: the order of RE-AIM, a fixed wording, and everything in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from bot.core.fields import LANGUAGES, Language
from bot.core.lint.claims import claims
from bot.core.report import Report
from bot.loader import load_texts
from bot.reports.composing import page
from bot.reports.page import Page, plots
from tests.reports.kit import DETAILS, arm, full, made, project, releases, speak

DIRECT = {"name": "a", "protocol": "drie", "pauses": ["10:30", "12:30", "15:00"]}
WAYS = [(["10:30", "12:30", "15:00"], 2), (["10:30", "15:00"], 3), (["10:30"], 6)]
SAME = [
    {"name": f"g{at}", "protocol": "open", "pauses": pauses, "channels": [f"C0ARM{at}"],
     "hold": 20, "repetitions": times}
    for at, (pauses, times) in enumerate(WAYS)
]  # fmt: skip
MANY = [f"groep-{number}" for number in range(6)]
REPORTS = {
    "full": full(),
    "empty": made(project("a", "b")),
    "hidden": made(
        project("a", "b"),
        releases([arm("a", 14, {}), arm("b", 14, {})], [arm("a", 14, {}), arm("b", 14, {})]),
    ),
    "one": made(project("a"), releases([arm("a", 60, DETAILS)]), invited={("a", 0): 60}),
    "later": made(
        project("a"), releases([arm("a", 60, DETAILS)], [arm("a", 60, DETAILS)]),
        since=date(2027, 2, 8),
    ),
    "bounds": made(
        project("a", "b"),
        releases([arm("a", 60, {"reach": "low"}), arm("b", 60, {"reach": "hidden"})]),
    ),
    "many": made(
        project(*MANY),
        releases([arm(name, 100, {**DETAILS, "reach": 25 + 10 * at}) for at, name in
                  enumerate(MANY)]),
    ),
    "direct": made(
        project(deliver="dm", arms=[DIRECT]), releases([arm("a", 60, {"reach": 30, "sent": 40})])
    ),
    "direct many": made(
        project(deliver="dm", arms=[DIRECT, {**DIRECT, "name": "b"}]), releases([arm("a", 60, {})])
    ),
    "whole": made(
        project("a"), releases([arm("a", 30, {"reach": 10}, whole={"most": "low", "starts": 10,
                                                                   "finishes": 10})])
    ),
    "same dose": made(project(arms=SAME[:2]), releases([arm("g0", 16, {"reach": "high"})])),
    "same dose of many": made(
        project(arms=SAME), releases([arm("g0", 60, {"reach": 40, "third": "high", "most": "low"})])
    ),
    "asked": made(project("a", reports={"effect_question": True}),
                  releases([arm("a", 60, {**DETAILS, "better": "low", "same": "low",
                                          "worse": "low"})])),
    "answered": made(project("a", reports={"effect_question": True}),
                     releases([arm("a", 100, {"better": 35, "same": 30, "worse": 25})])),
    "asked, nothing yet": made(project("a", reports={"effect_question": True})),
}  # fmt: skip
EVERY = [
    pytest.param(report, language, id=f"{name} {language}")
    for name, report in REPORTS.items()
    for language in LANGUAGES
]
NARROW = "\N{NO-BREAK SPACE}"
WINNERS = re.compile(
    r"\b(winn\w*|beste|best|verlie\w*|los(er|es|ing)|scoort|significant\w*|bewezen|proven"
    r"|effectiever|more effective|werkt beter|works better|leidt tot|leads to|dankzij|thanks to)\b",
    re.IGNORECASE,
)


def told(found: Report, language: Language) -> Page:
    """The page of a report."""
    return page(found, language, speak(language))


def texts(value: Any) -> Iterator[str]:
    """Every text in a page."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)


@pytest.mark.parametrize("found, language", EVERY)
def test_no_word_claims_an_effect_or_names_a_winner(found: Report, language: Language) -> None:
    for text in texts(asdict(told(found, language))):
        assert claims(text, language) == []
        assert not WINNERS.search(text), text


def test_the_search_for_winners_finds_them() -> None:
    for text in ["Groep a wint niet: de winnaar is b", "significantly higher", "dat werkt beter"]:
        assert WINNERS.search(text)


@pytest.mark.parametrize("found, language", EVERY)
def test_the_parts_come_in_the_order_of_re_aim(found: Report, language: Language) -> None:
    its = told(found, language)
    assert [section.id for section in its.sections] == [
        "reach", "effect", "adoption", "implementation", "maintenance", "arms", "limits",
        "definitions", "origin",
    ]  # fmt: skip
    assert len(its.tiles) == 5
    assert all(one.value for one in its.tiles)


@pytest.mark.parametrize("found, language", EVERY)
def test_every_chart_has_a_table_and_words_and_shows_something(
    found: Report, language: Language
) -> None:
    its = told(found, language)
    for section in its.sections:
        assert not section.plots or section.tables
        for table in section.tables:
            assert {len(row) for row in table.rows} <= {len(table.columns)}
    for plot in plots(its):
        assert all(point.name in plot.alt for point in plot.points)
        assert any(point.interval or point.about is not None for point in plot.points)


def test_every_text_of_the_report_is_used_in_both_languages() -> None:
    for language in LANGUAGES:
        used: set[str] = set()
        say = speak(language)

        def listening(key: str, say: Any = say, used: set[str] = used, **values: Any) -> str:
            used.add(key)
            return str(say(key, **values))

        for found in REPORTS.values():
            page(found, language, listening)
        own = {key for key in load_texts()[language] if key.startswith("report.")}
        assert own - used == set()


def test_whatever_the_reason_what_is_not_shown_gets_the_same_words() -> None:
    """Too few invited, a lost period, or a cell that the rule keeps: one sentence for all."""
    few = [arm("a", 14, {}), arm("b", 60, {"reach": 30})]
    lost = [arm("a", 14, {"reach": "hidden"}, complete=4), arm("b", 60, {"reach": 30})]
    shown = [told(made(project("a", "b"), releases(arms)), "nl") for arms in (few, lost)]
    assert shown[0].sections[0] == shown[1].sections[0]
    assert "niet getoond" in shown[0].sections[0].tables[0].rows[0]


@pytest.mark.parametrize(
    "language, lines",
    [
        ("nl", [
            ("Bereik: ongeveer 30 van 60 uitgenodigde collega’s deden in een week minstens 1 keer"
             f" mee (30–70{NARROW}%)."),
            f"Twee derde van de pauzes of meer, van wie meedeed: bij a ongeveer 50{NARROW}%.",
            "Er is 1 groep. Er valt dus niets te vergelijken.",
        ]),
        ("en", [
            "Reach: about 30 of 60 invited colleagues took part at least once in a week (30–70%).",
            "Two thirds of the pauses or more, of those who took part: with a about 50%.",
            "There is 1 group, so there is nothing to compare.",
        ]),
    ],
)  # fmt: skip
def test_the_report_in_three_lines(language: Language, lines: list[str]) -> None:
    assert list(told(REPORTS["one"], language).brief) == lines


def test_a_difference_is_said_with_both_names_and_the_fixed_words() -> None:
    its = told(REPORTS["full"], "nl")
    said = {row[4] for section in its.sections if section.id == "arms"
            for table in section.tables for row in table.rows}  # fmt: skip
    assert said <= {
        "verschil onduidelijk", "a waarschijnlijk hoger dan b", "b waarschijnlijk hoger dan a",
    }  # fmt: skip
    assert its.brief[2].startswith("Naast elkaar: bereik a waarschijnlijk hoger dan b")
    assert told(REPORTS["many"], "en").brief[2].count("probably higher") == 3


def test_arms_in_direct_messages_are_drawn_and_said_so() -> None:
    limits = next(one for one in told(REPORTS["direct many"], "nl").sections if one.id == "limits")
    assert any("berekening" in line for line in limits.remarks)
    sent = next(one for one in told(REPORTS["direct"], "nl").sections if one.id == "implementation")
    assert sent.tables[0].rows == (("a", 60, "ongeveer 40 van 60"),)
