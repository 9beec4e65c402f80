"""The tokens of the installed app, and who may call what with them."""

from bot.standin.errors import SlackError

_APP_TOKEN_METHODS = frozenset({"apps.connections.open"})
_TOKENLESS = frozenset({"api.test"})


class Tokens:
    """The tokens of the installed app; `refusal` is set when they no longer work."""

    def __init__(self, bot: str, app: str) -> None:
        self.bot, self.app = bot, app
        self.refusal: str | None = None

    def admit(self, method: str, token: str | None) -> None:
        """SlackError `not_authed`, `invalid_auth`, `token_revoked`, `account_inactive` or
        `not_allowed_token_type`."""
        if method in _TOKENLESS and token is None:
            return
        if token is None:
            raise SlackError("not_authed")
        if token not in (self.bot, self.app):
            raise SlackError("invalid_auth")
        if self.refusal:
            raise SlackError(self.refusal)
        wanted = self.app if method in _APP_TOKEN_METHODS else self.bot
        if token != wanted and method not in _TOKENLESS:
            raise SlackError("not_allowed_token_type")
