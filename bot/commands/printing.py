"""Commands that make a sheet to print: the statement for a works council, a programme's page."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from bot.commands.shared import kindly, read_settings, with_store

if TYPE_CHECKING:
    from bot.core.fields import Language
    from bot.core.statement import Running
    from bot.reports.sheet import Sheet
    from bot.settings import Settings
    from bot.texts import Say

LANG = click.option(
    "--lang", "language", type=click.Choice(["nl", "en"]), default="nl", show_default=True
)
OUT = click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write.",
)


@click.command()
@click.option("--project", "name", metavar="ID", help="This project alone; else all not ended.")
@LANG
@click.option(
    "--format", "kind", type=click.Choice(["html", "md"]), default="html", show_default=True
)
@click.option("--host", metavar="NAME", help="Who runs the bot, to stand in the promise.")
@OUT
def statement(
    name: str | None,
    language: Language,
    kind: Literal["html", "md"],
    host: str | None,
    out: Path,
) -> None:
    """Write what a works council should know, from the settings that run."""
    from bot import ticker
    from bot.core.statement import Statement
    from bot.loader import load_library
    from bot.reports import sheet
    from bot.reports.statement import statement as worded
    from bot.service.stating import stated

    settings = read_settings()
    library = kindly(lambda: load_library(settings.programmes))
    running = kindly(lambda: _running(settings))
    projects = with_store(lambda store: stated(store, library, name))
    if name is not None and not projects:
        raise click.ClickException(f"no project is called {name!r}")
    today = ticker.now().date()
    made = worded(Statement(today, running, projects, host), language, _speak(language))
    _write(out, _page(made) if kind == "html" else sheet.markdown(made))


@click.command("programme-page")
@click.argument("programme")
@LANG
@OUT
def programme_page(programme: str, language: Language, out: Path) -> None:
    """Write the page of PROGRAMME, an id, for the physiotherapist: doses, evidence, findings."""
    from bot import ticker
    from bot.loader import load_library
    from bot.reports.programme_page import programme_page as worded

    settings = read_settings()
    library = kindly(lambda: load_library(settings.programmes))
    found = library.programmes.get(programme)
    if found is None:
        known = ", ".join(sorted(library.programmes))
        raise click.ClickException(f"no programme is called {programme!r}; there are: {known}")
    today, say = ticker.now().date(), _speak(language)
    made = worded(found, library, language, say, today, version("pauzebot"))
    _write(out, _page(made))


def _running(settings: Settings) -> Running:
    from bot.store.week.place import choose

    directory = choose(settings.open_week, str(settings.data.resolve()), os.environ)
    return settings.running(version("pauzebot"), directory)


def _speak(language: Language) -> Say:
    from bot.loader import load_sheets
    from bot.texts import Catalogue

    return Catalogue(load_sheets()).speak(language)


def _page(made: Sheet) -> str:
    from bot.reports import sheet

    try:
        return sheet.html(made)
    except ModuleNotFoundError as missing:
        told = f"{missing.name} is not installed: pip install 'pauzebot[reports]'"
        raise click.ClickException(told) from None


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}") from None
    click.echo(f"{out}: written")
