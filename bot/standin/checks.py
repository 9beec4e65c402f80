"""What Slack refuses in messages and views before it looks at any block, and the hook for the
blocks themselves."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any, Literal

from bot.standin.blocks import Json, image_urls, slack_files
from bot.standin.errors import SlackError, invalid_arguments, invalid_blocks
from bot.standin.files import Files

Kind = Literal["message", "modal", "home"]
Validate = Callable[[Kind, Json], list[str]]  # (kind, payload) -> errors in words

MAX_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MAX_VIEW_BYTES = 250_000
_LENGTHS = {"private_metadata": 3000, "callback_id": 255, "external_id": 255}
_LABELS = {"title": 24, "submit": 24, "close": 24}


class Checks:
    """Refuses invalid payloads; `validate` adds the block rules of whoever uses the stand-in."""

    def __init__(self, validate: Validate | None, files: Files) -> None:
        self._validate, self._files = validate, files
        # Slack fetches what an image block names before it shows it; whoever uses the stand-in says
        # which addresses would answer.
        self.downloads: Callable[[str], bool] = lambda _: True

    def message(self, payload: Json) -> None:
        """SlackError `no_text` or `invalid_blocks` when Slack would not post this."""
        blocks = payload.get("blocks") or []
        if not isinstance(blocks, list):
            raise SlackError("invalid_blocks_format")
        if not (payload.get("text") or blocks or payload.get("attachments")):
            raise SlackError("no_text")
        if problems := self._problems("message", blocks, payload):
            raise invalid_blocks(problems)

    def view(self, view: Any, *kinds: str) -> Json:
        """The view when Slack would show it as one of `kinds`; SlackError `invalid_arguments` or
        `view_too_large`."""
        if not isinstance(view, dict):
            raise invalid_arguments("missing required field: view [json-pointer:/view]")
        if len(json.dumps(view).encode()) > MAX_VIEW_BYTES:
            raise SlackError("view_too_large")
        if problems := self.view_problems(view, *kinds):
            raise invalid_arguments(*problems)
        return view

    def view_problems(self, view: Json, *kinds: str) -> list[str]:
        """Everything wrong with a view, in words; empty when it may be shown."""
        kind = view.get("type")
        if kind not in kinds:
            return [f"must be one of {', '.join(kinds)} [json-pointer:/view/type]"]
        blocks = view.get("blocks")
        if not isinstance(blocks, list):
            return ["missing required field: blocks [json-pointer:/view]"]
        problems = _frame_problems(view) if kind == "modal" else []
        problems += [
            f"must be less than {most + 1} characters [json-pointer:/view/{key}]"
            for key, most in _LENGTHS.items()
            if len(view.get(key) or "") > most
        ]
        return problems + self._problems(kind, blocks, view)

    def _problems(self, kind: Kind, blocks: list[Any], payload: Json) -> list[str]:
        if not all(
            isinstance(block, dict) and isinstance(block.get("type"), str) for block in blocks
        ):
            return ["missing required field: type [json-pointer:/blocks]"]
        problems: list[str] = []
        if len(blocks) > MAX_BLOCKS[kind]:
            problems.append(f"no more than {MAX_BLOCKS[kind]} items allowed [json-pointer:/blocks]")
        seen = Counter(block["block_id"] for block in blocks if block.get("block_id"))
        problems += [
            f"`block_id` {one} already exists [json-pointer:/blocks]"
            for one, n in seen.items()
            if n > 1
        ]
        problems += [
            "invalid slack file [json-pointer:/blocks]"
            for reference in slack_files(blocks)
            if not self._files.usable(reference)
        ]
        problems += [
            "downloading image failed [json-pointer:/blocks]"
            for address in image_urls(blocks)
            if not self.downloads(address)
        ]
        if self._validate is not None and not problems:
            problems += self._validate(kind, payload)
        return problems


def _frame_problems(view: Json) -> list[str]:
    problems = [] if view.get("title") else ["missing required field: title [json-pointer:/view]"]
    for key, most in _LABELS.items():
        label = view.get(key)
        if label is None:
            continue
        if (
            not isinstance(label, dict)
            or label.get("type") != "plain_text"
            or not label.get("text")
        ):
            problems.append(f"must be plain_text with a text [json-pointer:/view/{key}]")
        elif len(label["text"]) > most:
            problems.append(
                f"must be less than {most + 1} characters [json-pointer:/view/{key}/text]"
            )
    if not view.get("submit") and any(
        isinstance(b, dict) and b.get("type") == "input" for b in view["blocks"]
    ):
        problems.append(
            "`submit` is required when blocks hold an input [json-pointer:/view/submit]"
        )
    return problems
