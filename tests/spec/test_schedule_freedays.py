"""Free days: public holidays of NL and BE, school holidays, and the dates HR names."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest
from holidays import country_holidays

from bot.core.project import Holidays, Project
from bot.core.schedule import (
    FreeDay,
    UnknownName,
    free_day,
    free_days,
    freedays,
    school_years_missing,
    unknown_exclusions,
    unknown_region,
)
from tests.spec.schedule_kit import project, ticked, wall

# Written by hand from the calendars of both countries. A movable feast has its own column.
NL = [
    ("Nieuwjaarsdag", "01-01", "01-01", "01-01", "01-01", "01-01"),
    ("Goede vrijdag", "04-03", "03-26", "04-14", "03-30", "04-19"),
    ("Eerste paasdag", "04-05", "03-28", "04-16", "04-01", "04-21"),
    ("Tweede paasdag", "04-06", "03-29", "04-17", "04-02", "04-22"),
    ("Koningsdag", "04-27", "04-27", "04-27", "04-27", "04-27"),
    ("Bevrijdingsdag", None, None, None, None, "05-05"),  # a day off in lustrum years only
    ("Hemelvaartsdag", "05-14", "05-06", "05-25", "05-10", "05-30"),
    ("Eerste pinksterdag", "05-24", "05-16", "06-04", "05-20", "06-09"),
    ("Tweede pinksterdag", "05-25", "05-17", "06-05", "05-21", "06-10"),
    ("Eerste kerstdag", "12-25", "12-25", "12-25", "12-25", "12-25"),
    ("Tweede kerstdag", "12-26", "12-26", "12-26", "12-26", "12-26"),
]
BE = [
    ("Nieuwjaar", "01-01", "01-01", "01-01", "01-01", "01-01"),
    ("Pasen", "04-05", "03-28", "04-16", "04-01", "04-21"),
    ("Paasmaandag", "04-06", "03-29", "04-17", "04-02", "04-22"),
    ("Dag van de Arbeid", "05-01", "05-01", "05-01", "05-01", "05-01"),
    ("O. L. H. Hemelvaart", "05-14", "05-06", "05-25", "05-10", "05-30"),
    ("Pinksteren", "05-24", "05-16", "06-04", "05-20", "06-09"),
    ("Pinkstermaandag", "05-25", "05-17", "06-05", "05-21", "06-10"),
    ("Nationale feestdag", "07-21", "07-21", "07-21", "07-21", "07-21"),
    ("O. L. V. Hemelvaart", "08-15", "08-15", "08-15", "08-15", "08-15"),
    ("Allerheiligen", "11-01", "11-01", "11-01", "11-01", "11-01"),
    ("Wapenstilstand", "11-11", "11-11", "11-11", "11-11", "11-11"),
    ("Kerstmis", "12-25", "12-25", "12-25", "12-25", "12-25"),
]


def off(country: str, **holidays: Any) -> Project:
    return project("10:30", holidays={"country": country, **holidays})


@pytest.mark.parametrize("country, table", [("NL", NL), ("BE", BE)])
@pytest.mark.parametrize("column, year", list(enumerate(range(2026, 2031))))
def test_the_public_holidays_by_their_dutch_names(
    country: str, table: list[tuple[str | None, ...]], column: int, year: int
) -> None:
    expected = {
        date.fromisoformat(f"{year}-{days[column]}"): FreeDay("holiday", name)
        for name, *days in table
        if days[column] is not None
    }
    found = free_days(off(country), year)
    assert found == expected
    assert list(found) == sorted(found)


def test_names_are_dutch_whatever_the_language_of_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en_US")
    # A year no other test asks for, so that nothing is remembered.
    assert free_day(off("NL"), date(2044, 12, 25)) == FreeDay("holiday", "Eerste kerstdag")


def test_without_holidays_only_closing_days_are_free() -> None:
    one = project("10:30", closed=("2027-03-01",))
    assert free_days(one, 2027) == {date(2027, 3, 1): FreeDay("closed")}
    assert free_day(one, date(2027, 1, 1)) is None
    assert unknown_exclusions(one) == []
    assert unknown_region(one) is None
    assert school_years_missing(one) == []


@pytest.mark.parametrize(
    "name", ["Goede vrijdag", "Goede Vrijdag", "GOEDE VRIJDAG", "goedevrijdag", "Goede-Vrijdag"]
)
def test_an_exclusion_is_matched_by_its_letters(name: str) -> None:
    one = off("NL", exclude=(name,))
    assert unknown_exclusions(one) == []
    assert free_day(one, date(2027, 3, 26)) is None
    assert free_day(one, date(2027, 3, 29)) == FreeDay("holiday", "Tweede paasdag")
    assert ticked(one, "running", wall("2027-03-26 10:29"), wall("2027-03-26 10:30")) == [
        "2027-03-26 #0 send"
    ]


@pytest.mark.parametrize(
    "country, name, near",
    [
        ("NL", "Goede Vrijdg", "Goede vrijdag"),
        ("NL", "good_friday", "Goede vrijdag"),
        ("NL", "Konigsdag", "Koningsdag"),
        ("NL", "Hemelvaart", "Hemelvaartsdag"),
        ("NL", "1e paasdag", "Eerste paasdag"),
        ("BE", "Feest van de Arbeid", "Dag van de Arbeid"),
        ("BE", "Hemelvaartsdag", "O. L. H. Hemelvaart"),
        ("BE", "Goede Vrijdag", None),  # no public holiday there, and nothing like it
        ("NL", "Voorjaarsvakantie", None),  # known only where school holidays are asked for
        ("NL", "…", None),
    ],
)
def test_a_misspelt_exclusion_is_found_with_what_it_may_have_meant(
    country: str, name: str, near: str | None
) -> None:
    [unknown] = unknown_exclusions(off(country, exclude=(name,)))
    assert unknown.name == name
    assert near in unknown.near if near else unknown.near == ()


def test_an_exclusion_that_has_no_day_in_this_period_is_not_misspelt() -> None:
    one = off("NL", exclude=("Bevrijdingsdag", "Koningsdag"))
    assert date(2027, 5, 5) not in free_days(one, 2027)
    assert unknown_exclusions(one) == []


def test_the_last_year_a_date_can_have_is_no_wall() -> None:
    last = project(
        "10:30",
        starts="2099-01-01",
        ends="2099-12-31",
        closed=("2099-12-31",),
        holidays={"country": "NL", "exclude": ("Goede Vrijdag", "Kersdag")},
    )
    assert [each.name for each in unknown_exclusions(last)] == ["Kersdag"]
    assert date(2099, 12, 31) in free_days(last, 2099)


@pytest.mark.parametrize(
    "country, region, year, name, first, last",
    [
        ("NL", "Noord", 2027, "Voorjaarsvakantie", "02-20", "02-28"),
        ("NL", "Midden", 2027, "Voorjaarsvakantie", "02-20", "02-28"),
        ("NL", "Zuid", 2027, "Voorjaarsvakantie", "02-13", "02-21"),
        ("NL", "Noord", 2027, "Zomervakantie", "07-10", "08-22"),
        ("NL", "Midden", 2027, "Zomervakantie", "07-17", "08-29"),
        ("NL", "Zuid", 2027, "Zomervakantie", "07-24", "09-05"),
        ("BE", "Flemish", 2027, "Krokusvakantie", "02-08", "02-14"),
        ("BE", "French", 2027, "Krokusvakantie", "02-22", "03-07"),
        ("BE", "German", 2027, "Krokusvakantie", "02-08", "02-14"),
        ("NL", "noord", 2027, "Voorjaarsvakantie", "02-20", "02-28"),
    ],
)
def test_school_holidays_are_free_where_a_project_asks_for_them(
    country: str, region: str, year: int, name: str, first: str, last: str
) -> None:
    one = off(country, region=region, school=True)
    days = [on for on, free in free_days(one, year).items() if free.name == name]
    assert (days[0], days[-1]) == (
        date.fromisoformat(f"{year}-{first}"),
        date.fromisoformat(f"{year}-{last}"),
    )
    assert unknown_region(one) is None
    assert free_days(off(country, region=region), year) == free_days(off(country), year)


def test_a_school_holiday_can_be_excluded_and_a_public_one_inside_it_stays_free() -> None:
    one = off("NL", region="Noord", school=True, exclude=("Meivakantie",))
    assert unknown_exclusions(one) == []
    assert free_day(one, date(2027, 4, 26)) is None
    assert free_day(one, date(2027, 4, 27)) == FreeDay("holiday", "Koningsdag")


def test_an_excluded_feast_inside_a_school_holiday_is_still_a_school_holiday() -> None:
    one = off("BE", region="French", school=True, exclude=("O.L.H. Hemelvaart",))
    assert free_day(one, date(2027, 5, 6)) == FreeDay("holiday", "Paasvakantie")


def test_an_unknown_region_is_found_and_until_it_is_mended_only_public_holidays_are_free() -> None:
    one = off("NL", region="Oost", school=True)
    assert unknown_region(one) == UnknownName("Oost", ("Midden", "Noord", "Zuid"))
    assert free_days(one, 2027) == free_days(off("NL"), 2027)
    assert school_years_missing(one) == []
    assert unknown_region(off("BE", region="Vlaams")) == UnknownName(
        "Vlaams", ("Flemish", "French", "German")
    )


def test_years_whose_school_holidays_are_not_fixed_yet_are_found() -> None:
    years = {"starts": "2029-09-01", "ends": "2032-06-30"}
    school = {"country": "NL", "region": "Noord", "school": True}
    assert school_years_missing(project("10:30", holidays=school, **years)) == [2031, 2032]
    assert school_years_missing(off("NL", region="Noord", school=True)) == []


def test_added_dates_are_holidays_without_a_name_and_go_before_closing_days() -> None:
    one = project(
        "10:30",
        holidays={"country": "NL", "exclude": ("Koningsdag",), "extra": ("2027-02-15",)},
        closed=("2027-02-15", "2027-02-16", "2027-03-29"),
    )
    assert free_day(one, date(2027, 2, 15)) == FreeDay("holiday")
    assert free_day(one, date(2027, 2, 16)) == FreeDay("closed")
    assert free_day(one, date(2027, 3, 29)) == FreeDay("holiday", "Tweede paasdag")
    assert free_day(one, date(2027, 4, 27)) is None


def test_a_date_added_is_free_though_its_name_is_excluded() -> None:
    one = off("NL", exclude=("Koningsdag",), extra=("2027-04-27",))
    assert free_day(one, date(2027, 4, 27)) == FreeDay("holiday")


@pytest.mark.parametrize("country", ["NL", "BE"])
def test_a_country_from_its_own_file_is_the_same_as_from_the_whole_library(country: str) -> None:
    """The library's package of countries imports all of them; ours is read alone."""
    regions = freedays._regions(country)
    assert regions == tuple(country_holidays(country).subdivisions)
    for year in range(2024, 2034):
        for kind, region in [("public", None), *(("school", one) for one in regions)]:
            whole = country_holidays(
                country, subdiv=region, years=year, language="nl", categories=(kind,), expand=False
            )
            ours = freedays._table(country, kind, region, year)
            assert ours == {on: tuple(whole.get_list(on)) for on in whole}


def test_a_countrys_file_is_there_for_every_country_a_project_may_name() -> None:
    named = Holidays.model_fields["country"].annotation
    assert set(get_args(named)) == set(freedays.COUNTRIES)


def test_a_country_whose_file_the_library_lost_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(freedays.COUNTRIES, "NL", "atlantis")
    with pytest.raises(ImportError, match="no file atlantis"):
        freedays._calendar.__wrapped__("NL")
