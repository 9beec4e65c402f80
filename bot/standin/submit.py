"""What the answer to a view_submission does to the modal in sight."""

from bot.standin.blocks import Json
from bot.standin.errors import SlackError
from bot.standin.hub import Hub
from bot.standin.model import View

TROUBLE = "We had some trouble connecting. Try again?"


class Answers:
    """Carries out response_action; what Slack would not accept leaves the modal open and the
    person puzzled."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def carry_out(self, view: View, answer: Json | None) -> tuple[dict[str, str], str | None]:
        """The errors to show under fields, and why the answer was unusable (None when it was
        fine)."""
        action = (answer or {}).get("response_action")
        try:
            if action is None:
                self._hub.desk.close(view)
            elif action == "clear":
                self._hub.desk.clear(view.user)
            elif action == "errors":
                return self._errors(view, (answer or {}).get("errors")), None
            elif action in ("update", "push"):
                self._show(view, action, (answer or {}).get("view"))
            else:
                raise SlackError(f"response_action {action!r} is unknown")
        except SlackError as refused:
            reasons = refused.extra.get("response_metadata", {}).get("messages", [])
            trouble = " ".join([refused.error, *reasons])
            self._hub.unusable.append(trouble)
            return {}, trouble
        return {}, None

    def _show(self, view: View, action: str, body: object) -> None:
        checked = self._hub.checks.view(body, "modal")
        if action == "push":
            self._hub.desk.open(view.user, checked, on=view)
        elif view.open:
            self._hub.desk.replace(view, checked)

    def _errors(self, view: View, errors: object) -> dict[str, str]:
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not errors.keys() <= inputs:
            raise SlackError(f"errors must name input blocks of the view, not {errors!r}")
        return {str(key): str(text) for key, text in errors.items()}
