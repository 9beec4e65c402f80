"""Who may do what: the whole matrix, and how roles change hands."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from bot.core import rights
from bot.core.rights import Action, Denial, Role

MATRIX = {
    "see-projects": ("hr", "physio"),
    "make": ("hr",),
    "edit": ("hr",),
    "copy": ("hr",),
    "pause": ("hr",),
    "resume": ("hr",),
    "end": ("hr",),
    "trial": ("hr",),
    "roles": ("hr",),
    "audit": ("hr",),
    "statement": ("hr",),
    "see-programmes": ("physio",),
    "effect-question": ("physio",),
    "read-report": ("physio",),
    "read-shared-report": ("hr", "physio"),
}


@pytest.mark.parametrize("action", get_args(Action))
@pytest.mark.parametrize("role", ["hr", "physio", None])
def test_each_action_is_for_the_roles_of_the_matrix_and_no_others(
    action: Action, role: Role | None
) -> None:
    assert rights.may(role, action) is (role in MATRIX[action])


@pytest.mark.parametrize(
    "role,shared,reads",
    [
        ("physio", False, True),
        ("physio", True, True),
        ("hr", False, False),
        ("hr", True, True),
        (None, False, False),
        (None, True, False),
    ],
)
def test_the_physio_reads_reports_and_hr_what_is_shared(
    role: Role | None, shared: bool, reads: bool
) -> None:
    assert rights.may_read(role, shared=shared) is reads


@pytest.mark.parametrize("role, of_all", [("physio", True), ("hr", False)])
def test_hr_reads_from_when_it_is_shared_and_the_physio_everything(
    role: Role, of_all: bool
) -> None:
    on = date(2027, 2, 8)
    assert rights.reads_from(role, on) == (None if of_all else on)
    assert rights.reads_from(role, None) is None


def test_an_administrator_may_claim_hr_only_when_nobody_holds_it() -> None:
    assert rights.may_claim({}, admin=True)
    assert rights.may_claim({"U1": "physio"}, admin=True)
    assert not rights.may_claim({"U1": "hr"}, admin=True)
    assert not rights.may_claim({}, admin=False)


@pytest.mark.parametrize(
    "roles,user,role,denial",
    [
        ({}, "U1", "hr", None),
        ({"U1": "hr"}, "U1", "hr", "unchanged"),
        ({"U1": "hr"}, "U1", "physio", "other-role"),
        ({"U1": "physio"}, "U1", "hr", "other-role"),
    ],
)
def test_nobody_gets_two_roles(
    roles: dict[str, Role], user: str, role: Role, denial: Denial | None
) -> None:
    assert rights.against_giving(roles, user, role) == denial


@pytest.mark.parametrize(
    "roles,user,denial",
    [
        ({}, "U1", "unchanged"),
        ({"U1": "hr"}, "U1", "last-hr"),
        ({"U1": "hr", "U2": "physio"}, "U1", "last-hr"),
        ({"U1": "hr", "U2": "hr"}, "U1", None),
        ({"U1": "hr", "U2": "physio"}, "U2", None),
    ],
)
def test_the_last_of_hr_stays(roles: dict[str, Role], user: str, denial: Denial | None) -> None:
    assert rights.against_taking(roles, user) == denial
