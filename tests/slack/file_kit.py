"""What tests of files share: a renderer that only says what it made, and files that do not come."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from bot.core.fields import Language
from bot.core.programme import Library, Programme
from bot.core.statement import ProjectStated
from tests.slack.payload_kit import Addresses


class Painter:
    """Stands for the renderer, which tests of its own look after."""

    version = "1.0"

    def __init__(self) -> None:
        self.drawn: list[tuple[str, str, Language]] = []
        self.fails = False

    def render(self, report: Any, to: str, language: Language) -> bytes:
        if self.fails:
            raise ValueError("what is in a report stays out of the log")
        self.drawn.append((report.project, to, language))
        return f"{report.project} {to} {language}".encode()

    def alt(self, report: Any, language: Language) -> str:
        return f"Cijfers van {report.project} tot periode {len(report.periods)}."

    def programme_page(
        self, programme: Programme, library: Library, language: Language, today: date
    ) -> bytes:
        raise AssertionError("nobody asked for a page")

    def statement(
        self, projects: tuple[ProjectStated, ...], language: Language, today: date
    ) -> bytes:
        raise AssertionError("nobody asked for a statement")


async def each_failure_is_said(
    ask: Callable[[], Awaitable[list[Any]]],
    reporter: Any,
    making: str,
    lost: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A sheet cannot be made, then cannot be uploaded, and both are said; then it comes."""

    def fail(*what: object) -> bytes:
        raise ModuleNotFoundError(*what)

    with monkeypatch.context() as failing:
        failing.setattr(reporter, making, fail)
        assert lost in str(await ask())
    monkeypatch.setattr(Addresses, "status", 500)
    assert lost in str(await ask())
    monkeypatch.setattr(Addresses, "status", 200)
    assert lost not in str(await ask())
