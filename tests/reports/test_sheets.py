"""Sheets to print: what a works council and a physiotherapist read, as HTML and as Markdown."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.core.checklists import coverage
from bot.core.fields import LANGUAGES, Language
from bot.core.privacy import Limits
from bot.core.programme import Library, Programme
from bot.core.project import Project
from bot.core.statement import KEPT, Running, Statement, state_project
from bot.loader import load_library, load_sheets
from bot.reports import sheet
from bot.reports.programme_page import programme_page
from bot.reports.sheet import Facts, Grid, Items, Link, Part, Sheet, Words
from bot.reports.statement import promise, statement
from bot.settings import shipped_programmes
from bot.texts import Catalogue, Say
from tests import fakes
from tests.test_docs import PROMISE, README

TODAY = date(2027, 1, 4)
RUNNING = Running("0.1.0", "sqlite", "directory", "environment", "socket")
DIRECT = fakes.project(
    id="eigen", deliver="dm", arms=[{"name": "een", "protocol": "drie", "pauses": ["10:30"]}]
)
SHIPPED = load_library(shipped_programmes())
WORDS = Catalogue(load_sheets())
PROMISES = re.compile(
    r"preventi|genee[sz]|voorkom|gezonder|\bheal(?!th)|\bcure|prevent", re.IGNORECASE
)


def speak(language: Language) -> Say:
    return WORDS.speak(language)


def stated(*projects: Project, host: str | None = None, limits: Limits | None = None) -> Statement:
    library, invited = fakes.library(), {("een", 0): 30}
    told = [
        state_project(each, "running", library, invited, limits or Limits()) for each in projects
    ]
    return Statement(TODAY, RUNNING, tuple(told), host)


class Reader(HTMLParser):
    """Notes what a page asks of other places, and whether its tags are in order."""

    VOID = frozenset({"meta", "br", "hr", "img", "link", "input"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.addresses.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


def read(made: Sheet) -> Reader:
    reader = Reader()
    reader.feed(sheet.html(made))
    assert reader.open == []
    return reader


def text(made: Sheet) -> str:
    return " ".join(" ".join(read(made).words).split())


def pages() -> Iterator[tuple[str, Sheet]]:
    """Every sheet there is, of the shipped programmes and of projects of every kind."""
    asks = fakes.project(reports={"effect_question": True, "share_with_hr": True})
    for language in LANGUAGES:
        say = speak(language)
        for programme in SHIPPED.programmes.values():
            made = programme_page(programme, SHIPPED, language, say, TODAY, "0.1.0")
            yield f"{language} {programme.id}", made
        for name, projects in {"none": [], "channel": [asks], "both": [asks, DIRECT]}.items():
            yield f"{language} {name}", statement(stated(*projects), language, say)


def test_every_sheet_needs_nothing_from_outside_and_names_each_part_once() -> None:
    for name, made in pages():
        found = read(made)
        assert not {"script", "img", "link", "iframe"} & set(found.tags), name
        outside = [where for where in found.addresses if not where.startswith("#")]
        assert all(where.startswith("https://") for where in outside), name
        assert len(found.ids) == len(set(found.ids)), name
        inside = {where[1:] for where in found.addresses if where.startswith("#")}
        assert inside <= set(found.ids), name


def test_no_sheet_promises_health_and_none_shows_a_placeholder() -> None:
    for name, made in pages():
        shown = text(made) + sheet.markdown(made)
        # A finding may quote the word that a programme had better leave out.
        assert not PROMISES.search(shown), name
        assert not re.search(r"[{}]", shown), name


def test_both_languages_have_the_same_words_with_the_same_values() -> None:
    texts = load_sheets()
    assert texts["nl"].keys() == texts["en"].keys()
    value = re.compile(r"\{(\w+)\}")
    differ = [
        key
        for key in texts["nl"]
        if set(value.findall(str(texts["nl"][key]))) != set(value.findall(str(texts["en"][key])))
    ]
    assert differ == []


# The statement for the works council


def test_the_promise_is_the_one_of_the_readme_word_for_word() -> None:
    quoted = " ".join(re.sub(r"^> ?", "", README, flags=re.MULTILINE).split())
    assert promise(stated(), speak("en")) == PROMISE
    assert promise(stated(), speak("nl")) in quoted
    for language in LANGUAGES:
        assert promise(stated(), speak(language)) in text(
            statement(stated(), language, speak(language))
        )


def test_with_direct_messages_the_promise_has_one_sentence_more() -> None:
    added = (
        " If you asked for private prompts, the bot stores that you asked and your hours; not what"
        " you did with them."
    )
    assert promise(stated(DIRECT), speak("en")) == PROMISE + added
    assert promise(stated(fakes.project()), speak("en")) == PROMISE


def test_who_runs_the_bot_stands_in_the_promise_where_it_is_said() -> None:
    unsaid = text(statement(stated(), "nl", speak("nl")))
    assert "[host] mag dat niet doen" in unsaid
    assert "Op dit blad is nog niet ingevuld wie dat is." in unsaid
    said = text(statement(stated(host="Arbodienst <Noord>"), "nl", speak("nl")))
    assert "Arbodienst <Noord> mag dat niet doen" in said
    assert "[host]" not in said


def test_everything_that_is_kept_stands_on_the_sheet_with_its_tables() -> None:
    asks = fakes.project(reports={"effect_question": True})
    shown = text(statement(stated(asks, DIRECT), "nl", speak("nl")))
    for row in KEPT:
        what = speak("nl")(f"statement.kept.{row.name}.what").replace("*", "")
        assert "".join(what.split()) in "".join(shown.split())
        assert ", ".join(row.tables) in shown


def test_the_sheet_follows_from_the_settings() -> None:
    asks = fakes.project(reports={"effect_question": True, "share_with_hr": True})
    say = speak("nl")
    other = Running("9.9.9", "postgresql", "process", "file", "http")
    made = text(statement(Statement(TODAY, other, stated(asks).projects), "nl", say))
    for key in ("durable.postgresql", "memory.process", "memory.file"):
        assert say(f"statement.place.{key}") in made
    assert say("statement.slack.http") in made
    assert "9.9.9" in made
    assert say("statement.projects.effect-on") in made
    assert "HR ziet groepscijfers ja" in made
    assert "OR 2026-11/3, 3 november 2026" in made
    assert "30 Elke periode:" in made, "how many are invited, and what is said of so many"


def test_stricter_limits_of_a_project_stand_with_it() -> None:
    say = speak("nl")
    strict = stated(fakes.project(), limits=Limits(people=6, invited=20)).projects
    both = Statement(TODAY, RUNNING, (*strict, *stated(DIRECT).projects))
    made = text(statement(both, "nl", say))
    assert made.count("groepen vanaf 20, aantallen vanaf 6") == 1
    assert "minder dan 15" in made


def test_of_direct_messages_the_sheet_says_that_it_does_not_number_subscribers() -> None:
    made = text(statement(stated(DIRECT), "nl", speak("nl")))
    assert "Aantal aanmeldingen niet op dit blad" in made
    assert "Groep Dosering Pauzes een Drie 10:30 Zo controleer" in made
    assert "Aantal aanmeldingen" not in text(statement(stated(fakes.project()), "nl", speak("nl")))


def test_without_projects_the_sheet_says_so_and_with_unknown_numbers_too() -> None:
    assert "Er is nu geen project." in text(statement(stated(), "nl", speak("nl")))
    unknown = state_project(fakes.project(), "ended", fakes.library(), {}, Limits())
    made = text(statement(Statement(TODAY, RUNNING, (unknown,)), "nl", speak("nl")))
    assert "niet bekend" in made
    assert speak("nl")("statement.projects.says-unknown") in made
    few = state_project(fakes.project(), "paused", fakes.library(), {("een", 0): 9}, Limits())
    made = text(statement(Statement(TODAY, RUNNING, (few,)), "nl", speak("nl")))
    assert "9 niets" in made


# The page of a programme


def page(library: Library = SHIPPED, name: str = "staande-bekkenrek") -> str:
    programme = library.programmes[name]
    return text(programme_page(programme, library, "nl", speak("nl"), TODAY, "0.1.0"))


def test_a_programme_shows_its_doses_and_that_two_are_equally_much() -> None:
    shown = page()
    assert "Driemaal per dag 20 seconden 3 20 s 3 180 s 900 s 225 s" in shown
    assert "Tweemaal per dag 30 seconden 2 30 s 3 180 s 900 s 210 s" in shown
    assert "Op maat door de fysiotherapeut op maat op maat" in shown
    assert "Deze doseringen vragen per dag even veel." in shown
    assert "Deze doseringen vragen" not in page(name="bureau-reset")


def test_a_programme_shows_exercises_cautions_and_when_to_stop() -> None:
    shown = page()
    for words in (
        "Ga rechtop staan, met een stevige stoel binnen handbereik.",
        "Makkelijker Zittend je bekken kantelen",
        "Eerst overleggen bij een hernia",
        "Stop meteen bij scherpe pijn",
        "Bel dan 112.",
    ):
        assert words in shown


def test_evidence_stands_with_its_kind_and_strength() -> None:
    assert "bericht in de media, niet nagegaan zeer laag" in page()
    pilot = {"source": "Proef", "level": "pilot", "strength": "low", "supports": {"nl": "Iets."}}
    programme = fakes.programme(evidence=[{**pilot, "link": "doi:10.1000/x"}])
    library = Library(fakes.library().exercises, {"proef": programme})
    made = programme_page(programme, library, "nl", speak("nl"), TODAY, "0.1.0")
    assert "pilot zonder controlegroep laag Proef" in text(made)
    assert "https://doi.org/10.1000/x" in read(made).addresses
    assert "Er is geen onderbouwing genoemd." in page(fakes.library(), "proef")


def test_findings_are_said_with_their_file_and_place() -> None:
    assert "staande-bekkenrek.yaml reviewed, REVIEW_MISSING nog geen fysiotherapeut" in page()
    assert "exercises/rek.yaml" in page(fakes.library(), "proef")


def test_a_programme_without_findings_says_so() -> None:
    review = {"by": "N. N.", "on": "2026-12-01", "next": "2027-12-01"}
    reviewed = SHIPPED.programmes["staande-bekkenrek"].model_validate_json(
        SHIPPED.programmes["staande-bekkenrek"]
        .model_copy(update={"reviewed": None})
        .model_dump_json(by_alias=True)
        .replace('"reviewed":null', f'"reviewed":{str(review).replace(chr(39), chr(34))}')
    )
    exercises = {
        name: each.model_copy(update={"reviewed": reviewed.reviewed})
        for name, each in SHIPPED.exercises.items()
    }
    shown = page(Library(exercises, {reviewed.id: reviewed}))
    assert "De controle vindt niets." in shown
    assert "door N. N. op 1 december 2026, geldig tot 1 december 2027" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_of_the_checklists_has_words_for_what_can_be_said_of_it(
    language: Language,
) -> None:
    say, library = speak(language), fakes.library()
    for checklist in ("cert", "tidier"):
        for programme, known in ((library.programmes["proef"], library), *_shipped()):
            for item in coverage(checklist, programme, known):
                key = "lacks" if item.by == "missing" else "how"
                assert say(f"page.{checklist}.n{item.number}.name")
                assert say(f"page.{checklist}.n{item.number}.{key}")


def _shipped() -> Iterator[tuple[Programme, Library]]:
    yield from ((programme, SHIPPED) for programme in SHIPPED.programmes.values())


def test_a_checklist_counts_what_is_there_and_names_what_is_not() -> None:
    shown = page(fakes.library(), "proef")
    assert "CERT (oefenprogramma's): 11 van 16" in shown
    assert "4 uit het programma, 7 door hoe Pauzebot werkt, 5 niet" in shown
    assert "niet bij Oefening rek, Oefening adem, Oefening zit" in shown
    assert "TIDieR (interventies): 8 van 12" in shown


def test_steps_that_differ_by_side_show_both_words() -> None:
    sided = fakes.exercise("rek", sides="each", steps={"nl": ["Til je {linker|rechter}been op."]})
    library = Library({**fakes.library().exercises, "rek": sided}, fakes.library().programmes)
    assert "Til je linkerbeen op. / Til je rechterbeen op." in page(library, "proef")


# Sheets as such

HOSTILE = "<script>x</script> [a](javascript:b) | *c* `d` {e}"


def hostile() -> Sheet:
    blocks = (
        Words(HOSTILE, "quote"), Words(HOSTILE, "note"), Items((HOSTILE,), ordered=True),
        Facts(((HOSTILE, Link(HOSTILE, "https://example.org")),)),
        Grid(HOSTILE, (HOSTILE,), ((HOSTILE,), (Link(HOSTILE, "https://example.org"),))),
    )  # fmt: skip
    part = Part("a", HOSTILE, blocks, (Part("b", HOSTILE),))
    return Sheet("nl", HOSTILE, HOSTILE, (HOSTILE,), (part,), HOSTILE, "Inhoud", "blz.")


def test_nothing_that_somebody_wrote_becomes_markup() -> None:
    page = sheet.html(hostile())
    assert "<script" not in page
    assert "<em>c</em>" in page
    assert "<code>d</code>" in page
    lines = sheet.markdown(hostile())
    assert "<script" not in lines.replace("\\<script", "")
    assert "[a](" not in lines.replace("\\[a\\](", "")
    assert re.search(r"(?<!\\)\|.*(?<!\\)\|", lines), "the table itself has its bars"


# The commands


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("PAUZEBOT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PAUZEBOT_OPEN_WEEK", "memory:")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return CliRunner()


def test_the_statement_is_written_of_the_projects_that_are_filed(
    command: CliRunner, tmp_path: Path
) -> None:
    example = shipped_programmes() / "projects" / "voorbeeld.yaml"
    assert command.invoke(main, ["project", "apply", str(example)]).exit_code == 0
    out = tmp_path / "blad.html"
    written = command.invoke(main, ["statement", "--out", str(out), "--host", "Arbo"])
    assert (written.exit_code, written.output) == (0, f"{out}: written\n")
    assert "Fit door het voorjaar" in out.read_text(encoding="utf-8")
    assert "alleen in het geheugen van het programma" in out.read_text(encoding="utf-8")
    lines = tmp_path / "sheet.md"
    arguments = ["statement", "--project", "rug-voorjaar", "--lang", "en", "--format", "md"]
    assert command.invoke(main, [*arguments, "--out", str(lines)]).exit_code == 0
    assert lines.read_text(encoding="utf-8").startswith("# Pauzebot: what is kept")
    unknown = command.invoke(main, ["statement", "--project", "weg", "--out", str(out)])
    assert (unknown.exit_code, unknown.output) == (1, "Error: no project is called 'weg'\n")
    nowhere = command.invoke(main, ["statement", "--out", str(tmp_path / "no" / "where.html")])
    assert nowhere.exit_code == 1
    assert "cannot be written: No such file or directory" in nowhere.output


def test_without_the_library_for_pages_it_is_said_what_to_install(
    command: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet._environment.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    arguments = ["programme-page", "bureau-reset", "--out", str(tmp_path / "page.html")]
    told = command.invoke(main, arguments)
    assert told.exit_code == 1
    assert told.output == "Error: jinja2 is not installed: pip install 'pauzebot[reports]'\n"


def test_the_page_of_a_programme_is_written_and_an_unknown_one_named(
    command: CliRunner, tmp_path: Path
) -> None:
    out = tmp_path / "page.html"
    arguments = ["programme-page", "bureau-reset", "--lang", "en", "--out", str(out)]
    assert command.invoke(main, arguments).exit_code == 0
    assert "<title>Desk reset</title>" in out.read_text(encoding="utf-8")
    unknown = command.invoke(main, ["programme-page", "weg", "--out", str(out)])
    assert unknown.exit_code == 1
    assert "there are: adem-en-ontspan, bureau-reset, rug-bekkenketen" in unknown.output
