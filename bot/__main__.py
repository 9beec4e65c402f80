"""The commands. What they do is elsewhere, and imported only when a command needs it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.drawing import figures
from bot.commands.previewing import preview
from bot.commands.printing import programme_page, statement
from bot.commands.reporting import report
from bot.commands.shared import kindly as _kindly
from bot.commands.shared import read_settings as _settings
from bot.commands.shared import with_store as _with_store

if TYPE_CHECKING:
    from bot.core.project import Arm
    from bot.service import Filed


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pauzebot")
def main() -> None:
    """Pauzebot: movement breaks at work in Slack, guided and counted anonymously."""


main.add_command(statement)
main.add_command(programme_page)
main.add_command(report)
main.add_command(figures)
main.add_command(preview)


@main.command()
def run() -> None:
    """Run the bot against Slack, with settings from the environment."""
    from bot import app, logs

    settings = _settings()
    logs.configure(settings.log)
    _kindly(lambda: asyncio.run(app.serve(settings)))


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Check exercises, programmes and projects; exit code 1 where there are errors."""
    from bot import loader, ticker

    library = _settings().programmes
    findings = loader.check(paths or (library,), ticker.now().date(), library)
    for finding in findings:
        click.echo(str(finding))
    errors = sum(finding.level == "error" for finding in findings)
    click.echo(f"{errors} errors, {len(findings) - errors} warnings", err=True)
    sys.exit(1 if errors else 0)


@main.command()
@click.argument("programme")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("--question", is_flag=True, help="Ask the effect question at the end, too.")
@click.option("--session", metavar="ID", help="Which session; by default the first.")
def walk(programme: str, lang: str, question: bool, session: str | None) -> None:
    """Walk through a session of PROGRAMME, an id, here in the terminal."""
    from bot import terminal
    from bot.loader import load_library, load_texts
    from bot.texts import Catalogue

    settings = _settings()
    library = _kindly(lambda: load_library(settings.programmes))
    found = library.programmes.get(programme)
    if found is None:
        known = ", ".join(sorted(library.programmes))
        raise click.ClickException(f"no programme is called {programme!r}; there are: {known}")
    if session is not None and found.session(session) is None:
        known = ", ".join(each.id for each in found.sessions)
        raise click.ClickException(f"no session is called {session!r}; there are: {known}")
    terminal.walk(
        found,
        library,
        Catalogue(load_texts()),
        "en" if lang == "en" else "nl",
        read=lambda question: click.prompt(question, default="", show_default=False),
        write=click.echo,
        asks=question,
        session=session,
    )


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of YAML.")
@click.option("--url", help="Where Slack reaches /slack/events; for HTTP instead of Socket Mode.")
def manifest(as_json: bool, url: str | None) -> None:
    """Print the manifest to make the Slack app from."""
    from bot import loader
    from bot.slack.manifest import manifest as made

    its = made(url)
    click.echo(json.dumps(its, indent=2) if as_json else loader.dump(its), nl=as_json)


@main.command()
@click.option("--port", type=int, default=8080, show_default=True, help="Where the page is.")
@click.option("--no-browser", is_flag=True, help="Open no browser.")
@click.option("--tell", is_flag=True, help="Tell one day in the terminal instead of a page.")
@click.option("--seed", type=int, default=1, show_default=True, help="The colleagues' luck.")
def demo(port: int, no_browser: bool, tell: bool, seed: int) -> None:
    """Try Pauzebot without Slack: the real bot, a local Slack and colleagues who press buttons."""
    from bot import demo as its
    from bot import logs

    logs.configure("warning")
    if tell:
        asyncio.run(its.tell_a_day(click.echo, seed=seed))
    else:
        asyncio.run(its.serve(port, click.echo, browser=not no_browser, seed=seed))


@main.group()
def project() -> None:
    """File, list, show, export and end projects."""


