"""What a person fills in: state.values, the client's own checks, and choosing among options."""

from typing import Any

from bot.standin.blocks import STATEFUL, Json, State, interactive
from bot.standin.errors import CannotDo

Value = str | int | list[str] | None

# element type -> (key in state.values, key of the initial value in the element)
_SINGLE = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
_MANY = {
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "file_input": ("files", "initial_files"),
}
REQUIRED = "Please complete this required field."


def fresh(blocks: list[Json], kept: State | None = None) -> State:
    """The state of a view as it appears; input survives an update where block, action and type are
    the same."""
    state: State = {}
    for block, element in interactive(blocks):
        kind = element["type"]
        if kind not in STATEFUL:
            continue
        key = (block["block_id"], element["action_id"])
        before = (kept or {}).get(key)
        state[key] = before if before is not None and before["type"] == kind else _initial(element)
    return state


def nested(state: State) -> dict[str, dict[str, Json]]:
    """`state.values` as Slack sends it: by block, then by action."""
    values: dict[str, dict[str, Json]] = {}
    for (block_id, action_id), value in state.items():
        values.setdefault(block_id, {})[action_id] = value
    return values


def _initial(element: Json) -> Json:
    kind = element["type"]
    if kind in _SINGLE:
        key, initial = _SINGLE[kind]
        return {"type": kind, key: element.get(initial)}
    key, initial = _MANY[kind]
    return {"type": kind, key: list(element.get(initial) or [])}


def find(blocks: list[Json], wanted: Any) -> tuple[Json, Json]:
    """The (block, element) meant by an action id, block id, (block, action) pair, predicate or
    visible label.

    CannotDo when there is none: the person does not see such a thing.
    """
    everything = list(interactive(blocks))
    for test in _tests(wanted):
        for block, element in everything:
            if test(block, element):
                return block, element
    offered = [
        f"{element['action_id']} ({_label(block, element)})" for block, element in everything
    ]
    raise CannotDo(f"no {wanted!r} here; there is: {', '.join(offered) or 'nothing'}")


def _tests(wanted: Any) -> list[Any]:
    if callable(wanted):
        return [lambda block, element: wanted({**element, "block_id": block["block_id"]})]
    if isinstance(wanted, tuple):
        return [lambda block, element: (block["block_id"], element["action_id"]) == wanted]
    if isinstance(wanted, dict):
        return [
            lambda block, element: (
                element["action_id"] == wanted.get("action_id")
                and wanted.get("block_id", block["block_id"]) == block["block_id"]
                and wanted.get("value", element.get("value")) == element.get("value")
            )
        ]
    return [
        lambda _, element: element["action_id"] == wanted,
        lambda block, _: block["block_id"] == wanted,
        lambda block, element: _label(block, element) == wanted,
    ]


def _label(block: Json, element: Json) -> str:
    shown = element.get("text") or block.get("label") or element.get("placeholder") or {}
    return str(shown.get("text", ""))


def filled(element: Json, value: Value) -> Json:
    """The state of `element` after the person enters `value`; options are named by value or by
    label."""
    kind = element["type"]
    if kind in _MANY:
        chosen = [value] if isinstance(value, str) else list(value or [])  # type: ignore[arg-type]  # a list, or nothing
        options = (
            [_option(element, item) for item in chosen] if "options" in _MANY[kind][0] else chosen
        )
        return {"type": kind, _MANY[kind][0]: options}
    if kind not in _SINGLE:
        raise CannotDo(f"a {kind} holds no value")
    key = _SINGLE[kind][0]
    if key == "selected_option":
        return {"type": kind, key: None if value is None else _option(element, value)}
    if key == "value":
        return {"type": kind, key: None if value in (None, "") else str(value)}
    return {"type": kind, key: value}


def _option(element: Json, value: Any) -> Json:
    groups = element.get("option_groups") or [{"options": element.get("options") or []}]
    options: list[Json] = [option for group in groups for option in group["options"]]
    for option in options:
        if value in (option.get("value"), option["text"]["text"]):
            return option
    if element["type"].endswith("external_select"):
        return {
            "text": {"type": "plain_text", "text": str(value), "emoji": True},
            "value": str(value),
        }
    raise CannotDo(
        f"{value!r} is not offered; there is: {[option.get('value') for option in options]}"
    )


def complaints(blocks: list[Json], state: State) -> dict[str, str]:
    """What the client itself holds back before it submits, by block id."""
    found: dict[str, str] = {}
    for block in blocks:
        if block.get("type") != "input":
            continue
        element = block["element"]
        value = state[block["block_id"], element["action_id"]]
        if problem := _complaint(element, value, optional=bool(block.get("optional"))):
            found[block["block_id"]] = problem
    return found


def _complaint(element: Json, value: Json, *, optional: bool) -> str | None:
    held = next(item for key, item in value.items() if key != "type")
    if held in (None, "", []):
        return None if optional else REQUIRED
    if "min_length" in element and len(held) < element["min_length"]:
        return f"Please use at least {element['min_length']} characters."
    if "max_length" in element and len(held) > element["max_length"]:
        return f"Please use at most {element['max_length']} characters."
    return _number_complaint(element, held) if element["type"] == "number_input" else None


def _number_complaint(element: Json, held: str) -> str | None:
    try:
        number = float(held)
    except ValueError:
        return "Please enter a number."
    if not element.get("is_decimal_allowed") and number != int(number):
        return "Please enter a whole number."
    if "min_value" in element and number < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and number > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return None
