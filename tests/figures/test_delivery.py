"""Which films may be shown: from an address, as files in Slack, drawn by a process of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import aiohttp
import pytest
from aiohttp import web

from bot.core.effects import Step
from bot.core.exercise import Dose
from bot.core.programme import Library
from bot.core.project import State
from bot.figures import index
from bot.figures.delivery import arrange
from bot.figures.delivery.addressed import HOUR, SOON, Addressed
from bot.figures.delivery.fetching import Address
from bot.figures.delivery.filling import Filling, drawing
from bot.figures.delivery.showing import REST
from bot.figures.delivery.subjects import Subjects
from bot.figures.delivery.uploaded import A_FEW, AsFiles
from bot.figures.index import INDEX, Entry, listed
from bot.loader import load_library
from bot.service import Filed, alive
from bot.service.films import Film, NoFilms, Uploaded
from bot.settings import Settings, shipped_programmes
from bot.web.pictures import PATH, pictures
from tests import fakes
from tests.figures import shelf
from tests.figures.kit import catalogue, library
from tests.store.kit import NOW

NAMES = ("bilspieren-aanspannen", "staande-bekkenrek")
SMALL = Library(
    {name: library().exercises[name] for name in NAMES},
    {},
    {name: library().figures[name] for name in NAMES},
)
"""Two exercises without sides, so four films: each in two languages."""
URL = "https://it.example/figures"


def step(name: str = NAMES[0], **dose: int) -> Step:
    """A step of an exercise, as it is without a programme unless another dose is given."""
    exercise = library().exercises[name]
    asked = Dose(**{**exercise.dose.model_dump(), **dose})
    return Step(fakes.programme(), exercise, None, asked, 1, 1, None)


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Host:
    """A web server of somebody else's, in which things go wrong."""

    def __init__(self, entries: list[Entry]) -> None:
        self.text_: str | None = listed(entries)
        self.files = {f"{URL}/{entry.file}" for entry in entries}
        self.asked = 0

    async def text(self, address: str) -> str | None:
        assert address == f"{URL}/{INDEX}"
        self.asked += 1
        return self.text_

    async def there(self, address: str) -> bool:
        return address in self.files


@pytest.fixture
def entries(tmp_path: Path) -> list[Entry]:
    return shelf.fill(tmp_path / "figures", SMALL, catalogue())


@pytest.fixture
def clock() -> Clock:
    return Clock()


SUBJECTS = Subjects(SMALL, catalogue())


def film(entries: list[Entry], name: str = NAMES[0]) -> Film:
    """Where the Dutch film of an exercise is."""
    found = next(each for each in entries if (each.exercise, each.language) == (name, "nl"))
    return Film(address=f"{URL}/{found.file}")


# From an address.


async def test_a_step_gets_the_film_that_is_of_it(entries: list[Entry], clock: Clock) -> None:
    films = Addressed(SUBJECTS, clock, URL, Host(entries))
    assert films.of(step(), "nl") is None  # nobody has looked yet
    await films.look()
    assert films.of(step(), "nl") == film(entries)
    assert films.of(step(NAMES[1]), "nl") == film(entries, NAMES[1])
    assert films.of(step(), "nl") != films.of(step(), "en")
    assert films.of(step(repetitions=5), "nl") is None  # of another dose none was made
    assert films.of(step("brug"), "nl") is None  # for which nobody wrote poses, here


async def test_a_film_that_is_in_the_index_and_does_not_answer_is_not_shown(
    entries: list[Entry], clock: Clock
) -> None:
    host = Host(entries)
    host.files.remove(film(entries).address or "")
    films = Addressed(SUBJECTS, clock, URL, host)
    await films.look()
    assert films.of(step(), "nl") is None
    assert films.of(step(NAMES[1]), "nl") is not None


