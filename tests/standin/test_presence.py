"""Quiet hours, statuses, presence and user groups."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.standin import Standin
from tests.standin.conftest import NOW


async def test_quiet_hours_of_one_and_of_at_most_fifty(
    slack: Standin, client: AsyncWebClient
) -> None:
    slack.do_not_disturb("U0ANNA", NOW - 60, NOW + 3600)
    quiet = await client.dnd_info(user="U0ANNA")
    assert (quiet["dnd_enabled"], quiet["next_dnd_end_ts"]) == (True, int(NOW) + 3600)
    assert not (await client.dnd_info(user="U0BRAM"))["dnd_enabled"]
    team = await client.dnd_teamInfo(users=["U0ANNA", "U0BRAM", "U0NOBODY"])
    assert list(team["users"]) == ["U0ANNA", "U0BRAM"]
    with pytest.raises(SlackApiError, match="too_many_users"):
        await client.dnd_teamInfo(users=[f"U{number}" for number in range(51)])


async def test_status_and_presence(slack: Standin, client: AsyncWebClient) -> None:
    slack.change_user("U0ANNA", status_text="In overleg", status_emoji=":calendar:")
    slack.change_user("U0BRAM", away=True, email="bram@example.org")
    profile = (await client.users_profile_get(user="U0ANNA"))["profile"]
    assert (profile["status_text"], profile["status_emoji"]) == ("In overleg", ":calendar:")
    assert (await client.users_getPresence(user="U0ANNA"))["presence"] == "active"
    assert (await client.users_getPresence(user="U0BRAM"))["presence"] == "away"
    with pytest.raises(SlackApiError, match="missing_scope"):
        await client.users_lookupByEmail(email="bram@example.org")
    with pytest.raises(AttributeError, match="mood"):
        slack.change_user("U0ANNA", mood="fine")


async def test_a_person_is_found_by_their_address() -> None:
    async with Standin(scopes=["users:read", "users:read.email"]) as slack:
        slack.add_user("U0BRAM", email="bram@example.org")
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
        found = await client.users_lookupByEmail(email="Bram@Example.org")
        assert found["user"]["id"] == "U0BRAM"
        slack.deactivate("U0BRAM")
        with pytest.raises(SlackApiError, match="users_not_found"):
            await client.users_lookupByEmail(email="bram@example.org")


async def test_user_groups_need_a_paid_plan(slack: Standin, client: AsyncWebClient) -> None:
    slack.add_usergroup("S0FIT", handle="fit", users=["U0ANNA"])
    (group,) = (await client.usergroups_list(include_users=True, include_count=True))["usergroups"]
    assert (group["handle"], group["users"], group["user_count"]) == ("fit", ["U0ANNA"], 1)
    assert (await client.usergroups_users_list(usergroup="S0FIT"))["users"] == ["U0ANNA"]
    with pytest.raises(SlackApiError, match="no_such_subteam"):
        await client.usergroups_users_list(usergroup="S0NONE")
    slack.workspace.plan = "free"
    with pytest.raises(SlackApiError, match="plan_upgrade_required"):
        await client.usergroups_list()
