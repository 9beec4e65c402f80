"""The command that shows authors a programme as colleagues will see it."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING

import click

from bot.commands.shared import read_settings

if TYPE_CHECKING:
    from bot.loader import Opened
    from bot.preview.films import Films
    from bot.preview.watching import Author

BETWEEN = 0.3
"""Seconds between two looks at the files."""
MOST_WORKERS = 4


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The page to write; it needs nothing beside it, so it can be mailed.",
)
@click.option("--watch", is_flag=True, help="Keep the page up to date until Ctrl-C.")
@click.option(
    "--films",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep drawn figures here, so that the next time is quick.",
)
def preview(file: Path, out: Path, *, watch: bool, films: Path | None) -> None:
    """Write a page of FILE as colleagues will see it: a programme, an exercise or a figure.

    Every screen in both languages, with moving figures, and beside it what `check` says. Exit code
    1 where there are errors; the page is written all the same, and says them.
    """
    from bot import ticker
    from bot.loader import load_sheets
    from bot.preview.watching import Author
    from bot.texts import Catalogue

    if out.resolve() == file.resolve():
        raise click.ClickException(f"{out} is the file itself; name another one for the page")
    settings = read_settings()
    texts = Catalogue(load_sheets())
    with ExitStack() as stack:
        author = Author(
            path=file,
            out=out,
            texts=texts,
            films=_films(stack, films),
            today=lambda: ticker.now().date(),
            default=settings.programmes,
        )
        try:
            opened = _watched(author) if watch else author.once()
        except OSError as error:
            raise click.ClickException(f"{out} cannot be written: {error.strerror}") from None
    if not watch:
        _tell(opened)
        click.echo(f"{out}: written", err=True)
    if author.films and author.films.failed:
        first, *more = author.films.failed
        click.echo(f"{1 + len(more)} figures could not be drawn: {first!r}", err=True)
    sys.exit(1 if opened.errors else 0)


def _films(stack: ExitStack, folder: Path | None) -> Films | None:
    """Films drawn beside this program, and kept in `folder` or as long as the command lasts."""
    from bot.preview.films import Films, can_draw, draw_in, pool

    if not can_draw():
        click.echo("no figures: install the package with its extra, pauzebot[figures]", err=True)
        return None
    kept = folder or Path(stack.enter_context(TemporaryDirectory(prefix="pauzebot-")))
    workers = stack.enter_context(pool(min(MOST_WORKERS, os.cpu_count() or 1)))
    stack.callback(workers.shutdown, wait=True, cancel_futures=True)
    return Films(workers, draw_in(kept))


def _watched(author: Author) -> Opened:
    """Keep the page until Ctrl-C, and return what the file was at the end."""
    seen: list[Opened] = []
    pause = Event()

    def tell(opened: Opened) -> None:
        if not seen:
            click.echo(f"{author.out}: open it in a browser; Ctrl-C ends this", err=True)
        seen[:] = [opened]
        _tell(opened)

    with suppress(KeyboardInterrupt):
        author.watch(lambda: not pause.wait(BETWEEN), tell)
    if not seen:
        raise click.Abort
    return seen[0]


def _tell(opened: Opened) -> None:
    """Print the findings as `check` does, with files as they are called from here."""
    findings = [place.finding for place in opened.findings["en"]]
    for finding in findings:
        click.echo(str(replace(finding, file=_from_here(finding.file))))
    errors = opened.errors
    click.echo(f"{errors} errors, {len(findings) - errors} warnings", err=True)


def _from_here(file: str) -> str:
    short = os.path.relpath(file)
    return file if short.startswith("..") else short