async def test_a_film_of_an_older_text_is_not_shown(entries: list[Entry], clock: Clock) -> None:
    host = Host([replace(each, subject="0" * 20) for each in entries])
    films = Addressed(SUBJECTS, clock, URL, host)
    await films.look()
    assert films.of(step(), "nl") is None


async def test_neither_dark_films_nor_sheets_go_to_slack(
    entries: list[Entry], clock: Clock
) -> None:
    dark = [replace(each, theme="dark") for each in entries]
    sheets = [replace(each, dose=None) for each in entries]
    films = Addressed(SUBJECTS, clock, URL, Host([*dark, *sheets]))
    await films.look()
    assert not films.ready


async def test_an_address_is_looked_at_every_hour_and_sooner_while_there_is_something_new(
    entries: list[Entry], clock: Clock
) -> None:
    host = Host(entries[:1])
    films = Addressed(SUBJECTS, clock, URL, host)
    await films.look()
    await films.look()
    assert host.asked == 1
    host.text_ = listed(entries)
    clock.now += SOON
    await films.look()
    assert len(films.ready) == 1  # the others are listed and do not answer
    host.files = {f"{URL}/{entry.file}" for entry in entries}
    clock.now += HOUR
    await films.look()
    assert len(films.ready) == 4
    clock.now += SOON
    await films.look()
    assert host.asked == 4
    clock.now += HOUR - 1
    await films.look()
    assert host.asked == 4


@pytest.mark.parametrize("answer", [None, "<html>", "[]"])
async def test_what_is_out_of_reach_twice_is_not_shown_any_more(
    answer: str | None, entries: list[Entry], clock: Clock
) -> None:
    host = Host(entries)
    films = Addressed(SUBJECTS, clock, URL, host)
    await films.look()
    whole, host.text_ = host.text_, answer
    clock.now += HOUR
    await films.look()
    assert films.of(step(), "nl") is not None
    clock.now += SOON
    await films.look()
    assert films.of(step(), "nl") is None
    clock.now += SOON
    await films.look()
    host.text_ = whole
    clock.now += SOON
    await films.look()
    assert films.of(step(), "nl") is not None


async def test_a_film_in_doubt_is_looked_at_before_it_is_shown_again(
    entries: list[Entry], clock: Clock
) -> None:
    host = Host(entries)
    films = Addressed(SUBJECTS, clock, URL, host)
    await films.look()
    films.doubt(film(entries))
    assert films.of(step(), "nl") is None
    assert films.of(step(), "en") is not None
    await films.look()
    assert films.of(step(), "nl") == film(entries)
    films.doubt(film(entries))
    host.files.clear()
    await films.look()
    assert films.of(step(), "nl") is None


async def test_a_film_that_slack_refused_rests_even_where_it_is_there(
    entries: list[Entry], clock: Clock
) -> None:
    films = Addressed(SUBJECTS, clock, URL, Host(entries))
    await films.look()
    films.refused(film(entries))
    await films.look()
    assert films.of(step(), "nl") is None
    clock.now += REST
    await films.look()
    assert films.of(step(), "nl") == film(entries)


async def test_an_address_is_asked_as_slack_asks_it(tmp_path: Path, entries: list[Entry]) -> None:
    """Over real HTTP: what answers no HEAD is asked with GET; what is no picture is not there."""

    async def no_head(request: web.Request) -> web.Response:
        if request.method == "HEAD":
            raise web.HTTPMethodNotAllowed("HEAD", ["GET"])
        return web.Response(body=shelf.DOT, content_type="image/gif")

    async def sorry(_: web.Request) -> web.Response:
        return web.Response(text="this page is for members")

    app = web.Application()
    app.router.add_get(PATH, pictures(tmp_path / "figures", index.NAME, index.INDEX))
    app.router.add_route("*", "/old/{name}", no_head)
    app.router.add_get("/shut/{name}", sorry)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        async with aiohttp.ClientSession() as session:
            address = Address(session, "http://127.0.0.1:9")
            assert await address.there(f"{base}/figures/{entries[0].file}")
            assert await address.there(f"{base}/old/x.gif")
            assert not await address.there(f"{base}/shut/x.gif")
            assert not await address.there(f"{base}/figures/x-{'0' * 20}.gif")
            assert not await address.there("http://127.0.0.1:9/x.gif")
            assert await address.text(f"{base}/figures/{INDEX}") == listed(entries)
            assert await address.text(f"{base}/figures/none.json") is None
            assert await address.text("https://127.0.0.1:9/index.json") is None
    finally:
        await runner.cleanup()