@project.command("apply")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
def apply_(path: Path) -> None:
    """File the project in FILE, new or changed; it counts from the next minute."""
    from bot import loader, ticker
    from bot.service import filing

    now = ticker.now()
    folder = _settings().programmes
    library = _kindly(lambda: loader.load_library(folder))
    filed = _kindly(lambda: loader.load_project(path, library))
    findings = loader.check([path], now.date(), folder)
    for finding in findings:
        click.echo(str(finding), err=True)
    if any(finding.level == "error" for finding in findings):
        raise click.ClickException("nothing was filed")
    before = _with_store(lambda store: store.project(filed.id))
    try:
        begins = _with_store(lambda store: filing.file(store, filed, now))
    except filing.Refused as refused:
        raise click.ClickException("\n".join(refused.reasons)) from None
    if before is not None and before.later is not None and begins is None:
        on = before.later.on
        click.echo(f"{filed.id}: the change that was to begin on {on} is taken back", err=True)
    if filed != filing.as_decided(filed, before):
        click.echo(f"{filed.id}: {filing.PHYSIO_DECIDES}", err=True)
    later = f"; its changed groups count from {begins}" if begins else ""
    click.echo(f"{filed.id}: filed; it counts from the next minute{later}")


@project.command("list")
def list_() -> None:
    """List all projects."""
    for filed in _with_store(lambda store: store.projects()):
        its = filed.project
        click.echo(f"{its.id}\t{filed.state}\t{its.starts} to {its.ends}\t{its.programme}")


@project.command()
@click.argument("name", metavar="ID")
def show(name: str) -> None:
    """Show a project: its state, its next pauses, and what became of its prompts."""
    from bot import ticker
    from bot.core import schedule

    filed = _found(name)
    its = filed.project
    click.echo(
        f"{its.id}: {its.title.nl}\nstate: {filed.state}\nperiod: {its.starts} to {its.ends}"
    )
    for arm in its.arms:
        click.echo(_arm(arm))
    if filed.later is not None:
        for arm in filed.later.project.arms:
            click.echo(f"changes on {filed.later.on}: {_arm(arm)}")
    for upcoming in schedule.next_pauses(its, filed.state, ticker.now(), 5):
        local = upcoming.due.astimezone(its.zone)
        click.echo(f"next: {local:%Y-%m-%d %H:%M} {upcoming.slot.arm}")
    for what, count in _with_store(lambda store: store.tally(name)).items():
        click.echo(f"prompts {what}: {count}")


@project.command()
@click.argument("name", metavar="ID")
@click.option("--next", "later", is_flag=True, help="With the change that waits for its period.")
def export(name: str, *, later: bool) -> None:
    """Print a project as a file that `apply` reads."""
    from bot import loader

    filed = _found(name)
    if filed.later is not None and not later:
        see = f"`pauzebot project export --next {name}` prints what it will be"
        click.echo(f"{name} changes on {filed.later.on}; {see}", err=True)
    click.echo(loader.dump_project(filed.meant if later else filed.project), nl=False)


@project.command()
@click.argument("name", metavar="ID")
def end(name: str) -> None:
    """End a project for good: it prompts no more."""
    if not _with_store(lambda store: store.end(name)):
        raise click.ClickException(f"no running project is called {name!r}")
    click.echo(f"{name}: ended")


@main.command()
def health() -> None:
    """Ask the bot on this machine whether it is well; exit code 1 where it is not."""
    from bot.web import ask

    told = ask.health(_settings().port)
    click.echo(told.line)
    sys.exit(0 if told.well else 1)


@main.command()
def doctor() -> None:
    """Examine settings, machine, stores and Slack, and say what to do; exit code 1 for errors."""
    from bot import doctor as practice
    from bot import logs, ticker

    logs.configure("error")
    verdicts = asyncio.run(practice.examine(os.environ, ticker.now))
    for line in practice.lines(verdicts):
        click.echo(line)
    sys.exit(1 if any(verdict.level == "error" for verdict in verdicts) else 0)


def _arm(arm: Arm) -> str:
    times = ", ".join(f"{pause:%H:%M}" for pause in arm.pauses)
    return (
        f"arm {arm.name}: {arm.protocol}, {times}, {', '.join(arm.channels) or 'direct messages'}"
    )


def _found(name: str) -> Filed:
    filed = _with_store(lambda store: store.project(name))
    if filed is None:
        raise click.ClickException(f"no project is called {name!r}")
    return filed


if __name__ == "__main__":
    main()
