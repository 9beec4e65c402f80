"""Where the open week lies: in memory, ours alone, found again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import structlog

from bot.store.errors import StoreError
from bot.store.week import open_week
from bot.store.week.place import choose, in_memory
from tests.store.kit import SECRET, WEEK, memory_claim, person, slot

pytestmark = pytest.mark.skipif(os.name != "posix", reason="owners and modes are POSIX")


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """A table of mounts by which everything lies on a disk."""
    mounts = memory_claim(tmp_path)
    mounts.write_text(mounts.read_text().replace("tmpfs tmpfs", "ext4 /dev/vda"))
    return mounts


def directory(tmp_path: Path, name: str, mode: int = 0o700) -> Path:
    made = tmp_path / name
    made.mkdir()
    made.chmod(mode)
    return made


async def test_a_directory_on_a_disk_is_refused_and_nothing_is_left_there(
    tmp_path: Path, disk: Path
) -> None:
    base = directory(tmp_path, "base")
    for where in (base, base / "new"):
        with pytest.raises(StoreError, match=r"memory file system|there is no directory"):
            await open_week(str(where), SECRET, identity="a bot", mounts=disk)
    assert list(base.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/mountinfo").exists(), reason="no table of mounts here")
async def test_the_disk_of_this_machine_is_no_memory(tmp_path: Path) -> None:
    if in_memory(tmp_path):
        pytest.skip("temporary files lie in memory here")
    with pytest.raises(StoreError, match="is not on a memory file system"):
        await open_week(str(tmp_path), SECRET, identity="a bot")


@pytest.mark.skipif(not in_memory(Path("/dev/shm")), reason="no /dev/shm in memory")
async def test_the_memory_of_this_machine_is_found(tmp_path: Path) -> None:
    week = await open_week(None, SECRET, identity=str(tmp_path), environ={})
    assert week.directory is not None
    try:
        assert in_memory(week.directory)
        assert week.directory.stat().st_mode & 0o777 == 0o700
        await week.count(slot(), person(), reached=0, finished=True)
        assert {path.stat().st_mode & 0o777 for path in week.directory.iterdir()} == {0o600}
        await week.close()
        again = await open_week(None, SECRET, identity=str(tmp_path), environ={})
        assert again.directory == week.directory
        assert (await again.figures("lente", WEEK)).sessions == {"een": {1: 1}}
        await again.close()
    finally:
        for path in week.directory.iterdir():
            path.unlink()
        week.directory.rmdir()


def test_the_first_memory_there_is_and_where_the_week_was_before(
    tmp_path: Path, mounts: Path
) -> None:
    runtime, run, shm = (directory(tmp_path, name) for name in ("runtime", "run", "shm"))

    def chosen(environ: dict[str, str], *usual: Path) -> Path | None:
        return choose(None, "a bot", environ, mounts, usual)

    first = chosen({}, shm)
    assert first is not None
    assert first.parent == shm
    # A restart without, or with, the directory of a session finds the same week.
    assert chosen({"XDG_RUNTIME_DIR": str(runtime)}, run, shm) == first
    first.rmdir()
    found = chosen({"XDG_RUNTIME_DIR": str(runtime)}, run, shm)
    assert found is not None
    assert found.parent == runtime
    found.rmdir()
    found = chosen({"XDG_RUNTIME_DIR": ""}, tmp_path / "missing", run, shm)
    assert found is not None
    assert found.parent == run


def test_two_bots_on_one_machine_share_no_week(tmp_path: Path, mounts: Path) -> None:
    assert choose(str(tmp_path), "/srv/a", {}, mounts) != choose(
        str(tmp_path), "/srv/b", {}, mounts
    )
    assert choose(str(tmp_path), "/srv/a", {}, mounts) == choose(
        str(tmp_path), "/srv/a", {}, mounts
    )


def test_a_new_directory_in_memory_is_made(tmp_path: Path, mounts: Path) -> None:
    made = choose(str(tmp_path / "week"), "a bot", {}, mounts)
    assert made is not None
    assert made.parent == tmp_path / "week"
    assert made.parent.stat().st_mode & 0o777 == 0o700


def test_somebody_elses_directory_is_refused(
    tmp_path: Path, mounts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = choose(str(tmp_path), "a bot", {}, mounts)
    assert mine is not None
    mine.chmod(0o750)
    with pytest.raises(StoreError, match="others can look inside"):
        choose(str(tmp_path), "a bot", {}, mounts)
    with pytest.raises(StoreError, match="others can look inside"):
        choose(None, "a bot", {}, mounts, (tmp_path,))
    mine.chmod(0o700)
    # The same directory, looked at by another user: the name is made of who we are, so keep that.
    monkeypatch.setattr("bot.store.week.place._name", lambda identity: mine.name)
    monkeypatch.setattr("bot.store.week.place._uid", lambda: os.geteuid() + 1)
    with pytest.raises(StoreError, match="belongs to somebody else"):
        choose(str(tmp_path), "a bot", {}, mounts)


@pytest.mark.parametrize("kind", ["link", "dangling", "file"])
def test_a_link_or_a_file_in_its_place_is_refused(tmp_path: Path, mounts: Path, kind: str) -> None:
    mine = choose(str(tmp_path), "a bot", {}, mounts)
    assert mine is not None
    mine.rmdir()
    if kind == "file":
        mine.touch()
    else:
        mine.symlink_to(tmp_path if kind == "link" else tmp_path / "nothing")
    with pytest.raises(StoreError, match="a link or a file"):
        choose(str(tmp_path), "a bot", {}, mounts)


async def test_links_in_place_of_its_files_are_not_followed(tmp_path: Path, mounts: Path) -> None:
    mine = choose(str(tmp_path), "a bot", {}, mounts)
    assert mine is not None
    target = tmp_path / "target"
    for name in ("lock", "week.db"):
        (mine / name).symlink_to(target)
        with pytest.raises(StoreError, match="cannot be used"):
            await open_week(str(tmp_path), SECRET, identity="a bot", mounts=mounts)
        (mine / name).unlink()
    assert not target.exists()


def test_a_directory_anybody_may_change_is_refused(tmp_path: Path, mounts: Path) -> None:
    base = directory(tmp_path, "open", 0o777)
    with pytest.raises(StoreError, match="anybody may replace"):
        choose(str(base), "a bot", {}, mounts)
    assert choose(None, "a bot", {}, mounts, (base,)) is None
    base.chmod(0o1777)  # as /dev/shm: what is ours, nobody else may move
    assert choose(str(base), "a bot", {}, mounts) is not None


def test_where_nothing_can_be_made_the_next_place_is_tried(
    tmp_path: Path, mounts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs, ours = directory(tmp_path, "theirs"), directory(tmp_path, "ours")
    mkdir = Path.mkdir

    def forbidden(self: Path, mode: int = 0o777) -> None:
        if self.parent == theirs:
            raise PermissionError(13, "Permission denied")
        mkdir(self, mode)

    monkeypatch.setattr(Path, "mkdir", forbidden)
    found = choose(None, "a bot", {"XDG_RUNTIME_DIR": str(theirs)}, mounts, (ours,))
    assert found is not None
    assert found.parent == ours
    with pytest.raises(StoreError, match="theirs cannot be used: Permission denied"):
        choose(str(theirs), "a bot", {}, mounts)


def test_a_disk_that_is_mounted_in_its_place_is_refused(
    tmp_path: Path, mounts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.week.place.in_memory", lambda path, _: path == tmp_path)
    with pytest.raises(StoreError, match="is not in memory"):
        choose(str(tmp_path), "a bot", {}, mounts)


def test_a_file_where_a_directory_should_be_is_refused(tmp_path: Path, mounts: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="there is no directory"):
        choose(str(tmp_path / "file"), "a bot", {}, mounts)


@pytest.mark.parametrize("where", ["redis://localhost/0", "rediss://x", "valkey://x"])
async def test_redis_is_not_built_yet_and_says_so(where: str) -> None:
    with pytest.raises(StoreError, match="not built yet"):
        await open_week(where, SECRET, identity="a bot")


async def test_without_memory_file_system_the_process_remembers_and_warns(tmp_path: Path) -> None:
    with structlog.testing.capture_logs() as logs:
        week = await open_week(
            None, SECRET, identity="a bot", environ={}, mounts=tmp_path / "no such table"
        )
    assert [(entry["log_level"], "a restart loses" in entry["event"]) for entry in logs] == [
        ("warning", True)
    ]
    assert week.directory is None
    await week.count(slot(), person(), reached=0, finished=True)
    assert (await week.figures("lente", WEEK)).sessions == {"een": {1: 1}}
    await week.close()


async def test_memory_is_this_process_alone(tmp_path: Path) -> None:
    first = await open_week("memory:", SECRET, identity="a bot")
    second = await open_week("memory:", SECRET, identity="a bot")
    await first.count(slot(), person(), reached=0, finished=True)
    assert await second.weeks() == []
    assert first.memory != second.memory
    await first.close()
    await second.close()
