"""The open views of every person: stacks of modals, and the Home tab."""

from bot.standin.blocks import Json, stored
from bot.standin.errors import SlackError
from bot.standin.forms import fresh
from bot.standin.model import View
from bot.standin.workspace import Workspace

DEPTH = 3  # one modal and two pushed on it


class Desk:
    """Opens, replaces and closes views. A modal opened over another lies on top of it and counts
    for the depth
    (Slack's documentation gives the limit for pushes only; for an open over an open modal it says
    nothing)."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self._owners: dict[str, str] = {}

    def stack(self, user: str) -> list[View]:
        """A person's modals, the one in sight last."""
        return self.stacks.setdefault(user, [])

    def open(self, user: str, body: Json, *, on: View | None = None) -> View:
        """Show a modal, pushed on `on` or alone; SlackError `push_limit_reached` or
        `duplicate_external_id`."""
        stack = self.stack(user)
        if len(stack) >= DEPTH:
            raise SlackError("push_limit_reached")
        self._unique(body, None)
        view = self._make(user, body)
        if on is not None:
            view.root, view.previous = on.root, on.id
        stack.append(view)
        self._workspace.changes.tell("modal.opened", user)
        return view

    def publish(self, user: str, body: Json, hash_: str | None) -> View:
        """Show a Home tab; SlackError `hash_conflict`."""
        old = self.homes.get(user)
        if hash_ and old is not None and old.hash != hash_:
            raise SlackError("hash_conflict")
        if old is None:
            self.homes[user] = old = self._make(user, body)
        else:
            self.replace(old, body)
        self._workspace.changes.tell("home.published", user)
        return old

    def replace(self, view: View, body: Json, hash_: str | None = None) -> View:
        """Give a view other contents; input stays where block, action and type are the same.
        SlackError `hash_conflict`."""
        if hash_ and view.hash != hash_:
            raise SlackError("hash_conflict")
        self._unique(body, view)
        view.body = self._body(body)
        view.hash = self._workspace.ids.view_hash()
        view.state = fresh(view.blocks, view.state)
        self._workspace.changes.tell("view.changed", view.user)
        return view

    def close(self, view: View) -> None:
        """Take one modal away."""
        view.open = False
        stack = self.stack(view.user)
        if view in stack:
            stack.remove(view)
        self._workspace.changes.tell("modal.closed", view.user)

    def clear(self, user: str) -> None:
        """Take all modals of a person away."""
        for view in list(self.stack(user)):
            self.close(view)

    def find(self, view_id: str | None, external_id: str | None = None) -> View:
        """An open view; SlackError `not_found`, also for one that was closed."""
        for view in self._candidates(view_id, external_id):
            if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                return view
        raise SlackError("not_found")

    def _candidates(self, view_id: str | None, external_id: str | None) -> list[View]:
        """The open views worth looking at: one for an id of Slack's, all for one of the app's."""
        if external_id is None:
            owner = self._owners.get(str(view_id), "")
            home = self.homes.get(owner)
            return [*self.stack(owner), *([home] if home else [])]
        return [view for stack in self.stacks.values() for view in stack] + [*self.homes.values()]

    def _make(self, user: str, body: Json) -> View:
        place = self._workspace
        made = place.ids.mint("V")
        view = View(
            id=made,
            user=user,
            body=self._body(body),
            hash=place.ids.view_hash(),
            root=made,
            team_id=place.team_id,
            app_id=place.app_id,
            bot_id=place.bot_id,
        )
        view.state = fresh(view.blocks)
        self._owners[view.id] = user
        return view

    def _body(self, body: Json) -> Json:
        return {**body, "blocks": stored(body["blocks"], self._workspace.ids.word)}

    def _unique(self, body: Json, own: View | None) -> None:
        external = body.get("external_id")
        if not external:
            return
        try:
            other = self.find(None, external)
        except SlackError:
            return
        if other is not own:
            raise SlackError("duplicate_external_id")
