"""The documents say what is there: commands, variables, links, decisions."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

PROMISE = (
    "No report, and no stored file, backup or log of this bot shows whether you took part or what"
    " you answered. During the current week the bot keeps, in memory only, a code per participant"
    " to count weeks correctly; it is destroyed on Sunday night. Slack itself, and someone who"
    " altered the bot's software while it runs, could technically see clicks as they happen; [host]"
    " is bound not to, and the running version can be checked."
)


def code_in(text: str) -> Iterator[str]:
    """Every line of a fenced block and every code span of a Markdown page."""
    fences = re.compile(r"^```.*?\n(.*?)^```", re.DOTALL | re.MULTILINE)
    for fence in fences.findall(text):
        yield from fence.splitlines()
    yield from re.findall(r"`([^`\n]+)`", fences.sub("", text))


def phrases(program: str) -> Iterator[tuple[str, list[str]]]:
    """Where documents call `program`: page, and the plain words that follow it."""
    for page in PAGES:
        for line in code_in(page.read_text(encoding="utf-8")):
            for rest in re.findall(rf"(?:^|[\s:]){program} ([^#;&|]*)", line):
                words = rest.split()
                plain = [word for word in words if re.fullmatch(r"[a-z][a-z-]*", word)]
                if words and plain[:1] == words[:1]:
                    yield page.name, plain


def tracked() -> list[Path]:
    """Every committed file; of a copy without history, every file that is not a hidden folder's."""
    if not (ROOT / ".git").exists():
        top = [path for path in ROOT.iterdir() if path.is_file() or path.name[0] != "."]
        return [file for path in top for file in [path, *path.rglob("*")] if file.is_file()]
    asked = ["git", "ls-files", "-z"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def command_line() -> click.Group:
    """The real command line."""
    from bot.__main__ import main

    assert isinstance(main, click.Group)
    return main


# What a document tells people to type


def test_the_first_screen_says_what_it_is_and_how_to_try_it() -> None:
    first_screen = README.splitlines()[:16]
    assert "Slack bot for movement breaks at work" in " ".join(first_screen)
    commands = [line.split("#")[0].strip() for line in first_screen if line.startswith("make ")]
    assert commands == ["make demo", "make test"]


def test_every_make_target_in_the_documents_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = [(page, words[0]) for page, words in phrases("make")]
    assert named
    assert [(page, target) for page, target in named if target not in targets] == []


def test_every_command_in_the_documents_exists() -> None:
    group = command_line()
    named = list(phrases("pauzebot"))
    assert named
    unknown = []
    for page, words in named:
        command = group.commands.get(words[0])
        if isinstance(command, click.Group) and len(words) > 1:
            command = command.commands.get(words[1])
        if command is None:
            unknown.append((page, " ".join(words)))
    assert unknown == []


def test_every_command_is_in_the_readme() -> None:
    named = {words[0] for page, words in phrases("pauzebot") if page == "README.md"}
    visible = {name for name, command in command_line().commands.items() if not command.hidden}
    assert visible - named == set()


def test_every_subcommand_of_project_is_in_the_readme() -> None:
    project = command_line().commands["project"]
    assert isinstance(project, click.Group)
    missing = [name for name in project.commands if f"pauzebot project {name}" not in README]
    assert missing == []


def asked_by_the_image() -> list[str]:
    """The commands of the image: its health check, then its start."""
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    asked = re.compile(r'^(?:HEALTHCHECK .*)?CMD \[(?:"pauzebot", )?"(\w+)"\]', re.MULTILINE)
    return asked.findall(dockerfile)


def test_the_image_starts_a_command_that_exists() -> None:
    assert asked_by_the_image() == ["health", "run"]
    assert "run" in command_line().commands


def test_the_image_asks_its_health_of_a_command_that_exists() -> None:
    assert asked_by_the_image()[0] in command_line().commands


# The environment


def read_by_settings() -> set[str]:
    """Every name in capitals that the settings look up."""
    tree = ast.parse((ROOT / "bot" / "settings.py").read_text(encoding="utf-8"))
    texts = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {text for text in texts if re.fullmatch(r"[A-Z][A-Z_]{3,}", text)}


def test_the_table_of_the_environment_is_what_the_settings_read() -> None:
    in_table = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE))
    assert len(in_table) > 10
    assert in_table == read_by_settings()


def test_only_the_settings_read_the_environment() -> None:
    """Else the table would be true and still not the whole truth."""
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "bot").rglob("*.py")
        if re.search(r"os\.environ|os\.getenv", path.read_text(encoding="utf-8"))
    ]
    # The commands hand the environment in; the demo makes one for its bot; the open week asks
    # the system for its memory (XDG_RUNTIME_DIR), which is no setting of ours.
    allowed = re.compile(r"bot/(__main__\.py|commands/.*|demo/.*|store/week/.*)")
    assert [path for path in readers if not allowed.fullmatch(path)] == []


# What documents refer to


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [
        target.split("#")[0]
        for target in re.findall(r"\]\(([^)\s]+)\)", text)
        if not target.startswith(("https://", "#"))
    ]
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_a_document_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = {
        word
        for word in code_in(text)
        if re.fullmatch(r"(bot|docs|tests|tools|programmes)/[\w./-]+\.(py|md|yaml)", word)
    }
    # Two pages are written by the command that the text beside them names.
    made = {"docs/verify.md", "docs/bench.md"}
    assert [name for name in sorted(named - made) if not _module(ROOT / name)] == []


def _module(path: Path) -> bool:
    """A module counts as there when it has grown into a package of the same name."""
    return path.exists() or (path.suffix == ".py" and path.with_suffix("").is_dir())


def test_the_promise_stands_in_the_readme_word_for_word() -> None:
    quoted = " ".join(re.sub(r"^> ?", "", README, flags=re.MULTILINE).split())
    assert PROMISE in quoted


# Decisions


def decisions() -> list[Path]:
    return sorted((ROOT / "docs" / "adr").glob("*.md"))


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in decisions()]
    assert numbers == list(range(len(numbers)))
    assert len(numbers) >= 8


@pytest.mark.parametrize("path", decisions(), ids=lambda path: path.stem)
def test_a_decision_has_its_four_parts_in_order(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {path.name[:4]}. ")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    assert parts[::2] == ["Context", "Decision", "Consequences", "Alternatives"]
    assert all(len(body.split()) >= 20 for body in parts[1::2])


# What no committed file may hold. The patterns are put together here, so as not to find themselves.

REGISTRIES = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "debian" + ".org/debian"]
MACHINES = ["/ro" + "ot/", "/ho" + r"me/\w", "/Us" + r"ers/\w", "/wo" + "rk/"]


@pytest.mark.parametrize("pattern", [re.escape(name) for name in REGISTRIES] + MACHINES)
def test_no_committed_file_holds_an_address_of_a_registry_or_a_path_of_a_machine(
    pattern: str,
) -> None:
    files = tracked()
    assert ROOT / "README.md" in files
    found = [
        path.relative_to(ROOT).as_posix()
        for path in files
        if re.search(pattern.encode(), path.read_bytes())
    ]
    assert found == []