# As files in Slack.


class Store:
    """The durable store, as far as films go."""

    def __init__(self, *filed: Filed) -> None:
        self.kept: dict[tuple[str, str], Uploaded] = {}
        self.filed = filed

    async def projects(self) -> tuple[Filed, ...]:
        return self.filed

    async def films(self, team: str) -> Mapping[str, Uploaded]:
        return {name: copy for (its, name), copy in self.kept.items() if its == team}

    async def keep_film(self, team: str, content: str, uploaded: Uploaded) -> None:
        self.kept[team, content] = uploaded

    async def drop_film(self, team: str, content: str) -> None:
        del self.kept[team, content]


class Slack:
    """What becomes of uploads."""

    def __init__(self) -> None:
        self.files: dict[str, Literal["ready", "waiting", "gone", "unknown"]] = {}
        self.alts: list[str] = []
        self.refuses = False

    async def upload(self, name: str, content: bytes, alt: str) -> str | None:
        assert content.startswith(shelf.DOT)
        assert name.endswith(".gif")
        if self.refuses:
            return None
        self.alts.append(alt)
        file = f"F{len(self.files):08}"
        self.files[file] = "waiting"
        return file

    async def standing(self, file: str) -> Literal["ready", "waiting", "gone", "unknown"]:
        return self.files[file]

    def look_at_all(self) -> None:
        self.files = dict.fromkeys(self.files, "ready")


@pytest.fixture
def slack() -> Slack:
    return Slack()


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def files(
    tmp_path: Path, entries: list[Entry], clock: Clock, store: Store, slack: Slack
) -> AsFiles:
    return AsFiles(SUBJECTS, clock, tmp_path / "figures", "T1", store, slack)


async def test_a_film_is_shown_once_slack_has_looked_at_it(files: AsFiles, slack: Slack) -> None:
    await files.look()
    assert len(slack.files) == 4
    assert files.of(step(), "nl") is None
    slack.files["F00000000"] = "ready"
    await files.look()
    assert len(files.ready) == 1
    slack.look_at_all()
    await files.look()
    assert len(files.ready) == len(slack.files) == 4
    figure = library().exercises[NAMES[0]].figure
    assert figure is not None
    assert {figure.alt.nl, figure.alt.en} < set(slack.alts)


async def test_another_start_finds_what_was_uploaded(
    tmp_path: Path, files: AsFiles, clock: Clock, store: Store, slack: Slack
) -> None:
    await files.look()
    slack.look_at_all()
    await files.look()
    again = AsFiles(SUBJECTS, clock, tmp_path / "figures", "T1", store, slack)
    await again.look()
    assert again.ready == files.ready
    elsewhere = AsFiles(SUBJECTS, clock, tmp_path / "figures", "T2", store, slack)
    await elsewhere.look()
    assert len(slack.files) == 8


async def test_a_film_that_slack_lost_is_found_in_turn_and_uploaded_anew(
    files: AsFiles, slack: Slack
) -> None:
    await files.look()
    slack.look_at_all()
    await files.look()
    slack.files["F00000001"] = "gone"
    for _ in range(2):  # three of four have their turn at each bell
        await files.look()
    assert len(slack.files) == 5
    assert Film(file="F00000001") not in files.ready.values()
    slack.look_at_all()
    await files.look()
    assert len(files.ready) == 4


