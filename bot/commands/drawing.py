"""The command that draws the figures of all exercises into a folder."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import click

from bot.commands.shared import kindly, read_settings


@click.group()
def figures() -> None:
    """Draw the figures of the exercises."""


@figures.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--slack", is_flag=True, help="Only what Slack shows: films, in the light theme.")
@click.option("--gently", is_flag=True, help="Give way to other programs on this machine.")
def export(folder: Path, *, slack: bool, gently: bool) -> None:
    """Write all moving figures and still sheets into DIR, with an index of which is whose.

    A file's name follows from what is in it, so a web server may let it be kept for ever. What is
    in DIR already is not drawn again. Projects' own doses are drawn too, where there is a database.
    """
    from bot.core.fields import LANGUAGES
    from bot.figures.index import INDEX, SLACK
    from bot.figures.themes import THEMES
    from bot.loader import load_library, load_texts
    from bot.store.durable.glance import projects
    from bot.texts import Catalogue

    try:
        from bot.figures import exporting as its
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"{error.name} is missing: install the package with its extra, pauzebot[figures]"
        ) from None
    if gently and hasattr(os, "nice"):
        os.nice(10)
    settings = read_settings()
    library = kindly(lambda: load_library(settings.programmes))
    if not library.figures:
        raise click.ClickException(f"there are no figures in {settings.programmes}")
    catalogue = Catalogue(load_texts())
    says = {language: catalogue.speak(language) for language in LANGUAGES}
    made = its.export(
        library,
        says,
        folder,
        projects=asyncio.run(projects(settings.database_url)),
        themes=SLACK if slack else THEMES,
        sheets=not slack,
    )
    try:
        written = sum(1 for _ in made)
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}") from None
    click.echo(f"{folder}: {written} files, and {INDEX}")
