"""The doctor, against healthy and broken workspaces, stores and machines."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot import doctor, ticker
from bot.core.privacy import Limits, Release
from bot.doctor import machine, stores, workspace
from bot.doctor.verdict import Verdict
from bot.settings import Settings
from bot.slack.manifest import SCOPES
from bot.standin import Standin
from bot.standin.faults import Fault
from bot.store.durable import open_store
from bot.store.secret import load_secret
from bot.web.server import Web
from bot.web.vitals import Link
from tests import fakes
from tests.web.conftest import Patient, free_port

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
PROJECT = fakes.project(programme="staande-bekkenrek", starts="2026-01-05", ends="2036-12-31")


@dataclass
class Practice:
    """A workspace, the environment of a bot in it, and what the doctor says."""

    slack: Standin
    data: Path
    env: dict[str, str]
    now: Callable[[], datetime] = ticker.now
    found: list[Verdict] = field(default_factory=list)

    async def examine(self) -> list[Verdict]:
        self.found = await doctor.examine(self.env, self.now)
        return self.found

    async def of(self, what: str) -> list[tuple[str, str]]:
        """Level and sentence of each verdict on one thing."""
        return [(one.level, one.says) for one in await self.examine() if one.what == what]

    @property
    def bad(self) -> list[Verdict]:
        """What was not well; where the tests themselves run says nothing about the bot."""
        here = ("swap", "core dumps", "open week")
        return [one for one in self.found if one.level != "ok" and one.what not in here]


@pytest_asyncio.fixture
async def practice(tmp_path: Path) -> AsyncIterator[Practice]:
    """A bot that was started once, with a project that runs in one channel; all is well."""
    data = tmp_path / "data"
    async with Standin(scopes=SCOPES) as slack:
        slack.add_channel("C0ALPHA", members=["U0ANNA"])
        env = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "PAUZEBOT_DATA": str(data),
            "PAUZEBOT_SECRET": "e" * 40,
            "PAUZEBOT_HR": "U0HR",
            "PAUZEBOT_PHYSIO": "U0FYSIO",
            "PORT": str(free_port()),
        }
        store = await open_store(f"sqlite:///{data / 'pauzebot.db'}")
        await store.seed_roles({"U0HR": "hr", "U0FYSIO": "physio"})
        await store.apply(PROJECT, LONG_AGO)
        await store.close()
        yield Practice(slack, data, env)


async def test_a_healthy_bot_has_nothing_to_mend(practice: Practice) -> None:
    found = await practice.examine()
    assert practice.bad == []
    assert {one.what for one in found} == {
        "settings", "data", "database", "open week", "secret", "roles", "swap", "core dumps",
        "time zones", "programmes", "figures", "this machine", "bot token", "scopes", "clock",
        "app token", "channels",
    }  # fmt: skip
    table = "\n".join(doctor.lines(found))
    assert "ok       channels       1: the bot is in each, and none is shared" in table
    assert not any(name in table for name in ("U0HR", "U0FYSIO", "xoxb-", "xapp-", "eeee"))
    assert practice.slack.sockets.connections == []


async def test_everything_wrong_with_the_environment_is_said_and_the_machine_still_examined() -> (
    None
):
    env = {"PORT": "tachtig", "PAUZEBOT_LOG": "hard", "PAUZEBOT_HR": "U1", "PAUZEBOT_PHYSIO": "U1"}
    found = await doctor.examine(env, ticker.now)
    assert [one.level for one in found if one.what == "settings"] == ["error"] * 3
    assert "time zones" in {one.what for one in found}


async def test_a_bot_that_was_never_started_needs_no_stores(tmp_path: Path) -> None:
    found = await doctor.examine({"PAUZEBOT_DATA": str(tmp_path / "none")}, ticker.now)
    said = {one.what: one for one in found}
    assert said["data"].level == said["database"].level == "ok"
    assert said["secret"].level == said["roles"].level == "warning"
    assert said["settings"].level == "error"
    assert not {"bot token", "app token"} & set(said)
    assert not (tmp_path / "none").exists()


# Tokens, scopes, clocks, connections


@pytest.mark.parametrize("code", ["token_revoked", "account_inactive"])
async def test_a_bot_token_that_slack_refuses(practice: Practice, code: str) -> None:
    practice.slack.tokens.refusal = code
    says = f"Slack does not accept SLACK_BOT_TOKEN: {code}"
    assert await practice.of("bot token") == [("error", says)]
    assert await practice.of("channels") == []


async def test_an_app_token_that_slack_refuses(practice: Practice) -> None:
    practice.env["SLACK_APP_TOKEN"] = "xapp-another"
    says = "Slack does not accept SLACK_APP_TOKEN: invalid_auth"
    assert await practice.of("app token") == [("error", says)]


async def test_a_slack_that_is_out_of_reach(practice: Practice) -> None:
    practice.env["SLACK_API_URL"] = f"http://127.0.0.1:{free_port()}/api/"
    says = ("error", "Slack cannot be reached (ClientConnectorError)")
    assert await practice.of("bot token") == [says]
    assert await practice.of("app token") == [says]


async def test_socket_mode_that_was_switched_off(practice: Practice) -> None:
    practice.slack.sockets.enabled = False
    says = "Slack does not accept SLACK_APP_TOKEN: socket_mode_disabled"
    assert await practice.of("app token") == [("error", says)]


async def test_ghosts_are_counted_without_the_doctors_own_connection(practice: Practice) -> None:
    practice.slack.sockets.ghosts = 1
    assert await practice.of("app token") == [("warning", "Slack counts 1 other connection")]
    practice.slack.sockets.ghosts = 3
    assert await practice.of("app token") == [("warning", "Slack counts 3 other connections")]
    practice.slack.sockets.ghosts = 10
    says = "Slack turned us away: too_many_websockets"
    assert await practice.of("app token") == [("error", says)]


async def test_a_bot_that_runs_here_is_asked_and_no_connection_is_opened(
    practice: Practice,
) -> None:
    patient = Patient()
    web = Web(patient.vitals())
    await web.open(int(practice.env["PORT"]))
    try:
        assert await practice.of("app token") == [
            ("ok", "opens Socket Mode; the bot's own connection")
        ]
        assert await practice.of("this machine") == [("ok", "a bot runs here, and is ready")]
        patient.beats(link=Link(expected=1, seen=3, reconnects=0))
        assert await practice.of("app token") == [("warning", "Slack counts 2 other connections")]

        async def stale() -> str:
            return "stale"

        patient.parts["slack"] = stale
        says = "the bot that runs here: slack stale"
        assert await practice.of("this machine") == [("warning", says)]
    finally:
        await web.close()
    assert practice.slack.ledger.of("apps.connections.open") == []


async def test_over_http_the_signing_secret_is_looked_at(practice: Practice) -> None:
    del practice.env["SLACK_APP_TOKEN"]
    assert await practice.of("connection") == [
        ("error", "there is no way for Slack to reach the bot")
    ]
    practice.env["SLACK_SIGNING_SECRET"] = "geheim"
    says = "SLACK_SIGNING_SECRET does not look like Slack's"
    assert await practice.of("connection") == [("warning", says)]
    practice.env["SLACK_SIGNING_SECRET"] = "0123456789abcdef" * 2
    says = f"Slack calls in over HTTP, port {practice.env['PORT']}"
    assert await practice.of("connection") == [("ok", says)]
    assert practice.bad == []


def test_scopes_are_those_of_the_manifest() -> None:
    given = ",".join(SCOPES)
    assert workspace.scopes(given).level == "ok"
    assert workspace.scopes(f"{given},users:read.email") == Verdict(
        "scopes",
        "warning",
        "more than needed: users:read.email",
        "Take them away in the app's settings: the bot does not use them.",
    )
    assert workspace.scopes("chat:write").says.startswith("missing: channels:join, channels:read")
    assert workspace.scopes("").level == "error"
    assert workspace.scopes(None).level == "warning"


@pytest.mark.parametrize(
    "seconds, signed, level",
    [
        (0, False, "ok"),
        (30, True, "ok"),
        (-31, False, "warning"),
        (299, True, "warning"),
        (301, True, "error"),
        (-301, False, "warning"),
    ],
)
def test_a_clock_that_differs_from_slacks(seconds: int, signed: bool, level: str) -> None:
    now = datetime(2027, 1, 11, 9, 30, tzinfo=UTC) + timedelta(seconds=seconds)
    found = workspace.clock("Mon, 11 Jan 2027 09:30:00 GMT", now, signed=signed)
    assert found.level == level


async def test_a_clock_is_compared_with_slacks_answer(practice: Practice) -> None:
    practice.now = lambda: ticker.now() + timedelta(hours=1)
    ((level, says),) = await practice.of("clock")
    assert level == "warning"
    assert int(says.split()[0]) == pytest.approx(3600, abs=5)


# Channels


async def test_channels_in_which_nobody_can_be_prompted(practice: Practice) -> None:
    slack = practice.slack
    slack.archive("C0ALPHA")
    assert await practice.of("channels") == [
        ("error", "C0ALPHA (lente): archived, so nobody is prompted there")
    ]
    slack.unarchive("C0ALPHA")
    slack.connect_channel("C0ALPHA")
    assert await practice.of("channels") == [
        ("error", "C0ALPHA (lente): shared with another company, so held back")
    ]
    slack.workspace.channels["C0ALPHA"].shared = False
    slack.remove_bot("C0ALPHA")
    assert await practice.of("channels") == [
        ("error", "C0ALPHA (lente): the bot is not in it, so nobody is prompted")
    ]
    today, practice.now = practice.now, lambda: LONG_AGO  # before the project begins
    assert await practice.of("channels") == [
        ("warning", "C0ALPHA (lente): the bot is not in it yet")
    ]
    practice.now = today
    slack.delete_channel("C0ALPHA")
    assert await practice.of("channels") == [
        ("error", "C0ALPHA (lente): not there, or private and without the bot")
    ]


async def test_channels_that_slack_does_not_speak_of(practice: Practice) -> None:
    practice.slack.faults.always("conversations.info", Fault.error("unknown_method"))
    assert await practice.of("channels") == [
        ("warning", "C0ALPHA (lente): Slack does not say how it stands: unknown_method")
    ]
    practice.slack.faults.clear()
    practice.slack.faults.always("conversations.info", Fault.rate_limited())
    assert await practice.of("channels") == [("warning", "1 channels were not looked at")]


async def test_channels_of_projects_that_are_over_are_not_looked_at(practice: Practice) -> None:
    practice.slack.archive("C0ALPHA")
    practice.now = lambda: datetime(2037, 1, 1, tzinfo=UTC)
    assert await practice.of("channels") == []
    practice.now = ticker.now
    assert await practice.of("channels") != []
    store = await open_store(f"sqlite:///{practice.data / 'pauzebot.db'}")
    await store.end("lente")
    await store.close()
    assert await practice.of("channels") == []


# Stores, content, roles


async def test_a_database_of_another_version(practice: Practice) -> None:
    file = practice.data / "pauzebot.db"
    for version, level, says in [
        ("v9999", "error", "made by a newer version of Pauzebot"),
        ("0001", "warning", "made by an older version of Pauzebot"),
    ]:
        with closing(sqlite3.connect(file)) as database:
            database.execute("UPDATE alembic_version SET version_num = ?", (version,))
            database.commit()
        assert await practice.of("database") == [(level, says)]


async def test_figures_that_were_changed_behind_the_bot(practice: Practice) -> None:
    store = await open_store(str(practice.data / "pauzebot.db"))
    release = Release(PROJECT.id, 0, date(2026, 1, 5), date(2026, 2, 1), 4, Limits(), ())
    await store.publish(release, date(2026, 2, 2), frozenset(), date(2038, 12, 31), [])
    assert await practice.of("releases") == []
    async with store._write() as connection:
        await connection.exec_driver_sql("DROP TRIGGER release_changed")
        await connection.exec_driver_sql(
            "UPDATE release SET document = replace(document, '\"weeks\":4', '\"weeks\":3')"
        )
    await store.close()
    ((level, says),) = await practice.of("releases")
    assert level == "error"
    assert "are not those that were published" in says


async def test_a_database_that_is_none(practice: Practice) -> None:
    for file in practice.data.glob("pauzebot.db*"):
        file.unlink()
    (practice.data / "pauzebot.db").write_text("dit is geen database" * 100)
    ((level, says),) = await practice.of("database")
    assert level == "error"
    assert says.startswith("cannot be reached (")


async def test_a_server_that_is_not_there_tells_no_password(practice: Practice) -> None:
    practice.env["DATABASE_URL"] = f"postgresql://pauzebot:geheim@127.0.0.1:{free_port()}/pauzebot"
    assert [level for level, _ in await practice.of("database")] == ["error"]
    assert "geheim" not in "\n".join(doctor.lines(practice.found))


async def test_data_that_cannot_be_written(practice: Practice, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    practice.env["PAUZEBOT_DATA"] = str(tmp_path / "file")
    ((level, _),) = await practice.of("data")
    assert level == "error"


async def test_secrets(practice: Practice) -> None:
    practice.env["PAUZEBOT_SECRET"] = "kort"
    assert await practice.of("secret") == [("error", "PAUZEBOT_SECRET has 4 bytes, not 32")]
    del practice.env["PAUZEBOT_SECRET"]
    assert (await practice.of("secret"))[0][0] == "warning"
    assert not (practice.data / "secret").exists()
    load_secret(None, practice.data)
    assert await practice.of("secret") == [
        ("warning", "in a file beside the data, and so in its backups")
    ]
    (practice.data / "secret").chmod(0o644)
    assert (await practice.of("secret"))[0][0] == "error"


def settings(**env: str) -> Settings:
    return Settings.from_env(env)


def test_roles_in_the_store_count_once_there_are_any() -> None:
    both = settings(PAUZEBOT_HR="U1,U2", PAUZEBOT_PHYSIO="U3")
    says = [each.says for each in stores.roles(both, {})]
    assert says == ["2 HR, 1 physio, nobody both"]
    says = [each.says for each in stores.roles(both, {"U1": "hr"})]
    assert says == ["nobody is physio: nobody can read the reports"]
    swapped = stores.roles(both, {"U1": "physio", "U3": "hr"})
    assert [each.says for each in swapped] == ["the settings and the database differ on 2 people"]
    assert [each.level for each in stores.roles(settings(), {})] == ["warning", "warning"]


def test_where_the_open_week_lies(tmp_path: Path) -> None:
    (own,) = stores.open_week(settings(PAUZEBOT_OPEN_WEEK="memory:"), {})
    assert (own.level, own.says.split(":")[0]) == ("warning", "in the memory of the process")
    (disk,) = stores.open_week(settings(PAUZEBOT_OPEN_WEEK=str(tmp_path / "x" / "y")), {})
    assert disk.level == "error"


async def test_programmes_that_do_not_load(practice: Practice, tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "x.yaml").write_text("schema: exercise/1\nid: [\n")
    practice.env["PAUZEBOT_PROGRAMMES"] = str(tmp_path)
    ((level, says),) = await practice.of("programmes")
    assert level == "error"
    assert "x.yaml:" in says


async def test_a_project_whose_programme_is_gone(practice: Practice) -> None:
    store = await open_store(f"sqlite:///{practice.data / 'pauzebot.db'}")
    await store.apply(fakes.project(id="oud", programme="vergeten"), LONG_AGO)
    await store.close()
    found = await practice.of("programmes")
    says = "project oud uses vergeten, which is not there: no prompt goes"
    assert ("error", says) in found


# The machine


def files(root: Path, **texts: str) -> Path:
    """A machine's files; two underscores stand for a slash."""
    for name, text in texts.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


