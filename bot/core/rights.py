"""Who may do what in Slack: the matrix of roles and actions, and how roles may change hands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

Role = Literal["hr", "physio"]
ROLES: tuple[Role, ...] = ("hr", "physio")
Action = Literal[
    "see-projects",
    "make",
    "edit",
    "copy",
    "pause",
    "resume",
    "end",
    "trial",
    "roles",
    "audit",
    "statement",
    "see-programmes",
    "effect-question",
    "read-report",
    "read-shared-report",
]
HR: frozenset[Role] = frozenset({"hr"})
PHYSIO: frozenset[Role] = frozenset({"physio"})
RIGHTS: Mapping[Action, frozenset[Role]] = {
    "see-projects": HR | PHYSIO,
    "make": HR,
    "edit": HR,
    "copy": HR,
    "pause": HR,
    "resume": HR,
    "end": HR,
    "trial": HR,
    "roles": HR,
    "audit": HR,
    "statement": HR,
    "see-programmes": PHYSIO,
    "effect-question": PHYSIO,
    "read-report": PHYSIO,
    "read-shared-report": HR | PHYSIO,
}
Denial = Literal["other-role", "last-hr", "unchanged", "no-colleague"]
"""Why a role does not change hands."""


def may(role: Role | None, action: Action) -> bool:
    """Return whether somebody with this role, or with none, may do this."""
    return role in RIGHTS[action]


def may_read(role: Role | None, *, shared: bool) -> bool:
    """Return whether somebody may have the report of a project that is `shared` with HR, or not."""
    return may(role, "read-report") or (shared and may(role, "read-shared-report"))


def reads_from(role: Role | None, shared_from: date | None) -> date | None:
    """Return from which day on the figures of a shared project are somebody's; None for all."""
    return None if may(role, "read-report") else shared_from


def may_claim(roles: Mapping[str, Role], *, admin: bool) -> bool:
    """Return whether an administrator of the workspace may take HR: only where nobody holds it."""
    return admin and "hr" not in roles.values()


def against_giving(roles: Mapping[str, Role], user: str, role: Role) -> Denial | None:
    """Return why `user` cannot get `role`, or None. Nobody holds two."""
    held = roles.get(user)
    if held == role:
        return "unchanged"
    return None if held is None else "other-role"


def against_taking(roles: Mapping[str, Role], user: str) -> Denial | None:
    """Return why `user` must keep their role, or None. The last of HR stays: somebody must act."""
    if user not in roles:
        return "unchanged"
    last = roles[user] == "hr" and list(roles.values()).count("hr") == 1
    return "last-hr" if last else None