async def test_a_film_in_doubt_is_looked_up_at_the_next_bell(files: AsFiles, slack: Slack) -> None:
    await files.look()
    slack.look_at_all()
    await files.look()
    doubted = files.of(step(), "nl")
    assert doubted is not None
    assert doubted.file is not None
    slack.files[doubted.file] = "gone"
    files.doubt(doubted)
    await files.look()
    slack.look_at_all()
    await files.look()
    found = files.of(step(), "nl")
    assert found not in (None, doubted)


async def test_silence_of_slack_changes_nothing(files: AsFiles, slack: Slack) -> None:
    await files.look()
    slack.look_at_all()
    await files.look()
    slack.files = dict.fromkeys(slack.files, "unknown")
    await files.look()
    assert len(files.ready) == len(slack.files) == 4


async def test_what_slack_refuses_is_tried_at_the_next_bell(files: AsFiles, slack: Slack) -> None:
    slack.refuses = True
    await files.look()
    assert not slack.files
    slack.refuses = False
    await files.look()
    assert len(slack.files) == 4


async def test_a_few_are_uploaded_between_two_bells(
    tmp_path: Path, clock: Clock, store: Store, slack: Slack
) -> None:
    whole = Subjects(library(), catalogue())
    shelf.fill(tmp_path / "all", library(), catalogue())
    films = AsFiles(whole, clock, tmp_path / "all", "T1", store, slack)
    await films.look()
    assert len(slack.files) == A_FEW
    await films.look()
    assert len(slack.files) == 2 * A_FEW


async def test_a_file_that_went_away_from_the_folder_is_passed_over(
    tmp_path: Path, files: AsFiles, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: Path) -> bytes:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_bytes", gone)
    await files.look()
    assert not slack.files
    (tmp_path / "figures" / INDEX).unlink()
    await files.look()
    assert not slack.files


# Drawing.


class Child:
    """A process that draws as long as a test likes."""

    def __init__(self) -> None:
        self.returncode: int | None = None
        self.ended = False

    def terminate(self) -> None:
        self.ended = True


def filling(folder: Path, clock: Clock, store: Store) -> tuple[Filling, list[Child]]:
    begun: list[Child] = []

    async def start() -> Child:
        begun.append(Child())
        return begun[-1]

    return Filling(SUBJECTS, clock, folder, store.projects, start), begun


async def test_a_process_draws_what_is_missing_and_no_second_beside_it(
    tmp_path: Path, clock: Clock, store: Store
) -> None:
    its, begun = filling(tmp_path / "new", clock, store)
    its.close()
    await its.look()
    await its.look()
    assert len(begun) == 1
    assert (tmp_path / "new" / INDEX).read_text() == listed(())
    shelf.fill(tmp_path / "new", SMALL, catalogue())
    begun[0].returncode = 0
    clock.now += HOUR
    for _ in range(3):
        await its.look()
    assert len(begun) == 1
    its.close()
    assert not begun[0].ended


@pytest.mark.parametrize("code", [0, 1])
async def test_what_a_process_leaves_undone_is_tried_again_in_an_hour(
    code: int, tmp_path: Path, clock: Clock, store: Store
) -> None:
    its, begun = filling(tmp_path / "new", clock, store)
    await its.look()
    begun[0].returncode = code
    await its.look()
    clock.now += HOUR - 1
    if code == 0:
        await its.look()
        assert len(begun) == 1
    clock.now += HOUR
    await its.look()
    assert len(begun) == 2
    its.close()
    assert begun[1].ended