SWAPS = "Filename\t\tType\t\tSize\n"
DISK = f"{SWAPS}/dev/sda2 partition 8388604\n"


def test_swap(tmp_path: Path) -> None:
    assert machine.swap(tmp_path).level == "warning"
    assert machine.swap(files(tmp_path, proc__swaps=SWAPS)).level == "ok"
    assert machine.swap(files(tmp_path, proc__swaps=f"{SWAPS}/dev/zram0 part 1\n")).level == "ok"
    assert machine.swap(files(tmp_path, proc__swaps=DISK)).level == "warning"
    files(tmp_path, proc__self__cgroup="3:memory:/x\n0::/system.slice/pauzebot.service\n")
    assert machine.swap(tmp_path).level == "warning"
    group = tmp_path / "sys/fs/cgroup/system.slice"
    group.mkdir(parents=True)
    (group / "memory.swap.max").write_text("max\n")
    assert machine.swap(tmp_path).level == "warning"
    (group / "memory.swap.max").write_text("0\n")
    assert machine.swap(tmp_path).level == "ok"


@pytest.mark.parametrize("limit, level", [(0, "ok"), (-1, "warning"), (4096, "warning")])
def test_core_dumps(limit: int, level: str) -> None:
    assert machine.core_dumps(limit).level == level


