"""The command that writes a project's report, in one of its formats."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.printing import LANG, OUT
from bot.commands.shared import kindly, read_settings, with_store
from bot.core.fields import Language

if TYPE_CHECKING:
    from bot.reports import Format

# As `bot.reports.FORMATS`: help must not wait for that import. A test holds them together.
FORMATS = ("html", "pdf", "xlsx", "csv", "json", "png")


@click.command()
@click.argument("project")
@click.option("--format", "to", type=click.Choice(FORMATS), required=True)
@LANG
@OUT
def report(project: str, to: Format, language: Language, out: Path) -> None:
    """Write the report of PROJECT, an id: what was published, and what the bot itself did."""
    from bot import ticker
    from bot.loader import load_library, load_texts
    from bot.reports import render
    from bot.reports.paper import Unprintable
    from bot.service import reporting
    from bot.texts import Catalogue

    settings = read_settings()
    library = kindly(lambda: load_library(settings.programmes))
    now, its = ticker.now(), version("pauzebot")
    made = kindly(
        lambda: with_store(lambda store: reporting.report(store, library, project, now, its))
    )
    if made is None:
        raise click.ClickException(f"no project is called {project!r}")
    say = Catalogue(load_texts()).speak(language)
    try:
        out.write_bytes(render(made, to, language, say))
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"{error.name} is missing: install the package with its extra, pauzebot[reports]"
        ) from None
    except Unprintable as error:
        raise click.ClickException(
            f"the report cannot be written as {to}: {error}; html, xlsx, csv and json can"
        ) from None
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}") from None
    click.echo(f"{out}: written")