async def test_films_by_another_program_are_drawn_anew(
    tmp_path: Path,
    entries: list[Entry],
    clock: Clock,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    its, begun = filling(tmp_path / "figures", clock, store)
    await its.look()
    assert not begun
    monkeypatch.setattr("bot.figures.delivery.filling.edition", lambda: "0" * 20)
    clock.now += SOON
    await its.look()
    assert len(begun) == 1


async def test_the_process_draws_with_the_settings_of_the_bot_and_without_its_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[tuple[str, ...], dict[str, str]]] = []

    async def start(*words: str, env: dict[str, str], **_: Any) -> Child:
        begun.append((words, env))
        return Child()

    monkeypatch.setattr(asyncio, "create_subprocess_exec", start)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    settings = Settings.from_env({"PAUZEBOT_DATA": str(tmp_path), "PAUZEBOT_SECRET": "s" * 40})
    await drawing(settings)()
    ((words, env),) = begun
    assert words[-1] == str(tmp_path / "figures")
    assert words[2:5] == ("bot", "figures", "export")
    assert set(env) == {"DATABASE_URL", "PAUZEBOT_DATA", "PAUZEBOT_PROGRAMMES", "PYTHONPATH"}


# What is asked for, and the ways.


def filed(state: State, **arm: Any) -> Filed:
    its = {"name": "een", "protocol": "umcg", "pauses": ["10:30"], "channels": ["C0ALPHA"], **arm}
    project = fakes.project(programme="staande-bekkenrek", arms=[its])
    return Filed(project, state, datetime.fromtimestamp(0, NOW.tzinfo))


def test_projects_that_may_still_prompt_ask_for_their_own_doses() -> None:
    whole = Subjects(library(), catalogue())
    usual = whole.all()
    more = whole.all(alive([filed("paused", hold=25), filed("ended", hold=26)]))
    assert {film.dose.hold for each, film in more.items() if each not in usual} == {25}
    assert next(iter(more.values())).exercise.id == "staande-bekkenrek"  # somebody waits for it
    assert {index.SLACK[0]} == {film.theme for film in more.values()}


@pytest.mark.parametrize(
    "env, films, chores",
    [
        ({}, NoFilms, 0),
        ({"PAUZEBOT_FIGURES_URL": URL}, Addressed, 1),
        ({"PAUZEBOT_FIGURES_URL": URL, "PAUZEBOT_FIGURES": "serve"}, Addressed, 2),
        ({"PAUZEBOT_FIGURES": "upload"}, AsFiles, 2),
    ],
)
def test_settings_choose_the_way(
    env: dict[str, str], films: type, chores: int, store: Store, slack: Slack, clock: Clock
) -> None:
    settings = Settings.from_env(env)
    made = arrange(settings, SUBJECTS, clock, store, slack, Host([]), "T1")
    assert isinstance(made.films, films)
    assert len(made.chores) == chores
    made.close()
    NoFilms().doubt(Film(file="F1"))
    NoFilms().refused(Film(file="F1"))
    assert NoFilms().of(step(), "nl") is None


async def test_the_process_really_draws(tmp_path: Path) -> None:
    """The one test here that draws: two films, in a folder of programmes with one exercise."""
    for kind in ("exercises", "figures"):
        (tmp_path / "programmes" / kind).mkdir(parents=True)
        name = f"{kind}/{NAMES[0]}.yaml"
        (tmp_path / "programmes" / name).write_bytes((shipped_programmes() / name).read_bytes())
    settings = Settings.from_env(
        {
            "PAUZEBOT_DATA": str(tmp_path / "data"),
            "PAUZEBOT_PROGRAMMES": str(tmp_path / "programmes"),
        }
    )
    child = await drawing(settings)()
    assert isinstance(child, asyncio.subprocess.Process)
    assert await asyncio.wait_for(child.wait(), 120) == 0
    folder = settings.figures_folder
    found = index.here(folder)
    assert {each.language for each in found} == {"nl", "en"}
    its = Subjects(load_library(settings.programmes), catalogue()).all()
    assert {each.subject for each in found} == set(its)
    assert {each.edition for each in found} == {index.edition()}
    assert all((folder / each.file).read_bytes().startswith(b"GIF89a") for each in found)
    assert not (tmp_path / "data" / "pauzebot.db").exists()
