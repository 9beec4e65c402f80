"""Roles and what was done with them: given, taken, claimed; and the log of deeds."""

from __future__ import annotations

from dataclasses import replace

from bot.core import rights
from bot.core.drafting import Trouble, Values, text_of
from bot.core.rights import Denial, Role
from bot.service.deeds import Deed, What
from bot.service.offices.desk import Desk
from bot.service.offices.screens import Log, Notice, RolesForm
from bot.service.ports import Door, Person

DEEDS_PER_PAGE = 20
GIVEN: dict[Role, What] = {"hr": "hr-given", "physio": "physio-given"}
TAKEN: dict[Role, What] = {"hr": "hr-taken", "physio": "physio-taken"}


class Colleagues(Desk):
    """Who holds which role. Nobody holds two, and the last of HR stays."""

    async def show_roles(self, who: Person, door: Door) -> None:
        """Show who holds which role, with a form to change that."""
        if await self.may(who, "roles"):
            await self._sender.screen(door, await self._roles_form(who))
        else:
            await self._refuse(who, door)

    async def change_roles(
        self, values: Values, who: Person
    ) -> Notice | RolesForm | tuple[Trouble, ...]:
        """Give a role to somebody, or take theirs: what a submitted form asks."""
        if not await self.may(who, "roles"):
            return await self._notice("no-right", who)
        user, wanted = text_of(values, "who"), text_of(values, "role")
        if not user:
            return (Trouble("who", "missing-person"),)
        if wanted not in ("hr", "physio", "none"):
            return (Trouble("role", "choose"),)
        role: Role | None = None if wanted == "none" else "hr" if wanted == "hr" else "physio"
        denial = await self._change(user, role, who)
        if denial is not None:
            return (Trouble("role" if denial != "no-colleague" else "who", f"role-{denial}"),)
        return await self._notice("roles-saved", who)

    async def claim(self, who: Person, door: Door) -> None:
        """Give HR to an administrator of the workspace, as long as nobody holds it."""
        roles = await self._store.roles()
        allowed = rights.may_claim(roles, admin=await self._sender.admin(who))
        done = allowed and await self._store.claim_hr(who.user, self._did(who, "hr-claimed"))
        await self._sender.screen(
            door, await self._notice("claimed" if done else "not-claimed", who)
        )
        await self.home(who)

    async def show_log(self, who: Person, door: Door, page: int = 0) -> None:
        """Show what role holders did."""
        if not await self.may(who, "audit"):
            await self._refuse(who, door)
            return
        found = await self._store.deeds(page * DEEDS_PER_PAGE, DEEDS_PER_PAGE + 1)
        more = len(found) > DEEDS_PER_PAGE
        language = await self.language(who)
        await self._sender.screen(door, Log(found[:DEEDS_PER_PAGE], page, more, language))

    async def _change(self, user: str, role: Role | None, who: Person) -> Denial | None:
        roles = await self._store.roles()
        if role is None:
            if denial := rights.against_taking(roles, user):
                return denial
            taken = replace(self._did(who, TAKEN[roles[user]]), about=user)
            return None if await self._store.take_away(user, taken) else "last-hr"
        if denial := rights.against_giving(roles, user, role):
            return denial
        profile = await self._sender.profile(replace(who, user=user))
        if profile is None or not profile.counts:
            return "no-colleague"
        given = replace(self._did(who, GIVEN[role]), about=user)
        return None if await self._store.give(user, role, given) else "other-role"

    async def _roles_form(self, who: Person) -> RolesForm:
        return RolesForm(await self._store.roles(), who.user, await self.language(who))

    def _did(self, who: Person, what: What) -> Deed:
        return Deed(self._now(), who.user, what)
