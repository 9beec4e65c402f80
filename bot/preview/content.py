"""What the page shows of a file, as plain data: screens as Slack draws them, times, findings."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.core.effects import Introduction, Screen, Show, Step, Thanks
from bot.core.exercise import Exercise
from bot.core.fields import LANGUAGES, Language
from bot.core.programme import Library, Programme
from bot.core.rehearsal import Rehearsal, alone, lacking, lasts, rehearsals
from bot.figures.index import SLACK, Wanted, subject
from bot.loader import CODES, Opened, Place
from bot.service.films import Film
from bot.slack.views import modal
from bot.texts import Catalogue, Say

Json = dict[str, Any]

START = "preview."
"""Where the page's own words begin in the catalogue of sheets."""
FILM = "film:"
"""What a picture's address begins with: a page puts the film itself in its place."""


@dataclass(frozen=True)
class Content:
    """The data of a page, and the films that its screens want, by what they are of."""

    data: Json
    wanted: Mapping[str, Wanted] = field(default_factory=dict)


def words(texts: Catalogue) -> Json:
    """Return the page's own words in both languages, and the sides as the bot calls them."""
    keys = [key for key in texts.entries["nl"] if key.startswith(START)]
    return {
        language: {
            **{key.removeprefix(START): texts.entries[language][key] for key in keys},
            **{key: texts.entries[language][key] for key in ("side.left", "side.right")},
        }
        for language in LANGUAGES
    }


def content(path: Path, opened: Opened, texts: Catalogue) -> Content:
    """Return what there is to show of a file, under the name that stands in `path`."""
    model = opened.model
    found = {
        language: [_finding(place, path, opened.folder) for place in opened.findings[language]]
        for language in LANGUAGES
    }
    data: Json = {"file": path.name, "errors": opened.errors, "findings": found, "shown": None}
    if model is None:
        return Content(data)
    stage = _Stage(texts)
    data["shown"] = stage.shown(model, opened.library)
    return Content(data, stage.wanted)


@dataclass
class _Stage:
    """Puts the screens of a file together; a view that stands on many of them is kept once."""

    texts: Catalogue
    wanted: dict[str, Wanted] = field(default_factory=dict)
    _views: dict[str, int] = field(default_factory=dict)

    def shown(self, model: Programme | Exercise, library: Library) -> Json:
        """Everything there is to see of a programme or of an exercise by itself."""
        programme = alone(model) if isinstance(model, Exercise) else model
        ways = {each: rehearsals(programme, library, each) for each in LANGUAGES}
        pairs = zip(*(ways[each] for each in LANGUAGES), strict=True)
        runs = [self._run(dict(zip(LANGUAGES, pair, strict=True)), library) for pair in pairs]
        protocols = programme.protocols.items()
        return {
            "kind": "exercise" if isinstance(model, Exercise) else "programme",
            "title": _both(programme.title.say),
            "protocols": [
                {"id": name, "title": _both(protocol.title.say)} for name, protocol in protocols
            ],
            "sessions": [
                {
                    "id": session.id,
                    "title": _both(session.title.say),
                    "seconds": None if isinstance(model, Exercise) else session.seconds,
                    "lacking": list(lacking(session, library)),
                }
                for session in programme.sessions
            ],
            "runs": runs,
            "views": [json.loads(view) for view in self._views],
        }

    def _run(self, ways: Mapping[Language, Rehearsal], library: Library) -> Json:
        way = ways["nl"]
        screens = zip(*(ways[each].screens for each in LANGUAGES), strict=True)
        return {
            "session": way.session.id,
            "protocol": way.protocol,
            "variant": way.variant,
            "seconds": way.seconds,
            "screens": [
                self._screen(dict(zip(LANGUAGES, shows, strict=True)), library) for shows in screens
            ],
        }

    def _screen(self, shows: Mapping[Language, Show], library: Library) -> Json:
        screen = shows["nl"].screen
        told: Json = {"kind": _kind(screen), "seconds": lasts(screen)}
        told["view"] = {each: self._view(show, library) for each, show in shows.items()}
        if isinstance(screen, Step):
            told["exercise"] = screen.exercise.id
            told["name"] = _both(screen.exercise.name.say)
            told["side"] = screen.side
            told["other"] = screen.other
        return told

    def _view(self, show: Show, library: Library) -> int:
        say = self.texts.speak(show.language)
        film = self._film(show, library, say)
        view = modal(show, say, film=Film(address=f"{FILM}{film}") if film else None)
        text = json.dumps(_bare(view), ensure_ascii=False)
        return self._views.setdefault(text, len(self._views))

    def _film(self, show: Show, library: Library, say: Say) -> str | None:
        """The name of a screen's film; it is drawn later, and elsewhere."""
        screen = show.screen
        poses = library.figures.get(screen.exercise.id) if isinstance(screen, Step) else None
        if poses is None or not isinstance(screen, Step):
            return None
        its = Wanted(screen.exercise, poses, screen.dose, screen.side, show.language, SLACK[0])
        name = subject(its, say)
        self.wanted[name] = its
        return name


def _bare(view: Mapping[str, Any]) -> Json:
    """A view without what its presses carry: nobody presses here but the page itself."""
    return {
        "title": view["title"],
        "submit": view.get("submit"),
        "close": view["close"],
        "blocks": [_block(block) for block in view["blocks"]],
    }


def _block(block: Mapping[str, Any]) -> Json:
    if block["type"] != "actions":
        return dict(block)
    kept = [{key: each[key] for key in each if key != "value"} for each in block["elements"]]
    return {**block, "elements": kept}


def _kind(screen: Screen) -> str:
    if isinstance(screen, Introduction):
        return "introduction"
    if isinstance(screen, Step):
        return "step"
    return "thanks" if isinstance(screen, Thanks) else "stop"


def _both(say: Callable[[Language], str]) -> dict[Language, str]:
    return {language: say(language) for language in LANGUAGES}


def _finding(place: Place, path: Path, folder: Path) -> Json:
    """A finding for the page: a file is named as it stands in its library."""
    finding = place.finding
    own = finding.file == str(path)
    return {
        "file": path.name if own else os.path.relpath(finding.file, folder),
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "level": finding.level,
        "message": finding.message,
        # What is wrong with the form of a file is said in English alone, as its keys are.
        "english": finding.code in CODES,
        "exercise": place.exercise,
        "session": place.session,
    }
