"""The command that draws the figures of all exercises into a folder."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.shared import kindly, read_settings


@click.group()
def figures() -> None:
    """Draw the figures of the exercises."""


@figures.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def export(folder: Path) -> None:
    """Write all moving figures and still sheets into DIR, with an index of which is whose.

    A file's name follows from what is in it, so a web server may let it be kept for ever.
    """
    from bot.core.fields import LANGUAGES
    from bot.loader import load_library, load_texts
    from bot.texts import Catalogue

    try:
        from bot import figures as its
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"{error.name} is missing: install the package with its extra, pauzebot[figures]"
        ) from None
    settings = read_settings()
    library = kindly(lambda: load_library(settings.programmes))
    if not library.figures:
        raise click.ClickException(f"there are no figures in {settings.programmes}")
    catalogue = Catalogue(load_texts())
    says = {language: catalogue.speak(language) for language in LANGUAGES}
    try:
        written = sum(1 for _ in its.export(library, says, folder))
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}") from None
    click.echo(f"{folder}: {written} files written, and {its.INDEX}")
