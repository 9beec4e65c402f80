"""HR's form: what people type is read with patience, and what is wrong stands under its field."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import drafting, schedule
from bot.core.drafting import Around, Counted, Draft, Trouble, Values
from bot.core.drafting.reading import MOST_LINE, Reader, read_day, read_time
from bot.core.project import Project
from tests import fakes

TODAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
LIBRARY = fakes.library()
AROUND = Around(LIBRARY, TODAY)
BASICS: Values = {
    "title_nl": "Fit door het voorjaar",
    "programme": "proef",
    "starts": "2027-01-11",
    "ends": "2027-04-02",
    "deliver": "channel",
    "council_reference": "OR 2026-11/3",
    "council_date": "2026-11-03",
    "language": "nl",
    "timezone": "Europe/Amsterdam",
    "days": ("mon", "wed"),
    "window": "15",
    "country": "NL",
    "region": "none",
}
ARM: Values = {"name": "Noord", "protocol": "drie", "pauses": "10:30", "channels": ("C0ALPHA",)}
DRAFT = Draft(fields=BASICS, arms=(ARM,))


def keys(troubles: tuple[Trouble, ...]) -> dict[str, str]:
    return {trouble.field: trouble.key for trouble in troubles}


def wrong(around: Around = AROUND, **changes: Any) -> dict[str, str]:
    """What is wrong with a draft that differs from a good one in these fields."""
    return keys(drafting.made(DRAFT.filled(changes), around)[1])


def wrong_arm(around: Around = AROUND, **changes: Any) -> dict[str, str]:
    """What is wrong with the group of a draft that differs from a good one in these fields."""
    return keys(drafting.troubles_of("arm", DRAFT.with_arm(0, changes), around))


def test_a_filled_in_form_makes_a_project() -> None:
    project, troubles = drafting.made(DRAFT, AROUND)
    assert troubles == ()
    assert project is not None
    assert (project.id, project.arms[0].name) == ("fit-door-het-voorjaar", "noord")
    assert project.days == ("mon", "wed")
    assert project.holidays is not None
    assert project.holidays.country == "NL"


@pytest.mark.parametrize(
    "typed,read",
    [
        ("10:30", time(10, 30)),
        ("9.05", time(9, 5)),
        ("9u30", time(9, 30)),
        ("15u", time(15)),
        ("0:00", time(0)),
        ("24:00", None),
        ("10:60", None),
        ("10", None),
        ("half elf", None),
    ],
)
def test_times_as_people_type_them(typed: str, read: time | None) -> None:
    assert read_time(typed) == read


@pytest.mark.parametrize(
    "typed,read",
    [
        ("2027-01-11", date(2027, 1, 11)),
        ("11-1-2027", date(2027, 1, 11)),
        ("11/01/2027", date(2027, 1, 11)),
        (" 11.1.2027 ", date(2027, 1, 11)),
        ("30-2-2027", None),
        ("11-1-1999", None),
        ("maandag", None),
        ("", None),
    ],
)
def test_days_as_people_type_them(typed: str, read: date | None) -> None:
    assert read_day(typed) == read


@pytest.mark.parametrize(
    "field,value,key",
    [
        ("title_nl", "", "missing"),
        ("title_nl", "a" * (MOST_LINE + 1), "long"),
        ("title_nl", "twee\nregels", "hidden"),
        ("title_nl", "Minder rugpijn door bewegen", "claim"),
        ("title_nl", "*Fit*", "markup"),
        ("title_en", "Prevents back pain", "claim"),
        ("programme", "onbekend", "choose"),
        ("starts", "", "missing-day"),
        ("starts", "morgen", "day"),
        ("starts", "2026-11-30", "past"),
        ("ends", "2026-11-30", "past"),
        ("ends", "2027-01-10", "before-start"),
        ("deliver", "post", "choose"),
        ("council_reference", "", "no-council"),
        ("council_date", "", "no-council-date"),
        ("council_date", "2026-12-02", "future"),
        ("days", (), "no-days"),
        ("days", ("mon", "holiday"), "choose"),
        ("window", "61", "number"),
        ("window", "", "number"),
        ("timezone", "Mars/Olympus", "choose"),
        ("country", "DE", "choose"),
        ("region", "BE-French", "other-country"),
        ("language", "fr", "choose"),
        ("share", ("everything",), "choose"),
        ("closed", "24-12-2027, kerst", "days-unreadable"),
        ("extra", "32-1-2027", "days"),
    ],
)
def test_what_is_wrong_stands_under_its_field(field: str, value: Any, key: str) -> None:
    assert wrong(**{field: value})[field] == key


def test_at_most_400_days_may_be_closed() -> None:
    days = ", ".join(f"{1 + n % 28}-{1 + n // 28 % 12}-{2027 + n // 336}" for n in range(401))
    assert wrong(closed=days) == {"closed": "many-days"}


@pytest.mark.parametrize(
    "field,value,key",
    [
        ("name", "", "missing"),
        ("name", "مجموعة", "no-letters"),
        ("protocol", "vier", "choose"),
        ("pauses", "", "no-times"),
        ("pauses", "10:30, 25:00", "time"),
        ("pauses", "10:30, <!channel>", "time-unreadable"),
        ("pauses", "10:30 10:30", "times-twice"),
        ("pauses", "1:00 2:00 3:00 4:00 5:00 6:00 7:00 8:00 9:00", "many-times"),
        ("hold", "2", "number"),
        ("hold", "20", "dose-fixed"),
        ("repetitions", "3", "dose-fixed"),
        ("channels", (), "no-channels"),
        ("channels", ("U0ANNA",), "not-a-channel"),
    ],
)
def test_what_is_wrong_with_a_group(field: str, value: Any, key: str) -> None:
    assert wrong_arm(**{field: value}) == {field: key}


def test_an_error_shows_only_what_cannot_be_markup() -> None:
    shown = drafting.troubles_of("arm", DRAFT.with_arm(0, {"pauses": "25:00"}), AROUND)
    assert shown == (Trouble("pauses", "time", (("shown", "25:00"),)),)


def test_an_open_protocol_takes_a_dose_within_the_exercises_limits() -> None:
    assert wrong_arm(protocol="open", hold="20", repetitions="2") == {}
    draft = DRAFT.with_arm(0, {"protocol": "open", "hold": "60", "repetitions": "9"})
    assert keys(drafting.made(draft, AROUND)[1]) == {
        "arms.0.hold": "hold-over-limit",
        "arms.0.repetitions": "repetitions-over-limit",
    }


def test_a_channel_belongs_to_one_group_one_project_and_one_company() -> None:
    two = DRAFT.with_arm(1, {**ARM, "name": "Zuid"})
    assert keys(drafting.troubles_of("arm", two, AROUND, 1)) == {"channels": "channel-twice"}
    taken = replace(AROUND, taken={"C0ALPHA": "Herfst"})
    assert drafting.troubles_of("arm", DRAFT, taken) == (
        Trouble("channels", "channel-taken", (("project", "Herfst"),)),
    )
    shared = replace(AROUND, shared=frozenset({"C0ALPHA"}))
    assert wrong_arm(shared) == {"channels": "channel-shared"}


def test_groups_are_at_least_one_at_most_twenty_and_each_has_its_name() -> None:
    none = replace(DRAFT, arms=())
    assert keys(drafting.made(none, AROUND)[1]) == {"arms": "no-arms"}
    many = replace(DRAFT, arms=(ARM,) * 21)
    assert keys(drafting.troubles_of("arms", many, AROUND)) == {"arms": "many-arms"}
    twice = replace(DRAFT, arms=(ARM, ARM))
    assert keys(drafting.troubles_of("arms", twice, AROUND)) == {"arms": "arms-twice"}
    assert keys(drafting.troubles_of("arm", none, AROUND))["name"] == "missing"
    assert keys(drafting.troubles_of("arm", twice, AROUND, 1))["name"] == "name-twice"


def test_in_direct_messages_a_group_has_no_channels() -> None:
    draft = replace(DRAFT.filled({"deliver": "dm"}), arms=({**ARM, "channels": ()},))
    project, troubles = drafting.made(draft, AROUND)
    assert troubles == ()
    assert project is not None
    assert project.arms[0].channels == ()


def test_a_name_without_letters_of_ours_still_gives_an_id_and_no_two_are_alike() -> None:
    names = frozenset({"project", "project-2"})
    project, _ = drafting.made(DRAFT.filled({"title_nl": "健康"}), replace(AROUND, names=names))
    assert project is not None
    assert project.id == "project-3"


def test_a_draft_survives_being_written_down_and_a_newer_one_is_not_read() -> None:
    assert drafting.unpack(drafting.pack(DRAFT)) == DRAFT
    assert drafting.unpack(json.dumps({"version": 99})) is None


def test_a_field_of_the_wrong_kind_is_an_empty_one() -> None:
    assert DRAFT.text("days") == ""
    assert DRAFT.several("title_nl") == ()
    assert Reader({"name": ("a",)}).raw("name") == ""


PROJECTS = [
    fakes.project(),
    fakes.project(
        title={"nl": "Lente", "en": "Spring"},
        holidays={"country": "NL", "exclude": ["Goede vrijdag"], "extra": ["2027-02-15"]},
        closed=["2027-02-16"],
        reports={"share_with_hr": True, "effect_question": True},
    ),
    fakes.project(holidays={"country": "BE", "region": "flemish", "school": True}),
    fakes.project(holidays={"country": "NL", "region": "nowhere", "school": True}),
    fakes.project(
        arms=[
            {"name": "a-b", "protocol": "open", "pauses": ["10:30"], "hold": 20, "repetitions": 2,
             "channels": ["C0ALPHA", "G0BRAVO"]},
        ]
    ),
    fakes.project(deliver="dm", arms=[{"name": "een", "protocol": "drie", "pauses": ["10:30"]}]),
]  # fmt: skip


@pytest.mark.parametrize("number", [0, 1, 4, 5])
def test_opening_a_project_and_filing_it_unchanged_changes_nothing(number: int) -> None:
    project = PROJECTS[number]
    again, troubles = drafting.made(
        drafting.drafted(project), replace(AROUND, original=project, names=frozenset({project.id}))
    )
    assert troubles == ()
    assert again == project


def test_a_region_is_known_however_it_is_spelled() -> None:
    assert drafting.drafted(PROJECTS[2]).text("region") == "BE-Flemish"
    assert drafting.drafted(PROJECTS[3]).text("region") == "none"


def test_a_copy_is_a_new_project_whose_days_are_still_to_be_chosen() -> None:
    draft = drafting.copied(PROJECTS[1])
    assert draft.project is None
    assert wrong_of(draft) == {"starts": "missing-day", "ends": "missing-day"}
    filled = draft.filled({"starts": "2027-01-11", "ends": "2027-04-02"})
    project, _ = drafting.made(filled, replace(AROUND, names=frozenset({"lente"})))
    assert project is not None
    assert project.id == "lente-2"
    assert not project.reports.effect_question  # the physio decides anew


def wrong_of(draft: Draft, around: Around = AROUND) -> dict[str, str]:
    return keys(drafting.made(draft, around)[1])


def test_school_holidays_come_with_a_region() -> None:
    project, _ = drafting.made(DRAFT.filled({"region": "NL-Zuid"}), AROUND)
    assert project is not None
    assert project.holidays is not None
    assert (project.holidays.region, project.holidays.school) == ("Zuid", True)


def test_groups_can_be_taken_away_and_an_unknown_number_changes_nothing() -> None:
    assert DRAFT.without_arm(0).arms == ()
    assert DRAFT.without_arm(7) == DRAFT


def test_a_draft_that_repeats_itself_is_refused_as_a_whole() -> None:
    """What the screens cannot make, somebody may still send."""
    draft = DRAFT.filled({"exclude": tuple(f"Dag {n}" for n in range(41))})
    assert wrong_of(draft) == {"exclude": "wrong"}


def test_what_is_fixed_once_a_project_has_started_comes_from_the_project() -> None:
    project = fakes.project()
    started = Around(LIBRARY, date(2027, 1, 20), original=project, started=True)
    draft = drafting.drafted(project).filled(
        {"starts": "2027-02-01", "deliver": "dm", "timezone": "Europe/Paris", "programme": "x"}
    )
    assert drafting.made(draft, started) == (project, ())


def test_a_project_that_no_format_takes_says_so_by_field() -> None:
    odd = replace(AROUND, original=fakes.project(waive=["LONG_SENTENCE"]))
    draft = DRAFT.filled({"exclude": ("a" * 400,)})
    assert wrong_of(draft, odd) == {"exclude": "wrong"}
    many = DRAFT.with_arm(0, {"channels": tuple(f"C0{n:04}" for n in range(501))})
    assert wrong_of(many)["arms.0.channels"] == "wrong"


texts = st.text(max_size=60) | st.sampled_from(["10:30", "2027-01-11", "<!channel>", "'; DROP"])
values = st.dictionaries(
    st.sampled_from([*BASICS, "closed", "extra", "exclude", "share", "title_en"]),
    texts | st.lists(texts, max_size=4).map(tuple),
)
arms = st.dictionaries(
    st.sampled_from([*ARM, "hold", "repetitions", "id"]),
    texts | st.lists(texts, max_size=4).map(tuple),
)


@given(values, st.lists(arms, max_size=3))
def test_whatever_is_typed_has_an_answer(fields: Values, groups: list[Values]) -> None:
    draft = replace(DRAFT.filled(fields), arms=(*DRAFT.arms, *groups))
    project, troubles = drafting.made(draft, AROUND)
    assert (project is None) is bool(troubles)
    for step in drafting.STEPS:
        drafting.troubles_of(step, draft, AROUND, len(draft.arms) - 1)


def foretold(project: Project, invited: int | None = 40, **more: Any) -> drafting.Forecast:
    counted = Counted({arm.name: invited for arm in project.arms}, **more)
    return drafting.foretell(project, counted, LIBRARY, NOW, 60)


def test_the_forecast_says_from_when_to_whom_and_when_figures_come() -> None:
    forecast = foretold(fakes.project())
    assert forecast.first == date(2027, 1, 11)
    assert [(wave.places, wave.invited) for wave in forecast.waves] == [(1, 40)]
    assert forecast.seconds == 1
    assert forecast.figures == date(2027, 2, 8)
    assert forecast.warnings == ()


def test_groups_with_the_same_times_are_one_wave() -> None:
    arms = [
        {"name": name, "protocol": "drie", "pauses": ["10:30", "12:30", "15:00"],
         "channels": [f"C0{name.upper()}0"]}
        for name in ("alpha", "bravo")
    ]  # fmt: skip
    [wave] = foretold(fakes.project(arms=arms)).waves
    assert (wave.places, wave.invited, wave.arms) == (2, 80, ("alpha", "bravo"))
    [unknown] = foretold(fakes.project(arms=arms), None).waves
    assert unknown.invited is None


@pytest.mark.parametrize("places,seconds", [(1, 1), (44, 1), (60, 5), (61, None)])
def test_how_long_sending_takes(places: int, seconds: int | None) -> None:
    arm = {"name": "een", "protocol": "drie", "pauses": ["10:30", "12:30", "15:00"]}
    project = fakes.project(arms=[{**arm, "channels": [f"C0{n:04}" for n in range(places)]}])
    assert foretold(project).seconds == seconds


def warned(forecast: drafting.Forecast) -> list[tuple[str, int]]:
    return [(each.key, each.count) for each in forecast.warnings]


def test_warnings() -> None:
    arm = {"name": "een", "protocol": "drie", "channels": ["C0ALPHA"]}
    many = fakes.project(arms=[{**arm, "pauses": ["10:00", "10:10", "12:30", "15:00"]}])
    assert warned(foretold(many, 14, outside=frozenset({"C0ALPHA"}))) == [
        ("small-arm", 14), ("many-pauses", 4), ("dose-differs", 3), ("pauses-close", 15),
        ("not-in-channel", 1),
    ]  # fmt: skip
    unseen = foretold(fakes.project(), unseen=frozenset({"C0ALPHA", "C0ELDERS"}))
    assert warned(unseen) == [("not-seen", 1)]
    assert foretold(many, 14).figures is None
    assert warned(foretold(fakes.project(), None)) == [("not-counted", 0)]
    closed = fakes.project(closed=["2027-01-12", "2027-01-16", "2028-01-12"])
    [free] = foretold(closed).warnings
    assert (free.key, free.days) == ("free-days", (date(2027, 1, 12),))
    school = fakes.project(
        starts="2039-01-10", ends="2039-02-04",
        holidays={"country": "NL", "region": "Noord", "school": True},
    )  # fmt: skip
    assert ("school-unknown", 2039) in warned(foretold(school))


def test_a_project_without_a_single_pause_says_so() -> None:
    assert foretold(fakes.project(ends="2027-01-11", closed=["2027-01-11"])).first is None


def test_a_protocol_that_is_gone_is_no_reason_to_fall_over() -> None:
    assert foretold(fakes.project(programme="weg")).warnings == ()


ONGOING = date(2027, 1, 20)
OTHER_ARM = [{"name": "twee", "protocol": "drie", "pauses": ["10:30"], "channels": ["C0ALPHA"]}]


def test_before_the_first_day_a_change_counts_at_once() -> None:
    old, new = fakes.project(), fakes.project(arms=OTHER_ARM, starts="2027-01-18")
    assert drafting.split(old, new, TODAY) == (new, None, None)
    assert drafting.unchangeable(old, new, TODAY) is None


def test_groups_wait_for_the_next_period_and_all_else_counts_at_once() -> None:
    old = fakes.project(reports={"share_with_hr": True})
    new = fakes.project(arms=OTHER_ARM, window=10)
    at_once, then, begins = drafting.split(old, new, ONGOING)
    assert (at_once.arms, at_once.window) == (old.arms, 10)
    assert not at_once.reports.share_with_hr  # less is shared at once
    assert then == new
    assert begins == date(2027, 2, 8)


def test_what_was_not_asked_before_waits_too() -> None:
    old, new = fakes.project(), fakes.project(reports={"effect_question": True})
    at_once, then, _ = drafting.split(old, new, ONGOING)
    assert (at_once, then) == (old, new)


SHARED = {"share_with_hr": True}
LATER = "2027-02-08"
"""The day after ONGOING on which a period begins."""


@pytest.mark.parametrize(
    "before, asked, now, then",
    [
        pytest.param({}, SHARED, {}, {**SHARED, "shared_from": LATER}, id="from the next period"),
        pytest.param(SHARED, SHARED, SHARED, None, id="all of it, as from the start"),
        pytest.param({**SHARED, "shared_from": LATER}, SHARED,
                     {**SHARED, "shared_from": LATER}, None, id="a file does not bring it forward"),
        pytest.param(SHARED, {**SHARED, "shared_from": LATER},
                     {**SHARED, "shared_from": LATER}, None, id="but may put it off"),
        pytest.param({**SHARED, "shared_from": LATER}, {}, {}, None, id="no more, at once"),
        pytest.param({}, {**SHARED, "shared_from": "2027-01-11"}, {},
                     {**SHARED, "shared_from": LATER}, id="nobody shares what was"),
    ],
)  # fmt: skip
def test_hr_reads_no_figures_of_before_they_were_shared(
    before: dict[str, Any], asked: dict[str, Any], now: dict[str, Any], then: dict[str, Any] | None
) -> None:
    old, new = fakes.project(reports=before), fakes.project(reports=asked)
    at_once, later, _ = drafting.split(old, new, ONGOING)
    assert at_once.reports == fakes.project(reports=now).reports
    assert (later and later.reports) == (then and fakes.project(reports=then).reports)


def test_before_the_first_day_sharing_is_as_it_is_asked() -> None:
    new = fakes.project(reports=SHARED)
    assert drafting.split(fakes.project(), new, date(2027, 1, 4)) == (new, None, None)


def test_a_change_of_other_things_waits_for_nothing() -> None:
    new = fakes.project(window=10)
    assert drafting.split(fakes.project(), new, ONGOING) == (new, None, None)


def test_what_cannot_change_any_more() -> None:
    old = fakes.project()
    moved = fakes.project(timezone="Europe/Paris")
    assert drafting.unchangeable(old, moved, ONGOING) == Trouble("timezone", "fixed")
    new = fakes.project(arms=OTHER_ARM)
    assert drafting.unchangeable(old, new, ONGOING) is None
    assert drafting.unchangeable(old, new, date(2027, 3, 20)) == Trouble("arms", "last-period")


@pytest.mark.parametrize(
    "ends, new_ends, today, says",
    [
        pytest.param("2027-04-02", "2027-05-28", "2027-03-20", None, id="longer, in time"),
        pytest.param("2027-04-02", "2027-03-26", "2027-02-10", None, id="shorter, in time"),
        pytest.param("2027-04-02", "2027-03-26", "2027-03-10", "released",
                     id="the tail that is left would join a period that is released"),
        pytest.param("2027-04-02", "2027-05-28", "2027-04-05", "released",
                     id="longer, after its last release"),
        pytest.param("2027-04-02", "2027-04-02", "2027-04-05", None, id="as it was"),
    ],
)  # fmt: skip
def test_an_end_does_not_move_over_what_is_released(
    ends: str, new_ends: str, today: str, says: str | None
) -> None:
    old, new = fakes.project(ends=ends), fakes.project(ends=new_ends)
    trouble = drafting.unchangeable(old, new, date.fromisoformat(today))
    assert trouble == (Trouble("ends", says) if says else None)


STRICT = {"limits": {"people": 10, "invited": 40}}


def test_stricter_limits_wait_for_the_next_period() -> None:
    old, new = fakes.project(), fakes.project(reports=STRICT)
    at_once, then, begins = drafting.split(old, new, ONGOING)
    assert (at_once, then, begins) == (old, new, date(2027, 2, 8))


def test_a_form_carries_the_limits_of_the_project_it_was_made_from() -> None:
    project = fakes.project(reports=STRICT, starts="2027-01-18")
    for draft in (drafting.drafted(project), drafting.copied(project)):
        again = draft.filled({"starts": "18-1-2027", "ends": "2-4-2027"})
        made, troubles = drafting.made(again, AROUND)
        assert troubles == ()
        assert made is not None
        assert made.reports.limits == project.reports.limits


@pytest.mark.parametrize("country", drafting.REGIONS)
def test_the_regions_are_those_of_the_calendar(country: str) -> None:
    rule = {"country": country, "region": "?", "school": True}
    unknown = schedule.unknown_region(fakes.project(holidays=rule))
    assert unknown is not None
    assert set(unknown.near) == set(drafting.REGIONS[country])


def test_the_holidays_that_a_form_offers() -> None:
    assert "Koningsdag" in schedule.holiday_names("NL", None, 2027, 2027)
    assert "Herfstvakantie" not in schedule.holiday_names("NL", None, 2027, 2027)
    assert "Herfstvakantie" in schedule.holiday_names("NL", "Noord", 2027, 2027)
