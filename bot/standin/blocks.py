"""Block Kit as Slack stores it: ids filled in, elements found, words read."""

from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]
State = dict[
    tuple[str, str], Json
]  # (block_id, action_id) -> {"type": …, "value" or "selected_…": …}

# Interactive elements that hold a value; a button or overflow only fires.
STATEFUL = frozenset((
    "plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input",
    "file_input", "static_select", "external_select", "users_select", "conversations_select",
    "channels_select", "multi_static_select", "multi_external_select", "multi_users_select",
    "multi_conversations_select", "multi_channels_select", "radio_buttons", "checkboxes",
    "datepicker", "timepicker", "datetimepicker",
))  # fmt: skip
INTERACTIVE = STATEFUL | {"button", "overflow", "workflow_button"}


def stored(blocks: list[Json], mint: Callable[[int], str]) -> list[Json]:
    """A copy as Slack keeps it: every block and interactive element has an id, every text its
    defaults."""
    return [_stored_block(block, mint) for block in blocks]


def _stored_block(block: Json, mint: Callable[[int], str]) -> Json:
    copy: Json = _with_defaults(block)
    copy["block_id"] = block.get("block_id") or mint(5)
    for _, element in interactive([copy]):
        element.setdefault("action_id", mint(5))
    return copy


def _with_defaults(value: Any) -> Any:
    """Slack adds `emoji` to plain text and `verbatim` to mrkdwn."""
    if isinstance(value, list):
        return [_with_defaults(item) for item in value]
    if not isinstance(value, dict):
        return value
    copy = {key: _with_defaults(item) for key, item in value.items()}
    if isinstance(copy.get("text"), str) and copy.get("type") == "plain_text":
        copy.setdefault("emoji", True)
    if isinstance(copy.get("text"), str) and copy.get("type") == "mrkdwn":
        copy.setdefault("verbatim", False)
    return copy


def elements(block: Json) -> list[Json]:
    """The elements a block carries, wherever the block keeps them."""
    carried = [*(block.get("elements") or []), block.get("accessory"), block.get("element")]
    return [element for element in carried if isinstance(element, dict)]


def interactive(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every (block, element) a person can press, choose or type in, in reading order."""
    for block in blocks:
        for element in elements(block):
            if element.get("type") in INTERACTIVE:
                yield block, element


def words(value: Any) -> Iterator[str]:
    """Every text a person or a screen reader meets, in reading order."""
    if isinstance(value, list):
        for item in value:
            yield from words(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in ("text", "alt_text") and isinstance(item, str):
                yield item
            elif isinstance(item, dict | list) and key != "confirm":
                yield from words(item)


def slack_files(blocks: Any) -> Iterator[Json]:
    """Every `slack_file` reference in blocks."""
    return (found for found in _under("slack_file", blocks) if isinstance(found, dict))


def image_urls(blocks: Any) -> Iterator[str]:
    """Every address of a picture in blocks."""
    return (found for found in _under("image_url", blocks) if isinstance(found, str))


def _under(key: str, value: Any) -> Iterator[Any]:
    """Whatever stands under a key, however deep."""
    if isinstance(value, list):
        for item in value:
            yield from _under(key, item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name == key:
                yield item
            else:
                yield from _under(key, item)


def plain(blocks: list[Json]) -> str:
    """The top-level text Slack builds when an app sends blocks only."""
    return " ".join(words(blocks))
