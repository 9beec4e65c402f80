"""tools/setup runs on machines we have never seen, so it is tried on made-up ones."""

from __future__ import annotations

import pytest

from tests.house.machine import NEW, OLD, UV, Machine


def test_setup_without_a_new_enough_python_says_so_kindly(machine: Machine) -> None:
    machine.program("python3", OLD)
    done = machine.run("tools/setup", "runtime")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; python3 here says: 3.9.2" in done.stderr
    assert "make PYTHON=" in done.stderr
    assert machine.installed() == []
    assert not (machine.home / ".venv").exists()


def test_setup_without_any_python_says_so_too(machine: Machine) -> None:
    done = machine.run("tools/setup", "runtime")
    assert done.returncode == 1
    assert "python3 here says: none" in done.stderr


def test_setup_looks_past_an_old_python3_for_a_newer_one_by_name(machine: Machine) -> None:
    machine.program("python3", OLD)
    machine.program("python3.12", NEW)
    done = machine.run("tools/setup", "runtime")
    assert (done.returncode, done.stderr) == (0, "")
    by_lock, project = machine.installed()
    assert by_lock.endswith("--require-hashes -r requirements.lock")
    assert project.endswith("--no-deps --no-build-isolation -e .")


def test_setup_that_is_told_a_python_takes_no_other(machine: Machine) -> None:
    machine.program("python3", NEW)
    machine.program("mine", OLD)
    done = machine.run("tools/setup", "dev", PYTHON="mine")
    assert done.returncode == 1
    assert "PYTHON=mine is no Python 3.11 or newer (it says: 3.9.2)" in done.stderr


def test_setup_uses_uv_where_there_is_one(machine: Machine) -> None:
    machine.program("python3.12", NEW)
    machine.program("uv", UV)
    done = machine.run("tools/setup", "dev")
    assert (done.returncode, done.stderr) == (0, "")
    by_lock, project = machine.installed()
    assert by_lock.startswith("uv pip install")
    assert by_lock.endswith("--require-hashes -r requirements-dev.lock")
    assert project.endswith("--no-deps --no-build-isolation -e .")


def test_setup_does_nothing_the_second_time(machine: Machine) -> None:
    machine.program("python3", NEW)
    machine.run("tools/setup", "dev")
    assert len(machine.installed()) == 2
    for kind in ("dev", "runtime"):  # the dev lock holds all of the runtime lock
        done = machine.run("tools/setup", kind)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert machine.installed() == []


def test_setup_for_developers_comes_on_top_of_the_runtime(machine: Machine) -> None:
    machine.program("python3", NEW)
    machine.run("tools/setup", "runtime")
    machine.installed()
    machine.run("tools/setup", "dev")
    assert "requirements-dev.lock" in machine.installed()[0]


@pytest.mark.parametrize("changed", ["requirements-dev.lock", "pyproject.toml"])
def test_setup_installs_again_when_what_it_rests_on_has_changed(
    machine: Machine, changed: str
) -> None:
    machine.program("python3", NEW)
    machine.run("tools/setup", "dev")
    machine.installed()
    with (machine.home / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    machine.run("tools/setup", "dev")
    assert len(machine.installed()) == 2


def test_setup_begins_afresh_where_a_checkout_was_moved(machine: Machine) -> None:
    """The scripts of a virtual environment hold their full path."""
    machine.program("python3", NEW)
    machine.run("tools/setup", "dev")
    machine.home = machine.home.rename(machine.home.with_name("moved"))
    machine.installed()
    done = machine.run("tools/setup", "dev")
    assert "Making .venv" in done.stdout
    assert len(machine.installed()) == 2


def test_setup_that_was_interrupted_goes_on_the_next_time(machine: Machine) -> None:
    machine.program("python3", NEW)
    assert machine.run("tools/setup", "dev", BROKEN="yes").returncode == 7
    assert machine.run("tools/setup", "dev").returncode == 0
    assert len(machine.installed()) == 2