def test_time_zones_without_rules() -> None:
    assert machine.time_zones(["Europe/Amsterdam"]).level == "ok"
    missing = machine.time_zones(["Europe/Amsterdam", "Europe/Atlantis", "../../etc/passwd"])
    assert missing.says == "no rules for ../../etc/passwd, Europe/Atlantis"


def mounts(*rows: str) -> str:
    return "\n".join(f"{n} 1 0:{n} {row} rw - tmpfs tmpfs rw" for n, row in enumerate(rows))


@pytest.mark.parametrize(
    "table, dies",
    [
        (mounts("/ /", "/ /dev/shm"), True),
        (mounts("/ /", "/pauzebot /dev/shm"), False),
        (mounts("/ /"), True),
        ("", True),
        ("nonsense", True),
    ],
)
def test_memory_of_the_containers_own_dies_with_it(tmp_path: Path, table: str, dies: bool) -> None:
    files(tmp_path, proc__self__mountinfo=table)
    week = Path("/dev/shm/pauzebot-1")
    assert not machine.dies_with_container(week, tmp_path)
    (tmp_path / ".dockerenv").write_text("")
    assert machine.dies_with_container(week, tmp_path) is dies


# Whatever goes wrong


def combinations() -> Iterable[tuple[str, ...]]:
    wrongs = ("token", "slack", "database", "secret", "programmes")
    return itertools.chain.from_iterable(itertools.combinations(wrongs, n) for n in range(1, 6))


