"""Home and HR's forms at their extremes, in both languages, held to Slack's rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any, get_args

import pytest

from bot.core import drafting
from bot.core.drafting import Draft, Forecast, Trouble, Values, Warned, Wave
from bot.core.effects import Reason
from bot.core.fields import LANGUAGES, Language
from bot.core.lint import lint
from bot.core.privacy import Limits, Release
from bot.core.programme import Library, Programme
from bot.core.project import Project, State
from bot.core.rights import Role
from bot.service import Deed, Published, Trial, What
from bot.service.offices import (
    Checklist,
    Counting,
    Form,
    Home,
    Log,
    Notice,
    Overview,
    ProgrammeSight,
    ProjectSight,
    ReportSight,
    RolesForm,
    Screen,
)
from bot.service.offices.screens import NoticeKey
from bot.slack import blockrules, ids
from bot.slack.files import MOST_ALT
from bot.slack.views import forms, trials
from bot.slack.views.home import Picture, home
from bot.slack.views.home.projects import PERSONAL
from tests import fakes
from tests.slack.screens_kit import speak

LONG = "<&> " + "W" * 296
TODAY = date(2026, 12, 1)
NAMES = [f"{'w' * 37}-{number:02}" for number in range(20)]
TIMES = [f"{hour:02}:59" for hour in range(8, 16)]


def programmes(number: int) -> dict[str, Programme]:
    """As many programmes, each with names as long as they may be and twenty protocols."""
    protocol = {"title": {"nl": LONG, "en": LONG}, "open": True}
    large = fakes.programme(
        title={"nl": LONG, "en": LONG}, protocols=dict.fromkeys(NAMES, protocol)
    )
    ids_ = [f"p{'w' * 36}{n:03}" for n in range(number)]
    return {name: large.model_copy(update={"id": name}) for name in ids_}


LIBRARY = Library(fakes.library().exercises, programmes(100))
FIRST = next(iter(LIBRARY.programmes))


def large_project(number: int = 0, **changes: Any) -> Project:
    arms = [
        {"name": name, "protocol": NAMES[0], "pauses": TIMES, "hold": 20, "repetitions": 2,
         "channels": [f"C{place:03}{n:017}" for n in range(500)]}
        for place, name in enumerate(NAMES)
    ]  # fmt: skip
    return fakes.project(
        id=f"{'w' * 37}-{number:02}",
        title={"nl": LONG, "en": LONG},
        programme=FIRST,
        holidays={"country": "NL", "region": "Noord", "school": True,
                  "exclude": [f"{n:02}" + "W" * (148 + n % 2) for n in range(40)],
                  "extra": [f"2027-{1 + n % 12:02}-{1 + n // 12:02}" for n in range(300)]},
        closed=[f"2028-{1 + n % 12:02}-{1 + n // 12:02}" for n in range(300)],
        works_council={"reference": LONG, "date": "2026-11-03"},
        arms=arms,
        **changes,
    )  # fmt: skip


PROJECT = large_project()
FULL = {"sent": 10**6, "unknown": 10**6} | {f"held:{each}": 10**6 for each in get_args(Reason)}


SAID = Release("x", 12, date(2027, 1, 11), date(2027, 2, 7), 4, Limits(), ())
REPORTS = (
    ReportSight(Published(SAID, date(2027, 2, 8), "d" * 64, "d" * 64, "{}"), date(2027, 3, 8)),
    ReportSight(None, date(2027, 2, 8)),
    ReportSight(None, None),
)


def sights(role: Role) -> tuple[ProjectSight, ...]:
    states: list[State] = ["running", "paused", "ended"]
    return tuple(
        ProjectSight(
            large_project(number),
            states[number % 3],
            over=number % 2 == 1,
            programme=LIBRARY.programmes[FIRST] if number % 4 else None,
            upcoming=(datetime(2027, 1, 11, 10, 30, tzinfo=UTC),) * 3,
            tally=FULL if number % 5 else None,
            changes=date(2027, 2, 8),
            report=(*REPORTS, None)[number % 4],
        )
        for number in range(10)
    )


def homes(language: Language) -> Iterator[Home]:
    checklist = Checklist(0, 0, 0, 0, council=False, running=False)
    known = tuple(
        ProgrammeSight(each, tuple(lint(each, LIBRARY, TODAY)) * 20)
        for each in list(LIBRARY.programmes.values())[:10]
    )
    roles: list[Role] = ["hr", "physio"]
    for role in roles:
        full = Home(
            language, role, TODAY, 1, 3, sights(role), checklist, known,
            programme_page=4, programme_pages=10,
        )  # fmt: skip
        yield full
        yield replace(full, projects=(), programmes=(), checklist=None, page=0, pages=1)
    yield Home(language, None, TODAY, claim=True)
    yield Home(language, None, TODAY)


def form_screens(language: Language) -> Iterator[Screen]:
    full, empty = drafting.drafted(PROJECT), Draft()
    for step in drafting.STEPS[:-1]:
        for draft in (full, empty, replace(full, arms=full.arms[:19])):
            for started in (False, True):
                yield Form(step, "n" * 24, draft, 0, LIBRARY, language, started, None, TODAY)
                yield Form(
                    step, "n" * 24, draft, 19, LIBRARY, language, started, date(2027, 2, 8), TODAY
                )
    small = fakes.library()
    yield Form("basics", "n", empty, 0, Library({}, {}), language, today=TODAY)
    yield Form("arm", "n", drafting.drafted(fakes.project()), 0, small, language, today=TODAY)


def odd_screens(language: Language) -> Iterator[Screen]:
    """What stays in a draft when somebody goes back with whatever they typed."""
    for odd in ("😀", "C😀", "\uff19\uff19", "x" * 8000, "<!channel>"):
        fields = {name: (odd,) if name in ("days", "share", "exclude") else odd for name in BASICS}
        arm: Values = {**dict.fromkeys(ARM, odd), "channels": (odd, "C0ALPHA", "U0ANNA")}
        for country in ("NL", odd):
            draft = Draft(fields={**fields, "country": country}, arms=(arm,))
            for step in drafting.STEPS[:-1]:
                yield Form(step, "n", draft, 0, LIBRARY, language, today=TODAY)


ARM = ("id", "name", "protocol", "pauses", "hold", "repetitions")


def other_screens(language: Language) -> Iterator[Screen]:
    yield Counting("n" * 24, language)
    for key in get_args(NoticeKey):
        yield Notice(key, language, date(2027, 1, 11), TODAY)
    yield RolesForm({f"U{n:010}": "hr" if n % 2 else "physio" for n in range(500)}, "U1", language)
    yield RolesForm({}, "U1", language)
    deeds = [
        Deed(datetime(2027, 1, 11, tzinfo=UTC), "U0123456789", what, NAMES[0], "U0123456780")
        for what in get_args(What)
    ]
    yield Log((deeds * 2)[:20], 3, True, language)
    yield Log([], 0, False, language)


def overviews(language: Language) -> Iterator[Screen]:
    draft = drafting.drafted(PROJECT)
    keys = [
        *("small-arm", "many-pauses", "dose-differs", "pauses-close", "not-in-channel"),
        *("not-seen", "not-counted", "free-days", "school-unknown"),
    ]
    days = (date(2027, 1, 11),) * 5
    warnings = tuple(Warned(key, name, 400, days) for key in keys for name in NAMES)
    pauses = tuple(time.fromisoformat(each) for each in TIMES)
    waves = tuple(Wave(pauses, 500, 10**6, (name,)) for name in NAMES)
    full = Forecast(date(2027, 1, 11), waves, None, date(2027, 2, 8), None, warnings)
    nothing = Forecast(None, (), 1, None, None, ())
    for project in (PROJECT, fakes.project(deliver="dm", arms=[
        {"name": "een", "protocol": "drie", "pauses": ["10:30"]}])):  # fmt: skip
        for forecast in (full, nothing):
            for begins in (None, date(2027, 2, 8)):
                yield Overview("n" * 24, draft, project, forecast, (), begins, TODAY, language)
    troubles = tuple(
        Trouble(f"arms.{number}.{name}", "channel-taken", (("project", LONG),))
        for number in range(21)
        for name in ("name", "protocol", "pauses", "channels", "hold", "repetitions")
    )
    basics = tuple(Trouble(name, "missing") for name in BASICS)
    yield Overview("n", draft, None, None, troubles + basics, None, TODAY, language)


BASICS = (
    *("title_nl", "title_en", "programme", "starts", "ends", "deliver", "council_reference"),
    *("council_date", "days", "window", "timezone", "language", "country", "region", "share"),
    *("exclude", "extra", "closed", "arms", "id", "title", "works_council", "waive", "holidays"),
    *("reports",),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_home_is_taken(language: Language) -> None:
    for shown in homes(language):
        for ready in (True, False):
            picture = Picture("F0ABCDEFGH", "W" * MOST_ALT, "d" * 64, ready)
            pictures = {each.project.id: picture for each in shown.projects}
            assert blockrules.check("home", home(shown, speak(language), pictures)) == []
        assert blockrules.check("home", home(shown, speak(language))) == []


FINDINGS = {
    "nl": (
        "• `frequentie` is een moeilijk woord; schrijf `hoe vaak` (summary, nl, HARD_WORD)",
        "• nagekeken tot donderdag 5 november, en dat is voorbij (reviewed, next, REVIEW_EXPIRED)",
        (
            "• geen fase gebruikt de sessie `twee`; noem die in een fase, of laat die weg"
            " (sessions, 2, id, UNUSED_SESSION)"
        ),
    ),
    "en": (
        "• `frequentie` is a hard word; say `hoe vaak` (summary, nl, HARD_WORD)",
        "• the review held until Thursday 5 November (reviewed, next, REVIEW_EXPIRED)",
        (
            "• no phase uses the session `twee`; name it in one, or leave it out"
            " (sessions, 2, id, UNUSED_SESSION)"
        ),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_stand_in_the_language_of_home_with_their_place(language: Language) -> None:
    review = {"by": "Een fysiotherapeut", "on": "2025-11-05", "next": "2026-11-05"}
    summary = {"nl": "De frequentie.", "en": "Often."}
    spoiled = fakes.programme(summary=summary, reviewed=review)
    more = spoiled.sessions[0].model_copy(update={"id": "twee"})
    spoiled = spoiled.model_copy(update={"sessions": (*spoiled.sessions, more)})
    found = lint(spoiled, fakes.library(), TODAY)
    told = [
        each for each in found if each.code in ("HARD_WORD", "REVIEW_EXPIRED", "UNUSED_SESSION")
    ]
    sight = ProgrammeSight(spoiled, tuple(told))
    payload = home(Home(language, "physio", TODAY, programmes=(sight,)), speak(language))
    texts = [block["text"]["text"] for block in payload["blocks"] if "text" in block]
    lines = [line for text in texts for line in text.splitlines()]
    assert tuple(line for line in lines if line.startswith("•")) == FINDINGS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_of_one_person_never_reach_home(language: Language) -> None:
    sight = ProjectSight(fakes.project(), "running", False, None, (), FULL, None)
    shown = Home(language, "hr", TODAY, projects=(sight,))
    project_reasons = len(get_args(Reason)) - len(PERSONAL)
    text = str(home(shown, speak(language)))
    assert f": {project_reasons * 10**6} (" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_of_the_offices_is_taken(language: Language) -> None:
    say = speak(language)
    for make in (form_screens, odd_screens, other_screens, overviews):
        for number, shown in enumerate(make(language)):
            found = blockrules.check("modal", forms.screen(shown, say))
            assert found == [], (make.__name__, number, found[:3])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_trial_is_taken(language: Language) -> None:
    shown = Trial("w" * 40, tuple(NAMES), 600, language)
    payload = trials.trial(shown, speak(language))
    assert blockrules.check("message", payload) == []
    assert sum(len(block.get("elements", [])) for block in payload["blocks"]) >= len(NAMES)


def test_more_than_a_hundred_programmes_come_in_groups() -> None:
    library = Library({}, programmes(250))
    payload = forms.screen(Form("basics", "n", Draft(), 0, library, "nl", today=TODAY), speak("nl"))
    assert blockrules.check("modal", payload) == []
    [menu] = [block for block in payload["blocks"] if block["block_id"] == "programme"]
    sizes = [len(group["options"]) for group in menu["element"]["option_groups"]]
    assert sizes == [100, 100, 50]


REGIONS: dict[Language, list[str]] = {
    "nl": ["Geen schoolvakanties", "Nederland: regio Noord", "Nederland: regio Midden",
           "Nederland: regio Zuid", "België: Vlaamse Gemeenschap", "België: Franse Gemeenschap",
           "België: Duitstalige Gemeenschap"],
    "en": ["No school holidays", "Netherlands: North region", "Netherlands: Central region",
           "Netherlands: South region", "Belgium: Flemish Community", "Belgium: French Community",
           "Belgium: German-speaking Community"],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_regions_are_called_as_the_reader_calls_them(language: Language) -> None:
    form = Form("rhythm", "n", Draft(), 0, LIBRARY, language, today=TODAY)
    (menu,) = [
        block["element"]
        for block in forms.screen(form, speak(language))["blocks"]
        if block["block_id"] == "region"
    ]
    assert [option["text"]["text"] for option in menu["options"]] == REGIONS[language]


def test_nothing_that_is_too_long_to_show_is_lost() -> None:
    draft = drafting.drafted(PROJECT)
    form = Form("free", "n", draft, 0, LIBRARY, "nl", today=TODAY)
    payload = forms.screen(form, speak("nl"))
    kinds = {block["block_id"]: block["type"] for block in payload["blocks"]}
    assert (kinds["extra"], kinds["closed"]) == ("section", "section")  # no input, not submitted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trouble_has_words(language: Language) -> None:
    say = speak(language)
    values: dict[str, Any] = {
        "count": 1, "shown": "1", "least": 1, "most": 2, "project": "x",
    }  # fmt: skip
    for key in TROUBLES:
        trouble = Trouble("name", key, tuple(values.items()))
        [told] = forms.errors([trouble], say).values()
        assert told.endswith("."), key


TROUBLES = (
    "missing long hidden choose day missing-day past future before-start days days-unreadable"
    " many-days no-days time time-unreadable no-times times-twice many-times number no-council"
    " no-council-date other-country no-letters name-twice no-channels not-a-channel channel-twice"
    " channel-shared channel-taken dose-fixed no-arms many-arms arms-twice claim markup"
    " hold-over-limit repetitions-over-limit fixed last-period released wrong missing-person"
    " role-other-role role-last-hr role-unchanged role-no-colleague"
).split()


def test_what_a_screen_keeps_comes_back_and_nothing_else_does() -> None:
    assert ids.unpack_form(ids.pack_form("naam", "arm", 19)) == ("naam", "arm", 19)
    for code in ("", "f1|naam|arm", "f0|naam|arm|1", "f1|naam|dance|1", "f1|naam|arm|x"):
        assert ids.unpack_form(code) is None