async def test_no_mishap_is_a_traceback(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("postgresql://pauzebot:geheim@db")

    for name in ("data", "open_week", "secret", "roles", "database"):
        monkeypatch.setattr(stores, name, fails)
    monkeypatch.setattr(machine, "examine", fails)
    monkeypatch.setattr(workspace, "examine", fails)
    found = await practice.examine()
    broken = [one for one in found if one.says.startswith("this could not be examined")]
    assert len(broken) == 7
    assert "geheim" not in "\n".join(doctor.lines(found))


@pytest.mark.parametrize("wrong", list(combinations()), ids="-".join)
async def test_several_things_wrong_at_once_are_all_said(
    practice: Practice, tmp_path: Path, wrong: tuple[str, ...]
) -> None:
    changes = {
        "token": ("SLACK_BOT_TOKEN", "xoxb-wrong"),
        "slack": ("SLACK_API_URL", f"http://127.0.0.1:{free_port()}/api/"),
        "database": ("DATABASE_URL", "mysql://x"),
        "secret": ("PAUZEBOT_SECRET", "kort"),
        "programmes": ("PAUZEBOT_PROGRAMMES", str(tmp_path / "nowhere")),
    }
    shown = {"token": "bot token", "slack": "bot token"}
    practice.env |= dict(changes[each] for each in wrong)
    async with asyncio.timeout(10):
        found = await practice.examine()
    errors = {one.what for one in found if one.level == "error"}
    assert {shown.get(each, each) for each in wrong} <= errors
